import type { AddonsProps } from "../../../../constructs/eks/addons/addons.types";
import { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import type { FargateProfile } from "../../../../constructs/eks/fargate/fargate-profile";
import type { FargateProfileOptions } from "../../../../constructs/eks/fargate/fargate-profile.types";
import type { ExistingNetworkProps } from "../../../../constructs/network/existing-network";
import { synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";

/** Options of {@link synthProfiles}. */
export interface BuildOptions {
  /** What is done with the profiles that were made. */
  readonly after?: (profiles: Readonly<Record<string, FargateProfile>>) => void;
  readonly network?: Partial<ExistingNetworkProps>;
  readonly protect?: boolean;
  readonly addons?: AddonsProps;
}

/** A network whose private tier has no NAT. */
export function closedNetwork(...endpointServices: string[]): Partial<ExistingNetworkProps> {
  return { hasNat: false, endpointServices };
}

/** A cluster with nodes, so that CoreDNS has somewhere to run, and with these profiles, made in the order of the record. */
export function synthProfiles(profiles: Readonly<Record<string, FargateProfileOptions>>, options: BuildOptions = {}) {
  const made: Record<string, FargateProfile> = {};
  const synthesized = synthStack(
    (stack) => {
      const cluster = new EksCluster(stack, "cluster", {
        network: testNetwork(stack, options.network),
        version: "1.35",
        admins: ["role/platform"],
        ...(options.addons ? { addons: options.addons } : {}),
      });
      for (const [name, props] of Object.entries(profiles)) made[name] = cluster.addFargateProfile(name, props);
      options.after?.(made);
      cluster.addNodeGroup("app", { instanceTypes: ["m7i.large"], min: 2, max: 4 });
    },
    { name: "eks", environment: { protect: options.protect ?? false } },
  );
  return { ...synthesized, profiles: made };
}
