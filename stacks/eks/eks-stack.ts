import { Construct } from "constructs";
import { accessContract, bastionFromContract } from "../../constructs/access/access-contract";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem, Problems } from "../../constructs/core/errors";
import { EksCluster } from "../../constructs/eks/cluster/eks-cluster";
import { publishEks } from "../../constructs/eks/cluster/eks-contract";
import type { Karpenter } from "../../constructs/eks/controllers/karpenter/karpenter";
import type { FargateProfile } from "../../constructs/eks/fargate/fargate-profile";
import type { ServiceAccountRole } from "../../constructs/eks/identity/service-account-role";
import type { NodeGroup } from "../../constructs/eks/nodes/node-group";
import type { SelfManagedNodes } from "../../constructs/eks/nodes/self-managed-nodes";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { access } from "../access/access-stack";
import { collectByName } from "../sections/collect-by-name";
import { defineStack } from "../sections/define-stack";
import { noOffers, type Offers } from "../sections/offers";
import { named, single } from "../sections/places";
import { letsBastionIn, withBastion } from "./bastion-group";
import { API, apiClients } from "./eks-api-clients";
import { checkComputeAlone, computeProblems } from "./eks-checks";
import type { EksProps } from "./eks-stack.types";
import { karpenterOf } from "./karpenter";
import { serviceAccountRole } from "./service-accounts";

/**
 * `<environment>-eks`: the cluster with everything that Terraform keeps of it in AWS. What runs inside has a stack and a state of
 * its own, so that a cluster that does not answer never keeps this one from a plan.
 */
export class EksStack extends EnvironmentStack {
  readonly cluster: EksCluster;
  readonly nodeGroups: Readonly<Record<string, NodeGroup>>;
  readonly selfManagedNodes: Readonly<Record<string, SelfManagedNodes>>;
  readonly fargateProfiles: Readonly<Record<string, FargateProfile>>;
  readonly karpenter?: Karpenter;
  /** Roles of service accounts by their names in the configuration. */
  readonly serviceAccounts: Readonly<Record<string, ServiceAccountRole>>;

  /**
   * @param network the properties that the environment's network stack is made from
   * @param offers what other stacks of the environment offer to the pods of service accounts; nothing where it is left out
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(
    scope: Construct,
    environment: Environment,
    network: NetworkProps,
    props: EksProps,
    offers: Offers = noOffers(network),
  ) {
    super(scope, "eks", environment);
    const { nodeGroups = {}, selfManagedNodes = {}, fargateProfiles = {}, serviceAccounts = {}, ...rest } = props;
    const { bastion, apiFrom, karpenter, ...clusterProps } = rest;
    const problems = new Problems(this.node.path);
    const shared = networkFromContract(this, "network", network);
    const clients = apiClients(this, apiFrom ?? [], shared, problems);
    const cluster = problems.collect(() => new EksCluster(this, "cluster", { ...clusterProps, network: shared }));
    if (!cluster) {
      checkComputeAlone(environment, network, props, offers, problems);
      throw new GroundplanError(problems.list);
    }
    this.cluster = cluster;
    const bastionGroup = () => accessContract.read(this).bastionSecurityGroupId;
    const compute = new Problems(this.node.path);
    this.nodeGroups = collectByName(
      nodeGroups,
      (name, options) => cluster.addNodeGroup(name, withBastion(options, bastionGroup)),
      compute,
    );
    this.selfManagedNodes = collectByName(
      selfManagedNodes,
      (name, options) => cluster.addSelfManagedNodes(name, withBastion(options, bastionGroup)),
      compute,
    );
    this.fargateProfiles = collectByName(
      fargateProfiles,
      (name, options) => cluster.addFargateProfile(name, options),
      compute,
    );
    problems.addAll(compute.list);
    const nodes = karpenter && problems.collect(() => karpenterOf(this, cluster, karpenter));
    if (nodes) this.karpenter = nodes.karpenter;
    // In a scope of their own, so that a role may have the name of anything else in the stack.
    const roleScope = new Construct(this, "service-accounts");
    this.serviceAccounts = collectByName(
      serviceAccounts,
      (name, spec) => serviceAccountRole(roleScope, name, spec, cluster, props, offers),
      problems,
    );
    // Otherwise it is told with what else comes to light when all is made. What has been refused is no compute that is missing.
    if (problems.list.length > 0 && compute.list.length === 0) problems.addAll(computeProblems(cluster, props));
    problems.throwIfAny();
    if (bastion) this.#admitBastion();
    for (const client of clients) cluster.connections.allowFrom(client, API, "Kubernetes API");
    publishEks(cluster, this.serviceAccounts, nodes?.parts);
  }

  /** The API has no public address, so people reach it through a tunnel by the bastion. */
  #admitBastion(): void {
    const bastion = bastionFromContract(this, "bastion");
    this.cluster.connections.allowFrom(bastion, API, "Kubernetes API through the bastion");
  }
}

/** The stack of the section `eks`. */
export const eks = defineStack<EksProps>()({
  section: "eks",
  places: [
    ...named("service-accounts/", "serviceAccounts"),
    [/^karpenter › nodePool\("([^"]+)"\) › name$/, "karpenter.nodePools.$1"],
    [/^karpenter › nodePool\("([^"]+)"\) › (.*)$/, "karpenter.nodePools.$1.$2"],
    ...single("karpenter", "karpenter"),
    ...named("cluster/nodes-", "nodeGroups"),
    ...named("cluster/self-managed-", "selfManagedNodes"),
    ...named("cluster/fargate-", "fargateProfiles"),
    ...single("cluster/logs-of-fargate", "fargateProfiles"),
    [/^cluster\/addons\/role-of-([\w-]+) › (.*)$/, "otherAddons.$1.role.$2"],
    [/^cluster\/addons\/([a-z-]+?)(?:-role\b[^›]*)? › (.*)$/, "addons.$1.$2"],
  ],
  reads: [access],
  usesOffers: true,
  create: ({ app, environment, network, sections, props, offers }, problems) => {
    if (!sections.access?.bastion) problems.addAll(withoutBastion(environment, props));
    const stack = problems.collect(() => new EksStack(app, environment, network, props, offers));
    // The checks of a whole cluster would miss what has just been refused.
    if (!stack) app.node.tryRemoveChild(`${environment.name}-eks`);
    return stack;
  },
});

/** Where the cluster counts on a bastion that is not there. */
function withoutBastion({ name }: Environment, eks: EksProps): Problem[] {
  const nodes = { nodeGroups: eks.nodeGroups ?? {}, selfManagedNodes: eks.selfManagedNodes ?? {} };
  const keyed = Object.entries(nodes).flatMap(([kind, byName]) =>
    Object.entries(byName).flatMap(([group, options]) =>
      letsBastionIn(options) ? [`${kind}.${group}.remoteAccess.fromSecurityGroups`] : [],
    ),
  );
  return [...(eks.bastion ? ["bastion"] : []), ...keyed].map((property) => ({
    code: "EKS_BASTION_MISSING",
    path: `${name}-eks › ${property}`,
    message: "The bastion is to be let in, and the environment has none.",
    found: property === "bastion" ? "bastion: true without access.bastion" : "bastion, and no access.bastion",
    expected: "a bastion in access, or nobody let in by this name",
    fix: "add access: { bastion: { access: { mode: ssm } } }, or take bastion away here",
  }));
}
