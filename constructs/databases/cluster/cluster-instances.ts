import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import type { ITier } from "../../network/network.types";
import type { ClusterInstanceOptions, DatabaseClusterProps } from "./database-cluster-props";

/** The class by which an instance is one of Aurora Serverless v2. */
const SERVERLESS_CLASS = "db.serverless";

/** Instances of a cluster, the one that writes among them (Amazon Aurora User Guide, "Amazon Aurora DB clusters", as of 2026-11). */
const MOST_INSTANCES = 16;

/** An instance that is to be made. */
export interface PlannedInstance {
  /** Its own name within the cluster. */
  readonly key: string;
  readonly size: string;
  readonly promotionTier: number;
  /** Its name in AWS, where it is told. */
  readonly instanceName?: string;
  /** Zone of the tier; nothing where AWS chooses. */
  readonly zone?: string;
}

/** Zones by the instances' own names. */
export type Zones = Readonly<Record<string, string>>;

/**
 * The instances of a cluster, in the order in which they take over: the first is made before the others, so that it writes. Zones change only where
 * the tier no longer has them.
 *
 * @param tier what they lie in, where it is known
 * @param before zones that they are remembered to be deployed in
 */
export function planInstances(
  { instances, readers = 0, size = SERVERLESS_CLASS }: DatabaseClusterProps,
  tier: ITier | undefined,
  before: Zones,
): readonly PlannedInstance[] {
  const alike = Array.from({ length: readers + 1 }, (_, index) => [`instance-${index + 1}`, {}] as const);
  const asked: readonly (readonly [string, ClusterInstanceOptions])[] = instances ? Object.entries(instances) : alike;
  const ordered = asked
    .map(([key, options]) => ({ key, ...options, promotionTier: options.promotionTier ?? 1 }))
    .sort((one, other) => one.promotionTier - other.promotionTier || compareNames(one.key, other.key));
  const there = tier?.subnets.map(({ zone }) => zone) ?? [];
  const zones = chooseZones(ordered, there, before);
  return ordered.map(({ key, promotionTier, instanceName, size: own = size }) => {
    const zone = zones[key];
    return {
      ...{ key, promotionTier, size: own },
      ...(instanceName === undefined ? {} : { instanceName }),
      ...(zone === undefined ? {} : { zone }),
    };
  });
}

/** `instance-2` before `instance-10`. */
function compareNames(one: string, other: string): number {
  const number = (text: string) => Number(/\d+$/.exec(text)?.[0] ?? 0);
  const head = (text: string) => text.replace(/\d+$/, "");
  if (head(one) !== head(other)) return head(one) < head(other) ? -1 : 1;
  return number(one) - number(other);
}

/** Those that are told or known first, then for each of the others a zone that has the fewest. */
function chooseZones(
  instances: readonly { readonly key: string; readonly zone?: string }[],
  there: readonly string[],
  before: Zones,
): Zones {
  const chosen: Record<string, string> = {};
  for (const { key, zone } of instances) {
    const known = before[key];
    if (zone !== undefined) chosen[key] = zone;
    else if (known !== undefined && there.includes(known)) chosen[key] = known;
  }
  for (const { key } of instances) {
    if (chosen[key] !== undefined) continue;
    const count = (zone: string) => Object.values(chosen).filter((one) => one === zone).length;
    const [emptiest] = [...there].sort(
      (one, other) => count(one) - count(other) || there.indexOf(one) - there.indexOf(other),
    );
    if (emptiest !== undefined) chosen[key] = emptiest;
  }
  return chosen;
}

/** Adds `DATABASE_INSTANCES` and `DATABASE_ZONE_UNKNOWN`. */
export function checkInstances(
  { instances, readers, network }: DatabaseClusterProps,
  tier: ITier | undefined,
  problems: Problems,
): void {
  if (instances === undefined) return;
  const count = Object.keys(instances).length;
  if (readers !== undefined) {
    problems.add("readers", {
      code: "DATABASE_INSTANCES",
      message: "Instances are alike and counted, or told one by one.",
      found: `readers: ${readers}, and ${count} in instances`,
      expected: "one of the two",
      fix: "leave out readers, and name all instances; or leave out instances",
    });
  }
  if (count < 1 || count > MOST_INSTANCES) {
    problems.add("instances", {
      code: "DATABASE_INSTANCES",
      message: "A cluster has an instance that writes, and up to 15 that read.",
      found: `${count} instances`,
      expected: `1 to ${MOST_INSTANCES}`,
      fix: count < 1 ? "leave out instances for one, or name one" : `leave out ${count - MOST_INSTANCES} of them`,
    });
  }
  const there = tier?.subnets.map(({ zone }) => zone) ?? network.zones;
  for (const [key, { zone }] of Object.entries(instances)) {
    if (zone === undefined || there.includes(zone)) continue;
    problems.add(`instances.${key}.zone`, {
      code: "DATABASE_ZONE_UNKNOWN",
      message: `The ${tier ? "tier has no subnet in this" : "network has no such"} zone.`,
      found: `"${zone}"`,
      expected: there.join(" or "),
      fix: `use "${there[0]}", or leave it out`,
    });
  }
}

/** Adds `EXACT_NAME_INVALID` for a name that is told, and for one that is made of a cluster's long one. */
export function checkInstanceNames({ clusterName, instances = {} }: DatabaseClusterProps, problems: Problems): void {
  for (const [key, { instanceName }] of Object.entries(instances)) {
    const made = clusterName === undefined ? undefined : `${clusterName}-${key}`;
    checkExactName("database", instanceName ?? made, problems, `instances.${key}.instanceName`);
  }
}
