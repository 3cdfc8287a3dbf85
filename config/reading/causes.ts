import type { Problem } from "../../constructs/core/errors";
import { zoneLetters } from "../../constructs/network/address-plan/availability-zones";
import type { ResolvedEnvironment } from "../resolved-environment";
import type { Path } from "./tree";

/** What several problems follow from, as the configuration says it; what was found goes on with the keys of those. */
export interface Cause {
  readonly path: Path;
  readonly problem: Omit<Problem, "path">;
}

/** Codes of what is wrong where a network has one zone. */
const OF_ONE_ZONE = ["SUBNET_GROUP_ONE_ZONE", "BALANCER_ZONES_TOO_FEW", "EKS_TIER_ONE_ZONE"];

/** What a problem follows from, where that is one value that others follow from too: it is told once, in the place of all. */
export function causeOf(code: string, { network, environment }: ResolvedEnvironment): Cause | undefined {
  const { zones } = network;
  if (!OF_ONE_ZONE.includes(code) || zones.length !== 1) return undefined;
  const [other] = zoneLetters(environment.region).filter((zone) => !zones.includes(zone));
  const example = zones[0]?.length === 1 && other !== undefined ? `, such as ${other}` : "";
  return {
    path: ["network", "zones"],
    problem: {
      code: "ZONES_TOO_FEW",
      message: "The network has one availability zone, and parts of the environment need two.",
      found: `[${zones.join(", ")}], too few for`,
      expected: "at least two zones",
      fix: `add a zone${example}; the subnets that are there stay as they are`,
    },
  };
}
