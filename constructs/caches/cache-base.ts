import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { IGrantable } from "../iam/grantable";
import { grantSid } from "../iam/policies/sid";
import type { Connections } from "../security-groups/connections";
import { Port } from "../security-groups/port";
import type { ICache } from "./cache.types";

/** What caches that are made here and those that exist have alike. */
export abstract class CacheBase extends BaseConstruct implements ICache {
  abstract readonly host: string;
  abstract readonly portNumber: number;
  abstract readonly cacheName: string;
  abstract readonly userName: string;
  abstract readonly connections: Connections;

  get port(): Port {
    return Port.tcp(this.portNumber);
  }

  grantConnect(grantable: IGrantable): void {
    const stack = EnvironmentStack.of(this);
    grantable.grantee.allow({
      sid: grantSid("Connect", this, grantable),
      // Amazon ElastiCache User Guide, "Authenticating with IAM": both the cache and the user are asked, as of 2026-11.
      actions: ["elasticache:Connect"],
      resources: [
        stack.arn("elasticache", `replicationgroup:${this.cacheName}`),
        stack.arn("elasticache", `user:${this.userName}`),
      ],
    });
  }
}
