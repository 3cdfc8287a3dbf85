import { App } from "cdktf";
import { Construct } from "constructs";
import { MOCK_CONTEXT } from "../../constructs/core/contract";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { type Problem, Problems } from "../../constructs/core/errors";
import { checkAddonsCompute } from "../../constructs/eks/addons/addon-compute-checks";
import { isAutoMode } from "../../constructs/eks/auto-mode/auto-mode-plan";
import { EksCluster } from "../../constructs/eks/cluster/eks-cluster";
import { KUBERNETES_VERSIONS } from "../../constructs/eks/cluster/kubernetes-versions";
import type { NodeOptions } from "../../constructs/eks/nodes/node-group.types";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { collectByName } from "../sections/collect-by-name";
import type { Offers } from "../sections/offers";
import { withBastion } from "./bastion-group";
import type { EksProps } from "./eks-stack.types";
import { karpenterOf } from "./karpenter";
import { serviceAccountRole } from "./service-accounts";

/** The newest version, which the stand-in has in any case; nothing that is checked with it depends on the version. */
const STAND_IN_VERSION = Object.keys(KUBERNETES_VERSIONS).at(-1) ?? "";

/** Stands in for the bastion's security group. */
const STAND_IN_GROUP = "sg-00000000000000000";

/** What is wrong with the add-ons of a cluster because of what there is to run them on. */
export function computeProblems(cluster: EksCluster, { addons, autoMode }: EksProps): readonly Problem[] {
  const problems = new Problems(cluster.node.path);
  if (!isAutoMode(autoMode)) checkAddonsCompute(addons ?? {}, cluster.computeOrder, problems);
  return problems.list;
}

/**
 * Adds what is wrong with the nodes, Fargate profiles and Karpenter of a cluster that cannot be made itself, and with add-ons that have nothing to run
 * on, so that it is told in the same run: they are made for a cluster of the same name that has no mistakes, in an app that nobody synthesizes.
 */
export function checkComputeAlone(
  environment: Environment,
  network: NetworkProps,
  props: EksProps,
  offers: Offers,
  problems: Problems,
): void {
  const { nodeGroups = {}, selfManagedNodes = {}, fargateProfiles = {}, serviceAccounts = {}, ...rest } = props;
  const { addons, ipFamily, karpenter } = rest;
  const agent = { "eks-pod-identity-agent": addons?.["eks-pod-identity-agent"] ?? true };
  const app = new App({ stackTraces: false, context: { [MOCK_CONTEXT]: ["*"] } });
  const stack = new EnvironmentStack(app, "eks", environment);
  const cluster = new Problems("").collect(
    () =>
      new EksCluster(stack, "cluster", {
        network: networkFromContract(stack, "network", network),
        version: STAND_IN_VERSION,
        admins: ["role/stand-in"],
        ...(ipFamily === "ipv6" && network.ipv6
          ? { ipFamily, addons: agent }
          : { addons: { ...agent, "vpc-cni": { prefixDelegation: addons?.["vpc-cni"]?.prefixDelegation ?? true } } }),
      }),
  );
  // Without a tier for a cluster there is none for nodes either, and that has been told.
  if (!cluster) return;
  const compute = new Problems("");
  const groupOf = <T extends NodeOptions>(options: T): T => withBastion(options, () => STAND_IN_GROUP);
  // Whether a version of nodes is right depends on the cluster's.
  const ofAnyVersion = { version: undefined, releaseVersion: undefined };
  collectByName(
    nodeGroups,
    (name, options) => cluster.addNodeGroup(name, { ...groupOf(options), ...ofAnyVersion }),
    compute,
  );
  collectByName(selfManagedNodes, (name, options) => cluster.addSelfManagedNodes(name, groupOf(options)), compute);
  collectByName(fargateProfiles, (name, profile) => cluster.addFargateProfile(name, profile), compute);
  // What has been refused is no compute that is missing.
  problems.addAll(compute.list.length > 0 ? compute.list : computeProblems(cluster, props));
  if (karpenter) problems.collect(() => karpenterOf(stack, cluster, karpenter));
  const roleScope = new Construct(stack, "service-accounts");
  collectByName(
    serviceAccounts,
    (name, spec) => serviceAccountRole(roleScope, name, spec, cluster, props, offers),
    problems,
  );
}
