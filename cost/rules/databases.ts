import { Decimal } from "../decimal";
import { blocksOf, type CostResource, numberOf, textOf, type Values } from "../resources";
import { type Part, part, type Rules, typed, type Unpriced } from "./rule";

/** What databases, caches and brokers cost. */
export const DATABASES: Rules = {
  aws_db_instance: database,
  aws_elasticache_cluster: cacheCluster,
  aws_elasticache_replication_group: replicationGroup,
  aws_msk_cluster: brokers,
  aws_rds_cluster: databaseCluster,
  aws_rds_cluster_instance: clusterInstance,
  aws_redshift_cluster: warehouse,
};

/** Engines that need no licence: those of the price table. */
const ENGINES = ["aurora-mysql", "aurora-postgresql", "mariadb", "mysql", "postgres"];

function database({ values, referred }: CostResource): readonly (Part | Unpriced)[] {
  // A replica has the engine of what it copies.
  const engine = textOf(values, "engine") ?? textOf(referred("replicate_source_db")?.values ?? {}, "engine");
  const placement = values.multi_az === true ? "multi-az" : "single-az";
  if (engine !== undefined && !ENGINES.includes(engine)) return [{ why: "engines with a licence have no price here" }];
  return [databaseInstance(engine, textOf(values, "instance_class"), placement), ...storage(values, placement)];
}

/** A standby is an instance more (Amazon RDS User Guide, "On-Demand DB instances for Amazon RDS", read 2026-12: about twice as much). */
function databaseInstance(engine: string | undefined, type: string | undefined, placement: string): Part | Unpriced {
  const instance = (zones: string) => typed("rds", [engine, type, zones], 1, "the engine or class of the database");
  const [single, standby] = [instance("single-az"), instance("multi-az")];
  if (placement === "single-az" || "why" in single || "why" in standby) return single;
  const assumed = "a database with a standby costs twice as much as one without, where its price is not known";
  return { ...standby, otherwise: part(single.item, 2, assumed) };
}

/**
 * IOPS and MiB/s that the price of gp3 includes for engines without a licence, below a size in GiB and from it on (Amazon RDS User Guide,
 * "Amazon RDS DB instance storage", read 2026-11).
 */
const INCLUDED = {
  stripedFrom: 400,
  single: { iops: 3000, throughput: 125 },
  striped: { iops: 12_000, throughput: 500 },
};

function storage(values: Values, placement: string): readonly (Part | Unpriced)[] {
  const size = numberOf(values, "allocated_storage");
  const iops = numberOf(values, "iops") ?? 0;
  // With IOPS and no type, the provider makes io1 (AWS provider 5.100, aws_db_instance, storage_type).
  const type = textOf(values, "storage_type") ?? (iops > 0 ? "io1" : "gp2");
  if (size === undefined) return [{ why: "the size of the storage is not known" }];
  return [
    typed("rds-gb", [type, placement], size, "the type of the storage"),
    ...(type.startsWith("io") && iops > 0
      ? [typed("rds-iops", [type, placement], iops, "the type of the storage")]
      : []),
    ...(type === "gp3" ? beyondIncluded(size, iops, numberOf(values, "storage_throughput") ?? 0) : []),
  ];
}

function beyondIncluded(size: number, iops: number, throughput: number): readonly Unpriced[] {
  const included = size < INCLUDED.stripedFrom ? INCLUDED.single : INCLUDED.striped;
  return iops > included.iops || throughput > included.throughput
    ? [{ why: "IOPS and throughput of gp3 storage beyond what it includes have no price here" }]
    : [];
}

/** A cluster of Aurora costs what its instances cost, and storage by use; one of RDS has its machines in itself. */
function databaseCluster({ values }: CostResource): readonly Unpriced[] {
  const isOfRds = textOf(values, "db_cluster_instance_class") !== undefined;
  return isOfRds ? [{ why: "Multi-AZ DB clusters have no price here" }] : [];
}

/** An instance of Aurora. What it stores is billed by use. */
function clusterInstance({ values, referred }: CostResource): readonly (Part | Unpriced)[] {
  const type = textOf(values, "instance_class");
  const cluster = referred("cluster_identifier")?.values ?? {};
  if (type === "db.serverless") return [{ why: "capacity of Aurora Serverless is billed by use" }];
  const engine = textOf(values, "engine") ?? textOf(cluster, "engine");
  if (textOf(cluster, "storage_type") === "aurora-iopt1") return [{ why: "I/O-Optimized clusters have no price here" }];
  return [typed("rds", [engine, type, "single-az"], 1, "the engine or class of the database")];
}

function cacheCluster({ values }: CostResource): readonly (Part | Unpriced)[] {
  // A member of a replication group is counted with the group.
  if (textOf(values, "replication_group_id") !== undefined) return [];
  return [cacheNodes(textOf(values, "engine"), textOf(values, "node_type"), numberOf(values, "num_cache_nodes") ?? 1)];
}

function replicationGroup({ values }: CostResource): readonly (Part | Unpriced)[] {
  const shards = numberOf(values, "num_node_groups");
  const replicas = numberOf(values, "replicas_per_node_group");
  const nodes = shards === undefined ? (numberOf(values, "num_cache_clusters") ?? 1) : shards * ((replicas ?? 0) + 1);
  return [cacheNodes(textOf(values, "engine") ?? "redis", textOf(values, "node_type"), nodes)];
}

function cacheNodes(engine: string | undefined, type: string | undefined, count: number): Part | Unpriced {
  return typed("elasticache", [engine, type], count, "the engine or type of the cache nodes");
}

function brokers({ values }: CostResource): readonly (Part | Unpriced)[] {
  const count = numberOf(values, "number_of_broker_nodes");
  const [group = {}] = blocksOf(values, "broker_node_group_info");
  if (count === undefined) return [{ why: "the number of brokers is not known" }];
  const disks = blocksOf(group, "storage_info").flatMap((info) => blocksOf(info, "ebs_storage_info"));
  const sizes = disks.flatMap((disk) => numberOf(disk, "volume_size") ?? []);
  return [
    typed("msk", [textOf(group, "instance_type")], count, "the type of the brokers"),
    ...sizes.map((size) => part("msk-gb", Decimal.of(size).times(Decimal.of(count)))),
  ];
}

function warehouse({ values }: CostResource): readonly (Part | Unpriced)[] {
  return [
    typed("redshift", [textOf(values, "node_type")], numberOf(values, "number_of_nodes") ?? 1, "the type of the nodes"),
  ];
}
