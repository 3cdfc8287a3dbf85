import type { Environment } from "../../environments/environment";
import type { Problem } from "../../errors";
import { isDeployed } from "../../memory/remembered-context";
import type { Claim, Contest, EnvironmentOf } from "./claims";
import { type NameSource, nameSource } from "./name-source";

/** Names of two environments that are told; a dozen would say no more. */
const MOST_TOLD = 3;

/** Why nobody should rename what is there. */
const ANEW = "what gets another name is made anew";

/** One problem for each pair of constructs that give the same names, and for each pair of environments that do so by their own. */
export function tellTakenNames(contests: readonly Contest[], environmentOf: EnvironmentOf): readonly Problem[] {
  const groups = new Map<string, Contest[]>();
  for (const contest of withoutFollowers(contests)) {
    const pair = alikeEnvironments(contest, environmentOf);
    const key = pair ? pair.map(({ name }) => name).join(" ") : sourcesKey(contest);
    groups.set(key, [...(groups.get(key) ?? []), contest]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const pair = alikeEnvironments(first, environmentOf);
    return [pair ? environmentsAlike(group, pair) : nameTaken(group, first, environmentOf)];
  });
}

/** Without the names that are for a parent, where names of the same constructs collide that are for none: the parents' own. */
function withoutFollowers(contests: readonly Contest[]): readonly Contest[] {
  const roots = contests.filter(({ later }) => !later.kind.of);
  const told = new Set(roots.map(sourcesKey));
  return [...roots, ...contests.filter((contest) => contest.later.kind.of && !told.has(sourcesKey(contest)))];
}

function sourcesKey({ holder, later }: Contest): string {
  return [later, holder].map(({ resource }) => nameSource(resource).construct.node.path).join(" ");
}

/** The later and the earlier environment, if all their names begin alike: `shop` + `eu-prod` and `shop-eu` + `prod`. */
function alikeEnvironments(
  { holder, later }: Contest,
  environmentOf: EnvironmentOf,
): readonly [Environment, Environment] | undefined {
  const [mine, other] = [environmentOf(later.stack), environmentOf(holder.stack)];
  if (!mine || !other || isSame(mine, other) || prefixOf(mine) !== prefixOf(other)) return undefined;
  const isMade = later.name.toLowerCase().includes(prefixOf(mine));
  return isMade ? [mine, other] : undefined;
}

function prefixOf({ project, name }: Environment): string {
  return `${project}-${name}`.toLowerCase();
}

function isSame(one: Environment | undefined, other: Environment | undefined): boolean {
  return one?.name === other?.name && one?.project === other?.project;
}

function nameTaken(group: readonly Contest[], first: Contest, environmentOf: EnvironmentOf): Problem {
  const mine = nameSource(first.later.resource);
  const other = nameSource(first.holder.resource);
  return {
    code: "NAME_TAKEN",
    path: mine.property === "id" ? mine.construct.node.path : `${mine.construct.node.path} › ${mine.property}`,
    message: "AWS would have two things of one kind under the same name.",
    found: group.map(tellContest).join("; "),
    expected: [...new Set(group.map(({ later }) => tellSpace(later)))].join("; "),
    fix: tellFix(mine, other, first, environmentOf),
  };
}

function tellContest({ later, holder }: Contest): string {
  return `${later.kind.what} "${later.name}" of ${later.resource.node.path}, and of ${holder.resource.node.path}`;
}

function tellSpace({ kind }: Claim): string {
  const space = {
    world: "in all of AWS",
    account: "in an account",
    region: "in an account and region",
    stack: "in a cluster",
  };
  return `one ${kind.what} of a name ${kind.of && kind.within !== "stack" ? "in its place" : space[kind.within ?? "region"]}`;
}

function tellFix(
  mine: NameSource,
  other: NameSource,
  { later, holder }: Contest,
  environmentOf: EnvironmentOf,
): string {
  const own = `give ${mine.construct.node.path} ${article(mine.property)} of its own`;
  if (isSame(environmentOf(later.stack), environmentOf(holder.stack)) || keeps(holder, later)) return own;
  return `${own}; or ${other.construct.node.path}, if that is not deployed yet: ${ANEW}`;
}

/** Whether it is known that one is deployed and the other is not, so that there is nothing to choose. */
function keeps(holder: Claim, later: Claim): boolean {
  return isDeployed(holder.stack) && !isDeployed(later.stack);
}

function article(property: string): string {
  return /^[aeiou]/.test(property) ? `an ${property}` : `a ${property}`;
}

function environmentsAlike(group: readonly Contest[], [mine, other]: readonly [Environment, Environment]): Problem {
  const told = group.slice(0, MOST_TOLD).map(tellContest).join("; ");
  const more = group.length > MOST_TOLD ? `; and ${group.length - MOST_TOLD} more` : "";
  return {
    code: "ENVIRONMENT_NAMES_TAKEN",
    path: `${mine.name} › project`,
    message: "The names of two environments of one account begin alike, so their things would have the same names.",
    found: `${tellEnvironment(mine)}, and ${tellEnvironment(other)}: ${told}${more}`,
    expected: "project and name of an environment that are no other's when they are joined",
    fix: group.some(({ holder, later }) => keeps(holder, later))
      ? `give ${mine.name} another project`
      : `give ${mine.name} another project; or ${other.name}, if that is not deployed yet: ${ANEW}`,
  };
}

function tellEnvironment({ project, name }: Environment): string {
  return `project "${project}", environment "${name}"`;
}
