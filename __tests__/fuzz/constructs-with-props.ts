import { Bastion } from "../../constructs/access/bastion";
import { Distribution } from "../../constructs/cdn/distribution";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { EcsCluster, FargateService, ScheduledTask, TaskDefinition } from "../../constructs/ecs";
import { EksCluster } from "../../constructs/eks";
import { ManagedPolicy, Role } from "../../constructs/iam";
import { ApplicationLoadBalancer, NetworkLoadBalancer, TargetGroup } from "../../constructs/load-balancing";
import { Network } from "../../constructs/network/network";
import { ContainerImage, PullThroughCache, RegistryScanning, Repository } from "../../constructs/registry";
import { Bucket } from "../../constructs/storage/bucket";
import { IpSet } from "../../constructs/waf/sets/ip-set";
import { RegexPatternSet } from "../../constructs/waf/sets/regex-pattern-set";
import { WebAcl } from "../../constructs/waf/web-acl";
import { testNetwork } from "../constructs/access/support";

/** A construct with properties that are right, as data that can be changed before it is made. */
interface Sample {
  readonly props: Readonly<Record<string, unknown>>;
  /** Makes the construct from the properties, whatever has become of them. */
  // biome-ignore lint/suspicious/noExplicitAny: the properties are changed at random, so no type holds for them
  readonly make: (stack: EnvironmentStack, props: any) => unknown;
}

const image = ContainerImage.fromRegistry("public.ecr.aws/shop/api:1.4.2");
const NODES = { instanceTypes: ["m7g.large"], min: 2, max: 6 };
const STATEMENT = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] };

/** Samples of what users make besides the stacks, by name. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  network: {
    props: {
      cidr: "10.0.0.0/16",
      secondaryCidrs: ["100.64.0.0/16"],
      zones: ["a", "c"],
      maxZones: 4,
      tiers: [
        { name: "public", kind: "public", prefixLength: 24, tags: { Use: "entry" } },
        { name: "app", kind: "private", prefixLength: 20, cidr: "10.0.64.0/18" },
        { name: "data", kind: "isolated", prefixLength: 24, subnets: { a: "10.0.200.0/24", c: "10.0.201.0/24" } },
      ],
      nat: { mode: "single", zone: "a", eip: "eipalloc-0123456789abcdef0" },
      reserved: [{ cidr: "10.0.240.0/24", reason: "office" }],
      endpoints: { gateway: ["s3"], interface: ["ssm"], tier: "app" },
      flowLog: { to: "cloudwatch", fields: ["srcaddr", "dstaddr"] },
      dhcp: { domainName: "dev.internal", nameServers: ["AmazonProvidedDNS"] },
      prefixLists: { office: { entries: { head: "203.0.113.0/25" } } },
    },
    make: (stack, props) => new Network(stack, "network", props),
  },
  bastion: {
    props: { tier: "app", zone: "a", instanceType: "t4g.nano", userData: "#!/bin/sh\ntrue\n", rootVolumeGiB: 8 },
    make: (stack, props) => new Bastion(stack, "bastion", { network: testNetwork(stack, { hasNat: true }), ...props }),
  },
  bucket: {
    props: { bucketName: "groundplan-files" },
    make: (stack, props) => new Bucket(stack, "bucket", props),
  },
  role: {
    props: {
      description: "Builds",
      trustedBy: [{ by: "service", service: "codebuild.amazonaws.com" }],
      statements: [STATEMENT],
    },
    make: (stack, props) => new Role(stack, "role", props),
  },
  policy: {
    props: { description: "The most", statements: [STATEMENT] },
    make: (stack, props) => new ManagedPolicy(stack, "policy", props),
  },
  repository: {
    props: { pullAccounts: ["222222222222"] },
    make: (stack, props) => new Repository(stack, "shop", props),
  },
  cache: { props: { upstream: "ecr-public" }, make: (stack, props) => new PullThroughCache(stack, "cache", props) },
  scanning: { props: { mode: "basic" }, make: (stack, props) => new RegistryScanning(stack, "scanning", props) },
  "web-acl": {
    props: {
      scope: "REGIONAL",
      rules: {
        office: { when: { countries: ["KR"] }, action: "allow", priority: 5 },
        admin: {
          when: {
            all: [{ text: "/admin", position: "starts-with", in: "uri-path" }, { not: { regex: "^/admin/ok" } }],
          },
          action: { block: { status: 403 } },
          labels: ["seen"],
        },
        rate: { rate: { limit: 2000, windowSeconds: 300, per: "ip" }, action: "block" },
      },
    },
    make: (stack, props) => new WebAcl(stack, "acl", props),
  },
  "ip-set": {
    props: { scope: "REGIONAL", description: "Office", addresses: ["192.0.2.0/25"] },
    make: (stack, props) => new IpSet(stack, "office", props),
  },
  patterns: {
    props: { scope: "REGIONAL", description: "Paths", patterns: ["^/admin"] },
    make: (stack, props) => new RegexPatternSet(stack, "paths", props),
  },
  distribution: {
    props: {
      aliases: [],
      defaultBehavior: { origin: "files", cache: "static" },
      behaviors: { "/search": { origin: "files", cache: "dynamic" } },
    },
    make: (stack, props) =>
      new Distribution(stack, "cdn", {
        ...props,
        origins: { files: { kind: "bucket", bucket: new Bucket(stack, "files", { bucketName: "groundplan-files" }) } },
      }),
  },
  balancer: {
    props: { plainHttp: { reason: "the tests have no domain" }, idleTimeoutSeconds: 60 },
    make: (stack, props) => new ApplicationLoadBalancer(stack, "edge", { network: testNetwork(stack), ...props }),
  },
  targets: {
    props: { port: 443, protocol: "TCP", deregistrationDelaySeconds: 30 },
    make: (stack, props) => new TargetGroup(stack, "targets", { network: testNetwork(stack), ...props }),
  },
  "network-balancer": {
    props: { listeners: { tls: { port: 443, protocol: "TCP" } } },
    make: (stack, { listeners = {}, ...props }) => {
      const network = testNetwork(stack);
      const targetGroup = new TargetGroup(stack, "targets", { network, port: 443, protocol: "TCP" });
      const entries = Object.entries(listeners as Record<string, object>);
      const all = Object.fromEntries(entries.map(([name, listener]) => [name, { ...listener, targetGroup }]));
      return new NetworkLoadBalancer(stack, "balancer", { network, listeners: all as never, ...props });
    },
  },
  service: {
    props: {
      cpu: "0.25 vCPU",
      memory: "0.5 GB",
      port: 8080,
      environment: { MODE: "fast" },
      command: ["node", "main.js"],
      scale: { min: 1, max: 4, targetCpu: 60, schedules: { evening: { at: "cron(0 20 ? * * *)", min: 0, max: 0 } } },
    },
    make: (stack, props) => new FargateService(stack, "api", { cluster: cluster(stack), image, ...props }),
  },
  schedule: {
    props: { cpu: "0.25 vCPU", memory: "0.5 GB", schedule: "rate(1 day)", timeZone: "Europe/Berlin" },
    make: (stack, props) => new ScheduledTask(stack, "report", { cluster: cluster(stack), image, ...props }),
  },
  task: {
    props: {
      launch: "ec2",
      architecture: "ARM64",
      memoryMiB: 512,
      containers: { app: { ports: { http: { port: 9200 } } } },
    },
    make: (stack, { containers = {}, ...props }) => {
      const entries = Object.entries(containers as Record<string, object>);
      const all = Object.fromEntries(entries.map(([name, container]) => [name, { image, ...container }]));
      return new TaskDefinition(stack, "task", { ...props, containers: all as never });
    },
  },
  "ecs-cluster": {
    props: {
      serviceConnect: { namespace: "shop" },
      discovery: { domain: "shop.internal" },
      capacity: { ec2: { general: { instanceType: "m7g.large", min: 0, max: 2 } } },
    },
    make: (stack, props) => new EcsCluster(stack, "cluster", { network: testNetwork(stack), ...props }),
  },
  "eks-cluster": {
    props: {
      version: "1.34",
      admins: ["role/platform"],
      access: { developers: { principal: "role/developer", policy: "view", namespaces: ["apps"] } },
      endpointAccess: { publicCidrs: ["203.0.113.0/24"] },
      serviceCidr: "172.20.0.0/16",
    },
    make: (stack, props) =>
      new EksCluster(stack, "eks", { network: testNetwork(stack, { hasNat: true }), ...props }).addNodeGroup(
        "general",
        NODES,
      ),
  },
  nodes: {
    props: {
      ...NODES,
      labels: { role: "general" },
      taints: [{ key: "dedicated", value: "builds", effect: "PreferNoSchedule" }],
      diskGiB: 50,
      zones: ["a", "b"],
    },
    make: (stack, props) =>
      new EksCluster(stack, "eks", {
        network: testNetwork(stack, { hasNat: true }),
        version: "1.34",
        admins: ["role/platform"],
      }).addNodeGroup("general", props),
  },
};

function cluster(stack: EnvironmentStack): EcsCluster {
  return new EcsCluster(stack, "cluster", { network: testNetwork(stack) });
}
