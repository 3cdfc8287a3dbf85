import { App } from "cdktf";
import { Construct } from "constructs";
import { Bastion } from "../../../constructs/access";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { factsOf, REMEMBERED_CONTEXT } from "../../../constructs/core/memory/remembered";
import { Port, SecurityGroup } from "../../../constructs/security-groups";
import { resourceOf, resourcesOf, testEnvironment } from "../../support/synth";
import { ED25519_KEY, peersOf, synthBastion, testNetwork } from "./support";

const SSH = { mode: "ssh", from: ["offices"], publicKey: ED25519_KEY } as const;
const EGRESS = "aws_vpc_security_group_egress_rule";

describe("every bastion", () => {
  const modes = [
    ["ssm", { mode: "ssm" }],
    ["ssh", SSH],
    ["instance-connect", { mode: "instance-connect" }],
  ] as const;

  test.each(modes)("with access %s requires tokens for metadata and encrypts its disk", (_mode, access) => {
    const synthesized = synthBastion({ access });
    expect(resourceOf(synthesized, "aws_instance")).toMatchObject({
      instance_type: "t4g.nano",
      metadata_options: {
        http_endpoint: "enabled",
        http_tokens: "required",
        http_put_response_hop_limit: 1,
        instance_metadata_tags: "disabled",
      },
      iam_instance_profile: expect.stringMatching(
        /^\$\{aws_iam_instance_profile\.bastion_role_profile_[0-9A-F]{8}\.name\}$/,
      ),
      monitoring: false,
      user_data_replace_on_change: true,
      disable_api_termination: false,
      tags: { Name: "groundplan-sandbox-access-bastion" },
    });
    // Whoever launches by the template gets what the instance has.
    expect(resourceOf(synthesized, "aws_launch_template").metadata_options).toEqual(
      resourceOf(synthesized, "aws_instance").metadata_options,
    );
    expect(resourceOf(synthesized, "aws_launch_template").block_device_mappings).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: { encrypted: "true", volume_type: "gp3", volume_size: 8, delete_on_termination: "true" },
      },
    ]);
    expect(synthesized.problems).toEqual([]);
    expect(synthesized.data).toEqual({});
  });

  // amazon-linux-2023 issue 404, "dnf fails on instances with 512 MB", as of 2026-11.
  test("has the memory that its first boot needs", () => {
    const typeOf = (props: Parameters<typeof synthBastion>[0]) =>
      resourceOf(synthBastion(props), "aws_instance").instance_type;
    const userData = "#!/bin/bash\ndnf install -y postgresql16\n";
    expect([typeOf({}), typeOf({ userData }), typeOf({ cloudWatchAgent: true })]).toEqual([
      "t4g.nano",
      "t4g.micro",
      "t4g.micro",
    ]);
    expect(typeOf({ userData, instanceType: "t3.small" })).toBe("t3.small");
  });

  test("takes the image of its architecture at launch, and is replaced when that changes", () => {
    const image = (instanceType: string) => {
      const { resources } = synthBastion({ instanceType });
      const [id, template] = Object.entries(resources.aws_launch_template ?? {})[0] ?? [];
      return { id, image: template?.image_id };
    };

    const parameter = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default";
    expect(image("t4g.nano").image).toBe(`${parameter}-arm64`);
    expect(image("m7gd.large")).toEqual(image("t4g.nano"));
    expect(image("t3.micro").image).toBe(`${parameter}-x86_64`);
    expect(image("t3.micro").id).not.toBe(image("t4g.nano").id);
  });

  test("can be pinned to an image, without a template", () => {
    const synthesized = synthBastion({ ami: "ami-0123456789abcdef0", rootVolumeGiB: 30, metadataHopLimit: 2 });

    expect(synthesized.resources.aws_launch_template).toBeUndefined();
    expect(resourceOf(synthesized, "aws_instance")).toMatchObject({
      ami: "ami-0123456789abcdef0",
      root_block_device: { encrypted: true, volume_type: "gp3", volume_size: 30, delete_on_termination: true },
      metadata_options: { http_put_response_hop_limit: 2 },
    });
  });

  test("carries the environment's tags on its disk too, which the provider leaves out", () => {
    expect(resourceOf(synthBastion(), "aws_instance").volume_tags).toEqual({
      Name: "groundplan-sandbox-access-bastion",
      Project: "groundplan",
      Environment: "sandbox",
      Owner: "platform",
      ManagedBy: "groundplan",
      Stack: "access",
    });
  });

  test("trusts EC2 alone with its role", () => {
    const { assume_role_policy: trust } = resourceOf(synthBastion(), "aws_iam_role");
    expect(JSON.parse(String(trust)).Statement).toEqual([
      { Sid: "Trust", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });

  test("is told apart from another one in the same stack", () => {
    const { resources, problems } = synthBastion(
      {},
      {
        after: (bastion, stack) => {
          const scope = new Construct(stack, "second");
          new Bastion(scope, "bastion", { network: testNetwork(scope) });
          expect(bastion.node.path).toBe("sandbox-access/bastion");
        },
      },
    );
    const names = (type: string, attribute: string) =>
      Object.values(resources[type] ?? {}).map((attributes) => attributes[attribute]);

    expect(problems).toEqual([]);
    expect(names("aws_iam_role", "name")).toEqual([
      "groundplan-sandbox-access-bastion",
      "groundplan-sandbox-access-second-bastion",
    ]);
    for (const [type, attribute] of [
      ["aws_ssm_document", "name"],
      ["aws_cloudwatch_log_group", "name"],
      ["aws_kms_alias", "name"],
      ["aws_security_group", "name_prefix"],
      ["aws_cloudwatch_metric_alarm", "alarm_name"],
    ] as const) {
      expect(new Set(names(type, attribute)).size).toBe(2);
    }
  });

  test("lets others name it as a peer, and reaches only what it is allowed to", () => {
    const synthesized = synthBastion(
      {},
      {
        after: (bastion, stack) => {
          const network = { vpcId: "vpc-0123456789abcdef0", cidrs: ["10.0.0.0/16"] };
          const database = new SecurityGroup(stack, "database", { network, description: "db" });
          database.connections.allowFrom(bastion, Port.tcp(5432), "look into the orders database");
        },
      },
    );

    expect(peersOf(resourcesOf(synthesized, EGRESS))).toEqual([
      ["0.0.0.0/0", "tcp", 443],
      [expect.stringContaining("aws_security_group.database"), "tcp", 5432],
    ]);
    expect(synthesized.problems).toEqual([]);
  });
});

describe("credits of burstable types", () => {
  test("are watched by an alarm that waits until an idle instance must have some", () => {
    const synthesized = synthBastion({ alarmActions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] });

    expect(resourceOf(synthesized, "aws_cloudwatch_metric_alarm")).toEqual({
      alarm_name: "groundplan-sandbox-access-bastion-cpu-credits",
      alarm_description:
        "bastion has had no CPU credits for two hours: find out what runs there, or take a larger type",
      namespace: "AWS/EC2",
      metric_name: "CPUCreditBalance",
      dimensions: { InstanceId: "${aws_instance.bastion_instance_BB6185EC.id}" },
      statistic: "Maximum",
      period: 300,
      evaluation_periods: 24,
      threshold: 1,
      comparison_operator: "LessThanThreshold",
      treat_missing_data: "notBreaching",
      alarm_actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"],
      ok_actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"],
    });
    expect(resourceOf(synthesized, "aws_instance").credit_specification).toEqual({ cpu_credits: "unlimited" });
  });

  test("do not exist for other types", () => {
    const synthesized = synthBastion({ instanceType: "m7g.medium" });
    expect(synthesized.resources.aws_cloudwatch_metric_alarm).toBeUndefined();
    expect(resourceOf(synthesized, "aws_instance").credit_specification).toBeUndefined();
  });
});

describe("the zone of a bastion", () => {
  const zoneOf = (known: string | undefined, zone?: string) => {
    const app = new App({ context: { [REMEMBERED_CONTEXT]: { "sandbox-access": { bastion: { zone: known } } } } });
    const stack = new EnvironmentStack(app, "access", testEnvironment());
    new Bastion(stack, "bastion", { network: testNetwork(stack), ...(zone ? { zone } : {}) });
    return factsOf(stack).bastion?.zone;
  };

  test("is the one that it is deployed in, as long as its tier has it, or the one that is named", () => {
    expect([zoneOf(undefined), zoneOf("b"), zoneOf("c"), zoneOf("b", "a")]).toEqual(["a", "b", "a", "a"]);
  });
});
