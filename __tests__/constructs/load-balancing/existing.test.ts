import { TerraformOutput } from "cdktf";
import { Instance } from "../../../constructs/compute/servers";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { AliasRecord, HostedZone } from "../../../constructs/dns";
import { FargateService } from "../../../constructs/ecs";
import {
  EndpointService,
  type ExistingNetworkLoadBalancerProps,
  ListenerRule,
  NetworkExposure,
  NetworkLoadBalancer,
  TargetGroup,
} from "../../../constructs/load-balancing";
import { SecurityGroup } from "../../../constructs/security-groups";
import { testAdvice } from "../../support/followed-advice";
import { resourceOf, resourcesOf } from "../../support/synth";
import { IMAGE, testCluster } from "../ecs/support";
import { edgeProblems, type Refused, readable, synthEdge, testBalancer, testNetwork } from "./support";

const arn = (resource: string, region = "ap-northeast-2") =>
  `arn:aws:elasticloadbalancing:${region}:111111111111:${resource}/0123456789abcdef`;
const GROUP = arn("targetgroup/shop");
const BALANCER = arn("loadbalancer/net/messages");

function existingBalancer(stack: EnvironmentStack, given: Partial<ExistingNetworkLoadBalancerProps> = {}) {
  return NetworkLoadBalancer.fromExisting(stack, "messages", {
    loadBalancerArn: BALANCER,
    dnsName: "messages-0123456789abcdef.elb.ap-northeast-2.amazonaws.com",
    hostedZoneId: "ZIBE1TIR4HY56",
    securityGroupId: "sg-0123456789abcdef0",
    network: given.network ?? testNetwork(stack),
    ...given,
  });
}

describe("a target group that exists", () => {
  it("is sent to by a rule, and neither made nor looked up", () => {
    const synthesized = synthEdge((stack) => {
      const targetGroup = TargetGroup.fromExisting(stack, "shop", { targetGroupArn: GROUP });
      expect(targetGroup.arnSuffix).toBe("targetgroup/shop/0123456789abcdef");
      new ListenerRule(stack, "rule", {
        listener: testBalancer(stack).listener,
        conditions: { paths: ["/shop/*"] },
        action: { forward: targetGroup },
      });
    });
    expect(synthesized.resources).not.toHaveProperty("aws_lb_target_group");
    expect(synthesized.data).toEqual({});
    expect(resourceOf(synthesized, "aws_lb_listener_rule").action).toMatchObject([{ target_group_arn: GROUP }]);
  });

  it("gets the tasks of a service, and servers as instances", () => {
    const synthesized = synthEdge((stack) => {
      const cluster = testCluster(stack);
      new FargateService(stack, "api", {
        cluster,
        image: IMAGE,
        cpu: "0.25 vCPU",
        memory: "0.5 GB",
        port: 8080,
        moreTargetGroups: [TargetGroup.fromExisting(stack, "tasks", { targetGroupArn: GROUP })],
      });
      const servers = TargetGroup.fromExisting(stack, "servers", {
        targetGroupArn: arn("targetgroup/servers"),
        targetType: "instance",
      });
      new Instance(stack, "app", { network: cluster.network, instanceType: "t4g.small", targetGroups: [servers] });
    });
    expect(resourceOf(synthesized, "aws_ecs_service").load_balancer).toMatchObject([
      { target_group_arn: GROUP, container_port: 8080 },
    ]);
    expect(resourceOf(synthesized, "aws_lb_target_group_attachment")).toMatchObject({
      target_group_arn: arn("targetgroup/servers"),
    });
  });

  it("is named in metrics by a part of its ARN, of a reference too", () => {
    const synthesized = synthEdge((stack) => {
      const { targetGroupArn } = new TargetGroup(stack, "made", { network: testNetwork(stack), port: 80 });
      const { arnSuffix } = TargetGroup.fromExisting(stack, "shop", { targetGroupArn });
      new TerraformOutput(stack, "suffix", { staticId: true, value: arnSuffix });
    });
    expect(readable(JSON.parse(synthesized.json).output.suffix.value)).toBe(
      '${element(split(":", aws_lb_target_group.made_group.arn), 5)}',
    );
  });
});

describe("a Network Load Balancer that exists", () => {
  it("is neither made nor looked up, and has a name and an endpoint service", () => {
    const synthesized = synthEdge((stack) => {
      const zone = HostedZone.fromExisting(stack, "zone", { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" });
      const balancer = existingBalancer(stack);
      new AliasRecord(stack, "record", { zone, name: "messages.example.com", target: balancer });
      new EndpointService(stack, "offer", { loadBalancers: [balancer] });
    });
    expect(Object.keys(synthesized.resources).sort()).toEqual(["aws_route53_record", "aws_vpc_endpoint_service"]);
    expect(synthesized.data).toEqual({});
    expect(resourceOf(synthesized, "aws_vpc_endpoint_service").network_load_balancer_arns).toEqual([BALANCER]);
    expect(resourceOf(synthesized, "aws_route53_record").alias).toMatchObject({ zone_id: "ZIBE1TIR4HY56" });
  });

  it("gets a listener that it does not have yet, with its targets", () => {
    const synthesized = synthEdge((stack) => {
      const balancer = existingBalancer(stack);
      const place = balancer.place("amqps", { protocol: "TCP", port: 5671 });
      const exposure = new NetworkExposure(stack, "amqps", { place, port: 5671 });
      exposure.admit(new SecurityGroup(stack, "broker", { network: balancer.network, description: "broker" }));
    });
    expect(synthesized.resources).not.toHaveProperty("aws_lb");
    expect(resourceOf(synthesized, "aws_lb_listener")).toMatchObject({ load_balancer_arn: BALANCER, port: 5671 });
    expect(resourcesOf(synthesized, "aws_vpc_security_group_ingress_rule")).toMatchObject([
      { referenced_security_group_id: "sg-0123456789abcdef0", from_port: 5671 },
    ]);
  });

  it("has each listener taken once, whichever construct says that it exists", () => {
    const problems = edgeProblems((stack) => {
      const one = existingBalancer(stack);
      const { dnsName, hostedZoneId, network } = one;
      const other = NetworkLoadBalancer.fromExisting(stack, "again", {
        loadBalancerArn: BALANCER,
        dnsName,
        hostedZoneId,
        securityGroupId: "sg-0123456789abcdef0",
        network,
      });
      for (const [id, balancer] of Object.entries({ one, other })) {
        new NetworkExposure(stack, id, { place: balancer.place("amqps", { protocol: "TCP", port: 5671 }), port: 5671 });
      }
    });
    expect(problems.map(({ code, path }) => [code, path])).toEqual([["NETWORK_PLACE_TAKEN", "sandbox-edge/other"]]);
  });

  it("is the same within its stack when it is known by a reference", () => {
    synthEdge((stack) => {
      const listeners = { amqps: { protocol: "TCP", port: 5671, targetGroup: "elsewhere" } } as const;
      const network = testNetwork(stack);
      const { loadBalancerArn } = new NetworkLoadBalancer(stack, "made", { network, listeners });
      expect(existingBalancer(stack, { network, loadBalancerArn }).identity).toMatch(
        /^sandbox-edge aws_lb\.made_load-balancer\S*\.arn$/,
      );
    });
  });
});

const REFUSED: readonly Refused[] = [
  {
    mistake: "the ARN of a listener, for a target group",
    build: (stack) => TargetGroup.fromExisting(stack, "shop", { targetGroupArn: arn("listener/net/messages") }),
    problems: [
      {
        code: "EXISTING_ARN_INVALID",
        path: "sandbox-edge/shop › targetGroupArn",
        message: "This is not the ARN of a target group.",
        found: `"${arn("listener/net/messages")}"`,
        expected: "arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<16 hexadecimal digits>",
        fix: "copy the ARN of the target group from the EC2 console; that of a balancer or of a listener is another",
      },
    ],
    ways: [
      {
        says: "copy the ARN of the target group from the EC2 console",
        to: (stack) => TargetGroup.fromExisting(stack, "shop", { targetGroupArn: GROUP }),
      },
    ],
  },
  {
    mistake: "a target group of another region",
    build: (stack) => TargetGroup.fromExisting(stack, "shop", { targetGroupArn: arn("targetgroup/shop", "us-east-1") }),
    problems: [
      {
        code: "EXISTING_ARN_REGION",
        path: "sandbox-edge/shop › targetGroupArn",
        message: "The ARN is that of a target group in another region, which nothing of this stack can use.",
        found: "an ARN of us-east-1, in a stack of ap-northeast-2",
        expected: "an ARN of ap-northeast-2",
        fix: "give the ARN of one in ap-northeast-2",
      },
    ],
    ways: [
      {
        says: "give the ARN of one in ap-northeast-2",
        to: (stack) => TargetGroup.fromExisting(stack, "shop", { targetGroupArn: GROUP }),
      },
    ],
  },
  {
    mistake: "a target group of another account",
    build: (stack) =>
      TargetGroup.fromExisting(stack, "shop", { targetGroupArn: GROUP.replace("111111111111", "222222222222") }),
    problems: [
      {
        code: "EXISTING_ARN_ACCOUNT",
        path: "sandbox-edge/shop › targetGroupArn",
        message: "The ARN is that of a target group in another account, which nothing of this stack can use.",
        found: "an ARN of 222222222222, in a stack of 111111111111",
        expected: "an ARN of 111111111111",
        fix: "give the ARN of one in 111111111111",
      },
    ],
    ways: [
      {
        says: "give the ARN of one in 111111111111",
        to: (stack) => TargetGroup.fromExisting(stack, "shop", { targetGroupArn: GROUP }),
      },
    ],
  },
  {
    mistake: "an Application Load Balancer in the place of one for connections",
    build: (stack) => existingBalancer(stack, { loadBalancerArn: arn("loadbalancer/app/edge") }),
    problems: [
      {
        code: "EXISTING_ARN_INVALID",
        path: "sandbox-edge/messages › loadBalancerArn",
        message: "This is not the ARN of a Network Load Balancer.",
        found: `"${arn("loadbalancer/app/edge")}"`,
        expected: "arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/net/<name>/<16 hexadecimal digits>",
        fix: "copy the ARN of the balancer from the EC2 console; one with loadbalancer/app/ belongs to ApplicationLoadBalancer.fromExisting",
      },
    ],
    ways: [{ says: "copy the ARN of the balancer from the EC2 console", to: (stack) => existingBalancer(stack) }],
  },
];

test.each(REFUSED)("$mistake is a problem", ({ build, problems }) => {
  expect(edgeProblems(build)).toEqual(problems);
});

testAdvice(REFUSED, edgeProblems);
