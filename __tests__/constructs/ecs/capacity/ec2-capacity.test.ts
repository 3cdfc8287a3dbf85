import { Ec2Service, type EcsCluster, type EcsClusterProps, TaskDefinition } from "../../../../constructs/ecs";
import { Ec2Capacity } from "../../../../constructs/ecs/capacity/ec2-capacity";
import type { Role } from "../../../../constructs/iam";
import { Port, SecurityGroup } from "../../../../constructs/security-groups";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, resourceOf, resourcesOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { APP, testCluster } from "../support";

function synthCluster(props: Partial<EcsClusterProps> = {}, protect = false): SynthesizedStack {
  return synthStack((stack) => testCluster(stack, props), { name: "ecs", environment: { protect } });
}

const EC2 = { instanceType: "m7g.large", min: 1, max: 4 } as const;

const ANTIVIRUS = {
  arns: ["arn:aws:iam::111111111111:policy/antivirus"],
  reason: "the antivirus runs on every host",
};

/** A service on instances, where somebody is given a permission. */
function grant(to: (service: Ec2Service, cluster: EcsCluster) => Role | undefined): SynthesizedStack {
  return synthStack(
    (stack) => {
      const cluster = testCluster(stack, { capacity: { ec2: { general: EC2 } } });
      const taskDefinition = new TaskDefinition(stack, "task", {
        launch: "ec2",
        architecture: "ARM64",
        memoryMiB: 512,
        containers: { app: APP },
      });
      const service = new Ec2Service(stack, "api", { cluster, taskDefinition });
      const resources = ["arn:aws:s3:::shop/*"];
      to(service, cluster)?.allow({ sid: "Read", actions: ["s3:GetObject"], resources });
    },
    { name: "ecs" },
  );
}

const WIDENED = {
  code: "ECS_INSTANCE_ROLE_WIDENED",
  path: "sandbox-ecs/cluster/ec2-general",
  message: "Instances have this role for the container agent alone, so nothing else is attached to it.",
  found: "Read of sandbox-ecs/cluster/ec2-general/role",
  expected: "3 statements and no other permission",
  fix: "grant to the task role of the service; morePolicies of the capacity is for what the instance itself needs",
};

test("the group begins with the number of instances that is asked for, and leaves it to ECS from then on", () => {
  const group = resourceOf(
    synthCluster({ capacity: { ec2: { general: { ...EC2, initial: 2 } } } }),
    "aws_autoscaling_group",
  );
  expect(group.desired_capacity).toBe(2);
  expect(group.lifecycle).toEqual({ ignore_changes: ["desired_capacity"] });
});

test("the role of the instances is widened by nothing", () => {
  expect(grant((_, cluster) => cluster.ec2Capacity.general?.role).problems).toEqual([WIDENED]);
});

testAdvice(
  [
    {
      mistake: "a permission for the instances",
      problems: [WIDENED],
      ways: [
        {
          says: "grant to the task role of the service",
          to: () => grant((service) => service.taskDefinition.taskRole),
        },
        {
          says: "morePolicies of the capacity is for what the instance itself needs",
          to: () => synthCluster({ capacity: { ec2: { general: { ...EC2, morePolicies: ANTIVIRUS } } } }),
        },
      ],
    },
  ],
  problemsIfAny,
);

describe("EC2 capacity of a cluster", () => {
  const synthesized = synthCluster({ capacity: { ec2: { general: { ...EC2, maxInstanceLifetimeDays: 30 } } } });

  test("starts the newest ECS-optimized image with its tokens required and its volume encrypted", () => {
    const template = resourceOf(synthesized, "aws_launch_template");
    expect(template).toEqual(
      expect.objectContaining({
        image_id: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id",
        instance_type: "m7g.large",
        metadata_options: expect.objectContaining({ http_tokens: "required", http_put_response_hop_limit: 1 }),
        block_device_mappings: [
          expect.objectContaining({
            ebs: expect.objectContaining({ encrypted: "true", volume_type: "gp3", volume_size: 30 }),
          }),
        ],
      }),
    );
    const script = Buffer.from(String(template.user_data), "base64").toString();
    expect(script).toContain("ECS_CLUSTER=groundplan-sandbox-ecs-cluster\n");
    expect(script).toContain("ECS_AWSVPC_BLOCK_IMDS=true\n");
  });

  test("may have more policies, when it says why", () => {
    const more = synthCluster({ capacity: { ec2: { general: { ...EC2, morePolicies: ANTIVIRUS } } } });
    expect(more.problems).toEqual([]);
    expect(resourceOf(more, "aws_iam_role_policy_attachment").policy_arn).toBe(ANTIVIRUS.arns[0]);
  });

  test("for x86 takes the other image", () => {
    const x86 = synthCluster({ capacity: { ec2: { general: { ...EC2, instanceType: "m7i.large" } } } });
    expect(resourceOf(x86, "aws_launch_template").image_id).toBe(
      "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    );
  });

  test("lies in private subnets, and loses no instance that runs tasks", () => {
    expect(resourceOf(synthesized, "aws_autoscaling_group")).toEqual(
      expect.objectContaining({
        min_size: 1,
        max_size: 4,
        vpc_zone_identifier: ["subnet-app-a", "subnet-app-b"],
        protect_from_scale_in: true,
        max_instance_lifetime: 30 * 86_400,
        force_delete: true,
        tag: expect.arrayContaining([{ key: "AmazonECSManaged", value: "true", propagate_at_launch: true }]),
      }),
    );
    expect(resourceOf(synthesized, "aws_ecs_capacity_provider")).toEqual({
      name: "groundplan-sandbox-ecs-general",
      auto_scaling_group_provider: {
        auto_scaling_group_arn: expect.stringContaining("aws_autoscaling_group"),
        managed_draining: "ENABLED",
        managed_termination_protection: "ENABLED",
        managed_scaling: {
          status: "ENABLED",
          target_capacity: 100,
          instance_warmup_period: 300,
          minimum_scaling_step_size: 1,
          maximum_scaling_step_size: 10_000,
        },
      },
      lifecycle: { create_before_destroy: true },
    });
  });

  test("admits nobody, and works for this cluster only", () => {
    expect(resourcesOf(synthesized, "aws_vpc_security_group_ingress_rule")).toEqual([]);
    const statements = JSON.parse(String(resourceOf(synthesized, "aws_iam_role_policy").policy)).Statement;
    const resources = statements.map(({ Sid, Resource }: Record<string, unknown>) => [Sid, Resource]);
    expect(Object.fromEntries(resources)).toEqual({
      AgentFindEndpoint: "*",
      AgentRegister: "arn:aws:ecs:ap-northeast-2:111111111111:cluster/groundplan-sandbox-ecs-cluster",
      AgentWork: "arn:aws:ecs:ap-northeast-2:111111111111:container-instance/groundplan-sandbox-ecs-cluster/*",
    });
  });

  test("is not deleted with its instances in a protected environment", () => {
    const group = resourceOf(synthCluster({ capacity: { ec2: { general: EC2 } } }, true), "aws_autoscaling_group");
    expect(group.force_delete).toBe(false);
  });

  test("can be let in elsewhere by its security group", () => {
    const connected = synthStack((stack) => {
      const cluster = testCluster(stack, { capacity: { ec2: { general: EC2 } } });
      const capacity = cluster.ec2Capacity.general;
      if (!(capacity instanceof Ec2Capacity)) throw new Error("no capacity was made");
      const cache = new SecurityGroup(stack, "cache", { network: cluster.network, description: "cache of images" });
      cache.connections.allowFrom(capacity, Port.tcp(443), "layers");
    });
    expect(resourceOf(connected, "aws_vpc_security_group_ingress_rule").referenced_security_group_id).toMatch(
      /aws_security_group\.cluster_ec2-general_security-group/,
    );
  });
});
