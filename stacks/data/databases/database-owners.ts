import type { Construct } from "constructs";
import { Problems } from "../../../constructs/core/errors";
import { todayOf } from "../../../constructs/core/versions/today";
import type { DatabaseProps } from "../../../constructs/databases/database-props";
import { checkEngine, ENGINES_AS_OF, type EngineName } from "../../../constructs/databases/engine-versions";
import type { ISecret } from "../../../constructs/secrets/secret.types";
import { checkKeyChoice, chosenKey, type KeyChoice } from "../../sections/key-choice";
import type { DataProps } from "../data-stack.types";
import type { DataMaking } from "../part.types";
import type { DatabaseSpec, PlacedDatabaseSpec } from "./databases.types";

/** The engine, or one that stands in for it where the database itself is refused for its engine. */
export function knownEngine(engine: string, engines: readonly EngineName[], scope: Construct): string {
  const problems = new Problems("");
  checkEngine(engine, engines, todayOf(scope, ENGINES_AS_OF, problems), problems);
  if (problems.list.length === 0) return engine;
  return engines.some((one) => one === "aurora-postgresql") ? "aurora-postgresql 17" : "postgres 17";
}

/** Whether the secret with the password has a key of its own: with one's own password that of the secret, else that of the database. */
export function hasSecretKey(
  { password, ...spec }: PlacedDatabaseSpec & KeyChoice,
  { secrets = {} }: DataProps,
): boolean {
  const { keyArn, ownKey = false } = password ? (secrets[password.secret] ?? {}) : spec;
  return ownKey || keyArn !== undefined;
}

/** Adds `DATABASE_SECRET_UNKNOWN` for a secret that the section does not have. */
function checkSecretName(at: string, name: string, { secrets = {} }: DataProps, problems: Problems): void {
  const known = Object.keys(secrets);
  if (known.includes(name)) return;
  problems.add(at, {
    code: "DATABASE_SECRET_UNKNOWN",
    message: "There is no such secret in the section.",
    found: `"${name}"`,
    expected: known.length === 0 ? "a secret of the section, and there is none" : known.join(", "),
    fix: "name one that is there, or make it below secrets",
  });
}

/** Where the databases or clusters of the section stand, and their keys. */
export interface DatabaseScopes {
  readonly databases: Construct;
  readonly keys: Construct;
  /** What their keys are named after, and encrypt: `database`. */
  readonly what: string;
}

/**
 * What a database or a cluster is made with beside its own options.
 *
 * @returns nothing where a secret was refused, which was told
 * @throws GroundplanError `TWO_KEYS`, `KEY_ARN_INVALID`, `DATABASE_SECRET_UNKNOWN`
 */
export function placedDatabase(
  { databases, keys, what }: DatabaseScopes,
  name: string,
  spec: PlacedDatabaseSpec & KeyChoice & Pick<DatabaseSpec, "proxy">,
  { network, made, props }: Pick<DataMaking<unknown>, "network" | "made" | "props">,
): Pick<DatabaseProps, "network" | "password" | "key" | "proxy"> | undefined {
  const { password, proxy } = spec;
  const users = typeof proxy === "object" ? (proxy.users ?? []) : [];
  const problems = new Problems(`${databases.node.path}/${name}`);
  checkKeyChoice(spec, problems);
  if (password) checkSecretName("password.secret", password.secret, props, problems);
  for (const [index, user] of users.entries()) checkSecretName(`proxy.users[${index}]`, user, props, problems);
  problems.throwIfAny();
  const secret: ISecret | undefined = password && made.secrets?.[password.secret];
  const userSecrets = users.map((user): ISecret | undefined => made.secrets?.[user]);
  if ((password && !secret) || !userSecrets.every((one) => one !== undefined)) return undefined;
  return {
    network: network(),
    ...(proxy === undefined ? {} : { proxy: typeof proxy === "object" ? { ...proxy, users: userSecrets } : proxy }),
    ...(password && secret ? { password: { secret, version: password.version ?? 1 } } : {}),
    ...chosenKey(keys, name, spec, {
      name: `${what.replaceAll(" ", "-")}-${name}`,
      description: `Encrypts the ${what} ${name}`,
    }),
  };
}

/** Those that could be made, by name. */
export function madeOnes<Thing>(made: Readonly<Record<string, Thing | undefined>>): Readonly<Record<string, Thing>> {
  return Object.fromEntries(Object.entries(made).flatMap(([name, one]) => (one === undefined ? [] : [[name, one]])));
}
