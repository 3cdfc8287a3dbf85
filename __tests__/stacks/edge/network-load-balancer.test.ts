import type { EdgeNetworkBalancerProps } from "../../../stacks/edge/edge-network.types";
import type { ServersProps } from "../../../stacks/servers/servers-stack.types";
import type { FargateServiceSpec } from "../../../stacks/services/service-spec.types";
import { all, only, type StackJson, specOf, stacksOf } from "../stack-json";

const DOMAIN = { name: "example.com", zoneId: "Z0123456789ABCDEFGHIJ" };
const LISTENERS = {
  mqtts: { port: 8883, protocol: "TLS", entry: ["10.98.0.0/16"] },
  syslog: { port: 514, protocol: "UDP" },
  amqp: { port: 5672, protocol: "TCP", idleTimeoutSeconds: 900 },
} as const;
const SERVICE = { image: "public.ecr.aws/x/y:1", cpu: "0.25 vCPU", memory: "0.5 GB" } as const;

/** The stacks of an environment with an edge that has a balancer for connections. */
function made(
  services: Readonly<Record<string, Partial<FargateServiceSpec>>> = {},
  servers: ServersProps = {},
  balancer: Partial<EdgeNetworkBalancerProps> = {},
) {
  const ecs = {
    services: Object.fromEntries(Object.entries(services).map(([name, spec]) => [name, { ...SERVICE, ...spec }])),
  };
  const edge = { domain: DOMAIN, networkLoadBalancer: { listeners: LISTENERS, ...balancer } };
  const stacks = stacksOf([{ ...specOf(edge, { ecs }), servers }]);
  return { edge: stacks["sandbox-edge"], ecs: stacks["sandbox-ecs"], servers: stacks["sandbox-servers"] };
}

const rules = (stack: StackJson | undefined, direction: "ingress" | "egress") =>
  all(stack, `aws_vpc_security_group_${direction}_rule`).map((rule) => [
    rule.ip_protocol,
    rule.from_port,
    rule.description,
  ]);

test("the edge has a balancer for connections beside that for requests, whose listeners wait for their targets", () => {
  const { edge } = made();
  const [balancer] = all(edge, "aws_lb").filter(({ load_balancer_type }) => load_balancer_type === "network");
  expect(balancer).toMatchObject({
    internal: true,
    access_logs: { enabled: true, prefix: "network" },
  });
  expect(all(edge, "aws_lb_listener").map(({ protocol }) => protocol)).not.toContain("TLS");
  expect(Object.keys(edge?.output ?? {}).filter((name) => name.startsWith("network"))).toEqual([
    "network_listener_certificate_arns",
    "network_load_balancer_arns",
    "network_load_balancer_dns_names",
    "network_load_balancer_security_group_ids",
    "network_load_balancer_zone_ids",
  ]);
});

test("an edge without one has no output and no log folder for it", () => {
  const edge = stacksOf([specOf({ domain: DOMAIN })])["sandbox-edge"];
  expect(Object.keys(edge?.output ?? {}).filter((name) => name.startsWith("network"))).toEqual([]);
  expect(JSON.stringify(edge)).not.toContain("/network/");
});

test("those may connect to a listener whom it names, and to one of an internal balancer nobody else", () => {
  const { edge } = made();
  expect(rules(edge, "ingress").filter(([, port]) => [8883, 514, 5672].includes(Number(port)))).toEqual([
    ["tcp", 8883, "clients of mqtts"],
  ]);
});

test("an internet-facing one admits everybody where a listener names nobody, for a reason, and has static addresses", () => {
  const { edge } = made(
    {},
    {},
    {
      ...{ scheme: "internet-facing", staticIps: true, publicEntry: "meters are everywhere" },
      listeners: { ...LISTENERS, syslog: { port: 5140, protocol: "UDP" } },
    },
  );
  const opened = all(edge, "aws_vpc_security_group_ingress_rule").map((rule) => [rule.from_port, rule.cidr_ipv4]);
  expect(opened.filter(([port]) => port !== 80 && port !== 443).sort()).toEqual([
    [5140, "0.0.0.0/0"],
    [5672, "0.0.0.0/0"],
    [8883, "10.98.0.0/16"],
  ]);
  expect(all(edge, "aws_eip")).toHaveLength(2);
});

test("a service has a listener with its target group, the name that leads to it and the rules both ways, in its own stack", () => {
  const { ecs } = made({
    broker: {
      port: 1883,
      networkListeners: {
        mqtts: { host: "mqtt.example.com", proxyProtocol: true, healthCheck: { intervalSeconds: 30 } },
      },
    },
  });
  const listener = only(ecs, "aws_lb_listener");
  expect(listener).toMatchObject({
    port: 8883,
    protocol: "TLS",
    ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  });
  expect(JSON.stringify(listener.certificate_arn)).toContain('network_listener_certificate_arns[\\"edge/mqtts\\"]');
  expect(only(ecs, "aws_lb_target_group")).toMatchObject({
    port: 1883,
    protocol: "TCP",
    target_type: "ip",
    proxy_protocol_v2: true,
    health_check: { interval: 30, protocol: "TCP" },
  });
  expect(only(ecs, "aws_ecs_service").load_balancer).toMatchObject([{ container_port: 1883 }]);
  expect(only(ecs, "aws_route53_record")).toMatchObject({ name: "mqtt.example.com", zone_id: DOMAIN.zoneId });
  expect(rules(ecs, "ingress")).toEqual([["tcp", 1883, "connections and health checks"]]);
  expect(rules(ecs, "egress")).toContainEqual(["tcp", 1883, "connections and health checks"]);
});

test("a service that takes packets says so of its port, and is checked by connections to another", () => {
  const { ecs } = made({
    logs: { port: 1514, portProtocol: "udp", networkListeners: { syslog: { healthCheck: { port: 8080 } } } },
  });
  const [container] = JSON.parse(String(only(ecs, "aws_ecs_task_definition").container_definitions));
  expect(container.portMappings).toEqual([expect.objectContaining({ containerPort: 1514, protocol: "udp" })]);
  expect(rules(ecs, "ingress")).toEqual([
    ["tcp", 8080, "connections and health checks"],
    ["udp", 1514, "connections and health checks"],
  ]);
});

test("a server and a group have listeners as services have, with their instances as targets", () => {
  const small = { instanceType: "t4g.small" } as const;
  const { servers } = made(
    {},
    {
      instances: { broker: { ...small, port: 5672, networkListeners: { amqp: {} } } },
      groups: { logs: { ...small, port: 1514, min: 1, max: 2, networkListeners: { syslog: {} } } },
    },
  );
  expect(all(servers, "aws_lb_listener").map(({ port, protocol }) => [port, protocol])).toEqual([
    [514, "UDP"],
    [5672, "TCP"],
  ]);
  expect(all(servers, "aws_lb_target_group").map(({ target_type }) => target_type)).toEqual(["instance", "instance"]);
  expect(all(servers, "aws_lb_target_group_attachment")).toHaveLength(1);
  expect(only(servers, "aws_autoscaling_group").target_group_arns).toHaveLength(1);
});

test("a stack whose services have no listener of it reads nothing of the balancer", () => {
  const { ecs } = made({ jobs: {} });
  expect(JSON.stringify(ecs)).not.toContain("network_load_balancer");
});
