import { BaseConstruct } from "../../core/base-construct";
import type { INetwork } from "../../network/network.types";
import type { Connections, ISecurityGroup } from "../../security-groups/connections";
import { SecurityGroup } from "../../security-groups/security-group";
import type { IdentityKind, ServiceAccountRoleOptions } from "../identity/service-account.types";
import { ServiceAccountRole } from "../identity/service-account-role";
import type { IEksCluster, IpFamily, PodGroups } from "./eks-cluster.types";

/** What clusters that are made here and clusters that exist already have in common. */
export abstract class EksClusterBase extends BaseConstruct implements IEksCluster {
  abstract readonly clusterName: string;
  abstract readonly clusterArn: string;
  abstract readonly version: string;
  abstract readonly endpoint: string;
  abstract readonly certificateAuthority: string;
  abstract readonly oidcIssuer: string;
  abstract readonly oidcProviderArn: string;
  abstract readonly clusterSecurityGroupId: string;
  abstract readonly network: INetwork;
  abstract readonly identity: IdentityKind;
  abstract readonly podIdentityAgent: boolean;
  abstract readonly ipFamily: IpFamily;
  readonly podGroups?: PodGroups;
  #securityGroup: ISecurityGroup | undefined;

  /** Rules of the cluster security group: who reaches the Kubernetes API and the nodes, and whom they reach. */
  get connections(): Connections {
    this.#securityGroup ??= SecurityGroup.fromExisting(this, "security-group", {
      securityGroupId: this.clusterSecurityGroupId,
    });
    return this.#securityGroup.connections;
  }

  /**
   * A role for the pods of one service account. It can be granted to, as every role.
   *
   * @throws GroundplanError with everything that is wrong with the properties
   */
  serviceAccountRole(id: string, props: ServiceAccountRoleOptions): ServiceAccountRole {
    return new ServiceAccountRole(this, id, { ...props, cluster: this });
  }
}
