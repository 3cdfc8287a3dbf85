import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformOutput } from "cdktf";
import { Certificate } from "../../../../constructs/certificates";
import { Contract, text } from "../../../../constructs/core/contract";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { DnsRecord, HostedZone, type IHostedZone } from "../../../../constructs/dns";
import { EcsCluster, FargateService, type IEcsCluster } from "../../../../constructs/ecs";
import { EksCluster } from "../../../../constructs/eks";
import { EncryptionKey } from "../../../../constructs/encryption";
import { InlinePolicy, type IRole, Role } from "../../../../constructs/iam";
import {
  ApplicationLoadBalancer,
  EndpointService,
  type ExistingNetworkLoadBalancer,
  type ICreatedTargetGroup,
  ListenerRule,
  NetworkLoadBalancer,
  TargetGroup,
} from "../../../../constructs/load-balancing";
import { networkFromContract } from "../../../../constructs/network/network-contract";
import { ContainerImage, Repository } from "../../../../constructs/registry";
import { Port, SecurityGroup } from "../../../../constructs/security-groups";
import { Bucket } from "../../../../constructs/storage";
import { type IIpSet, IpSet, WebAcl } from "../../../../constructs/waf";
import { BucketsStack } from "../../../../stacks/buckets/buckets-stack";
import { EcsStack } from "../../../../stacks/ecs/ecs-stack";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, testEnvironment } from "../../../support/synth";

type Stack = EnvironmentStack;

const NETWORK = {
  cidr: "10.0.0.0/16",
  zones: ["a", "c"],
  nat: { mode: "single" },
  tiers: [
    { name: "public", kind: "public", prefixLength: 24 },
    { name: "app", kind: "private", prefixLength: 20 },
  ],
} as const;

const network = (stack: Stack) => networkFromContract(stack, "network", NETWORK);
const TASK = {
  image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:1.4.2"),
  cpu: "0.25 vCPU",
  memory: "0.5 GB",
} as const;
const TRUST = [{ by: "service", service: "ec2.amazonaws.com" }] as const;
const PLAIN = { plainHttp: { reason: "the tests have no domain" } };

/** What one stack makes and another one uses: directly, or by a contract. */
type Program = (one: Stack, two: Stack) => void;

interface Case {
  readonly what: string;
  readonly direct: Program;
  /** Code, path, found and fix. */
  readonly told: readonly (readonly [code: string, path: string, found: string, fix: string])[];
  readonly way?: { readonly says: string | readonly string[]; readonly to: Program };
}

function problemsOfProgram(program: Program) {
  return problemsIfAny(() => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), "elsewhere-")), stackTraces: false });
    const one = new EnvironmentStack(app, "one", testEnvironment());
    const two = new EnvironmentStack(app, "two", testEnvironment());
    program(one, two);
    app.synth();
    return { problems: [] };
  });
}

const publish = (name: string) =>
  `publish what ${name}.fromExisting takes in sandbox-one by a Contract, and use ${name}.fromExisting with what is read in this stack`;

const VALUE = "publish the value in sandbox-one by a Contract, and read it in this stack";

const clusterContract = new Contract("one", {
  clusterArn: text("Cluster", "arn:aws:ecs:us-east-1:000000000000:cluster/mock"),
  clusterName: text("Name of the cluster", "mock"),
});
const roleContract = new Contract("one", { roleArn: text("Role", "arn:aws:iam::000000000000:role/mock") });
const zoneContract = new Contract("one", { zoneId: text("Zone", "Z0000000000000") });
const certificateContract = new Contract("one", {
  arn: text("Certificate", "arn:aws:acm:us-east-1:000000000000:certificate/mock"),
});
const keyContract = new Contract("one", { keyArn: text("Key", "arn:aws:kms:us-east-1:000000000000:key/mock") });

const targetGroupContract = new Contract("one", {
  targetGroupArn: text(
    "Target group",
    "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/mock/0123456789abcdef",
  ),
});
const balancerContract = new Contract("one", {
  loadBalancerArn: text(
    "Balancer",
    "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/mock/0123456789abcdef",
  ),
  dnsName: text("Its DNS name", "mock-0123456789abcdef.elb.us-east-1.amazonaws.com"),
  hostedZoneId: text("Zone of that name", "Z26RNL4JYFTOTI"),
  securityGroupId: text("Its security group", "sg-00000000000000000"),
});
const ipSetContract = new Contract("one", {
  ipv4Arn: text("Set", "arn:aws:wafv2:us-east-1:000000000000:regional/ipset/mock/00000000-0000-0000-0000-000000000000"),
});

const cluster = (stack: Stack) => new EcsCluster(stack, "cluster", { network: network(stack) });
const service = (stack: Stack, own: IEcsCluster) => new FargateService(stack, "api", { cluster: own, ...TASK });
const role = (stack: Stack) => new Role(stack, "role", { description: "Imports orders", trustedBy: TRUST });
const policy = (stack: Stack, own: IRole) => {
  const read = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] };
  new InlinePolicy(stack, "read", { role: own, name: "read" }).allow(read);
};
const zone = (stack: Stack) => new HostedZone(stack, "zone", { zoneName: "example.com" });
const record = (stack: Stack, own: IHostedZone) =>
  new DnsRecord(stack, "record", { zone: own, type: "TXT", values: ["v=spf1 -all"] });
const certificate = (stack: Stack) =>
  new Certificate(stack, "certificate", { names: ["example.com"], zones: [zone(stack)] });
const targets = (stack: Stack) => new TargetGroup(stack, "targets", { network: network(stack), port: 80 });
const forward = (stack: Stack, targetGroup: ICreatedTargetGroup) => {
  const { listener } = new ApplicationLoadBalancer(stack, "edge", { network: network(stack), ...PLAIN });
  new ListenerRule(stack, "rule", {
    listener,
    conditions: { hosts: ["a.example.com"] },
    action: { forward: targetGroup },
  });
};
const networkBalancer = (stack: Stack) => {
  const own = network(stack);
  const targetGroup = new TargetGroup(stack, "targets", { network: own, port: 443, protocol: "TCP" });
  const listeners = { tls: { port: 443, protocol: "TCP", targetGroup } } as const;
  return new NetworkLoadBalancer(stack, "balancer", { network: own, listeners });
};
const offer = (stack: Stack, balancer: NetworkLoadBalancer | ExistingNetworkLoadBalancer) =>
  new EndpointService(stack, "offer", {
    loadBalancers: [balancer],
    allowedPrincipals: ["arn:aws:iam::222222222222:root"],
  });
const office = (stack: Stack) => new IpSet(stack, "office", { description: "Office", addresses: ["192.0.2.0/25"] });
const acl = (stack: Stack, ipSet: IIpSet) =>
  new WebAcl(stack, "acl", { rules: { office: { when: { ipSet }, action: "allow" } } });
const key = (stack: Stack) => new EncryptionKey(stack, "key", { name: "files", description: "Files of the shop" });

const CASES: readonly Case[] = [
  {
    what: "a cluster of ECS",
    direct: (one, two) => service(two, cluster(one)),
    told: [
      [
        "OTHER_STACK_USED",
        "sandbox-two/api/Default",
        "sandbox-one/contract-network, also in sandbox-two/api/security-group/group",
        "read the contract in this stack too",
      ],
      [
        "OTHER_STACK_USED",
        "sandbox-two/api/Default",
        "sandbox-one/cluster, also in sandbox-two/api/security-group/group",
        publish("EcsCluster"),
      ],
    ],
    way: {
      says: [publish("EcsCluster"), "read the contract in this stack too"],
      to: (one, two) => {
        const { clusterArn, clusterName } = cluster(one);
        clusterContract.publish(one, { clusterArn, clusterName });
        const read = clusterContract.read(two);
        service(two, EcsCluster.fromExisting(two, "cluster", { ...read, network: network(two) }));
      },
    },
  },
  {
    what: "a cluster of EKS",
    direct: (one, two) => {
      const eks = new EksCluster(one, "cluster", { network: network(one), version: "1.34", admins: ["role/platform"] });
      eks.addNodeGroup("app", { instanceTypes: ["m7i.large"], min: 1, max: 2 });
      new TerraformOutput(two, "endpoint", { value: eks.endpoint });
    },
    told: [
      [
        "OTHER_STACK_USED",
        "sandbox-two/endpoint",
        "sandbox-one/cluster",
        'use eksFromContract(this, "cluster", network, eks) in this stack',
      ],
    ],
  },
  {
    what: "a repository",
    direct: (one, two) => {
      const { resource } = new Repository(one, "shop", {});
      new TerraformOutput(two, "url", { value: resource.repositoryUrl });
    },
    told: [["OTHER_STACK_USED", "sandbox-two/url", "sandbox-one/shop", publish("Repository")]],
  },
  {
    what: "a bucket",
    direct: (one, two) => {
      const { bucket } = new Bucket(one, "files", { bucketName: "shop-files" });
      new TerraformOutput(two, "domain", { value: bucket.bucketRegionalDomainName });
    },
    told: [["OTHER_STACK_USED", "sandbox-two/domain", "sandbox-one/files", publish("Bucket")]],
  },
  {
    what: "a role",
    direct: (one, two) => policy(two, role(one)),
    told: [["OTHER_STACK_USED", "sandbox-two/read/Default", "sandbox-one/role", publish("Role")]],
    way: {
      says: publish("Role"),
      to: (one, two) => {
        roleContract.publish(one, { roleArn: role(one).roleArn });
        policy(two, Role.fromExisting(two, "role", { roleArn: roleContract.read(two).roleArn, mutable: true }));
      },
    },
  },
  {
    what: "a security group",
    direct: (one, two) => {
      const peer = new SecurityGroup(one, "clients", { network: network(one), description: "Clients" });
      const group = new SecurityGroup(two, "database", { network: network(two), description: "Database" });
      group.connections.allowFrom(peer, Port.tcp(5432), "queries");
      new TerraformOutput(two, "id", { value: peer.securityGroupId });
    },
    told: [["OTHER_STACK_USED", "sandbox-two/id", "sandbox-one/clients", publish("SecurityGroup")]],
  },
  {
    what: "a load balancer",
    direct: (one, two) => {
      const { listener } = new ApplicationLoadBalancer(one, "edge", { network: network(one), ...PLAIN });
      new ListenerRule(two, "rule", {
        listener,
        conditions: { hosts: ["a.example.com"] },
        action: { respond: { status: 200 } },
      });
    },
    told: [
      [
        "LISTENER_IN_OTHER_STACK",
        "sandbox-two/rule › listener",
        "sandbox-one/edge/http, used in stack sandbox-two",
        'publish the balancer with publishLoadBalancers, and read it here with loadBalancerFromContract(this, "edge", …)',
      ],
    ],
  },
  {
    what: "a target group",
    direct: (one, two) => forward(two, targets(one)),
    told: [["OTHER_STACK_USED", "sandbox-two/rule/rule", "sandbox-one/targets", publish("TargetGroup")]],
    way: {
      says: publish("TargetGroup"),
      to: (one, two) => {
        const { targetGroupArn } = targets(one);
        targetGroupContract.publish(one, { targetGroupArn });
        forward(two, TargetGroup.fromExisting(two, "targets", targetGroupContract.read(two)));
      },
    },
  },
  {
    what: "a network load balancer",
    direct: (one, two) => offer(two, networkBalancer(one)),
    told: [["OTHER_STACK_USED", "sandbox-two/offer/service", "sandbox-one/balancer", publish("NetworkLoadBalancer")]],
    way: {
      says: publish("NetworkLoadBalancer"),
      to: (one, two) => {
        const { loadBalancerArn, dnsName, hostedZoneId, securityGroup } = networkBalancer(one);
        const { securityGroupId } = securityGroup;
        balancerContract.publish(one, { loadBalancerArn, dnsName, hostedZoneId, securityGroupId });
        const read = { ...balancerContract.read(two), network: network(two) };
        offer(two, NetworkLoadBalancer.fromExisting(two, "balancer", read));
      },
    },
  },
  {
    what: "a key",
    direct: (one, two) => {
      new Bucket(two, "files", { bucketName: "shop-files", key: key(one) });
    },
    told: [["OTHER_STACK_USED", "sandbox-two/files/encryption", "sandbox-one/key/key", VALUE]],
    way: {
      says: VALUE,
      to: (one, two) => {
        keyContract.publish(one, { keyArn: key(one).arn });
        new Bucket(two, "files", { bucketName: "shop-files", key: keyContract.read(two).keyArn });
      },
    },
  },
  {
    what: "a zone",
    direct: (one, two) => record(two, zone(one)),
    told: [["OTHER_STACK_USED", "sandbox-two/record/record", "sandbox-one/zone", publish("HostedZone")]],
    way: {
      says: publish("HostedZone"),
      to: (one, two) => {
        zoneContract.publish(one, { zoneId: zone(one).zoneId });
        const { zoneId } = zoneContract.read(two);
        record(two, HostedZone.fromExisting(two, "zone", { zoneId, zoneName: "example.com" }));
      },
    },
  },
  {
    what: "a certificate",
    direct: (one, two) => {
      new ApplicationLoadBalancer(two, "edge", { network: network(two), certificate: certificate(one) });
    },
    told: [["OTHER_STACK_USED", "sandbox-two/edge/https/listener", "sandbox-one/certificate", publish("Certificate")]],
    way: {
      says: publish("Certificate"),
      to: (one, two) => {
        certificateContract.publish(one, { arn: certificate(one).certificateArn });
        const { arn: certificateArn } = certificateContract.read(two);
        const existing = Certificate.fromExisting(two, "certificate", { certificateArn, names: ["example.com"] });
        new ApplicationLoadBalancer(two, "edge", { network: network(two), certificate: existing });
      },
    },
  },
  {
    what: "a set of addresses",
    direct: (one, two) => acl(two, office(one)),
    told: [["OTHER_STACK_USED", "sandbox-two/acl/web-acl", "sandbox-one/office", publish("IpSet")]],
    way: {
      says: publish("IpSet"),
      to: (one, two) => {
        const [ipv4Arn = ""] = office(one).arns;
        ipSetContract.publish(one, { ipv4Arn });
        acl(two, IpSet.fromExisting(two, "office", ipSetContract.read(two)));
      },
    },
  },
];

test.each(CASES)("$what of another stack is refused with the way by contract", ({ direct, told }) => {
  const found = problemsOfProgram(direct).map(({ code, path, found: value, fix }) => [code, path, value, fix]);
  expect(found).toEqual(told);
});

testAdvice(
  CASES.map(({ what, told, way }) => ({
    mistake: what,
    problems: told.map(([code, , , fix]) => ({ code, fix })),
    ...(way ? { ways: [way] } : {}),
  })),
  problemsOfProgram,
);

test("what the shipped stacks make names the call that reads their contracts", () => {
  const problems = problemsIfAny(() => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), "elsewhere-")), stackTraces: false });
    const ecs = new EcsStack(app, testEnvironment(), NETWORK, undefined, { services: {} });
    const { buckets } = new BucketsStack(app, testEnvironment(), { uploads: {} });
    const two = new EnvironmentStack(app, "two", testEnvironment());
    new TerraformOutput(two, "cluster", { value: ecs.cluster.clusterArn });
    new TerraformOutput(two, "files", { value: buckets.uploads?.bucket.bucketRegionalDomainName });
    app.synth();
    return { problems: [] };
  });
  expect(problems.map(({ found, fix }) => [found, fix])).toEqual([
    ["sandbox-ecs/cluster", 'use ecsFromContract(this, "ecs", network, ecs).cluster in this stack'],
    ["sandbox-buckets/buckets/uploads", 'use bucketFromContract(this, "uploads", "uploads", buckets) in this stack'],
  ]);
});
