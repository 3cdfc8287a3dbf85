import type {
  EcsServiceOrderedPlacementStrategy,
  EcsServicePlacementConstraints,
} from "@cdktf/provider-aws/lib/ecs-service";
import type { Problems } from "../../core/errors";
import type { Hindrance } from "../deployments/zone-rebalancing";
import type { Ec2ServiceProps, PlacementConstraints, PlacementStrategy } from "./service.types";

/** Amazon ECS API Reference, `CreateService` (as of 2026-11), as the constraints below. */
const MAX_STRATEGIES = 5;
const MAX_CONSTRAINTS = 10;
const MAX_EXPRESSION = 2000;

const ZONE = "attribute:ecs.availability-zone";

const BY_NAME: Readonly<Record<"spread" | "pack", readonly PlacementStrategy[]>> = {
  spread: [
    { type: "spread", by: ZONE },
    { type: "spread", by: "instanceId" },
  ],
  pack: [{ type: "pack", by: "memory" }],
};

function strategiesOf(placement: Ec2ServiceProps["placement"] = "spread"): readonly PlacementStrategy[] {
  return typeof placement === "string" ? BY_NAME[placement] : placement;
}

/** How tasks are spread over instances, in the words of the provider. */
export function strategyBlocks(placement: Ec2ServiceProps["placement"]): EcsServiceOrderedPlacementStrategy[] {
  return strategiesOf(placement).map((strategy) => {
    if (strategy.type === "random") return { type: "random" };
    return { type: strategy.type === "pack" ? "binpack" : "spread", field: strategy.by };
  });
}

/** Which instances tasks may run on, in the words of the provider. */
export function constraintBlocks(constraints: PlacementConstraints = {}): EcsServicePlacementConstraints[] {
  const { distinctInstances = false, memberOf = [] } = constraints;
  return [
    ...(distinctInstances ? [{ type: "distinctInstance" }] : []),
    ...[...new Set(memberOf)].sort().map((expression) => ({ type: "memberOf", expression })),
  ];
}

/**
 * What of a service on EC2 keeps ECS from evening the zones out (Amazon ECS Developer Guide, "Balancing an Amazon ECS service across
 * Availability Zones", as of 2026-11).
 */
export function hindrancesOf({ placement, constraints }: Pick<Ec2ServiceProps, "placement" | "constraints">) {
  const [first] = strategiesOf(placement);
  const hindrances: Hindrance[] = [];
  if (first && !(first.type === "spread" && first.by === ZONE)) {
    hindrances.push({
      found: `tasks that are placed by ${first.type} first`,
      fix: `spread them by ${ZONE} first`,
    });
  }
  if (constraints?.memberOf?.some((expression) => expression.includes("ecs.availability-zone"))) {
    hindrances.push({ found: "a constraint on zones", fix: "take the zones out of constraints.memberOf" });
  }
  return hindrances;
}

/** Adds what is wrong with the placement of tasks: `PLACEMENT_STRATEGIES`, `PLACEMENT_CONSTRAINTS`, `PLACEMENT_EXPRESSION`. */
export function checkPlacement({ placement, constraints }: Ec2ServiceProps, problems: Problems): void {
  const strategies = strategiesOf(placement).length;
  if (strategies > MAX_STRATEGIES) {
    problems.add("placement", {
      code: "PLACEMENT_STRATEGIES",
      message: "ECS takes no more than five strategies.",
      found: `${strategies} strategies`,
      expected: `at most ${MAX_STRATEGIES}`,
      fix: "keep the first ones: each decides only what those before it left open",
    });
  }
  const count = constraintBlocks(constraints).length;
  if (count > MAX_CONSTRAINTS) {
    problems.add("constraints.memberOf", {
      code: "PLACEMENT_CONSTRAINTS",
      message: "ECS takes no more than ten constraints.",
      found: `${count} constraints`,
      expected: `at most ${MAX_CONSTRAINTS}`,
      fix: "join expressions by and",
    });
  }
  for (const [index, expression] of (constraints?.memberOf ?? []).entries()) {
    if (expression.trim().length > 0 && expression.length <= MAX_EXPRESSION) continue;
    problems.add(`constraints.memberOf[${index}]`, {
      code: "PLACEMENT_EXPRESSION",
      message: "This is no expression of the cluster query language.",
      found: expression.trim() === "" ? `"${expression}"` : `${expression.length} characters`,
      expected: `1 to ${MAX_EXPRESSION} characters`,
      fix: "for example attribute:ecs.instance-type =~ m7g.*",
    });
  }
}
