import type { Database } from "../../../constructs/databases/database";
import { dataOutput, mockArn } from "../outputs";

function mapped<T>(by: Readonly<Record<string, T>>, of: (one: T) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(by).map(([name, one]) => [name, of(one)]));
}

/** What other stacks are told of the databases. */
export const DATABASE_OUTPUTS = {
  databaseHosts: dataOutput(
    "Host names of the databases by name, or of the proxies in front of them",
    (name) => `mock-${name}.000000000000.us-east-1.rds.amazonaws.com`,
    ({ host }: Database) => host,
  ),
  databaseReplicaHosts: dataOutput(
    "Host names of the read replicas, by the names of the databases and theirs: orders.reader",
    (name) => `mock-${name.replace(".", "-")}.000000000000.us-east-1.rds.amazonaws.com`,
    ({ replicas }: Database) => mapped(replicas, ({ instance }) => instance.address),
  ),
  databaseGroups: dataOutput(
    "Security groups of the databases by name",
    () => "sg-00000000000000000",
    ({ securityGroup }: Database) => securityGroup.securityGroupId,
  ),
  databaseSecretArns: dataOutput(
    "Secrets with the names and passwords of the owners, by the names of the databases",
    mockArn("secretsmanager", "secret:rds!db-mock-"),
    ({ secretArn }: Database) => secretArn,
  ),
  databaseSecretKeyArns: dataOutput(
    "Keys of these secrets, by the names of the databases whose secret has one",
    mockArn("kms", "key/mock-"),
    ({ secretKeyArn }: Database) => secretKeyArn,
  ),
  databaseResourceIds: dataOutput(
    "What IAM knows the databases by, by the names of those that it lets in to",
    (name) => `db-MOCK${name.toUpperCase()}`,
    ({ resourceId }: Database) => resourceId,
  ),
};
