import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksCluster as EksClusterResource } from "@cdktf/provider-aws/lib/eks-cluster";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { readBy } from "../../core/contract-ways";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { GroundplanError, type Problem, Problems } from "../../core/errors";
import { addStackFile } from "../../core/files/stack-files";
import { remember } from "../../core/memory/remembered";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { distinctTexts } from "../../core/texts/reference-text";
import { addCheck } from "../../core/validation";
import { todayOf } from "../../core/versions/today";
import { EncryptionKey } from "../../encryption/encryption-key";
import { createLogGroup } from "../../monitoring/log-group";
import type { INetwork, ITier } from "../../network/network.types";
import { checkNodeRoles } from "../access/access-checks";
import { AccessEntries } from "../access/access-entries";
import { type Admission, admissions } from "../access/admissions";
import { awsAuthManifest } from "../access/aws-auth";
import { principalArn } from "../access/principal";
import { knownRoleArn, roleArnLiteral } from "../access/role-arn-literal";
import { Addons } from "../addons/addons";
import { ComputeOrder } from "../addons/compute-order";
import { hasPodIdentityAgent } from "../addons/selected-addons";
import { AutoMode } from "../auto-mode/auto-mode";
import { autoModeOptions } from "../auto-mode/auto-mode-plan";
import { FargateProfile } from "../fargate/fargate-profile";
import type { FargateProfileOptions } from "../fargate/fargate-profile.types";
import { OidcProvider } from "../identity/oidc-provider";
import type { IdentityKind } from "../identity/service-account.types";
import type { PodNetworking } from "../nodes/instances/max-pods";
import { NodeGroup } from "../nodes/node-group";
import type { NodeGroupOptions, SelfManagedNodesOptions } from "../nodes/node-group.types";
import { SelfManagedNodes } from "../nodes/self-managed-nodes";
import { checkCluster } from "./cluster-checks";
import { ClusterRole } from "./cluster-role";
import { endpoints, lifecycleOf, nameWith, networkAndCompute, supportOf } from "./cluster-settings";
import { clusterNameOf, type DeployedCluster, deployedCluster } from "./deployed-cluster";
import type { EksClusterProps, ExistingEksClusterProps, IEksCluster, IpFamily, PodGroups } from "./eks-cluster.types";
import { EksClusterBase } from "./eks-cluster-base";
import { ExistingEksCluster } from "./existing-eks-cluster";
import { supportWarning, VERSIONS_AS_OF } from "./kubernetes-versions";

const DEFAULT_LOGS = ["api", "audit", "authenticator"] as const;
const DEFAULT_RETENTION_DAYS = 90;

/** The oldest AWS provider that knows deletion protection (its release notes, 6.9.0, 2025-08). */
const DELETION_PROTECTION_PROVIDER = "6.9.0";

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
  /** Only when something is logged. */
  readonly logGroup?: CloudwatchLogGroup;
  /** Only when the cluster has a key of its own for its secrets. */
  readonly secretsKey?: EncryptionKey;
  readonly access: AccessEntries;
  readonly oidc: OidcProvider;
  readonly addons: Addons;
  /** Only with `autoMode`. */
  readonly autoMode?: AutoMode;
  /** Keeps compute behind the add-ons that nodes need, and before the others. */
  readonly computeOrder: ComputeOrder;
  override readonly network: INetwork;
  override readonly version: string;
  override readonly identity: IdentityKind;
  override readonly podIdentityAgent: boolean;
  override readonly ipFamily: IpFamily;
  /** Tier that control plane and, unless they say otherwise, nodes lie in. */
  readonly tier: ITier;
  /** How pods on nodes get their addresses. */
  readonly podNetworking: PodNetworking;
  override readonly podGroups: PodGroups;
  /** Whether CoreDNS runs on Fargate. */
  readonly coreDnsOnFargate: boolean;
  /** Name as a literal, for what is named after the cluster. */
  readonly physicalName: string;
  readonly #admissions: readonly Admission[];
  readonly #manifestName: string | undefined;
  readonly #nodeRoleArns: Record<string, string> = {};
  readonly #fargateRoleArns: Record<string, string> = {};

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: EksClusterProps) {
    super(scope, id);
    props = layDefaults(this, "EksCluster", props);
    const problems = checkShape(this, "EksCluster", props);
    tag(this, props);
    namedBy(this, "name");
    readBy(this, `eksFromContract(this, "cluster", network, eks)`);
    const stack = EnvironmentStack.of(this);
    const deployed = deployedCluster(this, props);
    this.tier = this.#check(props, deployed, problems);
    this.network = props.network;
    this.version = props.version;
    this.identity = props.identity ?? "irsa";
    this.podIdentityAgent = hasPodIdentityAgent(props);
    this.ipFamily = props.ipFamily ?? "ipv4";
    this.podNetworking = {
      prefixDelegation: props.addons?.["vpc-cni"]?.prefixDelegation ?? true,
      customNetworking: props.addons?.["vpc-cni"]?.podTier !== undefined,
    };
    this.coreDnsOnFargate = props.addons?.coredns?.fargate ?? false;
    this.physicalName = clusterNameOf(this, props);
    this.#admissions = admissions(props, { account: stack.environment.account, partition: stack.partition });
    this.#manifestName = props.authentication === "api-and-config-map" ? nameWith("aws-auth", props) : undefined;
    this.role = this.#createRole(props);
    this.autoMode = this.#createAutoMode(props, deployed);
    this.logGroup = this.#createLogGroup(props);
    const { key, keyArn } = this.#chooseSecretsKey(props);
    this.secretsKey = key;
    this.resource = this.#createCluster(props, keyArn);
    if (props.clusterName !== undefined) this.#nameAfterCluster();
    this.access = new AccessEntries(this, "access", {
      clusterName: this.clusterName,
      admissions: this.#admissions,
    });
    this.oidc = new OidcProvider(this, "oidc", { issuer: this.resource.identity.get(0).oidc.get(0).issuer });
    this.autoMode?.admitNodeClasses(this.clusterName);
    const computeOrder = new ComputeOrder();
    this.computeOrder = computeOrder;
    this.podGroups = {
      autoMode: this.autoMode?.plan.enabled ?? false,
      mode: props.addons?.["vpc-cni"]?.podSecurityGroups,
      get compute() {
        return computeOrder.compute;
      },
    };
    this.addons = new Addons(this, "addons", {
      cluster: this,
      props: props.addons ?? {},
      order: this.computeOrder,
      ...(this.autoMode?.plan.enabled ? { autoMode: this.autoMode.plan } : {}),
      ...(props.otherAddons ? { others: props.otherAddons } : {}),
    });
    this.#writeAwsAuth(stack);
    this.#rememberAll();
    addCheck(this, () => this.#lateProblems());
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

  /** Range of Kubernetes services, as a reference: AWS chooses it when the properties do not. */
  get serviceCidr(): string {
    const { serviceIpv4Cidr, serviceIpv6Cidr } = this.resource.kubernetesNetworkConfig;
    return this.ipFamily === "ipv6" ? serviceIpv6Cidr : serviceIpv4Cidr;
  }

  /** ARNs of the roles that nodes join by, by the name of the nodes. */
  get nodeRoleArns(): Readonly<Record<string, string>> {
    return this.#nodeRoleArns;
  }

  /** Command that makes kubectl talk to the cluster, as whoever runs it. */
  get connectCommand(): string {
    const { region } = EnvironmentStack.of(this).environment;
    return `aws eks update-kubeconfig --region ${region} --name ${this.physicalName}`;
  }

  /** The same, as a role: for people who assume one to administer the cluster. */
  connectCommandAs(roleArn: string): string {
    const { environment, partition } = EnvironmentStack.of(this);
    return `${this.connectCommand} --role-arn ${principalArn(roleArn, { account: environment.account, partition })}`;
  }

  /**
   * The `aws-auth` ConfigMap as YAML, when `authentication` is `api-and-config-map`. It is written beside the stack's JSON too.
   *
   * @throws GroundplanError `EKS_ROLE_ARN_UNKNOWN`
   */
  get awsAuth(): string | undefined {
    if (this.#manifestName === undefined) return undefined;
    const stack = EnvironmentStack.of(this);
    const literal = (arns: Readonly<Record<string, string>>): string[] =>
      Object.values(arns).map((arn) => roleArnLiteral(arn, stack));
    return awsAuthManifest({
      admissions: this.#admissions,
      nodeRoleArns: literal(this.#nodeRoleArns),
      fargateRoleArns: literal(this.#fargateRoleArns),
    });
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

  #check(props: EksClusterProps, deployed: DeployedCluster | undefined, problems: Problems): ITier {
    const { environment } = EnvironmentStack.of(this);
    const today = todayOf(this, VERSIONS_AS_OF, problems);
    const tier = checkCluster(props, { environment, today, scope: this, ...(deployed ? { deployed } : {}) }, problems);
    if (!tier || problems.list.length > 0) throw new GroundplanError(problems.list);
    const warning = supportWarning(props.version, today, supportOf(props, environment.protect));
    if (warning !== undefined) Annotations.of(this).addWarning(warning);
    return tier;
  }

  #createRole(props: EksClusterProps): ClusterRole {
    const { autoMode, roleName } = props;
    return new ClusterRole(this, "role", {
      name: nameWith("cluster", props),
      clusterName: this.physicalName,
      autoMode: autoMode !== undefined,
      customTags: autoModeOptions(autoMode).customTags ?? false,
      ...(roleName === undefined ? {} : { roleName }),
    });
  }

  #createAutoMode(props: EksClusterProps, deployed: DeployedCluster | undefined): AutoMode | undefined {
    if (props.autoMode === undefined) return undefined;
    return new AutoMode(this, "auto-mode", {
      options: props.autoMode,
      name: nameWith("auto", props),
      deployed: deployed?.autoModePools,
    });
  }

  /** What the cluster cannot change, or has to be told when it is left out. */
  #rememberAll(): void {
    const name = this.physicalName;
    remember(this, "zones", { [name]: this.tier.subnets.map(({ zone }) => zone) });
    if (this.ipFamily !== "ipv4") remember(this, "ipFamily", { [name]: this.ipFamily });
    const { enabled, nodePools } = this.autoMode?.plan ?? { enabled: false, nodePools: [] };
    if (enabled) remember(this, "autoMode", { [name]: [...nodePools] });
  }

  /** Of all names only these two follow `clusterName`. */
  #nameAfterCluster(): void {
    namedBy(this.resource, "clusterName", this);
    if (this.logGroup) namedBy(this.logGroup, "clusterName", this);
  }

  /** EKS would make the group itself, without retention and out of Terraform's reach; so it is there first. */
  #createLogGroup({ logging }: EksClusterProps): CloudwatchLogGroup | undefined {
    if (logging?.types?.length === 0) return undefined;
    return createLogGroup(this, "log-group", {
      name: `/aws/eks/${this.physicalName}/cluster`,
      retentionDays: logging?.retentionDays,
      usualDays: DEFAULT_RETENTION_DAYS,
    });
  }

  #chooseSecretsKey(props: EksClusterProps): { readonly key?: EncryptionKey; readonly keyArn: string } {
    if (props.secretsKeyArn !== undefined) return { keyArn: props.secretsKeyArn };
    const key = new EncryptionKey(this, "secrets-key", {
      name: nameWith("eks-secrets", props),
      description: `Encrypts the Kubernetes secrets of ${this.physicalName}`,
    });
    return { key, keyArn: key.arn };
  }

  /**
   * What replaces a cluster is what the API cannot change: its name, role, service range, and whether it was made with a creator's
   * entry or with add-ons of EKS's own. Nothing of that follows from a property that people change by the way, except `name` and
   * `serviceCidr`; another `ipFamily` of a cluster that is deployed is refused. Everything that AWS would fill in is said here, so that no plan finds a difference.
   */
  #createCluster(props: EksClusterProps, secretsKeyArn: string): EksClusterResource {
    const stack = EnvironmentStack.of(this);
    const { protect } = stack.environment;
    this.role.useKey(secretsKeyArn);
    if (props.deletionProtection) stack.requireAwsProvider(DELETION_PROTECTION_PROVIDER);
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
        ...(props.securityGroupIds?.length ? { securityGroupIds: distinctTexts(props.securityGroupIds, this) } : {}),
        ...endpoints(props.endpointAccess?.publicCidrs ?? []),
      },
      encryptionConfig: {
        resources: ["secrets"],
        provider: { keyArn: secretsKeyArn },
      },
      ...networkAndCompute(props, this.autoMode),
      upgradePolicy: { supportType: supportOf(props, protect).toUpperCase() },
      zonalShiftConfig: { enabled: props.zonalShift ?? protect },
      ...(props.deletionProtection ? { deletionProtection: true } : {}),
      ...lifecycleOf(props, protect),
      dependsOn: [
        ...this.role.permissions,
        ...(this.autoMode?.permissions ?? []),
        ...(this.logGroup ? [this.logGroup] : []),
      ],
    });
  }

  #writeAwsAuth(stack: EnvironmentStack): void {
    if (this.#manifestName === undefined) return;
    addStackFile(stack, `${this.#manifestName}.yaml`, () => this.awsAuth ?? "");
  }

  /** What can be told only when all nodes and all clusters are declared. */
  #lateProblems(): readonly Problem[] {
    const problems = new Problems(this.node.path);
    const stack = EnvironmentStack.of(this);
    // The manifest is written only after the checks; what keeps it from being made is told with all the rest.
    problems.collect(() => this.awsAuth);
    const joined = [...Object.values(this.#nodeRoleArns), ...Object.values(this.#fargateRoleArns)];
    const known = joined.flatMap((arn) => knownRoleArn(arn, stack) ?? []);
    const admitted = this.#admissions.map((admission) => ({
      ...admission,
      principal: knownRoleArn(admission.principal, stack) ?? admission.principal,
    }));
    checkNodeRoles(admitted, known, problems);
    return problems.list;
  }
}
