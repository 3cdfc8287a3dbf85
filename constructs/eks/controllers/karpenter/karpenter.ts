import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../../core/base-construct";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import { GroundplanError, Problems } from "../../../core/errors";
import { checkExactName } from "../../../core/names/exact-name";
import { checkName } from "../../../core/names/naming";
import { checkShape } from "../../../core/shapes/check-shape";
import { layDefaults } from "../../../core/shapes/defaults";
import { canonicalJson } from "../../../core/texts/canonical-json";
import { manifestText } from "../../../core/texts/manifest-text";
import { checkMorePolicies } from "../../../iam/policies/more-policies";
import type { ITier } from "../../../network/network.types";
import { hasWayOut } from "../../../network/tiers/way-out";
import type { IEksCluster } from "../../cluster/eks-cluster.types";
import type { ServiceAccountRole } from "../../identity/service-account-role";
import type { PodNetworking } from "../../nodes/instances/max-pods";
import { addNodeController } from "../../nodes/node-controllers";
import { NodeRole } from "../../nodes/node-role";
import { controllerRole } from "../controller-role";
import { KarpenterInterruptionQueue } from "./interruption-queue";
import type { KarpenterNodePoolProps, KarpenterProps } from "./karpenter.types";
import { karpenterStatements, spotRoleStatement } from "./karpenter-permissions";
import { placeKarpenter } from "./karpenter-placement";
import { checkNodePool, nodePoolObjects } from "./node-pool";

/**
 * What Karpenter needs in AWS: the role of its controller, the role, instance profile and access entry of its nodes, and the queue
 * by which it learns of interruptions. Its chart runs on nodes of a group, or on Fargate.
 *
 * ```ts
 * const karpenter = new Karpenter(this, "karpenter", { cluster });
 * karpenter.helmValues; // of the chart oci://public.ecr.aws/karpenter/karpenter
 * karpenter.nodePool({ name: "general", cpuLimit: 64, imageRelease: "v20261105" }); // NodePool and EC2NodeClass, in YAML
 * ```
 *
 * Terraform knows nothing of the nodes that it starts: delete the node pools before the cluster.
 */
export class Karpenter extends BaseConstruct {
  /** Role of the controller. */
  readonly role: ServiceAccountRole;
  readonly nodeRole: NodeRole;
  /** Only when Terraform makes it. */
  readonly instanceProfile?: IamInstanceProfile;
  /** Lets the nodes join. */
  readonly accessEntry: EksAccessEntry;
  readonly interruptions: KarpenterInterruptionQueue;
  readonly #cluster: IEksCluster;
  readonly #tier: ITier;
  readonly #zonalShift: boolean;
  readonly #podNetworking: PodNetworking;
  readonly #makesSpotRole: boolean;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: KarpenterProps) {
    super(scope, id);
    props = layDefaults(this, "Karpenter", props);
    checkShape(this, "Karpenter", props);
    const { cluster, sessionManager = false, instanceProfiles = "terraform" } = props;
    this.#cluster = cluster;
    this.#zonalShift = props.zonalShift ?? false;
    this.#podNetworking = props.podNetworking ??
      cluster.podNetworking ?? { prefixDelegation: false, customNetworking: false };
    this.#makesSpotRole = (props.spotServiceRole ?? "controller") === "controller";
    this.#tier = this.#place(props);
    this.nodeRole = new NodeRole(this, "nodes", {
      name: `${id}-nodes`,
      sessionManager,
      ...(props.nodeRoleName === undefined ? {} : { roleName: props.nodeRoleName }),
      ...(props.morePolicies ? { morePolicies: props.morePolicies } : {}),
    });
    if (instanceProfiles === "terraform") this.instanceProfile = this.#createProfile(id, props);
    this.accessEntry = new EksAccessEntry(this, "access", {
      clusterName: cluster.clusterName,
      principalArn: this.nodeRole.roleArn,
      type: "EC2_LINUX",
    });
    this.interruptions = new KarpenterInterruptionQueue(this, "interruptions", id, props.queueName);
    addNodeController(cluster);
    this.role = this.#createRole(props, instanceProfiles === "karpenter");
  }

  /** Values of Karpenter's chart, as far as they come from AWS. */
  get helmValues() {
    return {
      serviceAccount: { name: this.role.serviceAccount, annotations: this.role.annotations },
      settings: {
        clusterName: this.#cluster.clusterName,
        interruptionQueue: this.interruptions.queueName,
        ...(this.#zonalShift ? { enableZonalShift: true } : {}),
        // A node's first interface has no pods then, and Karpenter counts it unless it is told (Karpenter, "Settings": RESERVED_ENIS, 1.14).
        ...(this.#podNetworking.customNetworking ? { reservedENIs: "1" } : {}),
        // Prices have no endpoint: without a way to them Karpenter uses those that it was built with.
        ...(hasWayOut(this.#cluster.network, this.#tier) ? {} : { isolatedVPC: true }),
      },
    };
  }

  /**
   * A NodePool with its EC2NodeClass, in YAML. Ids in it are references. One that may use Spot lets the controller make the account's
   * role for Spot, unless `spotServiceRole` says that it exists.
   *
   * @throws GroundplanError with everything that is wrong with the properties
   */
  nodePool(pool: KarpenterNodePoolProps): string {
    return manifestText(...this.#objectsOf(pool));
  }

  /**
   * The same of several node pools as a list in JSON, which `kubectl apply -f -` and the stack `eks-addons` take.
   *
   * @throws GroundplanError with everything that is wrong with the properties of all
   */
  nodePoolsList(pools: readonly KarpenterNodePoolProps[]): string {
    const problems = new Problems(this.node.path);
    const items = pools.flatMap((pool) => problems.collect(() => this.#objectsOf(pool)) ?? []);
    problems.throwIfAny();
    return canonicalJson({ apiVersion: "v1", kind: "List", items });
  }

  #objectsOf(pool: KarpenterNodePoolProps) {
    const problems = new Problems(`${this.node.path} › nodePool(${JSON.stringify(pool.name)})`);
    checkNodePool(pool, problems);
    problems.throwIfAny();
    if (this.#makesSpotRole && pool.capacity?.includes("spot")) {
      this.role.allow(spotRoleStatement(EnvironmentStack.of(this)));
    }
    return nodePoolObjects(pool, {
      podNetworking: this.#podNetworking,
      identity: this.instanceProfile
        ? { instanceProfile: this.instanceProfile.name }
        : { role: this.nodeRole.roleName },
      subnetIds: this.#tier.subnets.map(({ subnetId }) => subnetId),
      securityGroupId: this.#cluster.clusterSecurityGroupId,
      tags: EnvironmentStack.of(this).defaultTags,
    });
  }

  #place(props: KarpenterProps): ITier {
    const problems = new Problems(this.node.path);
    const tier = placeKarpenter(props, problems);
    checkNames(props, problems);
    checkMorePolicies(props.morePolicies, problems);
    if (!tier || problems.list.length > 0) throw new GroundplanError(problems.list);
    return tier;
  }

  #createProfile(name: string, { instanceProfileName }: KarpenterProps): IamInstanceProfile {
    const stack = EnvironmentStack.of(this);
    return new IamInstanceProfile(this, "instance-profile", {
      name: instanceProfileName ?? stack.physicalName("instanceProfile", stack.stackName, `nodes-${name}`),
      role: this.nodeRole.roleName,
    });
  }

  #createRole(props: KarpenterProps, makesInstanceProfiles: boolean): ServiceAccountRole {
    return controllerRole(this, "controller", props, {
      description: "Karpenter: starts and ends the nodes of the cluster",
      namespace: "kube-system",
      serviceAccount: "karpenter",
      statements: [
        ...karpenterStatements({
          stack: EnvironmentStack.of(this),
          cluster: props.cluster,
          nodeRoleArn: this.nodeRole.roleArn,
          makesInstanceProfiles,
          zonalShift: this.#zonalShift,
        }),
        this.interruptions.statement,
      ],
    });
  }
}

/** Adds what is wrong with names that are given as they are; the controller's role checks its own. */
function checkNames(
  { nodeRoleName, instanceProfileName, instanceProfiles, queueName }: KarpenterProps,
  problems: Problems,
): void {
  if (nodeRoleName !== undefined) checkName("iamRole", nodeRoleName, problems, "nodeRoleName");
  checkExactName("instanceProfile", instanceProfileName, problems, "instanceProfileName");
  checkExactName("sqsQueue", queueName, problems, "queueName");
  if (instanceProfileName === undefined || instanceProfiles !== "karpenter") return;
  problems.add("instanceProfileName", {
    code: "KARPENTER_PROFILE_NOT_MADE",
    message: "Karpenter makes the instance profiles and names them itself, so Terraform makes none of this name.",
    found: `"${instanceProfileName}" with instanceProfiles: "karpenter"`,
    expected: "a name for the profile that Terraform makes",
    fix: "leave instanceProfileName out, or instanceProfiles",
  });
}
