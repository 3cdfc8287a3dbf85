import type { Construct } from "constructs";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import type { Connections } from "../security-groups/connections";
import { SecurityGroup } from "../security-groups/security-group";
import { CacheBase } from "./cache-base";
import { CACHE_PORT } from "./cache-parts";
import type { ExistingCacheProps } from "./cache-props";

/** A cache that exists already. Made by `Cache.fromExisting`. */
export class ExistingCache extends CacheBase {
  readonly host: string;
  readonly portNumber: number;
  readonly cacheName: string;
  readonly userName: string;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, props: ExistingCacheProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingCache", props);
    checkShape(this, "ExistingCache", props).throwIfAny();
    this.host = props.host;
    this.portNumber = props.port ?? CACHE_PORT;
    this.cacheName = props.cacheName;
    this.userName = props.userName;
    const { securityGroupId } = props;
    this.connections = SecurityGroup.fromExisting(this, "group", { securityGroupId }).connections;
  }
}
