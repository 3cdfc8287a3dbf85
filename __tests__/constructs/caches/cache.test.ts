import { Cache, type CacheProps } from "../../../constructs/caches";
import { REMEMBERED_CONTEXT } from "../../../constructs/core/memory/remembered";
import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { Role } from "../../../constructs/iam";
import { cacheLink, useLinks } from "../../../constructs/links";
import { SecurityGroup } from "../../../constructs/security-groups";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { databaseNetwork, KEY } from "../databases/support";
import { SMALL, synthCache } from "./support";

const group = (props: Partial<CacheProps> = {}) => resourceOf(synthCache(props), "aws_elasticache_replication_group");
const trustedBy = [{ by: "service", service: "ecs-tasks.amazonaws.com" }] as const;
const EXISTING = {
  host: "master.prod-sessions.abc123.apn2.cache.amazonaws.com",
  cacheName: "prod-sessions",
  userName: "prod-sessions",
  securityGroupId: "sg-0123456789abcdef0",
};

describe("a cache", () => {
  it("lies in the isolated tier, is encrypted, and takes connections by TLS alone", () => {
    const synthesized = synthCache();
    expect(resourceOf(synthesized, "aws_elasticache_replication_group")).toMatchObject({
      replication_group_id: "groundplan-sandbox-test-sessions",
      engine: "valkey",
      engine_version: "8.2",
      node_type: "cache.t4g.small",
      num_cache_clusters: 1,
      automatic_failover_enabled: false,
      multi_az_enabled: false,
      port: 6379,
      transit_encryption_enabled: true,
      transit_encryption_mode: "required",
      at_rest_encryption_enabled: "true",
      snapshot_retention_limit: 1,
      apply_immediately: true,
      auto_minor_version_upgrade: "true",
    });
    const [own] = resourcesOf(synthesized, "aws_elasticache_subnet_group").filter(({ name }) =>
      String(name).endsWith("sessions"),
    );
    expect(own?.subnet_ids).toEqual([
      expect.stringMatching(/aws_subnet\.network_data-a/),
      expect.stringMatching(/aws_subnet\.network_data-c/),
    ]);
  });

  it("lies in a subnet group of the name that one has which is taken over, or in one that others make", () => {
    const groupsOf = (synthesized: ReturnType<typeof synthCache>) =>
      resourcesOf(synthesized, "aws_elasticache_subnet_group").map(({ name }) => name);
    const ofTheTier = "groundplan-sandbox-data";
    const own = synthCache({ subnetGroupName: "legacy-caches" });
    expect(groupsOf(own)).toEqual([ofTheTier, "legacy-caches"]);
    const { subnet_group_name } = resourceOf(own, "aws_elasticache_replication_group");
    expect(subnet_group_name).toMatch(/aws_elasticache_subnet_group\.sessions_subnets_/);
    const shared = synthStack((stack) => {
      const network = databaseNetwork(stack);
      for (const [id, existingSubnetGroupName] of Object.entries({ sessions: "shared", pages: "default" }))
        new Cache(stack, id, { network, ...SMALL, existingSubnetGroupName });
    });
    expect(groupsOf(shared)).toEqual([ofTheTier]);
    const places = resourcesOf(shared, "aws_elasticache_replication_group").map((one) => one.subnet_group_name);
    expect(places.sort()).toEqual(["default", "shared"]);
  });

  it("is logged in to by IAM alone, and has nothing secret", () => {
    const synthesized = synthCache();
    expect(resourcesOf(synthesized, "aws_elasticache_user")).toEqual([
      expect.objectContaining({
        user_id: "groundplan-sandbox-test-sessions-default",
        user_name: "default",
        access_string: "off -@all",
        no_password_required: true,
      }),
      expect.objectContaining({
        user_id: "groundplan-sandbox-test-sessions",
        user_name: "groundplan-sandbox-test-sessions",
        access_string: "on ~* &* +@all",
        authentication_mode: { type: "iam" },
      }),
    ]);
    expect(resourceOf(synthesized, "aws_elasticache_user_group").user_ids).toEqual([
      expect.stringMatching(/^\$\{aws_elasticache_user\.sessions_default-user_\w+\.user_id\}$/),
      expect.stringMatching(/^\$\{aws_elasticache_user\.sessions_user_\w+\.user_id\}$/),
    ]);
    expect(JSON.stringify(synthesized.resources)).not.toMatch(/"passwords|"auth_token/);
  });

  it("has a replica in another zone, a week of snapshots and a last one in a protected environment", () => {
    const synthesized = synthCache({}, () => {}, { environment: { protect: true } });
    expect(resourceOf(synthesized, "aws_elasticache_replication_group")).toMatchObject({
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      snapshot_retention_limit: 7,
      final_snapshot_identifier: "groundplan-sandbox-test-sessions-final",
      apply_immediately: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("spreads its entries over shards, which its parameters say too", () => {
    const synthesized = synthCache({ shards: 2, replicas: 1, parameters: { timeout: "60" } });
    const made = resourceOf(synthesized, "aws_elasticache_replication_group");
    expect(made).toMatchObject({
      cluster_mode: "enabled",
      num_node_groups: 2,
      replicas_per_node_group: 1,
      automatic_failover_enabled: true,
    });
    expect(made.num_cache_clusters).toBeUndefined();
    expect(resourceOf(synthesized, "aws_elasticache_parameter_group")).toMatchObject({
      name: "groundplan-sandbox-test-sessions-valkey8",
      family: "valkey8",
      parameter: [
        { name: "cluster-enabled", value: "yes" },
        { name: "timeout", value: "60" },
      ],
      lifecycle: { create_before_destroy: true },
    });
    expect(group({ shards: 1 })).toMatchObject({ automatic_failover_enabled: true, multi_az_enabled: false });
  });

  it("has the newest version of a major one, or the one that is said", () => {
    const versions = ["redis 7", "redis 7.0", "valkey 7", "valkey 8.1", "valkey 9"].map((engine) => {
      const { engine: name, engine_version } = group({ engine });
      return [name, engine_version];
    });
    expect(versions).toEqual([
      ["redis", "7.1"],
      ["redis", "7.0"],
      ["valkey", "7.2"],
      ["valkey", "8.1"],
      ["valkey", "9.1"],
    ]);
  });

  it("leaves minor versions that AWS has installed, as long as the engine is the one that is deployed", () => {
    const whereDeployed = (engine: string) =>
      resourceOf(
        synthCache({ engine }, () => {}, {
          context: { [REMEMBERED_CONTEXT]: { "sandbox-test": { sessions: { engine: "valkey 8" } } } },
        }),
        "aws_elasticache_replication_group",
      ).lifecycle;
    expect(whereDeployed("valkey 8")).toEqual({ ignore_changes: ["engine_version"] });
    expect(whereDeployed("valkey 9")).toBeUndefined();
  });

  it("sends its logs to groups of their own, below a name whose policy AWS keeps", () => {
    const synthesized = synthCache({ logRetentionDays: 14 });
    expect(
      resourcesOf(synthesized, "aws_cloudwatch_log_group").map(({ name, retention_in_days }) => [
        name,
        retention_in_days,
      ]),
    ).toEqual([
      ["/aws/vendedlogs/groundplan/sandbox/test/sessions/engine-log", 14],
      ["/aws/vendedlogs/groundplan/sandbox/test/sessions/slow-log", 14],
    ]);
    expect(resourceOf(synthesized, "aws_elasticache_replication_group").log_delivery_configuration).toEqual(
      ["engine-log", "slow-log"].map((log) => ({
        destination: expect.stringMatching(
          new RegExp(`^\\$\\{aws_cloudwatch_log_group\\.sessions_log-${log}_\\w+\\.name\\}$`),
        ),
        destination_type: "cloudwatch-logs",
        log_format: "json",
        log_type: log,
      })),
    );
  });

  it("lets nobody in who is not allowed, and no range of addresses", () => {
    expect(resourcesOf(synthCache(), "aws_vpc_security_group_ingress_rule")).toEqual([]);
    const open = synthCache({}, (cache, stack) => {
      const network = stack.node.findChild("network") as never;
      const api = new SecurityGroup(stack, "api", { network, description: "api" });
      cache.connections.allowFrom(api, cache.port, "API keeps sessions");
    });
    expect(resourcesOf(open, "aws_vpc_security_group_ingress_rule")).toEqual([
      expect.objectContaining({
        from_port: 6379,
        to_port: 6379,
        ip_protocol: "tcp",
        referenced_security_group_id: expect.stringMatching(/^\$\{aws_security_group\.api/),
      }),
    ]);
  });

  it("is encrypted with the key that is chosen, and filled from a snapshot", () => {
    expect(group({ key: KEY, snapshot: "sessions-2026-11-30" })).toMatchObject({
      kms_key_id: KEY,
      snapshot_name: "sessions-2026-11-30",
    });
    const synthesized = synthStack((stack) => {
      const key = new EncryptionKey(stack, "key", { name: "sessions", description: "Encrypts sessions" });
      new Cache(stack, "sessions", { network: databaseNetwork(stack), ...SMALL, key });
    });
    expect(resourceOf(synthesized, "aws_elasticache_replication_group").kms_key_id).toMatch(
      /^\$\{aws_kms_key\.key_\w+\.arn\}$/,
    );
  });

  it("tells of each node when something runs out", () => {
    const actions = ["arn:aws:sns:ap-northeast-2:111111111111:alarms"];
    const alarms = resourcesOf(
      synthCache({ alarms: { actions }, replicas: 1, connectionsLimit: 150 }),
      "aws_cloudwatch_metric_alarm",
    );
    expect(
      alarms.map(({ metric_name, threshold, dimensions }) => [
        metric_name,
        threshold,
        (dimensions as { CacheClusterId: string }).CacheClusterId,
      ]),
    ).toEqual([
      ["CurrConnections", 150, "groundplan-sandbox-test-sessions-001"],
      ["CurrConnections", 150, "groundplan-sandbox-test-sessions-002"],
      ["EngineCPUUtilization", 90, "groundplan-sandbox-test-sessions-001"],
      ["EngineCPUUtilization", 90, "groundplan-sandbox-test-sessions-002"],
      ["DatabaseMemoryUsagePercentage", 80, "groundplan-sandbox-test-sessions-001"],
      ["DatabaseMemoryUsagePercentage", 80, "groundplan-sandbox-test-sessions-002"],
    ]);
    expect(resourcesOf(synthCache(), "aws_cloudwatch_metric_alarm")).toEqual([]);
  });

  it("knows its nodes by the names that ElastiCache gives them, and their metrics", () => {
    synthCache({ shards: 2, replicas: 1 }, ({ nodeNames, metrics, readerHost }) => {
      expect(nodeNames).toEqual(
        ["0001-001", "0001-002", "0002-001", "0002-002"].map((end) => `groundplan-sandbox-test-sessions-${end}`),
      );
      expect(readerHost).toBeUndefined();
      expect(metrics.evictions()).toEqual({
        namespace: "AWS/ElastiCache",
        metricName: "Evictions",
        dimensions: { CacheClusterId: "groundplan-sandbox-test-sessions-0001-001" },
        statistic: "Sum",
        periodSeconds: 60,
      });
      expect(metrics.replicationLag({ node: nodeNames[1] ?? "" }).dimensions).toEqual({
        CacheClusterId: "groundplan-sandbox-test-sessions-0001-002",
      });
    });
  });
});

describe("a role", () => {
  const arn = (rest: string) => `arn:aws:elasticache:ap-northeast-2:111111111111:${rest}`;
  const connects = (use: (cache: ReturnType<typeof Cache.fromExisting>, role: Role) => void) => {
    const synthesized = synthStack((stack) => {
      const role = new Role(stack, "api", { description: "Works", trustedBy });
      use(Cache.fromExisting(stack, "sessions", EXISTING), role);
    });
    const identity = resourcesOf(synthesized, "aws_iam_role_policy").map(({ policy }) => String(policy));
    return (resource: string, action = "elasticache:Connect") => decide({ action, resource }, { identity });
  };

  it.each([
    ["by a grant", connects((cache, role) => cache.grantConnect(role))],
    ["by a link", connects((cache, role) => useLinks(role, { sessions: cacheLink(cache) }, "api"))],
  ])("logs in as the user of the cache that it is granted, to it and to no other, %s", (_, may) => {
    expect(may(arn("replicationgroup:prod-sessions"))).toBe("allowed");
    expect(may(arn("user:prod-sessions"))).toBe("allowed");
    expect(may(arn("replicationgroup:prod-sessions2"))).toBe("not allowed");
    expect(may(arn("user:prod-sessions-default"))).toBe("not allowed");
    expect(may(arn("replicationgroup:prod-sessions"), "elasticache:DeleteReplicationGroup")).toBe("not allowed");
    expect(may(arn("user:prod-sessions"), "elasticache:ModifyUser")).toBe("not allowed");
    expect(may(arn("user:prod-sessions").replace("111111111111", "222222222222"))).toBe("not allowed");
  });

  it("logs in to the cache that is made here", () => {
    const synthesized = synthCache({}, (cache, stack) => {
      cache.grantConnect(new Role(stack, "api", { description: "Works", trustedBy }));
    });
    expect(JSON.stringify(resourcesOf(synthesized, "aws_iam_role_policy"))).toMatch(
      /replicationgroup:groundplan-sandbox-test-sessions\\?".*user:\$\{aws_elasticache_user\.sessions_user_\w+\.user_id\}/,
    );
  });
});

test("a cache that exists is reached by the port that it has, which is Redis's own unless it is said", () => {
  synthStack((stack) => {
    expect(Cache.fromExisting(stack, "sessions", EXISTING).portNumber).toBe(6379);
    expect(Cache.fromExisting(stack, "pages", { ...EXISTING, port: 6380 }).port.label).toBe("tcp-6380");
  });
});
