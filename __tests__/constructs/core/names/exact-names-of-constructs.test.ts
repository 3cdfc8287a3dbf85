import { EcsCluster, FargateService, ScheduledTask, TaskDefinition } from "../../../../constructs/ecs";
import { EksCluster } from "../../../../constructs/eks";
import { EncryptionKey } from "../../../../constructs/encryption/encryption-key";
import { ManagedPolicy, Role } from "../../../../constructs/iam";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application/application-load-balancer";
import { NetworkLoadBalancer } from "../../../../constructs/load-balancing/network/network-load-balancer";
import { TargetGroup } from "../../../../constructs/load-balancing/target-groups/target-group";
import { Network } from "../../../../constructs/network/network";
import { SecurityGroup } from "../../../../constructs/security-groups/security-group";
import { WebAcl } from "../../../../constructs/waf/web-acl";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, resourceOf, resourcesOf, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { IMAGE } from "../../ecs/support";

/** Everything that has a name of its own, with names as they were given before. */
function takenOver(wrong?: string) {
  const name = (given: string) => (given === wrong ? `${given}§` : given);
  return synthStack((stack) => {
    const network = testNetwork(stack);
    const cluster = new EcsCluster(stack, "cluster", {
      network,
      clusterName: name("Prod_1"),
      exec: { logGroupName: name("exec/prod") },
      capacity: {
        ec2: {
          general: {
            instanceType: "m7g.large",
            min: 0,
            max: 2,
            names: {
              roleName: name("ecsInstanceRole"),
              instanceProfileName: name("ecsInstanceProfile"),
              autoScalingGroupName: name("ecs/instances"),
              capacityProviderName: name("Prod_capacity"),
            },
          },
        },
      },
    });
    new FargateService(stack, "web", {
      cluster,
      image: IMAGE,
      cpu: "0.5 vCPU",
      memory: "1 GB",
      port: 8080,
      serviceName: name("web_service"),
      family: name("web_task"),
      taskRoleName: name("webTaskRole"),
      executionRoleName: name("ecsTaskExecutionRole"),
      logs: { to: "cloudwatch", logGroupName: name("ecs/web") },
    });
    const eks = new EksCluster(stack, "eks", {
      network,
      version: "1.35",
      admins: ["role/platform"],
      clusterName: name("prod_eks"),
      roleName: name("eksClusterRole"),
    });
    eks.addNodeGroup("app", { instanceTypes: ["m7g.large"], min: 2, max: 4, roleName: name("eksNodeRole") });
    eks.addSelfManagedNodes("batch", {
      instanceTypes: ["m7g.large"],
      min: 0,
      max: 4,
      roleName: name("eksBatchRole"),
      instanceProfileName: name("eksBatchProfile"),
      autoScalingGroupName: name("eks/batch"),
    });
    new ScheduledTask(stack, "report", {
      cluster,
      image: IMAGE,
      cpu: "0.25 vCPU",
      memory: "0.5 GB",
      schedule: "rate(1 day)",
      scheduleName: name("nightly_report"),
    });
    new SecurityGroup(stack, "web-group", {
      network,
      description: "Web servers",
      securityGroupName: name("web servers"),
    });
    new ManagedPolicy(stack, "reads", {
      description: "Reads orders",
      policyName: name("ReadOrders"),
      statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] }],
    });
    new EncryptionKey(stack, "key", { name: "orders", description: "Orders", aliasName: name("alias/Orders") });
    new WebAcl(stack, "acl", { webAclName: name("prod_acl"), logging: false });
    const reason = "the tests have no domain";
    new ApplicationLoadBalancer(stack, "edge", {
      network,
      plainHttp: { reason },
      loadBalancerName: name("prod--alb"),
    });
    const targetGroup = new TargetGroup(stack, "tcp", {
      network,
      port: 5432,
      protocol: "TCP",
      targetGroupName: name("prod-tcp"),
    });
    new NetworkLoadBalancer(stack, "nlb", {
      network,
      listeners: { db: { port: 5432, protocol: "TCP", targetGroup } },
      loadBalancerName: name("prod--nlb"),
    });
  });
}

test("what is taken over has exactly the name that is given", () => {
  const stack = takenOver();
  expect(stack.problems).toEqual([]);
  const names = (type: string) =>
    resourcesOf(stack, type)
      .map(({ name }) => name)
      .sort();
  expect(names("aws_ecs_cluster")).toEqual(["Prod_1"]);
  expect(names("aws_ecs_service")).toEqual(["web_service"]);
  expect(names("aws_eks_cluster")).toEqual(["prod_eks"]);
  expect(names("aws_cloudwatch_log_group")).toEqual([
    "/aws/eks/prod_eks/cluster",
    "/groundplan/sandbox/test/report",
    "ecs/web",
    "exec/prod",
  ]);
  expect(names("aws_lb")).toEqual(["prod--alb", "prod--nlb"]);
  expect(names("aws_lb_target_group")).toEqual(["prod-tcp"]);
  expect(names("aws_iam_role")).toEqual(
    expect.arrayContaining([
      "ecsInstanceRole",
      "ecsTaskExecutionRole",
      "eksBatchRole",
      "eksClusterRole",
      "eksNodeRole",
      "webTaskRole",
    ]),
  );
  expect(names("aws_iam_instance_profile")).toEqual(["ecsInstanceProfile", "eksBatchProfile"]);
  expect(names("aws_iam_policy")).toEqual(["ReadOrders"]);
  expect(names("aws_autoscaling_group")).toEqual(["ecs/instances", "eks/batch"]);
  expect(names("aws_ecs_capacity_provider")).toEqual(["Prod_capacity"]);
  expect(names("aws_kms_alias")).toContain("alias/Orders");
  expect(names("aws_scheduler_schedule")).toEqual(["nightly_report"]);
  expect(names("aws_security_group")).toContain("web servers");
  expect(names("aws_wafv2_web_acl")).toEqual(["prod_acl"]);
  expect(resourcesOf(stack, "aws_ecs_task_definition").map(({ family }) => family)).toContain("web_task");
});

test("how an EKS cluster that is taken over was made is left as it was", () => {
  expect(resourceOf(takenOver(), "aws_eks_cluster").lifecycle).toEqual({
    ignore_changes: ["access_config[0].bootstrap_cluster_creator_admin_permissions", "bootstrap_self_managed_addons"],
  });
});

test.each([
  ["Prod_1", "cluster › clusterName"],
  ["exec/prod", "cluster › exec.logGroupName"],
  ["web_service", "web › serviceName"],
  ["ecs/web", "web › logs.logGroupName"],
  ["prod_eks", "eks › clusterName"],
  ["prod--alb", "edge › loadBalancerName"],
  ["prod-tcp", "tcp › targetGroupName"],
  ["prod--nlb", "nlb › loadBalancerName"],
  ["ecsInstanceRole", "cluster › capacity.ec2.general.names.roleName"],
  ["ecsInstanceProfile", "cluster › capacity.ec2.general.names.instanceProfileName"],
  ["ecs/instances", "cluster › capacity.ec2.general.names.autoScalingGroupName"],
  ["Prod_capacity", "cluster › capacity.ec2.general.names.capacityProviderName"],
  ["web_task", "web › family"],
  ["webTaskRole", "web › taskRoleName"],
  ["ecsTaskExecutionRole", "web › executionRoleName"],
  ["eksNodeRole", "eks/nodes-app › roleName"],
  ["eksBatchRole", "eks/self-managed-batch › roleName"],
  ["eksBatchProfile", "eks/self-managed-batch › instanceProfileName"],
  ["eks/batch", "eks/self-managed-batch › autoScalingGroupName"],
  ["nightly_report", "report › scheduleName"],
  ["web servers", "web-group › securityGroupName"],
  ["ReadOrders", "reads › policyName"],
  ["alias/Orders", "key › aliasName"],
  ["prod_acl", "acl › webAclName"],
])("a wrong name in the place of %s is told at %s", (given, at) => {
  expect(problemsIfAny(() => takenOver(given))).toEqual([
    expect.objectContaining({
      code: expect.stringMatching(/^(EXACT_)?NAME_INVALID$/),
      path: expect.stringMatching(new RegExp(`/${at}$`)),
      found: `"${given}§" (${given.length + 1} characters)`,
    }),
  ]);
});

/** A network whose names were given before. */
function networkTakenOver(wrong?: string) {
  const name = (given: string) => (given === wrong ? `${given}§` : given);
  return synthStack(
    (stack) =>
      new Network(stack, "network", {
        cidr: "10.0.0.0/16",
        zones: ["a", "c"],
        tiers: [
          { name: "public", kind: "public", prefixLength: 24, subnetNames: { a: name("Public subnet 1") } },
          {
            name: "data",
            kind: "isolated",
            prefixLength: 24,
            subnetGroupNames: { db: name("prod db"), cache: name("prod-cache") },
          },
        ],
        nat: { mode: "none" },
        flowLog: { to: "cloudwatch", logGroupName: name("vpc/prod"), roleName: name("flowlogsRole") },
      }),
    { name: "network" },
  );
}

test("what is taken over of a network has exactly the name that is given", () => {
  const stack = networkTakenOver();
  const tags = resourcesOf(stack, "aws_subnet").map((subnet) => (subnet.tags as { Name: string }).Name);
  expect(tags.sort()).toEqual([
    "Public subnet 1",
    "groundplan-sandbox-data-a",
    "groundplan-sandbox-data-c",
    "groundplan-sandbox-public-c",
  ]);
  expect(resourceOf(stack, "aws_db_subnet_group").name).toBe("prod db");
  expect(resourceOf(stack, "aws_elasticache_subnet_group").name).toBe("prod-cache");
  expect(resourceOf(stack, "aws_cloudwatch_log_group").name).toBe("vpc/prod");
  expect(resourceOf(stack, "aws_iam_role").name).toBe("flowlogsRole");
});

test.each([
  ["Public subnet 1", "tiers.public.subnetNames.a"],
  ["prod db", "tiers.data.subnetGroupNames.db"],
  ["prod-cache", "tiers.data.subnetGroupNames.cache"],
  ["vpc/prod", "flowLog.logGroupName"],
  ["flowlogsRole", "flowLog.roleName"],
])("a wrong name of a network in the place of %s is told at %s", (given, at) => {
  expect(problemsIfAny(() => networkTakenOver(given))).toEqual([
    expect.objectContaining({
      code: expect.stringMatching(/^(EXACT_)?NAME_INVALID$/),
      path: `sandbox-network/network › ${at}`,
      found: `"${given}§" (${given.length + 1} characters)`,
    }),
  ]);
});

interface TaskRoles {
  readonly own: boolean;
  readonly taskRoleName?: string;
  readonly roleName?: string;
}

function taskProblems({ own, taskRoleName, roleName }: TaskRoles) {
  return problemsIfAny(() =>
    synthStack((stack) => {
      const trustedBy = [{ by: "service", service: "ecs-tasks.amazonaws.com" }] as const;
      const role = { description: "Orders", trustedBy, ...(roleName === undefined ? {} : { roleName }) };
      new TaskDefinition(stack, "orders", {
        cpu: "0.25 vCPU",
        memory: "0.5 GB",
        containers: { app: { image: IMAGE } },
        ...(own ? { taskRole: new Role(stack, "role", role) } : {}),
        ...(taskRoleName === undefined ? {} : { taskRoleName }),
      });
    }),
  );
}

const MISTAKES = [
  {
    mistake: "the name of a task role that is not made",
    given: { own: true, taskRoleName: "ordersRole" },
    problems: [
      {
        code: "TASK_ROLE_NAME_UNUSED",
        path: "sandbox-test/orders › taskRoleName",
        message: "The task is given a role, so none is made that could have this name.",
        found: 'taskRoleName "ordersRole" beside a taskRole',
        expected: "taskRole, taskRoleName, or neither",
        fix: "leave taskRoleName out, and give the name to the role as its roleName",
      },
    ],
    ways: [
      { says: "give the name to the role as its roleName", to: { own: true, roleName: "ordersRole" } as TaskRoles },
    ],
  },
];

test.each(MISTAKES)("$mistake is told", ({ given, problems }) => {
  expect(taskProblems(given)).toEqual(problems);
});

testAdvice(MISTAKES, taskProblems);
