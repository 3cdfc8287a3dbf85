import { Construct } from "constructs";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { checkCall } from "../../../constructs/core/shapes/check-call";
import { Database } from "../../../constructs/databases/database";
import type { IDatabase } from "../../../constructs/databases/database.types";
import { databaseNameOf } from "../../../constructs/databases/database-checks";
import { INSTANCE_ENGINES } from "../../../constructs/databases/engine-versions";
import { databaseLink } from "../../../constructs/links/database-link";
import { collectByName } from "../../sections/collect-by-name";
import { dataContract } from "../data-contract";
import type { DataProps } from "../data-stack.types";
import type { DataMaking, DataPart } from "../part.types";
import { DATABASE_OUTPUTS } from "./database-outputs";
import { type DatabaseScopes, hasSecretKey, knownEngine, madeOnes, placedDatabase } from "./database-owners";
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
    engine: knownEngine(engine, INSTANCE_ENGINES, scope),
    databaseName: databaseNameOf(name, spec.databaseName),
    securityGroupId: read.databaseGroups(name),
    secretArn: read.databaseSecretArns(name),
    ...(hasSecretKey(spec, props) ? { secretKeyArn: read.databaseSecretKeyArns(name) } : {}),
    ...(iamLogin || asksForTokens(spec) ? { resourceId: read.databaseResourceIds(name) } : {}),
  });
}

/** Where the read replicas of a database are, by their names. */
function replicaHosts(scope: Construct, name: string, { databases = {} }: DataProps): Readonly<Record<string, string>> {
  const read = dataContract.read(EnvironmentStack.of(scope));
  const names = Object.keys(databases[name]?.replicas ?? {});
  return Object.fromEntries(names.map((replica) => [replica, read.databaseReplicaHosts(`${name}.${replica}`)]));
}

/** Whether clients log in to the proxy by IAM, whatever the database itself admits. */
function asksForTokens({ proxy }: Partial<DatabaseSpec>): boolean {
  return typeof proxy === "object" && proxy.iamLogin === true;
}

function createDatabase(
  scopes: DatabaseScopes,
  name: string,
  spec: DatabaseSpec,
  making: DataMaking<DatabasesProps>,
): Database | undefined {
  const { keyArn: _, ownKey: __, password: ___, proxy: ____, ...options } = spec;
  const placed = placedDatabase(scopes, name, spec, making);
  return placed && new Database(scopes.databases, name, { ...options, ...placed });
}

/** Databases of the section `data`. Services name them in `uses`: `databases.orders`. */
export const DATABASES: DataPart<"databases"> = {
  create(making, problems) {
    const { stack, specs } = making;
    const databases = new Construct(stack, "databases");
    const scopes = { databases, keys: new Construct(stack, "database-keys"), what: "database" };
    return madeOnes(collectByName(specs, (name, spec) => createDatabase(scopes, name, spec, making), problems));
  },
  outputs: DATABASE_OUTPUTS,
  offer: {
    names: ({ databases = {} }) => Object.keys(databases),
    link: ({ scope, name, props }) => {
      const database = databaseFromContract(scope, "database", name, props);
      const replicas = replicaHosts(scope, name, props);
      const { host, portNumber, databaseName, secretArn, secretKeyArn } = database;
      const secretKey = secretKeyArn === undefined ? {} : { secretKey: secretKeyArn };
      const told = { host, port: portNumber, database: databaseName, replicas };
      return databaseLink({ ...told, group: database, secretArn, ...secretKey });
    },
  },
  reader: "databaseFromContract",
  keys: "database-keys",
};
