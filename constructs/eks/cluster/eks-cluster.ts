import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksCluster as EksClusterResource } from "@cdktf/provider-aws/lib/eks-cluster";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environment-stack";
import { Problems } from "../../core/errors";
import { EncryptionKey } from "../../encryption/encryption-key";
import type { INetwork, ITier } from "../../network/network.types";
import { AccessEntries } from "../access/access-entries";
import { Addons } from "../addons/addons";
import { ComputeOrder } from "../addons/compute-order";
import { FargateProfile } from "../fargate/fargate-profile";
import type { FargateProfileOptions } from "../fargate/fargate-profile.types";
import { OidcProvider } from "../identity/oidc-provider";
import type { IdentityKind } from "../identity/service-account.types";
import { NodeGroup } from "../nodes/node-group";
import type { NodeGroupOptions, SelfManagedNodesOptions } from "../nodes/node-group.types";
import { SelfManagedNodes } from "../nodes/self-managed-nodes";
import { ClusterRole } from "./cluster-role";
import { clusterTier } from "./cluster-tier";
import type { EksClusterProps, ExistingEksClusterProps, IEksCluster } from "./eks-cluster.types";
import { EksClusterBase } from "./eks-cluster-base";
import { ExistingEksCluster } from "./existing-eks-cluster";

const DEFAULT_LOGS = ["api", "audit", "authenticator"] as const;
const DEFAULT_RETENTION_DAYS = 90;

/** The versions of the AWS provider that know deletion protection (its release notes, 6.9.0, 2025-08). */
const DELETION_PROTECTION_PROVIDER = ">= 6.9.0, < 7.0.0";

/**
 * An EKS cluster: control plane, its role, its logs, the key of its secrets, who gets in, the identity provider of its pods and its
 * add-ons. Nodes and Fargate profiles are added.
 *
 * ```ts
 * const cluster = new EksCluster(this, "eks", { network, version: "1.35", admins: ["role/platform"] });
 * cluster.addNodeGroup("app", { instanceTypes: ["m7i.large"], min: 2, max: 6 });
 * ```
 */
export class EksCluster extends EksClusterBase {
  /** A cluster that exists already. Nothing is looked up. */
  static fromExisting(scope: Construct, id: string, props: ExistingEksClusterProps): IEksCluster {
    return new ExistingEksCluster(scope, id, props);
  }

  /** The Terraform resource. */
  readonly resource: EksClusterResource;
  readonly role: ClusterRole;
  readonly logGroup: CloudwatchLogGroup;
  /** Only when the cluster has a key of its own for its secrets. */
  readonly secretsKey?: EncryptionKey;
  readonly access: AccessEntries;
  readonly oidc: OidcProvider;
  readonly addons: Addons;
  /** Keeps compute behind the add-ons that nodes need, and before the others. */
  readonly computeOrder: ComputeOrder;
  override readonly network: INetwork;
  override readonly version: string;
  override readonly identity: IdentityKind;
  override readonly podIdentityAgent: boolean;
  /** Tier that control plane and, unless they say otherwise, nodes lie in. */
  readonly tier: ITier;
  /** Whether nodes get whole prefixes of addresses for their pods. */
  readonly prefixDelegation: boolean;
  /** Whether CoreDNS runs on Fargate. */
  readonly coreDnsOnFargate: boolean;
  /** Name as a literal, for what is named after the cluster. */
  readonly physicalName: string;
  readonly #nodeRoleArns: Record<string, string> = {};
  readonly #fargateRoleArns: Record<string, string> = {};

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: EksClusterProps) {
    super(scope, id);
    this.tier = this.#check(props);
    this.network = props.network;
    this.version = props.version;
    this.identity = props.identity ?? "irsa";
    this.podIdentityAgent = props.addons?.["eks-pod-identity-agent"] !== false;
    this.prefixDelegation = props.addons?.["vpc-cni"]?.prefixDelegation ?? true;
    this.coreDnsOnFargate = props.addons?.coredns?.fargate ?? false;
    this.physicalName = EnvironmentStack.of(this).physicalName("eksCluster", props.name ?? "");
    this.role = new ClusterRole(this, "role", this.physicalName);
    this.logGroup = this.#createLogGroup(props);
    this.secretsKey = props.secretsKeyArn === undefined ? this.#createSecretsKey() : undefined;
    this.resource = this.#createCluster(props);
    this.access = new AccessEntries(this, "access", {
      clusterName: this.clusterName,
      admins: props.admins,
      ...(props.access ? { access: props.access } : {}),
    });
    this.oidc = new OidcProvider(this, "oidc", { issuer: this.resource.identity.get(0).oidc.get(0).issuer });
    this.computeOrder = new ComputeOrder();
    this.addons = new Addons(this, "addons", { cluster: this, props: props.addons ?? {}, order: this.computeOrder });
  }

  get clusterName(): string {
    return this.resource.name;
  }

  get clusterArn(): string {
    return this.resource.arn;
  }

  get endpoint(): string {
    return this.resource.endpoint;
  }

  get certificateAuthority(): string {
    return this.resource.certificateAuthority.get(0).data;
  }

  get oidcIssuer(): string {
    return this.oidc.issuer;
  }

  get oidcProviderArn(): string {
    return this.oidc.oidcProviderArn;
  }

  get clusterSecurityGroupId(): string {
    return this.resource.vpcConfig.clusterSecurityGroupId;
  }

  /** IPv4 range of Kubernetes services, as a reference: AWS chooses it when the properties do not. */
  get serviceCidr(): string {
    return this.resource.kubernetesNetworkConfig.serviceIpv4Cidr;
  }

  /** ARNs of the roles that nodes join by, by the name of the nodes. */
  get nodeRoleArns(): Readonly<Record<string, string>> {
    return this.#nodeRoleArns;
  }

  /** Command that makes kubectl talk to the cluster. */
  get connectCommand(): string {
    return `aws eks update-kubeconfig --region ${EnvironmentStack.of(this).environment.region} --name ${this.physicalName}`;
  }

  /** ARNs of the roles that pods on Fargate join by, by the name of the profile. */
  get fargateRoleArns(): Readonly<Record<string, string>> {
    return this.#fargateRoleArns;
  }

  /** Adds a managed node group. */
  addNodeGroup(name: string, options: NodeGroupOptions): NodeGroup {
    return new NodeGroup(this, `nodes-${name}`, { name, ...options, cluster: this });
  }

  /** Adds nodes in an Auto Scaling group of one's own. */
  addSelfManagedNodes(name: string, options: SelfManagedNodesOptions): SelfManagedNodes {
    return new SelfManagedNodes(this, `self-managed-${name}`, { name, ...options, cluster: this });
  }

  /** Adds a Fargate profile. */
  addFargateProfile(name: string, options: FargateProfileOptions): FargateProfile {
    return new FargateProfile(this, `fargate-${name}`, { name, ...options, cluster: this });
  }

  /** Tells the cluster by which role nodes join it, for those who map roles themselves. */
  registerNodeRole(name: string, roleArn: string): void {
    this.#nodeRoleArns[name] = roleArn;
  }

  /** Tells the cluster by which role pods of a profile join it, for those who map roles themselves. */
  registerFargateRole(name: string, roleArn: string): void {
    this.#fargateRoleArns[name] = roleArn;
  }

  #check(props: EksClusterProps): ITier {
    const problems = new Problems(this.node.path);
    const tier = clusterTier(props.network, props.tier, "tier", problems);
    problems.throwIfAny();
    return tier as ITier;
  }

  /** EKS would make the group itself, without retention and out of reach of Terraform; so it is there first. */
  #createLogGroup({ logging }: EksClusterProps): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, "log-group", {
      name: `/aws/eks/${this.physicalName}/cluster`,
      retentionInDays: logging?.retentionDays ?? DEFAULT_RETENTION_DAYS,
    });
  }

  #createSecretsKey(): EncryptionKey {
    return new EncryptionKey(this, "secrets-key", {
      name: "eks-secrets",
      description: `Encrypts the Kubernetes secrets of ${this.physicalName}`,
    });
  }

  #createCluster(props: EksClusterProps): EksClusterResource {
    const stack = EnvironmentStack.of(this);
    const { protect } = stack.environment;
    const publicCidrs = [...(props.endpointAccess?.publicCidrs ?? [])].sort();
    if (props.deletionProtection) {
      stack.addOverride("terraform.required_providers.aws.version", DELETION_PROTECTION_PROVIDER);
    }
    return new EksClusterResource(this, "Default", {
      name: this.physicalName,
      roleArn: this.role.roleArn,
      version: props.version,
      enabledClusterLogTypes: [...(props.logging?.types ?? DEFAULT_LOGS)].sort(),
      bootstrapSelfManagedAddons: false,
      accessConfig: {
        authenticationMode: props.authentication === "api-and-config-map" ? "API_AND_CONFIG_MAP" : "API",
        bootstrapClusterCreatorAdminPermissions: false,
      },
      vpcConfig: {
        subnetIds: this.tier.subnets.map((subnet) => subnet.subnetId),
        endpointPrivateAccess: true,
        endpointPublicAccess: publicCidrs.length > 0,
        ...(publicCidrs.length > 0 ? { publicAccessCidrs: publicCidrs } : {}),
      },
      encryptionConfig: {
        resources: ["secrets"],
        provider: { keyArn: props.secretsKeyArn ?? this.secretsKey?.arn ?? "" },
      },
      ...(props.serviceCidr === undefined ? {} : { kubernetesNetworkConfig: { serviceIpv4Cidr: props.serviceCidr } }),
      upgradePolicy: { supportType: (props.support ?? (protect ? "extended" : "standard")).toUpperCase() },
      zonalShiftConfig: { enabled: props.zonalShift ?? protect },
      ...(props.deletionProtection ? { deletionProtection: true } : {}),
      ...(protect ? { lifecycle: { preventDestroy: true } } : {}),
      dependsOn: [...this.role.attachments, this.logGroup],
    });
  }
}
