import { KUBERNETES_VERSIONS, supportPhase, VERSIONS_AS_OF } from "../../constructs/eks/cluster/kubernetes-versions";
import { Decimal } from "../decimal";
import { blocksOf, type CostResource, isUnknown, numberOf, textOf, type Values } from "../resources";
import { type Part, part, type Rules, type Unpriced } from "./rule";

/** What container services and clusters cost. */
export const CONTAINERS: Rules = {
  aws_ecs_service: service,
  aws_eks_cluster: cluster,
};

/**
 * Of a vCPU what a unit of CPU is, and of a GB what a MiB is: a 1,024th (Amazon ECS Developer Guide, "Troubleshoot Amazon ECS task
 * definition invalid CPU or memory errors", read 2026-11).
 */
const UNITS = Decimal.of("0.0009765625");

/** Tasks of a service on Fargate. Those on instances cost what the instances cost. */
function service(resource: CostResource): readonly (Part | Unpriced)[] {
  const { values } = resource;
  const desired = numberOf(values, "desired_count");
  const shares = fargateShares(values, desired ?? 1);
  if (shares === undefined) return [];
  const definition = resource.referred("task_definition");
  const size = definition?.type === "aws_ecs_task_definition" ? definition.values : {};
  const [cpu, memory] = [numberOf(size, "cpu"), numberOf(size, "memory")];
  if (shares.onDemand === 0) return shares.spot > 0 ? [{ why: "Fargate Spot is left out, since its price moves" }] : [];
  if (cpu === undefined || memory === undefined) return [{ why: "the size of the tasks is not known" }];
  const [platform = {}] = blocksOf(size, "runtime_platform");
  const system = textOf(platform, "operating_system_family") ?? "LINUX";
  if (system !== "LINUX") return [{ why: "tasks on Windows have no price here" }];
  const architecture = textOf(platform, "cpu_architecture") === "ARM64" ? "fargate-arm" : "fargate";
  const count = Decimal.of(shares.onDemand);
  const assumed =
    desired === undefined
      ? "a service without a known number of tasks has one"
      : "services have their desired number of tasks";
  return [
    part(`${architecture}-vcpu`, Decimal.of(cpu).times(UNITS).times(count), assumed),
    part(`${architecture}-gb`, Decimal.of(memory).times(UNITS).times(count)),
    ...(shares.spot > 0 ? [{ why: "Fargate Spot is left out, since its price moves" }] : []),
  ];
}

/** Tasks on Fargate at list price, and on Spot; undefined for a service that does not run on Fargate. */
function fargateShares(
  values: Values,
  count: number,
): { readonly onDemand: number; readonly spot: number } | undefined {
  const strategies = blocksOf(values, "capacity_provider_strategy");
  if (strategies.length === 0) {
    return textOf(values, "launch_type") === "FARGATE" ? { onDemand: count, spot: 0 } : undefined;
  }
  const named = (name: string) => strategies.filter((one) => textOf(one, "capacity_provider") === name);
  const sum = (list: readonly Values[], key: string) => list.reduce((all, one) => all + (numberOf(one, key) ?? 0), 0);
  const [fargate, spot] = [named("FARGATE"), named("FARGATE_SPOT")];
  if (fargate.length + spot.length === 0) return undefined;
  const base = Math.min(count, sum(fargate, "base"));
  const weight = sum(fargate, "weight");
  const all = weight + sum(spot, "weight");
  const rest = count - base;
  const onDemand = base + (all === 0 ? (spot.length === 0 ? rest : 0) : Math.ceil((rest * weight) / all));
  return { onDemand, spot: count - onDemand };
}

/** The control plane; its nodes are instances. */
function cluster({ values }: CostResource): readonly (Part | Unpriced)[] {
  const [compute = {}] = blocksOf(values, "compute_config");
  const nodes =
    compute.enabled === true ? [{ why: "nodes that EKS Auto Mode makes, and its fee for them, are left out" }] : [];
  return [...controlPlane(values), ...nodes];
}

function controlPlane(values: Values): readonly Part[] {
  const version = textOf(values, "version");
  if (version === undefined || isUnknown(values.version) || KUBERNETES_VERSIONS[version] === undefined) {
    return [part("eks-cluster", 1, "a cluster whose version is not known is in standard support")];
  }
  const [policy = {}] = blocksOf(values, "upgrade_policy");
  const isExtended = supportPhase(version, VERSIONS_AS_OF) !== "standard";
  if (isExtended && textOf(policy, "support_type") !== "STANDARD") return [part("eks-cluster-extended")];
  const { standardUntil = "" } = KUBERNETES_VERSIONS[version] ?? {};
  return [part("eks-cluster", 1, `Kubernetes ${version} is in standard support, until ${standardUntil}`)];
}
