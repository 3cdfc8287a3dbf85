import { EcsCluster, type EcsClusterProps } from "../../../../constructs/ecs";
import { resourceOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { testCluster } from "../support";

function synthCluster(props: Partial<EcsClusterProps> = {}, protect = false): SynthesizedStack {
  return synthStack((stack) => testCluster(stack, props), { name: "ecs", environment: { protect } });
}

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
