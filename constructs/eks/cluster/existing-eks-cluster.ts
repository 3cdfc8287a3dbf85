import type { Construct } from "constructs";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import type { INetwork } from "../../network/network.types";
import type { IdentityKind } from "../identity/service-account.types";
import type { ExistingEksClusterProps, IpFamily } from "./eks-cluster.types";
import { EksClusterBase } from "./eks-cluster-base";
import { checkExistingCluster } from "./existing-cluster-checks";

/** A cluster that exists: made by another stack, by another tool, or by hand. Nothing is looked up. */
export class ExistingEksCluster extends EksClusterBase {
  override readonly clusterName: string;
  override readonly clusterArn: string;
  override readonly version: string;
  override readonly endpoint: string;
  override readonly certificateAuthority: string;
  override readonly oidcIssuer: string;
  override readonly oidcProviderArn: string;
  override readonly clusterSecurityGroupId: string;
  override readonly network: INetwork;
  override readonly identity: IdentityKind;
  override readonly podIdentityAgent: boolean;
  override readonly ipFamily: IpFamily;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ExistingEksClusterProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingEksCluster", props);
    const problems = checkShape(this, "ExistingEksCluster", props);
    checkExistingCluster(props, problems);
    problems.throwIfAny();
    this.clusterName = props.clusterName;
    this.clusterArn = props.clusterArn;
    this.version = props.version;
    this.endpoint = props.endpoint;
    this.certificateAuthority = props.certificateAuthority;
    this.oidcIssuer = props.oidcIssuer.replace(/^https:\/\//, "");
    this.oidcProviderArn = props.oidcProviderArn;
    this.clusterSecurityGroupId = props.clusterSecurityGroupId;
    this.network = props.network;
    this.identity = props.identity ?? "irsa";
    this.podIdentityAgent = props.podIdentityAgent ?? false;
    this.ipFamily = props.ipFamily ?? "ipv4";
  }
}
