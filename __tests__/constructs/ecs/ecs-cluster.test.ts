import { EcsCluster, type EcsClusterProps } from "../../../constructs/ecs";
import { resourceOf, type SynthesizedStack, synthStack } from "../../support/synth";
import { TIERS, testNetwork } from "../access/support";
import { expectProblems, testCluster } from "./support";

function synthCluster(props: Partial<EcsClusterProps> = {}, protect = false): SynthesizedStack {
  return synthStack((stack) => testCluster(stack, props), { name: "ecs", environment: { protect } });
}

const EC2 = { instanceType: "m7g.large", min: 1, max: 4 } as const;

describe("a cluster", () => {
  test("has Fargate and Fargate Spot, and starts on Fargate what says nothing", () => {
    const synthesized = synthCluster();
    expect(resourceOf(synthesized, "aws_ecs_cluster").name).toBe("groundplan-sandbox-ecs-cluster");
    expect(resourceOf(synthesized, "aws_ecs_cluster_capacity_providers")).toEqual(
      expect.objectContaining({
        capacity_providers: ["FARGATE", "FARGATE_SPOT"],
        default_capacity_provider_strategy: [{ capacity_provider: "FARGATE", base: 0, weight: 1 }],
      }),
    );
  });

  test("can do without Fargate Spot", () => {
    const capacity = resourceOf(
      synthCluster({ capacity: { fargateSpot: false } }),
      "aws_ecs_cluster_capacity_providers",
    );
    expect(capacity.capacity_providers).toEqual(["FARGATE"]);
  });

  test.each([
    [true, undefined, "enhanced"],
    [false, undefined, "disabled"],
    [false, "enabled", "enabled"],
  ] as const)(
    "watches its containers in protected environments (protected: %s, asked for: %s)",
    (protect, asked, value) => {
      const cluster = resourceOf(synthCluster(asked ? { containerInsights: asked } : {}, protect), "aws_ecs_cluster");
      expect(cluster.setting).toEqual([{ name: "containerInsights", value }]);
    },
  );

  test("has namespaces only when asked for", () => {
    const bare = synthCluster();
    expect(bare.resources.aws_service_discovery_http_namespace).toBeUndefined();
    expect(bare.resources.aws_service_discovery_private_dns_namespace).toBeUndefined();
    const named = synthCluster({ serviceConnect: { namespace: "shop" }, discovery: { domain: "shop.internal" } });
    expect(resourceOf(named, "aws_service_discovery_http_namespace").name).toBe("shop");
    expect(resourceOf(named, "aws_service_discovery_private_dns_namespace")).toEqual(
      expect.objectContaining({ name: "shop.internal", vpc: "vpc-0123456789abcdef0" }),
    );
    expect(resourceOf(named, "aws_ecs_cluster").service_connect_defaults).toEqual({
      namespace: expect.stringContaining("aws_service_discovery_http_namespace"),
    });
  });

  test("plans nothing for a namespace or ECS Exec that was taken away, which the provider would do for ever", () => {
    expect(resourceOf(synthCluster(), "aws_ecs_cluster").lifecycle).toEqual({
      ignore_changes: ["configuration", "service_connect_defaults"],
    });
    const named = synthCluster({ serviceConnect: { namespace: "shop" } });
    expect(resourceOf(named, "aws_ecs_cluster").lifecycle).toEqual({ ignore_changes: ["configuration"] });
    const both = synthCluster({ serviceConnect: { namespace: "shop" }, exec: {} });
    expect(resourceOf(both, "aws_ecs_cluster")).not.toHaveProperty("lifecycle");
  });

  test("that exists is described by its attributes, and nothing is looked up", () => {
    const synthesized = synthStack((stack) => {
      const cluster = EcsCluster.fromExisting(stack, "cluster", {
        clusterArn: "arn:aws:ecs:ap-northeast-2:111111111111:cluster/shop",
        clusterName: "shop",
        network: testNetwork(stack),
      });
      expect(Object.keys(cluster.capacityProviders)).toEqual(["FARGATE", "FARGATE_SPOT"]);
      expect(cluster.exec).toBeUndefined();
    });
    expect(synthesized.resources).toEqual({});
    expect(synthesized.data).toEqual({});
  });
});

describe("a cluster is refused for", () => {
  test("everything that is wrong with it at once", () => {
    const props: Partial<EcsClusterProps> = {
      exec: { logRetentionDays: 8 },
      discovery: { domain: "internal." },
      serviceConnect: { namespace: "the shop" },
      capacity: { ec2: { FARGATE: { instanceType: "large", min: 5, max: 2, targetCapacity: 0, tier: "web" } } },
    };
    const outOfRange = { code: "NUMBER_OUT_OF_RANGE", message: "The number is not one that AWS takes." };
    expectProblems("cluster", () => synthCluster(props), [
      {
        property: "exec.logRetentionDays",
        code: "LOG_RETENTION_INVALID",
        message: "CloudWatch Logs does not know this retention time.",
        found: "8 days",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "use 14",
      },
      {
        property: "capacity.ec2.FARGATE",
        code: "CAPACITY_NAME_INVALID",
        message: "EC2 capacity cannot have this name.",
        found: '"FARGATE"',
        expected: "1 to 64 of A-Z, a-z, 0-9, - and _, other than FARGATE and FARGATE_SPOT",
        fix: 'name it by what it is for, for example "general"',
      },
      {
        property: "capacity.ec2.FARGATE.instanceType",
        code: "INSTANCE_TYPE_INVALID",
        message: "This is not an instance type.",
        found: '"large"',
        expected: "a family and a size, such as m7g.large or c7i.xlarge",
        fix: "take the type from the list of EC2 instance types",
      },
      {
        property: "capacity.ec2.FARGATE.min",
        code: "CAPACITY_MIN_ABOVE_MAX",
        message: "The least number of instances is above the greatest.",
        found: "min 5, max 2",
        expected: "min that is at most max",
        fix: "set min to 2 or less, or max to 5 or more",
      },
      {
        ...outOfRange,
        property: "capacity.ec2.FARGATE.targetCapacity",
        found: "0 percent",
        expected: "a whole number from 1 to 100",
        fix: "use 1",
      },
      {
        property: "capacity.ec2.FARGATE.tier",
        code: "TIER_PUBLIC",
        message: "Tasks and instances belong into private tiers, where nothing on the internet can reach them.",
        found: 'public tier "web"',
        expected: "a private or isolated tier",
        fix: "use app or data",
      },
      {
        property: "discovery.domain",
        code: "DISCOVERY_DOMAIN_INVALID",
        message: "This is not a domain for private names.",
        found: '"internal."',
        expected: "a domain of two or more parts, in lower case, without a dot at its end",
        fix: 'for example "shop.internal"',
      },
      {
        property: "serviceConnect.namespace",
        code: "NAMESPACE_INVALID",
        message: "A namespace cannot have this name.",
        found: '"the shop"',
        expected: "1 to 1,024 visible characters without spaces",
        fix: 'for example "shop"',
      },
    ]);
  });

  test("instances in a network without a private tier", () => {
    const build = () =>
      synthStack((stack) => testCluster(stack, { capacity: { ec2: { general: EC2 } } }, { tiers: [TIERS.public] }), {
        name: "ecs",
      });
    expectProblems("cluster", build, [
      {
        property: "capacity.ec2.general.tier",
        code: "PRIVATE_TIER_MISSING",
        message: "The network has no private tier.",
        found: "web (public)",
        expected: "a private tier, or the name of another one",
        fix: "add a private tier to the network",
      },
    ]);
  });
});
