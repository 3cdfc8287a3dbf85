import { isSecretName, secretForm } from "../../constructs/core/texts/secret-forms";
import { areInternet } from "../../constructs/network/wide-ranges";
import { isRecord } from "../../review/values/values";
import { isKnown, textsOf } from "../tree/values";
import { inContainers } from "./ecs/container-definitions";
import type { ResourceRule, Rules } from "./rule.types";
import { off, on, oneOf, type Setting, settingRule } from "./setting-rule";

const NO_PRIVILEGED: ResourceRule = {
  level: "error",
  title: "No container has the rights of its host.",
  reason: "Who breaks out of a privileged container has the instance, and with it every other container.",
  expected: "containers without privileged",
  fix: "remove privileged, and give the capabilities or devices that are needed by linuxParameters",
  source: "AWS Security Hub User Guide, control ECS.4, read 2026-11",
  types: ["aws_ecs_task_definition"],
  check: (task) => inContainers(task, ({ privileged }) => (privileged === true ? "privileged is true" : undefined)),
};

/** Names of variables that AWS's own tools read credentials from. */
const CREDENTIALS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA"];

/** Whether a variable is a secret: by its name, or by the form of its value. One that refers to a secret is none. */
function isSecret(name: string, value: unknown): boolean {
  if (CREDENTIALS.includes(name)) return true;
  if (typeof value !== "string" || value === "" || !isKnown(value)) return false;
  return secretForm(value) !== undefined || (isSecretName(name) && !/^(arn:.*|true|false|\d)$/.test(value));
}

const NO_CREDENTIALS: ResourceRule = {
  level: "error",
  title: "No container gets credentials or other secrets as plain environment variables.",
  reason: "Who may read task definitions reads them, and they are kept in every version of one.",
  expected: "a task role, and secrets of Secrets Manager or Parameter Store",
  fix: "give the task role the permissions, and name other secrets under secrets, which the execution role must be let read",
  source: "AWS Security Hub User Guide, control ECS.8, read 2026-11",
  types: ["aws_ecs_task_definition"],
  check: (task) =>
    inContainers(task, ({ environment }) => {
      const names = (Array.isArray(environment) ? environment : [])
        .filter(isRecord)
        .flatMap(({ name, value }) => textsOf(name).filter((text) => isSecret(text, value)));
      return names.length > 0 ? `the variables ${names.join(", ")}` : undefined;
    }),
};

const NAMED_RANGES: Setting = {
  at: "vpc_config.public_access_cidrs",
  expected: "with the ranges that may call, and not every address",
  holds: (value) => !areInternet(textsOf(value)),
  byDefault: false,
  concerns: (cluster) => {
    const isPublic = cluster.at("vpc_config.endpoint_public_access");
    return isKnown(isPublic) && isPublic !== false && isPublic !== "false";
  },
};

const AUDIT: Setting = {
  at: "enabled_cluster_log_types",
  expected: "with audit",
  holds: (value) => textsOf(value).includes("audit"),
  byDefault: false,
};

const SECRETS: Setting = {
  at: "encryption_config.resources",
  expected: "with secrets",
  holds: (value) => textsOf(value).includes("secrets"),
  byDefault: false,
};

/** Rules about containers: where they run, and what they are made from. */
export const CONTAINER_RULES = {
  "ECS-03": settingRule({
    level: "error",
    title: "Tasks have no address on the internet.",
    reason: "A load balancer answers for them, and NAT or endpoints let them out.",
    fix: "set assign_public_ip to false, and run them in private subnets",
    source: "AWS Security Hub User Guide, controls ECS.2 and ECS.16, read 2026-11",
    settings: {
      aws_ecs_service: off("network_configuration.assign_public_ip"),
      aws_ecs_task_set: off("network_configuration.assign_public_ip"),
      aws_cloudwatch_event_target: off("ecs_target.network_configuration.assign_public_ip"),
      aws_scheduler_schedule: off("target.ecs_parameters.network_configuration.assign_public_ip"),
    },
  }),
  "ECS-06": NO_CREDENTIALS,
  "ECS-10": NO_PRIVILEGED,
  "ECS-11": {
    level: "production",
    title: "Clusters of production measure their tasks (Container Insights).",
    reason: "What a task used before it failed is told nowhere else.",
    expected: "the setting containerInsights, enabled or enhanced",
    fix: "add the setting containerInsights with the value enhanced, which is billed",
    source: "AWS Security Hub User Guide, control ECS.12, read 2026-11",
    types: ["aws_ecs_cluster"],
    check: (cluster) => {
      const settings = cluster.blocks("setting").filter(({ name }) => name === "containerInsights");
      const isOn = settings.some(({ value }) => !isKnown(value) || value === "enabled" || value === "enhanced");
      return isOn ? [] : [{ found: "no Container Insights", attribute: "setting" }];
    },
  },
  "ECR-01": settingRule({
    level: "warning",
    title: "Images are scanned when they are pushed.",
    reason: "What is known to be weak is cheaper to mend before it runs.",
    fix: "set image_scanning_configuration.scan_on_push to true, or let the registry scan",
    source: "AWS Security Hub User Guide, control ECR.1, read 2026-11",
    settings: { aws_ecr_repository: on("image_scanning_configuration.scan_on_push") },
  }),
  "ECS-14": settingRule({
    level: "warning",
    title: "Tasks on Fargate run on its latest platform version.",
    reason: "Older ones get no mends any more, and are taken away at a day of AWS's choice.",
    fix: "leave platform_version out, which is LATEST",
    source: "AWS Security Hub User Guide, control ECS.10, read 2026-11",
    settings: { aws_ecs_service: oneOf("platform_version", ["LATEST", "1.4.0"], true) },
  }),
  "ECS-15": settingRule({
    level: "production",
    title: "Capacity of production keeps instances on which tasks run.",
    reason: "A group that gets smaller ends any instance, with the tasks on it, otherwise.",
    fix: "set managed_termination_protection to ENABLED, and protect_from_scale_in of the group to true",
    source: "AWS Security Hub User Guide, control ECS.19, read 2026-11",
    settings: {
      aws_ecs_capacity_provider: {
        ...oneOf("auto_scaling_group_provider.managed_termination_protection", ["ENABLED"]),
        concerns: (one) => !one.lacks("auto_scaling_group_provider"),
      },
    },
  }),
  "EKS-04": settingRule({
    level: "error",
    title: "A Kubernetes API that answers the internet does so for named ranges.",
    reason: "Whoever has a stolen token needs a place to use it from.",
    fix: "name the ranges of offices and VPN in public_access_cidrs, or turn endpoint_public_access off",
    source:
      'AWS Security Hub User Guide, control EKS.1, and Amazon EKS User Guide, "Cluster API server endpoint", read 2026-11',
    settings: { aws_eks_cluster: NAMED_RANGES },
  }),
  "EKS-28": settingRule({
    level: "production",
    title: "Nodes and pods of production reach the Kubernetes API inside the VPC.",
    reason: "They go out to the internet and back otherwise, and its public ranges must hold the addresses of NAT.",
    fix: "set endpoint_private_access to true",
    source:
      'AWS Security Hub User Guide, control EKS.1, and Amazon EKS User Guide, "Cluster API server endpoint", read 2026-11',
    settings: { aws_eks_cluster: on("vpc_config.endpoint_private_access") },
  }),
  "EKS-13": settingRule({
    level: "production",
    title: "Clusters of production write down who called the Kubernetes API.",
    reason: "What was done in a cluster is told nowhere else.",
    fix: "add audit to enabled_cluster_log_types",
    source: "AWS Security Hub User Guide, control EKS.8, read 2026-11",
    settings: { aws_eks_cluster: AUDIT },
  }),
  "EKS-14": settingRule({
    level: "production",
    title: "Secrets of clusters in production are encrypted with a key of the account.",
    reason: "Who uses the key is written down, and whoever owns it can end all access.",
    fix: "name a KMS key in encryption_config, for secrets; a cluster that has one keeps it",
    source:
      'AWS Security Hub User Guide, control EKS.3, and Amazon EKS User Guide, "Default envelope encryption for all Kubernetes API Data", read 2026-11',
    settings: { aws_eks_cluster: SECRETS },
  }),
} as const satisfies Rules;
