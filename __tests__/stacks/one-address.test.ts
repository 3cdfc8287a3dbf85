import { Bastion, type BastionProps } from "../../constructs/access";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { AliasRecord, DnsRecord, HostedZone } from "../../constructs/dns";
import { type Deployment, EcsCluster, FargateService } from "../../constructs/ecs";
import {
  ApplicationLoadBalancer,
  ListenerRule,
  type NetworkListener,
  NetworkLoadBalancer,
  TargetGroup,
} from "../../constructs/load-balancing";
import { Network } from "../../constructs/network/network";
import type { NatProps, NetworkAclProps, NetworkProps } from "../../constructs/network/network-props";
import { PullThroughCache } from "../../constructs/registry";
import { Peer, Port, SecurityGroup } from "../../constructs/security-groups";
import { WebAcl } from "../../constructs/waf/web-acl";
import { testNetwork } from "../constructs/access/support";
import { SMALL_SERVICE } from "../constructs/ecs/support";
import { CERTIFICATE_ARN, testCertificate } from "../constructs/load-balancing/support";
import { type Attributes, type SynthesizedStack, synthStack } from "../support/synth";

/**
 * What AWS tells resources of a type apart by. Two of one key cannot exist side by side: AWS refuses the second one, or takes it for the
 * first, and destroys the one thing when the other address goes.
 */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_log_group: ["provider", "name"],
  aws_ecr_pull_through_cache_rule: ["ecr_repository_prefix"],
  aws_ecr_repository_creation_template: ["prefix"],
  aws_ecs_cluster: ["name"],
  aws_ecs_service: ["cluster", "name"],
  aws_eip_association: ["allocation_id"],
  aws_iam_instance_profile: ["name"],
  aws_iam_role: ["name"],
  aws_iam_role_policy: ["role", "name"],
  aws_iam_role_policy_attachment: ["role", "policy_arn"],
  aws_lb: ["name"],
  aws_lb_listener: ["load_balancer_arn", "port"],
  aws_lb_listener_certificate: ["listener_arn", "certificate_arn"],
  aws_lb_listener_rule: ["listener_arn", "priority"],
  aws_lb_target_group: ["name"],
  aws_network_acl_association: ["subnet_id"],
  aws_network_acl_rule: ["network_acl_id", "egress", "rule_number"],
  aws_route: ["route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block"],
  aws_route53_record: ["zone_id", "name", "type"],
  aws_route_table_association: ["subnet_id"],
  aws_s3_bucket: ["bucket"],
  aws_s3_bucket_policy: ["bucket"],
  aws_ssm_document: ["name"],
  aws_vpc_dhcp_options_association: ["vpc_id"],
  aws_vpc_endpoint: ["vpc_id", "service_name", "vpc_endpoint_type"],
  aws_wafv2_web_acl: ["provider", "scope", "name"],
  aws_wafv2_web_acl_association: ["resource_arn"],
  aws_wafv2_web_acl_logging_configuration: ["provider", "resource_arn"],
};

/** Every argument of a rule is its key, but the text. */
const RULE = ["security_group_id", "ip_protocol", "from_port", "to_port"];
const PEER = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];

function keyOf(type: string, attributes: Attributes): string | undefined {
  const names = /^aws_vpc_security_group_(in|e)gress_rule$/.test(type) ? [...RULE, ...PEER] : KEYS[type];
  return names && `${type} ${JSON.stringify(names.map((name) => attributes[name] ?? null))}`;
}

/** Addresses by key. Fails when two resources of one program have one key. */
function addressesOf({ resources, problems }: SynthesizedStack): ReadonlyMap<string, string> {
  expect(problems).toEqual([]);
  const addresses = new Map<string, string>();
  for (const [type, byId] of Object.entries(resources)) {
    for (const [id, attributes] of Object.entries(byId)) {
      const key = keyOf(type, attributes);
      if (key === undefined) continue;
      expect([key, addresses.get(key)]).toEqual([key, undefined]);
      addresses.set(key, `${type}.${id}`);
    }
  }
  return addresses;
}

type Program = (stack: EnvironmentStack) => void;

const network =
  (props: Partial<NetworkProps>): Program =>
  (stack) =>
    new Network(stack, "network", {
      cidr: "10.0.0.0/16",
      zones: ["a", "c"],
      tiers: [
        { name: "public", kind: "public", prefixLength: 24 },
        { name: "app", kind: "private", prefixLength: 20 },
      ],
      ...props,
    });

const natModes: readonly NatProps[] = [
  { mode: "single" },
  { mode: "single", zone: "c" },
  { mode: "single", eip: "eipalloc-0123456789abcdef0" },
  { mode: "per-zone" },
  { mode: "per-zone", eips: { a: "eipalloc-0123456789abcdef1", c: "eipalloc-0123456789abcdef0" } },
  { mode: "instance" },
  { mode: "instance", perZone: true },
];

const https = { action: "allow", peer: "anywhere", protocol: "tcp", ports: 443 } as const;
const http = { ...https, ports: 80 } as const;
const acl = (ingress: NetworkAclProps["ingress"]) =>
  network({
    tiers: [
      {
        name: "public",
        kind: "public",
        prefixLength: 24,
        networkAcl: { ingress, egress: { all: { action: "allow", peer: "anywhere" } } },
      },
      { name: "app", kind: "private", prefixLength: 20 },
    ],
  });

const edge = (stack: EnvironmentStack, domain = true) => {
  const common = { network: testNetwork(stack) };
  return domain
    ? new ApplicationLoadBalancer(stack, "edge", { ...common, certificate: testCertificate(stack) })
    : new ApplicationLoadBalancer(stack, "edge", { ...common, plainHttp: { reason: "a test has no domain" } });
};

const rules =
  (byId: Readonly<Record<string, { readonly host: string; readonly priority?: number }>>): Program =>
  (stack) => {
    const { listener } = edge(stack);
    for (const [id, { host, priority }] of Object.entries(byId)) {
      new ListenerRule(stack, id, {
        listener,
        conditions: { hosts: [host] },
        action: { respond: { status: 200 } },
        ...(priority === undefined ? {} : { priority }),
      });
    }
  };

const service =
  (id: string, deployment?: Deployment, port = 8080): Program =>
  (stack) => {
    const cluster = new EcsCluster(stack, "cluster", { network: testNetwork(stack) });
    const zone = HostedZone.fromExisting(stack, "zone", { zoneId: "Z0123456789ABC", zoneName: "example.com" });
    const balancer = new ApplicationLoadBalancer(stack, "edge", {
      network: cluster.network,
      certificate: testCertificate(stack),
      zones: [zone],
    });
    new FargateService(stack, id, {
      ...SMALL_SERVICE,
      port,
      cluster,
      expose: balancer.host("shop.example.com"),
      ...(deployment ? { deployment } : {}),
      ...(deployment?.by === "codedeploy" ? { imageOwner: "deployment" as const } : {}),
    });
  };

const nlb =
  (listeners: Readonly<Record<string, number>>): Program =>
  (stack) => {
    const shared = testNetwork(stack);
    const targetGroup = new TargetGroup(stack, "targets", { network: shared, port: 5671, protocol: "TCP" });
    const entries = Object.entries(listeners).map(([name, port]) => [name, { port, protocol: "TCP", targetGroup }]);
    new NetworkLoadBalancer(stack, "messages", {
      network: shared,
      listeners: Object.fromEntries(entries) as Record<string, NetworkListener>,
    });
  };

const groups =
  (names: { readonly existing: string; readonly office: string; readonly list: string }): Program =>
  (stack) => {
    const app = new SecurityGroup(stack, "app", { network: testNetwork(stack), description: "Orders" });
    const existing = SecurityGroup.fromExisting(stack, names.existing, { securityGroupId: "sg-0123456789abcdef0" });
    app.connections.allowFrom(existing, Port.tcp(8080), "requests");
    app.connections.allowFrom(Peer.ipv4("192.0.2.7/32", { name: names.office }), Port.tcp(8080), "office");
    app.connections.allowFrom(Peer.ipv4(`${app.resource.ownerId}/32`, { name: names.office }), Port.tcp(8080), "NAT");
    app.connections.allowFrom(
      Peer.prefixList("pl-0123456789abcdef0", { name: names.list, maxEntries: 2 }),
      Port.tcp(8080),
      "offices",
    );
  };

const bastion =
  (access: BastionProps["access"]): Program =>
  (stack) =>
    new Bastion(stack, "bastion", { network: testNetwork(stack), ...(access ? { access } : {}) });

const zone = (build: (stack: EnvironmentStack, zone: HostedZone) => void): Program => {
  return (stack) => build(stack, new HostedZone(stack, "zone", { zoneName: "example.com" }));
};

/** Configurations between which a deployed stack may change, as often as anybody likes. */
const TABLE: Readonly<Record<string, readonly Program[]>> = {
  "the NAT of a network": natModes.map((nat) => network({ nat })),
  "the endpoints of a network": [
    network({ endpoints: { gateway: ["s3"], interface: ["s3", "ecr.api"] } }),
    network({ endpoints: { gateway: [], interface: ["ecr.api", "s3"] } }),
    network({ endpoints: { gateway: ["s3", "dynamodb"] } }),
  ],
  "the flow log of a network": [
    network({ flowLog: { to: "cloudwatch" } }),
    network({ flowLog: { to: "cloudwatch", ownKey: true } }),
    network({ flowLog: { to: "s3" } }),
  ],
  "the rules of a network ACL": [
    acl({ http, https }),
    acl({ https, http }),
    acl({ vpc: { action: "allow", peer: "vpc" }, http, https }),
    acl({ web: http, tls: https }),
  ],
  "the ports of a balancer": [
    (stack) => edge(stack, false),
    (stack) => edge(stack),
    (stack) => edge(stack).addListener("test", { port: 8443 }),
    (stack) => edge(stack).addListener("green", { port: 8443 }),
    (stack) => edge(stack, false).addListener("green", { port: 8443 }),
  ],
  "the certificates of a balancer": [
    ["one", "two"],
    ["two", "one"],
    ["zwei", "one"],
  ].map((names) => (stack) => {
    const more = names.map((name) =>
      testCertificate(stack, {
        id: name,
        names: [`${name}.example.org`],
        arn: `${CERTIFICATE_ARN}-${name === "one" ? 1 : 2}`,
      }),
    );
    new ApplicationLoadBalancer(stack, "edge", {
      network: testNetwork(stack),
      certificate: testCertificate(stack),
      moreCertificates: more,
    });
  }),
  "the web ACL of a balancer": [
    (stack) => {
      const webAcl = new WebAcl(stack, "acl", { managed: { core: true } });
      new ApplicationLoadBalancer(stack, "edge", {
        network: testNetwork(stack),
        certificate: testCertificate(stack),
        webAcl,
      });
    },
    (stack) => {
      const balancer = edge(stack);
      new WebAcl(stack, "acl", { managed: { core: true } }).associate("edge", balancer.loadBalancerArn);
    },
    (stack) => {
      const balancer = edge(stack);
      new WebAcl(stack, "other", { managed: { core: true } }).associate("balancer", balancer.loadBalancerArn);
    },
  ],
  "the rules of a listener": [
    rules({ orders: { host: "shop.example.com" } }),
    rules({ shop: { host: "shop.example.com" } }),
    rules({ front: { host: "front.example.com" }, shop: { host: "shop.example.com" } }),
    rules({ one: { host: "one.example.com", priority: 10 }, two: { host: "two.example.com", priority: 20 } }),
    rules({ one: { host: "one.example.com", priority: 20 }, two: { host: "two.example.com", priority: 10 } }),
  ],
  "a service, its name and its deployments": [
    service("orders"),
    service("shop"),
    service("shop", undefined, 9090),
    service("orders", { by: "codedeploy" }),
    service("shop", { by: "codedeploy" }),
    service("shop", { by: "blue-green", provider: "6.4 or later" }),
  ],
  "the ports of a Network Load Balancer": [
    nlb({ amqp: 5671 }),
    nlb({ messages: 5671 }),
    nlb({ amqp: 5672, more: 5671 }),
  ],
  "the rules of a security group": [
    groups({ existing: "legacy", office: "office", list: "offices" }),
    groups({ existing: "billing", office: "headquarters", list: "branches" }),
  ],
  "the records of a zone": [
    zone((stack, of) => new DnsRecord(stack, "txt", { zone: of, type: "TXT", values: ["one"] })),
    zone((stack, of) => new DnsRecord(stack, "proof", { zone: of, type: "TXT", values: ["two"] })),
    zone(
      (stack, of) =>
        new DnsRecord(stack, "api", { zone: of, name: "api.example.com", type: "A", values: ["192.0.2.1"] }),
    ),
    zone((stack, of) => new AliasRecord(stack, "alias", { zone: of, name: "api.example.com", target: edge(stack) })),
  ],
  "the way into an environment": [
    bastion({ mode: "ssm" }),
    bastion({ mode: "ssm", logRetentionDays: 30 }),
    bastion({ mode: "instance-connect" }),
    bastion(undefined),
  ],
  "a cache of images": ["public", "upstream"].map(
    (id) => (stack) => void new PullThroughCache(stack, id, { upstream: "ecr-public" }),
  ),
};

describe("one real thing has one address, whatever else is configured:", () => {
  test.each(Object.entries(TABLE))("%s", (_family, programs) => {
    const known = new Map<string, string>();
    for (const program of programs) {
      for (const [key, address] of addressesOf(synthStack(program))) {
        expect([key, known.get(key) ?? address]).toEqual([key, address]);
        known.set(key, address);
      }
    }
    expect(known.size).toBeGreaterThan(0);
  });
});

/** Addresses of Elastic IPs by the type of what holds them. */
function holdersOf({ resources }: SynthesizedStack): [holder: string, eip: string][] {
  return ["aws_nat_gateway", "aws_eip_association"].flatMap((type) =>
    Object.values(resources[type] ?? {}).map(({ allocation_id }): [string, string] => [type, String(allocation_id)]),
  );
}

describe("an Elastic IP", () => {
  test("is never that of a NAT gateway in one mode and of an instance in another", () => {
    const holders = natModes.flatMap((nat) => holdersOf(synthStack(network({ nat }))));
    const of = (type: string) => new Set(holders.filter(([holder]) => holder === type).map(([, eip]) => eip));
    const both = [...of("aws_nat_gateway")].filter((eip) => of("aws_eip_association").has(eip));
    expect(both).toEqual([]);
    expect([of("aws_nat_gateway").size, of("aws_eip_association").size]).toEqual([4, 2]);
  });

  test("that was brought has one NAT gateway, in whichever zone it lies", () => {
    const gateways = natModes.flatMap((nat) =>
      Object.entries(synthStack(network({ nat })).resources.aws_nat_gateway ?? {})
        .filter(([, { allocation_id }]) => allocation_id === "eipalloc-0123456789abcdef0")
        .map(([id]) => id),
    );
    expect(gateways).toHaveLength(2);
    expect(new Set(gateways).size).toBe(1);
  });
});

describe("a web ACL", () => {
  test("of another scope has another address: it is in another region", () => {
    const of = (scope: "REGIONAL" | "CLOUDFRONT") =>
      synthStack((stack) => {
        new WebAcl(stack, "acl", { scope, managed: { core: true }, logging: { to: "cloudwatch" } });
      }).resources;
    for (const type of ["aws_wafv2_web_acl", "aws_wafv2_web_acl_logging_configuration", "aws_cloudwatch_log_group"]) {
      const [regional, global] = [of("REGIONAL"), of("CLOUDFRONT")].map((all) => Object.keys(all[type] ?? {}));
      expect([type, regional?.length, global?.length]).toEqual([type, 1, 1]);
      expect(regional).not.toEqual(global);
    }
  });
});
