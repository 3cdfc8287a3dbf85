import { basename } from "node:path";
import { checkEnvironmentValues } from "../constructs/core/environments/environment-values";
import { GroundplanError, type Problem, Problems } from "../constructs/core/errors";
import { planAddresses } from "../constructs/network/address-plan/address-plan";
import { checkPeeredRanges, type PeeredEnvironment } from "../constructs/network/address-plan/address-plan-ranges";
import { networkAsDeployed, withDeployedPlaces } from "../constructs/network/deployed-network";
import { checkNetwork } from "../constructs/network/network-checks";
import { readMemory } from "../memory/files";
import type { Sections } from "../stacks/registry";
import { checkBackend, checkStateBuckets } from "./checks/backend-checks";
import { checkExemptions } from "./checks/exemption-checks";
import { refuseSecrets } from "./checks/secret-texts";
import { refuseTokens } from "./checks/token-texts";
import { ConfigProblems } from "./config-problems";
import type { EnvironmentYaml } from "./configuration.types";
import { readFiles } from "./reading/files";
import { inherit, type MergedEnvironment } from "./reading/inheritance";
import { addLocated } from "./reading/locate";
import { formatPosition, type MapNode, nodeAt, positionOf, toPlain } from "./reading/tree";
import type { ResolvedEnvironment } from "./resolved-environment";
import { environmentSchema } from "./schema/schema";
import { inSchemaOrder } from "./schema/schema-walk";
import { type EnvironmentKey, isEnvironmentKey, sectionsIn } from "./sections";
import { readSelection, unknownEnvironment } from "./selection";
import { validate, validateRemovals } from "./validate";

export { locateProblems } from "./reading/locate";
export type { ResolvedEnvironment } from "./resolved-environment";

/** How the configuration is loaded. */
export interface LoadOptions {
  /**
   * Environment variables, of which `GROUNDPLAN_ENV` and `GROUNDPLAN_UNPROTECT` are read.
   *
   * @default - the variables of the process
   */
  readonly variables?: NodeJS.ProcessEnv;
  /**
   * Whether deployed tiers are planned at the places that they have, whatever the configuration pins: to write these places down.
   *
   * @default false
   */
  readonly deployedPlaces?: boolean;
}

/**
 * Loads the environments of a configuration folder: one YAML file each, which may extend others. Every environment is
 * checked, whether it is asked for or not.
 *
 * @param folder the folder, for example `config`
 * @returns the environments that are asked for, by name
 * @throws GroundplanError with every mistake of every file
 */
export function loadEnvironments(folder: string, options: LoadOptions = {}): ResolvedEnvironment[] {
  const problems = new ConfigProblems();
  const files = readFiles(folder, problems);
  const merged = inherit(files, problems);
  const environments = merged.flatMap((environment) => check(environment, folder, options, problems) ?? []);
  const names = files.filter((file) => !file.abstract).map((file) => file.name);
  checkPeers(environments, names, problems);
  checkStateBuckets(environments, problems);
  if (problems.none && names.length === 0) addNoEnvironment(folder, problems);
  problems.throwIfAny();
  const { names: wanted, unprotected } = readSelection(options.variables ?? process.env, names);
  return environments
    .filter(({ environment }) => wanted.includes(environment.name))
    .map((resolved) => (unprotected.includes(resolved.environment.name) ? unprotect(resolved) : resolved));
}

/** The names of all environments of a folder, whether they are right or not. */
export function environmentNames(folder: string): string[] {
  return readFiles(folder, new ConfigProblems()).flatMap((file) => (file.abstract ? [] : [file.name]));
}

/**
 * Loads one environment, whatever the variables say.
 *
 * @param folder the folder, for example `config`
 * @throws GroundplanError if there is no such environment, or with every mistake of every file
 */
export function loadEnvironment(
  folder: string,
  name: string,
  options: Omit<LoadOptions, "variables"> = {},
): ResolvedEnvironment {
  const all = loadEnvironments(folder, { ...options, variables: {} });
  const found = all.find(({ environment }) => environment.name === name);
  if (found) return found;
  const names = all.map(({ environment }) => environment.name);
  throw new GroundplanError([unknownEnvironment("command line", name, names)]);
}

function check(
  merged: MergedEnvironment,
  folder: string,
  { deployedPlaces }: LoadOptions,
  problems: ConfigProblems,
): ResolvedEnvironment | undefined {
  const { name, tree, removals } = merged;
  const found = new ConfigProblems();
  refuseTokens(tree, found);
  refuseSecrets(tree, found);
  validate(tree, environmentSchema, found);
  validateRemovals(removals, tree, environmentSchema, found);
  problems.addAll(found);
  if (!found.none) return undefined;
  const ordered = inSchemaOrder(tree, environmentSchema);
  const configured = resolve(name, ordered, toPlain(ordered) as EnvironmentYaml);
  const remembered = readRemembered(folder, name, problems);
  const resolved = remembered ? { ...configured, remembered } : configured;
  checkBackend(resolved, problems);
  checkExemptions(resolved, problems);
  checkValues(resolved, problems);
  const planned = deployedPlaces ? { ...resolved, network: withDeployedPlaces(networkAsDeployed(resolved)) } : resolved;
  checkNetworkPlan(planned, problems);
  return planned;
}

function resolve(name: string, source: MapNode, config: EnvironmentYaml): ResolvedEnvironment {
  const { network, delivery, state, review, exemptions, ...rest } = config;
  const { tiers, peers, ...ranges } = network;
  const own = Object.entries(rest).filter(([key]) => isEnvironmentKey(key));
  return {
    environment: { name, ...(Object.fromEntries(own) as Pick<EnvironmentYaml, EnvironmentKey>) },
    network: { ...ranges, tiers: Object.entries(tiers).map(([tier, props]) => ({ name: tier, ...props })) },
    ...(sectionsIn(rest) as Sections),
    ...(delivery ? { delivery } : {}),
    state: state ?? {},
    review: review ?? {},
    exemptions: exemptions ?? [],
    peers: (peers ?? []).filter((peer) => peer !== name),
    source,
  };
}

/** What is remembered of the environment's stacks, without what only a destroy needs. */
function readRemembered(folder: string, name: string, problems: ConfigProblems): ResolvedEnvironment["remembered"] {
  const found = new Problems("");
  const memory = found.collect(() => readMemory(folder, name));
  for (const { path, ...problem } of found.list) problems.add({ file: path, line: 1, column: 1 }, "", problem);
  return memory && Object.fromEntries(Object.entries(memory.stacks).map(([stack, { facts }]) => [stack, facts]));
}

function unprotect(resolved: ResolvedEnvironment): ResolvedEnvironment {
  return { ...resolved, environment: { ...resolved.environment, protect: false } };
}

/** What stacks refuse of their environment is told here already, because here the place in the file is known. */
function checkValues({ environment, source }: ResolvedEnvironment, problems: ConfigProblems): void {
  const found = new Problems(environment.name);
  checkEnvironmentValues(environment, found);
  for (const { path, ...problem } of found.list) {
    addLocated(source, environment.name, [], path.split(" › ")[1] ?? "", problem, problems);
  }
}

/** What the network's planners refuse is told here already, because here the place in the file is known. */
function checkNetworkPlan(resolved: ResolvedEnvironment, problems: ConfigProblems): void {
  const { environment, source } = resolved;
  const network = networkAsDeployed(resolved);
  const found = new Problems("network");
  planAddresses(network, found);
  checkNetwork(network, found);
  for (const { path, ...problem } of found.list) {
    addLocated(source, environment.name, ["network"], path.split(" › ")[1] ?? "", problem, problems);
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
    checkPeeredRanges(group.map(toPeer), found, environments.map(toPeer));
    for (const { path: _, ...problem } of found.list) {
      if (!told.has(problem.found)) problems.add(positionOf(source, path), path, problem);
      told.add(problem.found);
    }
  }
}

function toPeer({ environment, network, source }: ResolvedEnvironment): PeeredEnvironment {
  const secondary = network.secondaryCidrs ?? [];
  const paths = [["network", "cidr"], ...secondary.map((_, index) => ["network", "secondaryCidrs", index])];
  return {
    name: environment.name,
    cidrs: [network.cidr, ...secondary],
    writtenAt: paths.map((path) => formatPosition(positionOf(source, path))),
    file: source.at.file,
  };
}

function unknownPeer(peer: string, names: readonly string[]): Omit<Problem, "path"> {
  const { path: _, ...problem } = unknownEnvironment("", peer, names);
  return problem;
}

function addNoEnvironment(folder: string, problems: ConfigProblems): void {
  problems.add({ file: basename(folder), line: 1, column: 1 }, "", {
    code: "CONFIG_NO_ENVIRONMENT",
    message: "The configuration folder holds no environment.",
    found: "only files to inherit from, or none",
    expected: "at least one file that is not abstract, such as sandbox.yaml",
    fix: "add a file with `extends: base`",
  });
}
