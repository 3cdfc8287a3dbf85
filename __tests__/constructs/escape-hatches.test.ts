import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { App, TerraformElement, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { loadEnvironments } from "../../config/load";
import { Bastion } from "../../constructs/access";
import { AutoScalingGroup, Instance } from "../../constructs/compute/servers";
import { type EnvironmentStack, resourceOf, resourcesOf } from "../../constructs/core";
import { Ec2Service, EcsCluster, FargateService, ScheduledTask, TaskDefinition } from "../../constructs/ecs";
import { EksCluster } from "../../constructs/eks";
import { EncryptionKey } from "../../constructs/encryption/encryption-key";
import { ManagedPolicy, Role } from "../../constructs/iam";
import { ApplicationLoadBalancer, NetworkLoadBalancer, TargetGroup } from "../../constructs/load-balancing";
import { Network } from "../../constructs/network";
import { ContainerImage, Repository } from "../../constructs/registry";
import { SecurityGroup } from "../../constructs/security-groups";
import { Bucket } from "../../constructs/storage/bucket";
import { WebAcl } from "../../constructs/waf/web-acl";
import { createApplication } from "../../stacks/application/application";
import { EVERY_CONSTRUCT } from "../support/every-construct";
import { synthStack } from "../support/synth";
import { testNetwork } from "./access/support";

const outdir = mkdtempSync(join(tmpdir(), "groundplan-fields-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/** Resources without a field: there are as many as a property has entries, and `resourcesOf` finds them. */
const BY_CLASS: Readonly<Record<string, readonly string[]>> = {
  AccessEntries: ["aws_eks_access_policy_association"],
  Addons: ["aws_eks_addon"],
  DeployRole: ["aws_iam_role_policy", "aws_iam_role_policy_attachment"],
  ExistingSecurityGroup: ["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"],
  KarpenterInterruptionQueue: ["aws_cloudwatch_event_target", "aws_sqs_queue_policy"],
  NatInstances: ["aws_eip_association", "aws_network_interface"],
  Network: ["aws_vpc_dhcp_options_association", "aws_vpc_ipv4_cidr_block_association"],
  Role: ["aws_iam_role_policy_attachment"],
  SecurityGroup: ["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"],
  ServiceAccountRole: ["aws_iam_role_policy_attachment"],
  TargetGroup: ["aws_lambda_permission", "aws_lb_target_group_attachment"],
  TierNetworkAcl: ["aws_network_acl_association", "aws_network_acl_rule"],
  TierRouting: ["aws_route", "aws_route_table_association", "aws_vpn_gateway_route_propagation"],
};

/** Values of all public fields and getters of a construct. */
function fieldsOf(construct: object): unknown[] {
  const names = new Set<string>();
  for (let level = construct; level !== Object.prototype; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) names.add(name);
  }
  const read = (name: string) => {
    try {
      return [(construct as Record<string, unknown>)[name]];
    } catch {
      // A getter may throw where what it gives is not there.
      return [];
    }
  };
  return [...names].filter((name) => name !== "node" && name !== "constructor" && !name.startsWith("_")).flatMap(read);
}

/** Resources that are fields of a construct, or in lists, maps and plain objects that are. */
function resourcesIn(value: unknown, depth = 0): unknown[] {
  if (typeof value !== "object" || value === null || depth > 3) return [];
  if (value instanceof TerraformElement) return [value];
  if (value instanceof Map) return [...value.values()].flatMap((entry) => resourcesIn(entry, depth + 1));
  if (Array.isArray(value)) return value.flatMap((entry) => resourcesIn(entry, depth + 1));
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return isPlain ? Object.values(value).flatMap((entry) => resourcesIn(entry, depth + 1)) : [];
}

/** Types of the resources that constructs below have no field for, by the class of the construct. */
function withoutField(root: IConstruct): [string, string][] {
  return root.node.findAll().flatMap((construct) => {
    if (construct instanceof TerraformElement) return [];
    const known = new Set(fieldsOf(construct).flatMap((value) => resourcesIn(value)));
    return construct.node.children
      .filter((child) => child instanceof TerraformResource && !known.has(child))
      .map((child): [string, string] => [
        construct.constructor.name,
        (child as TerraformResource).terraformResourceType,
      ]);
  });
}

test("every resource that a construct makes is a field of it, or one of a kind that is found by its class", () => {
  const apps = [
    ...Object.entries(EVERY_CONSTRUCT).map(([name, build]) => App.of(synthStack(build, { name }).stack)),
    ...["config", join("__tests__", "e2e", "variants")].map((folder) =>
      createApplication(loadEnvironments(folder, { variables: {} }), { outdir, mock: ["*"] }),
    ),
  ];
  const found = [...new Set(apps.flatMap(withoutField).map(([owner, type]) => `${owner} ${type}`))].sort();
  const listed = Object.entries(BY_CLASS).flatMap(([owner, types]) => types.map((type) => `${owner} ${type}`));
  expect(found).toEqual(listed.sort());
});

const image = ContainerImage.fromRegistry("registry.example.com/api:1.4.2");
const SMALL = { image, cpu: "0.25 vCPU", memory: "0.5 GB" } as const;

/** Compiles only where these fields are there without `undefined`: no `!`, no `?.`, no cast. */
function overrideAll(stack: EnvironmentStack): TerraformResource[] {
  const network = testNetwork(stack);
  const cluster = new EcsCluster(stack, "cluster", { network });
  const taskDefinition = new TaskDefinition(stack, "task", {
    launch: "ec2",
    memoryMiB: 512,
    containers: { app: { image } },
  });
  const capacity = { ec2: { general: { instanceType: "m7i.large", min: 0, max: 2 } } };
  const instances = new EcsCluster(stack, "instances", { network, capacity });
  const service = new FargateService(stack, "api", { ...SMALL, cluster, port: 8080 });
  const onInstances = new Ec2Service(stack, "search", { cluster: instances, taskDefinition });
  const task = new ScheduledTask(stack, "report", { cluster, ...SMALL, schedule: "rate(1 day)" });
  const eks = new EksCluster(stack, "eks", { network, version: "1.35", admins: ["role/platform"] });
  const own = new Network(stack, "own", { cidr: "10.9.0.0/16", zones: ["a", "c"], tiers: [ISOLATED] });
  const balancer = new ApplicationLoadBalancer(stack, "edge", { network, plainHttp: { reason: "no domain yet" } });
  const bucket = new Bucket(stack, "bucket", { bucketName: "shop-files" });
  const targetGroup = new TargetGroup(stack, "targets", { network, port: 443, protocol: "TCP" });
  const listeners = { tls: { port: 443, protocol: "TCP", targetGroup } } as const;
  return [
    cluster.resource,
    cluster.capacityResource,
    service.resource,
    onInstances.resource,
    task.schedule,
    taskDefinition.resource,
    eks.resource,
    eks.role.role.role,
    resourceOf(eks, CloudwatchLogGroup),
    ...resourcesOf(eks.access, EksAccessPolicyAssociation),
    own.vpc,
    balancer.resource,
    new NetworkLoadBalancer(stack, "tcp", { network, listeners }).resource,
    targetGroup.resource,
    bucket.bucket,
    bucket.ownership,
    bucket.publicAccess,
    bucket.encryption,
    bucket.policy,
    new Repository(stack, "images").resource,
    new SecurityGroup(stack, "group", { network, description: "clients" }).resource,
    new EncryptionKey(stack, "key", { name: "shop", description: "orders" }).key,
    new Bastion(stack, "bastion", { network }).instance,
    new Instance(stack, "server", { network, instanceType: "t4g.small" }).instance,
    new AutoScalingGroup(stack, "web", { network, instanceType: "t4g.small", min: 1, max: 2 }).group,
    new WebAcl(stack, "acl", { scope: "REGIONAL", rules: {} }).webAcl,
    new ManagedPolicy(stack, "policy", { description: "Reads", statements: [READ] }).policy,
    new Role(stack, "role", { description: "Builds", trustedBy: [CODE_BUILD] }).role,
    resourceOf(eks.addNodeGroup("app", { instanceTypes: ["m7i.large"], min: 1, max: 2 }), IamRole),
  ];
}

const CODE_BUILD = { by: "service", service: "codebuild.amazonaws.com" } as const;
const READ = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop-files/*"] };
const ISOLATED = { name: "data", kind: "isolated", prefixLength: 24 } as const;

test("attributes of the resources are set without an assertion", () => {
  const made = synthStack((stack) => {
    for (const resource of overrideAll(stack)) resource.addOverride("lifecycle.ignore_changes", ["tags_all"]);
  });
  expect(made.json).toContain("ignore_changes");
});
