import { basename } from "node:path";
import { ENVIRONMENT_FORMS } from "../constructs/core/environments/environment-forms";
import { GroundplanError, Problems } from "../constructs/core/errors";
import { networkAsDeployed, withDeployedPlaces } from "../constructs/network/deployed-network";
import type { DeployedEnvironment } from "../memory/deployed.types";
import { readMemory } from "../memory/files";
import type { Sections } from "../stacks/registry";
import { checkEnvironments } from "./checks/environment-checks";
import { refuseSecrets } from "./checks/secret-texts";
import { checkStatePlaces } from "./checks/state-place-checks";
import { refuseTokens } from "./checks/token-texts";
import { ConfigProblems } from "./config-problems";
import type { EnvironmentYaml } from "./configuration.types";
import { addHidden, type LaterChecks, type Reading } from "./mending/hidden";
import { mend } from "./mending/mend";
import { checkAdopting, readAdopted } from "./reading/adopted";
import { readFiles } from "./reading/files";
import { inherit, type MergedEnvironment } from "./reading/inheritance";
import { formatPosition, type MapNode, type Path, positionOf, toPlain } from "./reading/tree";
import type { ResolvedEnvironment } from "./resolved-environment";
import { environmentSchema } from "./schema/schema";
import { inSchemaOrder } from "./schema/schema-walk";
import { type EnvironmentKey, isEnvironmentKey, sectionsIn } from "./sections";
import { readSelection, unknownEnvironment } from "./selection";
import { validate, validateRemovals } from "./validate";

export { locateProblems, type OriginOf } from "./reading/locate";
export type { ResolvedEnvironment } from "./resolved-environment";

/** What checks stacks while files have mistakes. */
export type StackChecks = Pick<LaterChecks, "stacks" | "originOf">;

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
  /**
   * What else is checked where a mistake is found, so that all are told at once. Where no mistake is found, that is left to the caller.
   *
   * @default - only what the files say is checked
   */
  readonly alsoCheck?: StackChecks;
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
  const readings = inherit(files, problems).map((environment) => read(environment, folder, options, problems));
  const names = files.filter((file) => !file.abstract).map((file) => file.name);
  if (problems.none && names.length === 0) addNoEnvironment(folder, problems);
  checkAdopting(folder, names, problems);
  const environments = readings.flatMap(({ places, ways }) => (places.length === 0 ? ways : []));
  checkEnvironments(environments, names, problems);
  if (problems.none) return selected(environments, names, options);
  const { alsoCheck = { stacks: () => {}, originOf: (_, __, property) => property } } = options;
  const others = addHidden(readings, problems, {
    values: (all, found) => checkEnvironments(all, names, found),
    // A file name that names no environment has been told.
    stacks: (all, standing) => alsoCheck.stacks(selected(all, names, options).filter(isNamed), standing),
    originOf: alsoCheck.originOf,
  });
  throw new GroundplanError([...problems.list(), ...others]);
}

function isNamed({ environment }: ResolvedEnvironment): boolean {
  return ENVIRONMENT_FORMS.name.pattern.test(environment.name);
}

/** The environments that the variables ask for. */
function selected(
  environments: readonly ResolvedEnvironment[],
  names: readonly string[],
  { variables = process.env }: LoadOptions,
): ResolvedEnvironment[] {
  const { names: wanted, unprotected } = readSelection(variables, names);
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

/** An environment as its files say it, or as they may say it when their mistakes of form, which are added, are mended. */
function read(
  { name, tree, removals }: MergedEnvironment,
  folder: string,
  { deployedPlaces }: LoadOptions,
  problems: ConfigProblems,
): Reading {
  const unfit = new ConfigProblems();
  refuseTokens(tree, unfit);
  refuseSecrets(tree, unfit);
  problems.addAll(unfit);
  const mistakes = validate(tree, environmentSchema, problems);
  validateRemovals(removals, tree, environmentSchema, problems);
  const memory = readRemembered(folder, name, problems);
  const remembered = memory && factsIn(memory);
  const adopted = readAdopted(folder, name, problems);
  // What has the form of a secret or of a reference goes no further.
  if (!unfit.none) return { ways: [], places: [] };
  const { trees, places } = mend(tree, mistakes, environmentSchema);
  const ways = trees.map((one) => {
    const ordered = inSchemaOrder(one, environmentSchema);
    const configured = resolve(name, ordered, toPlain(ordered) as EnvironmentYaml);
    const resolved = { ...configured, ...(remembered ? { remembered } : {}), ...(adopted ? { adopted } : {}) };
    return deployedPlaces ? { ...resolved, network: withDeployedPlaces(networkAsDeployed(resolved)) } : resolved;
  });
  const [only] = places.length === 0 ? ways : [];
  if (only && memory) checkStatePlaces(only, memory, problems);
  return { ways, places: places.map((place) => ({ ...place, ...placedIn(tree, place.path) })) };
}

/** The file of a place, and the item of a list at the top, such as an exemption, that it is in. */
function placedIn(tree: MapNode, path: Path): Pick<Reading["places"][number], "file" | "item" | "around"> {
  const around = path.map((_, index) => formatPosition(positionOf(tree, path.slice(0, index + 1))));
  return { file: positionOf(tree, path).file, item: around[1] ?? around[0] ?? "", around };
}

function resolve(name: string, source: MapNode, config: EnvironmentYaml): ResolvedEnvironment {
  const { network, delivery, state, review, defaults, exemptions, moved, released, ...rest } = config;
  const { tiers, peers, ...ranges } = network;
  const own = Object.entries(rest).filter(([key]) => isEnvironmentKey(key));
  return {
    environment: { name, ...(Object.fromEntries(own) as Pick<EnvironmentYaml, EnvironmentKey>) },
    network: { ...ranges, tiers: Object.entries(tiers).map(([tier, props]) => ({ name: tier, ...props })) },
    ...(sectionsIn(rest) as Sections),
    ...(delivery ? { delivery } : {}),
    ...(defaults ? { defaults } : {}),
    state: state ?? {},
    review: review ?? {},
    exemptions: exemptions ?? [],
    ...(moved ? { moved } : {}),
    ...(released ? { released } : {}),
    peers: (peers ?? []).filter((peer) => peer !== name),
    source,
  };
}

function readRemembered(folder: string, name: string, problems: ConfigProblems): DeployedEnvironment | undefined {
  const found = new Problems("");
  const memory = found.collect(() => readMemory(folder, name));
  for (const { path, ...problem } of found.list) problems.add({ file: path, line: 1, column: 1 }, "", problem);
  return memory;
}

/** What is remembered of the environment's stacks, without what only a destroy needs. */
function factsIn({ stacks }: DeployedEnvironment): NonNullable<ResolvedEnvironment["remembered"]> {
  return Object.fromEntries(Object.entries(stacks).map(([stack, { facts }]) => [stack, facts]));
}

function unprotect(resolved: ResolvedEnvironment): ResolvedEnvironment {
  return { ...resolved, environment: { ...resolved.environment, protect: false } };
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
