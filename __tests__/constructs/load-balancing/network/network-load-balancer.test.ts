import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import {
  type ITargetGroup,
  type NetworkListener,
  NetworkLoadBalancer,
  type NetworkLoadBalancerProps,
  TargetGroup,
} from "../../../../constructs/load-balancing";
import { Bucket } from "../../../../constructs/storage/bucket";
import { resourceOf, resourcesOf, type SynthesizedStack } from "../../../support/synth";
import { CERTIFICATE_ARN, peersOf, readable, synthEdge, testCertificate, testNetwork } from "../support";

type Overrides = Partial<Omit<NetworkLoadBalancerProps, "listeners">>;
type Listeners = (targetGroup: ITargetGroup, stack: EnvironmentStack) => Record<string, NetworkListener>;

const AMQPS: Listeners = (targetGroup) => ({ amqps: { port: 5671, protocol: "TCP", targetGroup } });

function synth(overrides: Overrides = {}, listeners: Listeners = AMQPS, protect = false): SynthesizedStack {
  return synthEdge(
    (stack) => {
      const network = overrides.network ?? testNetwork(stack);
      const targets = new TargetGroup(stack, "targets", { network, port: 5671, protocol: "TCP" });
      new NetworkLoadBalancer(stack, "messages", { network, ...overrides, listeners: listeners(targets, stack) });
    },
    { protect },
  );
}

describe("a Network Load Balancer", () => {
  it("lies in the private tier with a group of its own, and admits nobody yet", () => {
    const synthesized = synth();
    expect(readable(resourceOf(synthesized, "aws_lb"))).toMatchObject({
      name: "groundplan-sandbox-edge-messages",
      load_balancer_type: "network",
      internal: true,
      subnet_mapping: [{ subnet_id: "subnet-app-a" }, { subnet_id: "subnet-app-c" }],
      security_groups: ["${aws_security_group.messages_security-group.id}"],
      enable_cross_zone_load_balancing: false,
      enforce_security_group_inbound_rules_on_private_link_traffic: "off",
    });
    expect(peersOf(synthesized, "ingress")).toEqual([]);
    expect(synthesized.problems).toEqual([]);
  });

  it("passes connections on, or ends TLS", () => {
    const synthesized = synth({}, (targetGroup, stack) => ({
      dns: { port: 53, protocol: "TCP_UDP", targetGroup },
      tls: { port: 443, protocol: "TLS", targetGroup, certificate: testCertificate(stack), alpn: "HTTP2Preferred" },
    }));
    const listeners = resourcesOf(synthesized, "aws_lb_listener").map(readable);
    const default_action = [{ type: "forward", target_group_arn: "${aws_lb_target_group.targets_group.arn}" }];
    expect(listeners).toMatchObject([
      {
        port: 443,
        protocol: "TLS",
        certificate_arn: CERTIFICATE_ARN,
        ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        alpn_policy: "HTTP2Preferred",
        default_action,
      },
      { port: 53, protocol: "TCP_UDP", default_action },
    ]);
  });

  it("has a fixed address in each zone, and admits the internet to its ports", () => {
    const synthesized = synth({ scheme: "internet-facing", staticIps: true }, (targetGroup) => ({
      https: { port: 443, protocol: "TCP", targetGroup },
      vpn: { port: 1194, protocol: "UDP", targetGroup },
    }));
    expect(Object.keys(synthesized.resources.aws_eip ?? {})).toHaveLength(2);
    expect(readable(resourceOf(synthesized, "aws_lb").subnet_mapping)).toEqual([
      { subnet_id: "subnet-web-a", allocation_id: "${aws_eip.messages_address-a.allocation_id}" },
      { subnet_id: "subnet-web-c", allocation_id: "${aws_eip.messages_address-c.allocation_id}" },
    ]);
    expect(peersOf(synthesized, "ingress")).toEqual(["0.0.0.0/0 tcp 443", "0.0.0.0/0 udp 1194"]);
  });

  it("keeps connections, capacity, and the zone of its clients as it is told", () => {
    const options = { capacityUnits: 3000, zonalShift: true, clientRouting: "availability_zone_affinity" } as const;
    const patient: Listeners = (targetGroup) => ({
      amqps: { port: 5671, protocol: "TCP", targetGroup, idleTimeoutSeconds: 6000 },
    });
    const synthesized = synth(options, patient);
    expect(resourceOf(synthesized, "aws_lb")).toMatchObject({
      minimum_load_balancer_capacity: { capacity_units: 3000 },
      enable_zonal_shift: true,
      dns_record_client_routing_policy: "availability_zone_affinity",
    });
    expect(resourceOf(synthesized, "aws_lb_listener")).toMatchObject({ tcp_idle_timeout_seconds: 6000 });
    // Written without being asked for: the provider would leave it as it was.
    expect(resourceOf(synth({}, AMQPS), "aws_lb_listener")).toMatchObject({ tcp_idle_timeout_seconds: 350 });
  });

  it("admits the internet to another port once it says why", () => {
    const unusual: Listeners = (targetGroup) => ({ mqtt: { port: 8883, protocol: "TCP", targetGroup } });
    const publicEntry = "sensors in the field report by MQTT";
    expect(synth({ scheme: "internet-facing", publicEntry }, unusual).problems).toEqual([]);
  });

  it("writes its log into a bucket that admits it", () => {
    const synthesized = synthEdge((stack) => {
      const network = testNetwork(stack);
      const accessLogs = new Bucket(stack, "logs", { bucketName: "acme-nlb-logs", versioned: false, expireDays: 30 });
      const targetGroup = new TargetGroup(stack, "targets", { network, port: 443, protocol: "TCP" });
      const listeners = { tls: { port: 443, protocol: "TCP", targetGroup } } as const;
      new NetworkLoadBalancer(stack, "messages", { network, listeners, accessLogs });
    });
    expect(resourceOf(synthesized, "aws_lb")).toMatchObject({ access_logs: { enabled: true } });
    expect(String(resourceOf(synthesized, "aws_s3_bucket_policy").policy)).toContain("delivery.logs.amazonaws.com");
  });

  it("cannot be deleted in a protected environment", () => {
    expect(resourceOf(synth({}, AMQPS, true), "aws_lb").enable_deletion_protection).toBe(true);
  });
});
