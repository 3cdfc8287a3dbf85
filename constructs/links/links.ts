import { Problems } from "../core/errors";
import { checkCall } from "../core/shapes/check-call";
import { distinctTexts } from "../core/texts/reference-text";
import type { IGrantable } from "../iam/grantable";
import { viaService } from "../iam/policies/key-grants";
import { sidPart } from "../iam/policies/sid";
import { secretResource } from "../iam/secret-resource";
import type { IConnectable } from "../security-groups/connections";
import type { Link, LinkedPort, LinkedSecret, Links } from "./link.types";
import { checkLinks, mistakesOf, placedLinks } from "./link-checks";
import { variableWords } from "./variable-words";

/** A link with the name that it is used by. */
export interface NamedLink {
  readonly name: string;
  readonly link: Link;
}

/** The links one by one, in the order of their names. What `checkLinks` refuses is left out. */
export function linksOf(uses: Links = {}): readonly NamedLink[] {
  return placedLinks(uses, "uses").flatMap(({ name, link }) =>
    mistakesOf(link, "").length === 0 ? [{ name, link: link as Link }] : [],
  );
}

/** The environment variables that links give. */
export function linkedVariables(links: readonly NamedLink[]): Readonly<Record<string, string>> {
  return collected(links, ({ variables }) => variables);
}

/** The secrets that links give, by the environment variables that they become. */
export function linkedSecrets(links: readonly NamedLink[]): Readonly<Record<string, LinkedSecret>> {
  return collected(links, ({ secrets }) => secrets);
}

/** The names of the variables that a link gives, secret or not. */
export function variableNames({ name, link }: NamedLink): readonly string[] {
  return Object.keys({ ...link.variables, ...link.secrets }).map((end) => variableName(name, end));
}

/**
 * Lets something use others that is told of nothing, such as a server or a role: permissions, those to read the secrets among them, and
 * rules both ways where it has a security group. What runs on ECS does more by itself, by its option `uses`.
 *
 * ```ts
 * useLinks(server, { orders: databaseLink({ … }) }, "reports");
 * ```
 *
 * @param as what the rules of security groups call it
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function useLinks(user: IGrantable & Partial<IConnectable>, uses: Links, as: string): void {
  checkCall("useLinks", { user });
  const problems = new Problems(user.grantee.node.path);
  checkLinks(uses, "uses", problems);
  problems.throwIfAny();
  const links = linksOf(uses);
  for (const { link } of links) link.grant(user);
  grantLinkedSecrets(user, links);
  const { connections } = user;
  if (connections) connectLinks({ connections }, links, as);
}

/** Links by the names that they are used by. */
export function byName(links: readonly NamedLink[]): Links {
  return Object.fromEntries(
    links.map(({ name }) => [name, links.filter((other) => other.name === name).map(({ link }) => link)]),
  );
}

/** Lets a user read the secrets of links itself, with their keys: one statement for what is used by one name. */
export function grantLinkedSecrets(user: IGrantable, links: readonly NamedLink[]): void {
  const { grantee } = user;
  for (const used of new Set(links.map(({ name }) => name))) {
    const secrets = links.flatMap(({ name, link }) => (name === used ? Object.values(link.secrets ?? {}) : []));
    if (secrets.length === 0) continue;
    const arns = secrets.map(({ secretArn }) => secretResource(secretArn));
    grantee.allow({
      sid: `ReadSecrets${sidPart(used)}`,
      actions: ["secretsmanager:GetSecretValue"],
      resources: distinctTexts(arns, grantee),
    });
    const keys = secrets.flatMap(({ key }) => (key === undefined ? [] : [typeof key === "string" ? key : key.arn]));
    if (keys.length === 0) continue;
    grantee.allow({
      sid: `DecryptSecrets${sidPart(used)}`,
      actions: ["kms:Decrypt"],
      resources: distinctTexts(keys, grantee),
      conditions: viaService(grantee, "secretsmanager"),
    });
  }
}

/** Makes the rules of links, both ways; what is used by two names is connected to once. */
export function connectLinks(user: IConnectable, links: readonly NamedLink[], as: string): void {
  connectOnce(user, links, (name) => `${as} uses ${name}`);
}

/**
 * The same for a group that others have too: whoever of them uses something first, the rule has one reason.
 *
 * @param whose what all have in common, such as `Pods of the cluster`
 */
export function connectSharedGroup(user: IConnectable, links: readonly NamedLink[], whose: string): void {
  connectOnce(user, links, () => `${whose} use it`);
}

function connectOnce(user: IConnectable, links: readonly NamedLink[], reasonFor: (name: string) => string): void {
  const connected: LinkedPort[] = [];
  for (const { name, link } of links) {
    for (const { to, port } of link.connections ?? []) {
      if (connected.some((one) => one.to === to && one.port.label === port.label)) continue;
      connected.push({ to, port });
      to.connections.allowFrom(user, port, reasonFor(name));
    }
  }
}

/** A link, and where it is asked for. */
export interface PlacedLink extends NamedLink {
  /** The property, such as `uses.orders` or `uses[1]`. */
  readonly at: string;
}

/**
 * Adds `USE_VARIABLE_TWICE` for each link that gives a variable which another one, or the container itself, has already.
 *
 * @param own names of the container's own variables by the property that they stand in
 * @param rename how one of the two gets other names
 */
export function checkLinkVariables(
  links: readonly PlacedLink[],
  own: Readonly<Record<string, readonly string[]>>,
  rename: string,
  problems: Problems,
): void {
  const takenBy = new Map(Object.entries(own).flatMap(([at, names]) => names.map((name) => [name, at] as const)));
  for (const placed of links) {
    const twice = new Map<string, string[]>();
    for (const name of variableNames(placed)) {
      const other = takenBy.get(name);
      if (other === undefined) takenBy.set(name, placed.at);
      else twice.set(other, [...(twice.get(other) ?? []), name]);
    }
    for (const [other, names] of twice) {
      problems.add(placed.at, {
        code: "USE_VARIABLE_TWICE",
        message: "An environment variable is given twice.",
        found: `${names.join(", ")} by ${other} and by ${placed.at}`,
        expected: "variables of its own for each thing that is used",
        fix: Object.hasOwn(own, other) ? `take ${names.join(" and ")} out of ${other}, or ${rename}` : rename,
      });
    }
  }
}

/** `reportFiles` and `BUCKET_NAME` → `REPORT_FILES_BUCKET_NAME`. */
function variableName(name: string, end: string): string {
  return `${variableWords(name)}_${end}`;
}

function collected<T>(
  links: readonly NamedLink[],
  read: (link: Link) => Readonly<Record<string, T>> | undefined,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    links.flatMap(({ name, link }) =>
      Object.entries(read(link) ?? {}).map(([end, value]) => [variableName(name, end), value] as const),
    ),
  );
}
