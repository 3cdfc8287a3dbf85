import { EksFargateProfile } from "@cdktf/provider-aws/lib/eks-fargate-profile";
import { Construct } from "constructs";
import type { FargateCluster } from "./fargate-cluster.types";
import { FargatePodRole } from "./fargate-pod-role";
import type { FargateProfileOptions } from "./fargate-profile.types";

/** Properties of {@link FargateProfile}. */
export interface FargateProfileProps extends FargateProfileOptions {
  /** Name in code; first part of the profile's name. */
  readonly name: string;
  readonly cluster: FargateCluster;
}

/** Pods that run on Fargate instead of nodes. Made by `cluster.addFargateProfile`. */
export class FargateProfile extends Construct {
  /** The Terraform resource. */
  readonly resource: EksFargateProfile;
  readonly #role: FargatePodRole;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: FargateProfileProps) {
    super(scope, id);
    const { cluster, name, namespace } = props;
    this.#role = new FargatePodRole(this, "role", { name, clusterName: cluster.physicalName });
    this.resource = new EksFargateProfile(this, "Default", {
      clusterName: cluster.clusterName,
      fargateProfileName: name,
      podExecutionRoleArn: this.#role.roleArn,
      subnetIds: cluster.tier.subnets.map((subnet) => subnet.subnetId),
      selector: (props.selectors ?? (namespace === undefined ? [] : [{ namespace }])).map((selector) => ({
        namespace: selector.namespace,
        ...(selector.labels ? { labels: { ...selector.labels } } : {}),
      })),
    });
    cluster.computeOrder.registerCompute(this.resource);
    cluster.registerFargateRole(name, this.roleArn);
  }

  /** Name of the profile; another profile of the same code has another one when it is replaced. */
  get profileName(): string {
    return this.resource.fargateProfileName;
  }

  /** ARN of the pod execution role. It is no grantee: containers get roles of their own. */
  get roleArn(): string {
    return this.#role.roleArn;
  }
}
