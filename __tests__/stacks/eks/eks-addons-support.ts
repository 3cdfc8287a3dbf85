import { Testing } from "cdktf";
import type { Environment } from "../../../constructs/core/environments/environment";
import type { Problem } from "../../../constructs/core/errors";
import { collectChecks } from "../../../constructs/core/validation";
import type { NetworkProps } from "../../../constructs/network/network-props";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import { EksAddonsStack } from "../../../stacks/eks/eks-addons-stack";
import type { EksAddonsProps } from "../../../stacks/eks/eks-addons-stack.types";
import { EksStack } from "../../../stacks/eks/eks-stack";
import type { EksProps } from "../../../stacks/eks/eks-stack.types";
import type { StackJson } from "../../support/compact-snapshot";
import { testEnvironment } from "../../support/synth";

/** A network with what a cluster needs. */
export const NETWORK: NetworkProps = {
  cidr: "10.20.0.0/16",
  zones: ["a", "c"],
  nat: { mode: "single" },
  tiers: [
    { name: "public", kind: "public", prefixLength: 24 },
    { name: "app", kind: "private", prefixLength: 20 },
  ],
};

/** A cluster with nodes. */
export const EKS: EksProps = {
  version: "1.35",
  admins: ["role/platform"],
  nodeGroups: { app: { instanceTypes: ["m7g.large"], min: 1, max: 3 } },
};

/** The common releases. */
export const ADDONS: EksAddonsProps = {
  loadBalancerController: true,
  externalSecrets: { secrets: ["platform/*"] },
  metricsServer: true,
  argocd: {
    ingress: {
      host: "argocd.sandbox.example.com",
      certificateArn: "arn:aws:acm:ap-northeast-2:111111111111:certificate/12345678-1234-1234-1234-123456789012",
    },
    signIn: {
      provider: "github",
      organization: "example",
      clientId: "Iv1.0123456789abcdef",
      clientSecret: { secret: "platform/argocd", field: "clientSecret" },
    },
    groups: { "example:platform": "admin" },
    apps: { repoUrl: "https://github.com/example/apps.git", path: "clusters/sandbox", revision: "main" },
  },
};

/** What differs from the common parts. */
export interface Parts {
  readonly network?: NetworkProps;
  /** Whether the cluster's stack is there as well. */
  readonly withCluster?: boolean;
  readonly eks?: EksProps;
  readonly addons?: EksAddonsProps;
  readonly environment?: Environment;
}

/** The synthesized stack of add-ons beside that of the cluster. */
export function synth(parts: Parts = {}) {
  const { network = NETWORK, withCluster = true, eks = EKS, addons = ADDONS, environment = testEnvironment() } = parts;
  return withoutTokenTraces(() => {
    const app = Testing.app();
    if (withCluster) new EksStack(app, environment, network, eks);
    const stack = new EksAddonsStack(app, environment, network, eks, addons);
    const problems: readonly Problem[] = collectChecks(stack);
    const json: StackJson = JSON.parse(Testing.synth(stack));
    return { stack, problems, json };
  });
}
