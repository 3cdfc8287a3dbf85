import { DbSnapshot } from "@cdktf/provider-aws/lib/db-snapshot";
import { Cache, type CacheProps } from "../../../../constructs/caches";
import {
  Database,
  DatabaseCluster,
  type DatabaseClusterProps,
  type DatabaseProps,
} from "../../../../constructs/databases";
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

/** A database with a snapshot of it; another one that is filled from the snapshot, and one from a moment of the first, beside it. */
function restored(later: boolean): Program {
  return (stack, site) => {
    const network = site.network(stack);
    const small = { engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB", network } as const;
    const orders = new Database(stack, "wares", small);
    const dbSnapshotIdentifier = `${orders.instanceName}-kept`;
    new DbSnapshot(stack, "kept", { dbInstanceIdentifier: orders.instance.identifier, dbSnapshotIdentifier });
    const filled = { snapshot: dbSnapshotIdentifier, replace: "the copy is filled again" };
    new Database(stack, "copy", { ...small, ...(later ? filled : {}) });
    if (later) new Database(stack, "beside", { ...small, pointInTime: { source: orders.instanceName } });
  };
}

/** A database with replicas. */
function replicated(replicas: NonNullable<DatabaseProps["replicas"]>): Program {
  return (stack, site) => {
    const generate = { json: { generated: "password", fields: { username: "dbowner" } } };
    const password = { secret: new Secret(stack, "owner", { generate }) };
    const small = { engine: "mysql 8.4", size: "db.t4g.medium", storage: "50 GB" } as const;
    new Database(stack, "bills", { ...small, network: site.network(stack), password, replicas });
  };
}

/** A database that a proxy stands in front of, or none. */
function proxied(proxy: boolean): Program {
  return (stack, site) => {
    const network = site.network(stack);
    const small = { engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB" } as const;
    new Database(stack, "seats", { ...small, network, ...(proxy ? { proxy } : {}) });
    const generate = { json: { generated: "password", fields: { username: "app" } } };
    const users = [new Secret(stack, "clerk", { generate })];
    const more = { iamLogin: true, users, idleSeconds: 600, maxConnectionsPercent: 80, borrowSeconds: 10 };
    new Database(stack, "halls", { ...small, network, proxy: proxy ? more : true });
  };
}

/** Clusters of Aurora by name, of PostgreSQL unless they say more. */
function clusters(byName: Readonly<Record<string, Partial<DatabaseClusterProps>>>): Program {
  return (stack, site) => {
    const network = site.network(stack);
    for (const [name, props] of Object.entries(byName)) {
      new DatabaseCluster(stack, name, { engine: "aurora-postgresql 17", network, ...props });
    }
  };
}

/** Caches by name, small ones of Redis unless they say more. */
function caches(byName: Readonly<Record<string, Partial<CacheProps>>>): Program {
  return (stack, site) => {
    const network = site.network(stack);
    for (const [name, props] of Object.entries(byName)) {
      new Cache(stack, name, { engine: "redis 7.1", size: "cache.t4g.small", network, ...props });
    }
  };
}

/** Changes of secrets, parameters, databases and caches. */
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
  {
    area: "data",
    name: "a database is restored beside another one from a moment of it, and one is filled from a snapshot, which is declared",
    from: restored(false),
    to: restored(true),
    replaced: { aws_db_instance: 1 },
    oneWay: "what a database was restored from is said as long as it is there",
  },
  {
    area: "data",
    name: "a database gets a read replica, one gets another size and parameters, one is promoted, and one goes",
    from: replicated({ reader: {}, reports: {}, spare: {} }),
    to: replicated({
      reader: { size: "db.m7g.large", parameters: { max_connections: "200" } },
      reports: { promoted: true },
      newest: { zone: "c" },
    }),
    removed: { aws_cloudwatch_log_group: 2, aws_db_instance: 1 },
    oneWay: "a replica that was promoted never follows again",
  },
  {
    area: "data",
    name: "a proxy is put in front of a database, and another one asks for tokens and knows a further user",
    from: proxied(false),
    to: proxied(true),
  },
  {
    area: "data",
    name: "a cluster gets another size, a reader and longer backups, one with capacity that follows the load may have none, one another name in it, which is declared, and one goes",
    from: clusters({
      orders: { size: "db.t4g.medium" },
      reports: { engine: "aurora-mysql 8.0", serverless: { max: 4 } },
      carts: { size: "db.t4g.medium", readers: 1 },
      drafts: { size: "db.t4g.medium" },
    }),
    to: clusters({
      orders: { size: "db.r8g.large", readers: 1, backupDays: 14, parameters: { work_mem: "8192" } },
      reports: { engine: "aurora-mysql 8.0", serverless: { min: 0, max: 8 }, ioOptimized: true },
      carts: { size: "db.t4g.medium", databaseName: "baskets", replace: "the carts have moved by a dump" },
    }),
    replaced: { aws_rds_cluster: 1, aws_rds_cluster_instance: 1 },
    removed: {
      aws_cloudwatch_log_group: 1,
      aws_db_subnet_group: 1,
      aws_iam_role: 1,
      aws_iam_role_policy_attachment: 1,
      aws_rds_cluster: 1,
      aws_rds_cluster_instance: 2,
      aws_rds_cluster_parameter_group: 1,
      aws_security_group: 1,
    },
    oneWay: "the provider leaves storage that is I/O-Optimized as it is",
  },
  {
    area: "data",
    name: "a cache becomes one of Valkey with replicas, one loses its replicas, one is filled from a snapshot, which is declared, and one goes",
    from: caches({
      sessions: {},
      carts: { replicas: 2 },
      pages: { engine: "valkey 8.0", shards: 2 },
      drafts: {},
    }),
    to: caches({
      sessions: {
        engine: "valkey 8",
        size: "cache.m7g.large",
        replicas: 2,
        snapshotDays: 14,
        parameters: { timeout: "60" },
      },
      carts: { replicas: 0 },
      pages: { engine: "valkey 8.0", shards: 3, snapshot: "pages-2026-11-30", replace: "the pages come of a snapshot" },
    }),
    replaced: { aws_elasticache_parameter_group: 1, aws_elasticache_replication_group: 1 },
    removed: {
      aws_cloudwatch_log_group: 2,
      aws_elasticache_parameter_group: 1,
      aws_elasticache_replication_group: 1,
      aws_elasticache_subnet_group: 1,
      aws_elasticache_user: 2,
      aws_elasticache_user_group: 1,
      aws_security_group: 1,
    },
    oneWay: "a cache never goes back to an older engine",
  },
];
