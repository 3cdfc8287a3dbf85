import type { EcsServiceCapacityProviderStrategy } from "@cdktf/provider-aws/lib/ecs-service";
import type { IConstruct } from "constructs";
import type { Problems } from "../../core/errors";
import { rememberedTexts } from "../../core/memory/remembered";
import type { IEcsCluster } from "../cluster/ecs-cluster.types";
import type { CpuArchitecture } from "../tasks/task-definition.types";
import type { CapacityShare } from "./capacity-share.types";

/** Shares of capacity providers, by their names in code. */
export type CapacityShares = Readonly<Record<string, CapacityShare>>;

/** Shares for what runs on Fargate and says nothing. */
export const FARGATE_ONLY: CapacityShares = { FARGATE: { weight: 1 } };

/** Whether capacity is Fargate or Fargate Spot. */
function isFargate(name: string): boolean {
  return name === "FARGATE" || name === "FARGATE_SPOT";
}

/**
 * Shares that a cluster has for what says nothing, where they are of the kind of capacity that is meant.
 *
 * @param launch the kind that a service or a task runs on
 */
export function defaultShares(cluster: IEcsCluster, launch: "fargate" | "ec2"): CapacityShares | undefined {
  const names = Object.keys(cluster.defaultCapacity ?? {});
  const fits = names.length > 0 && names.every((name) => isFargate(name) === (launch === "fargate"));
  return fits ? cluster.defaultCapacity : undefined;
}

/** Where shares stand, and of which kind of capacity they must be. */
interface AskedShares {
  /** @default "capacity" */
  readonly property?: string;
  /** @default - of either kind */
  readonly launch?: "fargate" | "ec2";
}

/** What is said of a name that nothing has, and of capacity of the other kind by the kind that is meant. */
const UNKNOWN = {
  any: {
    message: "The cluster has no capacity of this name.",
    fix: "use one of these names, or add the capacity to the cluster",
  },
  ec2: {
    message: "The task is made for EC2 instances, and Fargate starts none of these.",
    fix: "use one of these names, or add the capacity to the cluster",
  },
  fargate: {
    message: "The task is made for Fargate, and this is capacity of EC2 instances.",
    fix: 'use one of these names; EC2 capacity is for Ec2Service, and for a taskDefinition with launch: "ec2"',
  },
} as const;

/** Checks shares (Amazon ECS API Reference, `CapacityProviderStrategyItem` and `CreateService`, as of 2026-11). */
export function checkShares(
  shares: CapacityShares,
  cluster: Pick<IEcsCluster, "capacityProviders">,
  problems: Problems,
  { property = "capacity", launch }: AskedShares = {},
): void {
  const entries = Object.entries(shares);
  const known = cluster.capacityProviders;
  // A name that nothing has is no capacity of the other kind.
  const isOther = (name: string) =>
    launch !== undefined && (isFargate(name) || name in known) && isFargate(name) !== (launch === "fargate");
  const names = Object.keys(known).filter((name) => !isOther(name));
  for (const [name] of entries) {
    // Shares of both kinds are told below.
    if (names.includes(name) || (isOther(name) && entries.some(([other]) => !isOther(other)))) continue;
    const { message, fix } = UNKNOWN[launch && isOther(name) ? launch : "any"];
    problems.add(`${property}.${name}`, {
      code: "CAPACITY_UNKNOWN",
      message,
      found: `"${name}"`,
      expected: names.length > 1 ? `one of ${names.join(", ")}` : (names[0] ?? "EC2 capacity; the cluster has none"),
      fix,
    });
  }
  const fargate = entries.filter(([name]) => isFargate(name)).map(([name]) => name);
  const others = entries.filter(([name]) => !isFargate(name) && name in known).map(([name]) => name);
  if (fargate.length > 0 && others.length > 0) {
    problems.add(property, {
      code: "CAPACITY_MIXED",
      message: "ECS shares tasks out over Fargate and Fargate Spot, or over EC2 capacity, and never over both.",
      found: [...fargate, ...others].sort().join(", "),
      expected: "one of the two kinds of capacity",
      fix: `leave out ${fargate.sort().join(" and ")}, or ${others.sort().join(" and ")}`,
    });
  }
  const bases = entries.filter(([, { base = 0 }]) => base > 0).map(([name]) => name);
  if (bases.length > 1) {
    problems.add(property, {
      code: "CAPACITY_BASES",
      message: "Only one capacity provider of a service can have a base.",
      found: `a base for ${bases.sort().join(" and ")}`,
      expected: "a base for one of them",
      fix: "keep the base of the one that must not be taken away, such as FARGATE",
    });
  }
  if (entries.length === 0 || entries.every(([, { weight }]) => weight === 0)) {
    problems.add(property, {
      code: "CAPACITY_WEIGHTLESS",
      message: "No capacity provider gets the tasks beyond its base.",
      found: entries.length === 0 ? "no capacity" : `weight 0 for ${entries.map(([name]) => name).join(", ")}`,
      expected: "a weight above 0 for at least one",
      fix: "give the one that most tasks belong to the weight 1",
    });
  }
}

/** Key of what is remembered of a deployed service: the names of the capacity that it runs on. */
export const DEPLOYED_CAPACITY = "capacity";

/**
 * Adds `CAPACITY_STILL_USED` for capacity that a deployed service runs on and that its cluster has no more. A service waits for the
 * association of its cluster's capacity, so that would lose the capacity before the service leaves it, which ECS refuses as long as tasks
 * run there (Amazon ECS API Reference, `PutClusterCapacityProviders`, as of 2026-11).
 */
export function checkLeftCapacity(service: IConstruct, cluster: IEcsCluster, problems: Problems): void {
  for (const name of rememberedTexts(service, DEPLOYED_CAPACITY) ?? []) {
    if (name in cluster.capacityProviders) continue;
    problems.add(`capacity.${name}`, {
      code: "CAPACITY_STILL_USED",
      message:
        "The cluster loses capacity that the service, as it is deployed, runs tasks on; ECS takes none away while tasks run there.",
      found: `the service is deployed on ${name}, and the cluster has no ${name} any more`,
      expected: "a cluster that keeps it until the service is deployed without it",
      fix: `give the cluster ${name} back, leave it out of the service's capacity and deploy; then take it from the cluster and deploy again`,
    });
  }
}

/** Adds `CAPACITY_ARCHITECTURE` for instances that cannot run the task's images. */
export function checkArchitecture(
  shares: CapacityShares,
  cluster: IEcsCluster,
  architecture: CpuArchitecture,
  problems: Problems,
): void {
  for (const name of Object.keys(shares)) {
    const other = cluster.capacityProviders[name]?.architecture;
    if (other === undefined || other === architecture) continue;
    problems.add(`capacity.${name}`, {
      code: "CAPACITY_ARCHITECTURE",
      message: "The instances have another processor than the task's images are built for.",
      found: `a task for ${architecture} on instances with ${other}`,
      expected: `capacity with ${architecture}`,
      fix: `set architecture: "${other}" for the task and build its images for it, or use other instances`,
    });
  }
}

/** The EC2 capacity of a cluster that has one kind of it. Adds `CAPACITY_MISSING` or `CAPACITY_AMBIGUOUS` otherwise. */
export function onlyEc2Capacity(cluster: IEcsCluster, problems: Problems): CapacityShares {
  const names = Object.keys(cluster.capacityProviders).filter((name) => !isFargate(name));
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) return { [only]: { weight: 1 } };
  problems.add("capacity", {
    code: only === undefined ? "CAPACITY_MISSING" : "CAPACITY_AMBIGUOUS",
    message: only === undefined ? "The cluster has no EC2 capacity." : "The cluster has several kinds of EC2 capacity.",
    found: names.join(", ") || "Fargate only",
    expected: "the capacity that the tasks run on",
    fix:
      only === undefined ? "add capacity.ec2 to the cluster" : `set capacity, for example { ${only}: { weight: 1 } }`,
  });
  return {};
}

/** Shares in the words of ECS, in the order of their names. */
export function capacityStrategy(
  shares: CapacityShares,
  cluster: Pick<IEcsCluster, "capacityProviders">,
): EcsServiceCapacityProviderStrategy[] {
  return Object.entries(shares)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { base, weight }]) => ({
      capacityProvider: cluster.capacityProviders[name]?.name ?? name,
      base: base ?? 0,
      weight,
    }));
}
