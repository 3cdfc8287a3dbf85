import { Database, type DatabaseProps } from "../../../../constructs/databases";
import { EncryptionKey } from "../../../../constructs/encryption/encryption-key";
import { Parameter, Secret, type SecretProps } from "../../../../constructs/secrets";
import type { Program, Transition } from "../transition";

/** A secret with a key, and parameters, one of them secret. */
function secrets(later: boolean): Program {
  return (stack) => {
    const key = new EncryptionKey(stack, "key", { name: "signing", description: "Encrypts what is secret" });
    const json: SecretProps["generate"] = { json: { generated: "password", fields: { username: "orders" } } };
    const generate = later ? { ...json, version: 2 } : json;
    new Secret(stack, "signing", { key, description: later ? "Signs what is sent" : "Signs", generate });
    new Secret(stack, "licence", { generate: false });
    new Parameter(stack, "level", { value: later ? "debug" : "info", allowedPattern: "^[a-z]+$" });
    new Parameter(stack, "zones", { value: later ? ["a", "b"] : ["a"] });
    new Parameter(stack, "token", { generate: later ? { version: 2, length: 64 } : {}, ...(later ? { key } : {}) });
  };
}

/** Two databases: one that changes in place, and one that becomes another, whose password is that of a secret. */
function databases(orders: Partial<DatabaseProps>, carts: Partial<DatabaseProps>): Program {
  return (stack, site) => {
    const network = site.network(stack);
    const small = { engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB", network } as const;
    new Database(stack, "orders", { ...small, ...orders });
    const secret = new Secret(stack, "login", {
      generate: { json: { generated: "password", fields: { username: "dbowner" } } },
    });
    new Database(stack, "carts", { ...small, engine: "mysql 8.4", password: { secret }, ...carts });
  };
}

/** Changes of secrets, parameters and databases. */
export const DATA: readonly Transition[] = [
  {
    area: "data",
    name: "a secret gets another value, and parameters other values and a key",
    from: secrets(false),
    to: secrets(true),
    replaced: { aws_secretsmanager_secret_version: 1 },
  },
  {
    area: "data",
    name: "a database gets another size, more storage and longer backups, and another one another name, which is declared",
    from: databases({}, {}),
    to: databases(
      { size: "db.m7g.large", storage: "100 GB", backupDays: 14, parameters: { work_mem: "8192" } },
      { databaseName: "baskets", replace: "the carts have moved by a dump" },
    ),
    replaced: { aws_db_instance: 1 },
    oneWay: "the storage of a database never shrinks",
  },
];
