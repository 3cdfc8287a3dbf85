import { Construct } from "constructs";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Problems } from "../../../constructs/core/errors";
import { checkCall } from "../../../constructs/core/shapes/check-call";
import { todayOf } from "../../../constructs/core/versions/today";
import { Database } from "../../../constructs/databases/database";
import type { IDatabase } from "../../../constructs/databases/database.types";
import { databaseNameOf } from "../../../constructs/databases/database-checks";
import { checkEngine, ENGINES_AS_OF, INSTANCE_ENGINES } from "../../../constructs/databases/engine-versions";
import { databaseLink } from "../../../constructs/links/database-link";
import type { ISecret } from "../../../constructs/secrets/secret.types";
import { collectByName } from "../../sections/collect-by-name";
import { checkKeyChoice, chosenKey } from "../../sections/key-choice";
import { dataContract } from "../data-contract";
import type { DataProps } from "../data-stack.types";
import type { DataMaking, DataPart } from "../part.types";
import { DATABASE_OUTPUTS } from "./database-outputs";
import type { DatabaseSpec, DatabasesProps } from "./databases.types";

/**
 * A database of the environment in another stack: where it is and who may come in come from the contract, everything else from the section.
 *
 * @param name a database of the section
 * @param props the section `data`
 */
export function databaseFromContract(scope: Construct, id: string, name: string, props: DataProps): IDatabase {
  checkCall("databaseFromContract", { scope, id, name, props });
  const read = dataContract.read(EnvironmentStack.of(scope));
  const { engine = "", iamLogin = true, ...spec }: Partial<DatabaseSpec> = props.databases?.[name] ?? {};
  return Database.fromExisting(scope, id, {
    host: read.databaseHosts(name),
    engine: isKnownEngine(engine, scope) ? engine : SOME_ENGINE,
    databaseName: databaseNameOf(name, spec.databaseName),
    securityGroupId: read.databaseGroups(name),
    secretArn: read.databaseSecretArns(name),
    ...(hasSecretKey(spec, props) ? { secretKeyArn: read.databaseSecretKeyArns(name) } : {}),
    ...(iamLogin ? { resourceId: read.databaseResourceIds(name) } : {}),
  });
}

/** Stands in for an engine that the database itself is refused for. */
const SOME_ENGINE = "postgres 17";

function isKnownEngine(engine: string, scope: Construct): boolean {
  const problems = new Problems("");
  checkEngine(engine, INSTANCE_ENGINES, todayOf(scope, ENGINES_AS_OF, problems), problems);
  return problems.list.length === 0;
}

/** Whether the secret with the password has a key of its own: with one's own password that of the secret, else that of the database. */
function hasSecretKey({ password, ...spec }: Partial<DatabaseSpec>, { secrets = {} }: DataProps): boolean {
  const { keyArn, ownKey = false } = password ? (secrets[password.secret] ?? {}) : spec;
  return ownKey || keyArn !== undefined;
}

function createDatabase(
  scopes: Readonly<Record<"databases" | "keys", Construct>>,
  name: string,
  spec: DatabaseSpec,
  { network, made, props }: DataMaking<DatabasesProps>,
): Database | undefined {
  const { keyArn, ownKey, password, ...options } = spec;
  const problems = new Problems(`${scopes.databases.node.path}/${name}`);
  checkKeyChoice(spec, problems);
  const known = Object.keys(props.secrets ?? {});
  if (password && !known.includes(password.secret)) {
    problems.add("password.secret", {
      code: "DATABASE_SECRET_UNKNOWN",
      message: "There is no such secret in the section.",
      found: `"${password.secret}"`,
      expected: known.length === 0 ? "a secret of the section, and there is none" : known.join(", "),
      fix: "name one that is there, or make it below secrets",
    });
  }
  problems.throwIfAny();
  const secret: ISecret | undefined = password && made.secrets?.[password.secret];
  // It was refused, and that was told.
  if (password && !secret) return undefined;
  return new Database(scopes.databases, name, {
    ...options,
    network: network(),
    ...(password && secret ? { password: { secret, version: password.version ?? 1 } } : {}),
    ...chosenKey(scopes.keys, name, spec, {
      name: `database-${name}`,
      description: `Encrypts the database ${name}`,
    }),
  });
}

/** Databases of the section `data`. Services name them in `uses`: `databases.orders`. */
export const DATABASES: DataPart<"databases"> = {
  create(making, problems) {
    const { stack, specs } = making;
    const scopes = { databases: new Construct(stack, "databases"), keys: new Construct(stack, "database-keys") };
    const made = collectByName(specs, (name, spec) => createDatabase(scopes, name, spec, making), problems);
    return Object.fromEntries(Object.entries(made).flatMap(([name, one]) => (one ? [[name, one]] : [])));
  },
  outputs: DATABASE_OUTPUTS,
  offer: {
    names: ({ databases = {} }) => Object.keys(databases),
    link: ({ scope, name, props }) => {
      const database = databaseFromContract(scope, "database", name, props);
      const { host, portNumber, databaseName, secretArn, secretKeyArn } = database;
      const secretKey = secretKeyArn === undefined ? {} : { secretKey: secretKeyArn };
      return databaseLink({ host, port: portNumber, database: databaseName, group: database, secretArn, ...secretKey });
    },
  },
  reader: "databaseFromContract",
  keys: "database-keys",
};
