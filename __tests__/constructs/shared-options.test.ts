import type { BastionProps } from "../../constructs/access";
import { Bastion } from "../../constructs/access";
import { AutoScalingGroup, type AutoScalingGroupProps } from "../../constructs/compute/servers";
import { EcsCluster, type EcsClusterProps, FargateService, type FargateServiceProps } from "../../constructs/ecs";
import { EksCluster, type EksClusterProps, type NodeGroupOptions } from "../../constructs/eks";
import { ApplicationLoadBalancer, type ApplicationLoadBalancerProps } from "../../constructs/load-balancing";
import { Network, type NetworkProps } from "../../constructs/network";
import { ContainerImage } from "../../constructs/registry";
import { Bucket, type BucketProps } from "../../constructs/storage";
import { resourcesOf, synthStack } from "../support/synth";
import { testNetwork } from "./access/support";

const network = {
  zones: ["a", "c"],
  tiers: [
    { name: "public", kind: "public", prefixLength: 24 },
    { name: "app", kind: "private", prefixLength: 20 },
  ],
  nat: { mode: "single" },
} satisfies Partial<NetworkProps>;
const service = { cpu: "0.25 vCPU", memory: "0.5 GB", architecture: "ARM64" } satisfies Partial<FargateServiceProps>;
const containers = { containerInsights: "enhanced" } satisfies Partial<EcsClusterProps>;
const kubernetes = {
  version: "1.35",
  identity: "irsa",
  support: "extended",
  logging: { types: ["audit", "api"] },
} satisfies Partial<EksClusterProps>;
const nodes = {
  capacity: "spot",
  instanceTypes: ["m7g.large", "m6g.large"],
  taints: [{ key: "spot", effect: "NoSchedule" }],
} satisfies Partial<NodeGroupOptions>;
const servers = { instanceType: "t4g.small" } satisfies Partial<AutoScalingGroupProps>;
const files = { versioned: true, expireOldVersionsDays: 30 } satisfies Partial<BucketProps>;
const entry = { plainHttp: { reason: "no domain yet" } } satisfies Partial<ApplicationLoadBalancerProps>;
const people = { access: { mode: "ssm" } } satisfies Partial<BastionProps>;

test("options that several constructs share keep their literal types when they are spread", () => {
  const made = synthStack((stack) => {
    new Network(stack, "one", { ...network, cidr: "10.8.0.0/16" });
    new Network(stack, "two", { ...network, cidr: "10.9.0.0/16" });
    const shared = testNetwork(stack);
    const cluster = new EcsCluster(stack, "cluster", { ...containers, network: shared });
    const image = ContainerImage.fromRegistry("registry.example.com/api:1.4.2");
    new FargateService(stack, "api", { ...service, cluster, image, port: 8080 });
    new FargateService(stack, "jobs", { ...service, memory: "1 GB", cluster, image });
    const eks = new EksCluster(stack, "eks", { ...kubernetes, network: shared, admins: ["role/platform"] });
    eks.addNodeGroup("small", { ...nodes, min: 0, max: 4 });
    eks.addNodeGroup("large", { ...nodes, instanceTypes: ["m7g.4xlarge", "m6g.4xlarge"], min: 0, max: 2 });
    new AutoScalingGroup(stack, "web", { ...servers, network: shared, min: 1, max: 2 });
    new Bucket(stack, "files", { ...files, bucketName: "shop-files" });
    new ApplicationLoadBalancer(stack, "edge", { ...entry, network: shared });
    new Bastion(stack, "bastion", { ...people, network: shared });
  });
  expect(resourcesOf(made, "aws_eks_node_group").map((group) => group.capacity_type)).toEqual(["SPOT", "SPOT"]);
});

test("a mistake shows where the options are written, and what has no type is refused where it is spread", () => {
  // @ts-expect-error there is no such capacity
  const mistaken = { capacity: "spott" } satisfies Partial<NodeGroupOptions>;
  const untyped = { capacity: "spot" };
  // @ts-expect-error without a type, it is any text
  const options: NodeGroupOptions = { ...untyped, instanceTypes: ["m7g.large"], min: 0, max: 1 };
  expect([mistaken.capacity, options.capacity]).toEqual(["spott", "spot"]);
});
