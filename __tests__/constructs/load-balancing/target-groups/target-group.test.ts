import { BlueGreenTargetGroups, TargetGroup, type TargetGroupProps } from "../../../../constructs/load-balancing";
import { type Attributes, resourceOf, resourcesOf } from "../../../support/synth";
import { synthEdge, withoutHashes } from "../support";

const network = { vpcId: "vpc-0123456789abcdef0" };

function groupOf(props: TargetGroupProps, id = "api"): Attributes {
  return resourceOf(
    synthEdge((stack) => new TargetGroup(stack, id, props)),
    "aws_lb_target_group",
  );
}

const nameOf = (props: TargetGroupProps, id?: string): string => String(groupOf(props, id).name);

describe("a target group", () => {
  it("takes tasks by address over HTTP, and asks them every 15 seconds", () => {
    expect(groupOf({ network, port: 8080 })).toMatchObject({
      target_type: "ip",
      vpc_id: network.vpcId,
      port: 8080,
      protocol: "HTTP",
      protocol_version: "HTTP1",
      deregistration_delay: "30",
      slow_start: 0,
      load_balancing_algorithm_type: "round_robin",
      load_balancing_cross_zone_enabled: "use_load_balancer_configuration",
      health_check: {
        enabled: true,
        path: "/",
        port: "traffic-port",
        protocol: "HTTP",
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
      },
      stickiness: { enabled: false, type: "lb_cookie", cookie_duration: 86400 },
      lifecycle: { create_before_destroy: true },
    });
  });

  it("keeps clients with one target by a cookie of either side", () => {
    expect(groupOf({ network, port: 80, stickiness: { cookie: "load-balancer", seconds: 600 } }).stickiness).toEqual({
      enabled: true,
      type: "lb_cookie",
      cookie_duration: 600,
    });
    expect(groupOf({ network, port: 80, stickiness: { cookie: "application", name: "SESSION" } }).stickiness).toEqual({
      enabled: true,
      type: "app_cookie",
      cookie_name: "SESSION",
      cookie_duration: 86400,
    });
  });

  it("asks a gRPC server in a way that any of them answers", () => {
    expect(groupOf({ network, port: 9000, version: "GRPC" }).health_check).toMatchObject({
      path: "/AWS.ALB/healthcheck",
      matcher: "12",
    });
  });

  it("takes targets that answer with errors out of service where the algorithm can", () => {
    expect(groupOf({ network, port: 80, algorithm: "weighted_random" })).toMatchObject({
      load_balancing_algorithm_type: "weighted_random",
      load_balancing_anomaly_mitigation: "on",
    });
  });

  it("takes connections for a Network Load Balancer, and asks by TCP or by HTTP", () => {
    const tcp = groupOf({ network, port: 5671, protocol: "TCP", sourceIpStickiness: true, preserveClientIp: true });
    expect(tcp).toMatchObject({
      protocol: "TCP",
      preserve_client_ip: "true",
      stickiness: { enabled: true, type: "source_ip" },
      health_check: { protocol: "TCP", port: "traffic-port" },
    });
    expect(tcp.health_check).not.toHaveProperty("path");
    expect(tcp).not.toHaveProperty("slow_start");
    const checked = groupOf({ network, port: 53, protocol: "UDP", healthCheck: { protocol: "HTTP", port: 8080 } });
    expect(checked.health_check).toMatchObject({ protocol: "HTTP", port: "8080", path: "/", matcher: "200" });
    expect(groupOf({ network, port: 443, protocol: "TLS" })).not.toHaveProperty("stickiness");
  });

  it("takes a function that it may call, and does not ask it for its health unless told to", () => {
    const functionArn = "arn:aws:lambda:ap-northeast-2:111111111111:function:orders";
    const synthesized = synthEdge((stack) =>
      new TargetGroup(stack, "fn", { targetType: "lambda" }).addFunction(functionArn),
    );
    expect(resourceOf(synthesized, "aws_lb_target_group")).toMatchObject({
      target_type: "lambda",
      health_check: { enabled: false, interval: 35, timeout: 30 },
    });
    const permission = resourceOf(synthesized, "aws_lambda_permission");
    expect([permission.principal, permission.action, withoutHashes(String(permission.source_arn))]).toEqual([
      "elasticloadbalancing.amazonaws.com",
      "lambda:InvokeFunction",
      "${aws_lb_target_group.fn_group.arn}",
    ]);
    const attachment = resourceOf(synthesized, "aws_lb_target_group_attachment");
    expect((attachment.depends_on as string[]).map(withoutHashes)).toEqual(["aws_lambda_permission.fn_call"]);
    expect(groupOf({ targetType: "lambda", healthCheck: { path: "/up" } }).health_check).toMatchObject({
      enabled: true,
      path: "/up",
    });
  });

  it("registers addresses by hand", () => {
    const synthesized = synthEdge((stack) => {
      const group = new TargetGroup(stack, "legacy", { network, port: 80 });
      group.addTarget("desk", { targetId: "192.168.1.10", port: 8080, availabilityZone: "all" });
    });
    expect(resourceOf(synthesized, "aws_lb_target_group_attachment")).toMatchObject({
      target_id: "192.168.1.10",
      port: 8080,
      availability_zone: "all",
    });
  });
});

describe("the name of a target group", () => {
  const base = { network, port: 8080 } as const;

  it("is one that AWS takes, however long the id", () => {
    for (const id of ["a", "orders-of-the-shop-in-the-old-town", "x--y", "with.dots_and_more", "-"]) {
      expect(nameOf(base, id)).toMatch(/^(?!.*--)[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]$/);
    }
    expect(nameOf(base)).toMatch(/^sandbox-api-[0-9a-f]{8}$/);
  });

  it("changes with everything that AWS cannot change, so that the replacement can be made first", () => {
    const variants: TargetGroupProps[] = [
      base,
      { ...base, port: 8081 },
      { ...base, protocol: "HTTPS" },
      { ...base, version: "GRPC" },
      { ...base, targetType: "instance" },
      { ...base, network: { vpcId: "vpc-11111111111111111" } },
      { ...base, protocol: "TCP" },
      { targetType: "lambda" },
    ];
    expect(new Set(variants.map((props) => nameOf(props))).size).toBe(variants.length);
  });

  it("stays when only settings change", () => {
    const changed = { ...base, deregistrationDelaySeconds: 60, healthCheck: { path: "/up" }, slowStartSeconds: 30 };
    expect(nameOf(changed)).toBe(nameOf(base));
  });

  it("differs for the two groups of a pair", () => {
    const pair = synthEdge((stack) => new BlueGreenTargetGroups(stack, "targets", { ...base, name: "orders" }));
    expect(resourcesOf(pair, "aws_lb_target_group").map(({ name }) => String(name).slice(0, -9))).toEqual([
      "sandbox-orders-blue",
      "sandbox-orders-green",
    ]);
  });
});
