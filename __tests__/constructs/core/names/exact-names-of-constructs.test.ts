import { TaskDefinition } from "../../../../constructs/ecs";
import { Role } from "../../../../constructs/iam";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, resourceOf, resourcesOf, synthStack } from "../../../support/synth";
import { IMAGE } from "../../ecs/support";
import { networkTakenOver, restTakenOver, takenOver } from "./taken-over";

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

test("what is taken over of a bastion, of deployments, servers, and the edge has exactly the name that is given", () => {
  const stack = restTakenOver();
  expect(stack.problems).toEqual([]);
  const names = (type: string, attribute = "name") => resourcesOf(stack, type).map((one) => one[attribute]);
  expect(names("aws_iam_role")).toEqual(expect.arrayContaining(["bastionRole", "codeDeployRole", "reportsRole"]));
  expect(names("aws_iam_instance_profile")).toEqual(expect.arrayContaining(["bastionProfile", "reportsProfile"]));
  expect(names("aws_security_group")).toEqual(expect.arrayContaining(["bastion group", "reports group"]));
  expect(names("aws_ssm_document")).toEqual(["BastionSession"]);
  expect(names("aws_db_subnet_group")).toContain("prod databases");
  expect(names("aws_elasticache_subnet_group")).toContain("prod-caches");
  expect(names("aws_ssm_parameter").sort()).toEqual(["/Prod/level", "/bastion/agent"]);
  expect(names("aws_cloudwatch_log_group")).toEqual(expect.arrayContaining(["bastion/sessions", "bastion/system"]));
  expect(names("aws_kms_alias")).toContain("alias/Bastion");
  expect(names("aws_cloudwatch_metric_alarm", "alarm_name")).toEqual(["Bastion credits"]);
  expect(names("aws_codedeploy_app").sort()).toEqual(["AppECS-prod-api", "ShopLambda"]);
  expect(names("aws_codedeploy_deployment_group", "deployment_group_name").sort()).toEqual([
    "DgpECS-prod-api",
    "ShopResizeGroup",
  ]);
  expect(names("aws_lambda_function", "function_name")).toEqual(["ShopResize"]);
  expect(names("aws_lambda_alias")).toEqual(["Production"]);
  expect(names("aws_lb_target_group").sort()).toEqual(["api-blue", "api-green", "reports"]);
  expect(names("aws_cloudfront_function")).toEqual(["pretty_urls"]);
  expect(names("aws_cloudfront_cache_policy").sort()).toEqual(["Pages_1", "Prices_1"]);
  expect(names("aws_cloudfront_response_headers_policy")).toEqual(["Careful_1"]);
  expect(names("aws_cloudfront_origin_access_control")).toEqual(["acme-orders.s3.ap-northeast-2.amazonaws.com"]);
  expect(names("aws_wafv2_ip_set").sort()).toEqual(["office_v4", "office_v6"]);
  expect(names("aws_wafv2_regex_pattern_set")).toEqual(["admin_paths"]);
  expect(names("aws_s3_bucket", "bucket")).toEqual(["acme-orders"]);
  const policies = JSON.stringify(resourcesOf(stack, "aws_iam_role_policy"));
  expect(policies).toContain(":parameter/bastion/agent");
  expect(policies).toContain("log-group:bastion/sessions");
});

test.each([
  ["bastionRole", "bastion › names.roleName"],
  ["bastionProfile", "bastion › names.instanceProfileName"],
  ["bastion group", "bastion › names.securityGroupName"],
  ["BastionSession", "bastion › names.sessionDocumentName"],
  ["bastion/sessions", "bastion › names.sessionLogGroupName"],
  ["alias/Bastion", "bastion › names.sessionKeyAliasName"],
  ["bastion/system", "bastion › names.systemLogGroupName"],
  ["/bastion/agent", "bastion › names.agentParameterName"],
  ["Prod_jobs", "jobs › queueName"],
  ["Prod_orders", "told › topicName"],
  ["prod-orders", "ledger › instanceName"],
  ["prod databases", "ledger › subnetGroupName"],
  ["prod-caches", "sessions › subnetGroupName"],
  ["Prod/signing", "signing › secretName"],
  ["/Prod/level", "level › parameterName"],
  ["Prod.carts", "carts › tableName"],
  ["AppECS-prod-api", "api › deployment.applicationName"],
  ["DgpECS-prod-api", "api › deployment.deploymentGroupName"],
  ["codeDeployRole", "api › deployment.roleName"],
  ["api-blue", "api/exposure/targets/blue › targetGroupName"],
  ["api-green", "api/exposure › greenTargetGroupName"],
  ["reports", "reports › targetGroupName"],
  ["pretty_urls", "pretty › functionName"],
  ["Pages_1", "cdn › names.cachePolicyNames.dynamic"],
  ["Prices_1", "cdn › names.cachePolicyNames./prices/\\*"],
  ["Careful_1", "cdn › names.responseHeadersPolicyName"],
  ["office_v4", "office › ipSetNames.ipv4"],
  ["office_v6", "office › ipSetNames.ipv6"],
  ["admin_paths", "paths › regexPatternSetName"],
  ["reportsRole", "reports › roleName"],
  ["reportsProfile", "reports › instanceProfileName"],
  ["reports group", "reports › securityGroupName"],
])("a wrong name in the place of %s is told once, at %s", (given, at) => {
  expect(problemsIfAny(() => restTakenOver(given))).toEqual([
    expect.objectContaining({
      code: expect.stringMatching(/^(EXACT_)?NAME_INVALID$/),
      path: expect.stringMatching(new RegExp(`/${at}$`)),
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
