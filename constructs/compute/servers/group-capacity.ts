import type { Problems } from "../../core/errors";
import { architectureOf } from "../instance-architecture";
import { checkInstanceType } from "../instance-checks";
import type { AutoScalingGroupProps, GroupCapacity } from "./group.types";

/** Amazon EC2 Auto Scaling User Guide, "Quotas for Auto Scaling resources and groups", as of 2026-11. */
const MAX_TYPES = 40;

/** All instance types of a group, the first being the one that is wanted most. */
export function typesOf({ instanceType, capacity }: Pick<AutoScalingGroupProps, "instanceType" | "capacity">) {
  return [instanceType, ...(capacity?.moreInstanceTypes ?? [])];
}

/** Whether any server of a group may be Spot. */
export function hasSpot(capacity: GroupCapacity | undefined): boolean {
  return (capacity?.spotPercentage ?? 0) > 0;
}

/**
 * What a group launches from.
 *
 * @param template the launch template, in a version that changes with it, so that the group changes too and its servers are renewed
 */
export function launchOf(
  props: Pick<AutoScalingGroupProps, "instanceType" | "capacity">,
  template: { readonly id: string; readonly version: string },
) {
  const { capacity } = props;
  if (!capacity) return { launchTemplate: template };
  const {
    spotPercentage = 0,
    onDemandBase = 0,
    spotStrategy = "price-capacity-optimized",
    rebalance = true,
  } = capacity;
  return {
    mixedInstancesPolicy: {
      instancesDistribution: {
        onDemandBaseCapacity: onDemandBase,
        onDemandPercentageAboveBaseCapacity: 100 - spotPercentage,
        onDemandAllocationStrategy: "prioritized",
        spotAllocationStrategy: spotStrategy,
      },
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version: template.version },
        override: typesOf(props).map((instanceType) => ({ instanceType })),
      },
    },
    capacityRebalance: rebalance && hasSpot(capacity),
  };
}

/**
 * Checks which servers a group consists of: `INSTANCE_TYPE_INVALID`, `GROUP_TYPE_TWICE`, `GROUP_ARCHITECTURES`, `GROUP_TYPES_MANY` and
 * `GROUP_WARM_POOL_SPOT`.
 */
export function checkCapacity(props: AutoScalingGroupProps, problems: Problems): void {
  const { capacity, instanceType, warmPool } = props;
  if (!capacity) return;
  const { moreInstanceTypes: more = [] } = capacity;
  for (const [index, type] of more.entries()) {
    const at = `capacity.moreInstanceTypes[${index}]`;
    if (!checkInstanceType(type, "take the type from the list of EC2 instance types", problems, at)) continue;
    if (type === instanceType || more.indexOf(type) < index) problems.add(at, typeTwice(type, type === instanceType));
    if (architectureOf(type) !== architectureOf(instanceType)) problems.add(at, architectures(type, instanceType));
  }
  if (more.length >= MAX_TYPES) problems.add("capacity.moreInstanceTypes", typesMany(more.length));
  if (warmPool && hasSpot(capacity)) problems.add("warmPool", warmPoolSpot(capacity));
}

type Told = Parameters<Problems["add"]>[1];

function typeTwice(type: string, isFirst: boolean): Told {
  return {
    code: "GROUP_TYPE_TWICE",
    message: "A group has each instance type once.",
    found: isFirst ? `"${type}", which is instanceType already` : `"${type}" twice`,
    expected: "other types than instanceType, each once",
    fix: "leave it out here",
  };
}

function architectures(type: string, instanceType: string): Told {
  const architecture = architectureOf(instanceType);
  return {
    code: "GROUP_ARCHITECTURES",
    message: "All servers of a group start from one image, which is made for one architecture.",
    found: `"${type}" with ${architectureOf(type)} beside "${instanceType}" with ${architecture}`,
    expected: `types with ${architecture}`,
    fix: `use a type with ${architecture}, such as ${architecture === "arm64" ? "m7g.large" : "m7i.large"}`,
  };
}

function typesMany(count: number): Told {
  return {
    code: "GROUP_TYPES_MANY",
    message: "A group has no more than 40 instance types.",
    found: `instanceType and ${count} more`,
    expected: `at most ${MAX_TYPES - 1} beside instanceType`,
    fix: `leave out ${count - MAX_TYPES + 1}`,
  };
}

/** Amazon EC2 Auto Scaling API Reference, `PutWarmPool`, as of 2026-11. */
function warmPoolSpot({ spotPercentage = 0 }: GroupCapacity): Told {
  return {
    code: "GROUP_WARM_POOL_SPOT",
    message: "Servers that wait are on demand: a group with Spot has no warm pool.",
    found: `warmPool, and capacity.spotPercentage ${spotPercentage}`,
    expected: "one of the two",
    fix: "leave out warmPool, or set capacity.spotPercentage to 0",
  };
}
