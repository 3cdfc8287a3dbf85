import { checkEnvironmentValues } from "../../constructs/core/environments/environment-values";
import { type Problem, Problems } from "../../constructs/core/errors";
import {
  checkPeeredRanges,
  type PeeredEnvironment,
  type RangeToChange,
} from "../../constructs/network/address-plan/address-plan-ranges";
import { networkAsDeployed } from "../../constructs/network/deployed-network";
import { planNetwork } from "../../constructs/network/network-plan";
import type { ConfigProblems } from "../config-problems";
import { addLocated } from "../reading/locate";
import { formatPosition, nodeAt, positionOf, toPlain } from "../reading/tree";
import type { ResolvedEnvironment } from "../resolved-environment";
import { unknownEnvironment } from "../selection";
import { checkBackend, checkStateBuckets, checkStateKeys } from "./backend-checks";
import { checkExemptions } from "./exemption-checks";

/**
 * Checks what the values of environments say, each and together. What stacks would refuse of the environment and its network is told here
 * already, because here the place in the file is known.
 *
 * @param names names of all environments, be they right or not
 */
export function checkEnvironments(
  environments: readonly ResolvedEnvironment[],
  names: readonly string[],
  problems: ConfigProblems,
): void {
  for (const resolved of environments) {
    checkBackend(resolved, problems);
    checkExemptions(resolved, problems);
    addTold(resolved, [], valueProblems(resolved), problems);
    addTold(resolved, ["network"], networkProblems(resolved), problems);
  }
  checkPeers(environments, names, problems);
  checkStateBuckets(environments, problems);
  checkStateKeys(environments, problems);
}

/** What is wrong with the values that are about the environment as a whole. */
export function valueProblems({ environment }: ResolvedEnvironment): readonly Problem[] {
  const found = new Problems(environment.name);
  checkEnvironmentValues(environment, found);
  return found.list;
}

/** What is wrong with the network. */
export function networkProblems(resolved: ResolvedEnvironment): readonly Problem[] {
  const found = new Problems("");
  found.collect(() => planNetwork(networkAsDeployed(resolved), resolved.environment, "network"));
  return found.list;
}

/** The property that a problem is about. */
export function propertyOf({ path }: Problem): string {
  return path.split(" › ")[1] ?? "";
}

function addTold(
  resolved: ResolvedEnvironment,
  part: readonly string[],
  told: readonly Problem[],
  problems: ConfigProblems,
): void {
  for (const { path, ...problem } of told) {
    addLocated(resolved, part, propertyOf({ path, ...problem }), problem, problems);
  }
}

/** An environment and its peers must not share addresses with each other: a route leads to one VPC only. */
function checkPeers(environments: readonly ResolvedEnvironment[], names: readonly string[], problems: ConfigProblems) {
  const groups = new Set<string>();
  const told = new Set<string>();
  for (const { environment, peers, source } of environments) {
    const path = ["network", "peers"];
    const written = nodeAt(source, path);
    peers.forEach((peer) => {
      if (names.includes(peer)) return;
      const item = written?.kind === "list" ? written.items.find((i) => toPlain(i) === peer) : undefined;
      problems.add(item?.at ?? positionOf(source, path), path, unknownPeer(peer, names));
    });
    const group = environments.filter(
      (other) => other.environment === environment || peers.includes(other.environment.name),
    );
    const key = group.map((member) => member.environment.name).join();
    if (groups.has(key)) continue;
    groups.add(key);
    const found = new Problems("");
    // What is free is free for all: a range of another environment is the next peer's.
    const toChange = checkPeeredRanges(group.map(toPeer), found, environments.map(toPeer));
    found.list.forEach(({ path: _, ...problem }, index) => {
      const place = placeOfRange(environments, toChange[index]) ?? { source, path };
      if (!told.has(problem.found)) problems.add(positionOf(place.source, place.path), place.path, problem);
      told.add(problem.found);
    });
  }
}

/** Where a range is written that is to change. */
function placeOfRange(environments: readonly ResolvedEnvironment[], range: RangeToChange | undefined) {
  const owner = environments.find(({ environment }) => environment.name === range?.environment);
  if (!owner) return undefined;
  const [, ...secondary] = toPeer(owner).cidrs;
  const index = secondary.indexOf(range?.range ?? "");
  const path = index < 0 ? ["network", "cidr"] : ["network", "secondaryCidrs", index];
  return { source: owner.source, path };
}

function toPeer({ environment, network, source, remembered }: ResolvedEnvironment): PeeredEnvironment {
  const secondary = network.secondaryCidrs ?? [];
  const paths = [["network", "cidr"], ...secondary.map((_, index) => ["network", "secondaryCidrs", index])];
  return {
    name: environment.name,
    cidrs: [network.cidr, ...secondary],
    writtenAt: paths.map((path) => formatPosition(positionOf(source, path))),
    file: source.at.file,
    isDeployed: Object.hasOwn(remembered ?? {}, `${environment.name}-network`),
  };
}

function unknownPeer(peer: string, names: readonly string[]): Omit<Problem, "path"> {
  const { path: _, ...problem } = unknownEnvironment("", peer, names);
  return problem;
}
