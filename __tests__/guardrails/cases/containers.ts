import type { CONTAINER_RULES } from "../../../guardrails/rules/containers";
import { type CasesOf, ofEach } from "../rule-cases";

function task(...containers: readonly object[]) {
  return { aws_ecs_task_definition: { web: { container_definitions: JSON.stringify(containers) } } };
}

/** Cases of the rules about containers. */
export const CONTAINER_CASES: CasesOf<typeof CONTAINER_RULES> = {
  "ECS-03": {
    title: "Tasks have no address on the internet.",
    fix: "set assign_public_ip to false, and run them in private subnets",
    passes: {
      "no word of it": ofEach(["aws_ecs_service", "aws_cloudwatch_event_target", "aws_scheduler_schedule"], {}),
      "one that has none": { aws_ecs_service: { web: { network_configuration: [{ assign_public_ip: false }] } } },
    },
    fails: {
      "a service, and tasks by the clock": {
        given: {
          aws_ecs_service: { web: { network_configuration: [{ assign_public_ip: true }] } },
          aws_ecs_task_set: { web: { network_configuration: [{ assign_public_ip: true }] } },
          aws_cloudwatch_event_target: {
            nightly: { ecs_target: [{ network_configuration: [{ assign_public_ip: true }] }] },
          },
          aws_scheduler_schedule: {
            hourly: { target: [{ ecs_parameters: [{ network_configuration: [{ assign_public_ip: true }] }] }] },
          },
        },
        told: [
          [
            "app/aws_cloudwatch_event_target.nightly › ecs_target.network_configuration.assign_public_ip",
            "ecs_target.network_configuration.assign_public_ip = true",
            "ecs_target.network_configuration.assign_public_ip = false",
          ],
          [
            "app/aws_ecs_service.web › network_configuration.assign_public_ip",
            "network_configuration.assign_public_ip = true",
            "network_configuration.assign_public_ip = false",
          ],
          [
            "app/aws_ecs_task_set.web › network_configuration.assign_public_ip",
            "network_configuration.assign_public_ip = true",
            "network_configuration.assign_public_ip = false",
          ],
          [
            "app/aws_scheduler_schedule.hourly › target.ecs_parameters.network_configuration.assign_public_ip",
            "target.ecs_parameters.network_configuration.assign_public_ip = true",
            "target.ecs_parameters.network_configuration.assign_public_ip = false",
          ],
        ],
      },
    },
  },
  "ECS-06": {
    title: "No container gets credentials or other secrets as plain environment variables.",
    fix: "give the task role the permissions, and name other secrets under secrets, which the execution role must be let read",
    passes: {
      "other variables": task({ name: "app", environment: [{ name: "LOG_LEVEL", value: "info" }] }),
      "what is known later": { aws_ecs_task_definition: { web: { container_definitions: "${file(var.it)}" } } },
      "where a secret is, and a switch under the name of one": task({
        name: "app",
        environment: [
          { name: "DB_PASSWORD_ARN", value: "arn:aws:secretsmanager:us-east-1:111111111111:secret:db" },
          { name: "DB_PASSWORD", value: "${random_password.db.result}" },
          { name: "USE_TOKEN", value: "true" },
        ],
      }),
    },
    fails: {
      "secrets by their names, and by their form": {
        given: task({
          name: "app",
          environment: [
            { name: "DB_PASSWORD", value: "correct horse" },
            { name: "DB_URL", value: "postgres://app:hunter2@db.example.com/shop" },
          ],
        }),
        told: [
          [
            "app/aws_ecs_task_definition.web › container_definitions",
            "app: the variables DB_PASSWORD, DB_URL",
            "a task role, and secrets of Secrets Manager or Parameter Store",
          ],
        ],
      },
      "keys of AWS": {
        given: task({
          name: "app",
          environment: [
            { name: "AWS_ACCESS_KEY_ID", value: "x" },
            { name: "A", value: "b" },
          ],
        }),
        told: [
          [
            "app/aws_ecs_task_definition.web › container_definitions",
            "app: the variables AWS_ACCESS_KEY_ID",
            "a task role, and secrets of Secrets Manager or Parameter Store",
          ],
        ],
      },
    },
  },
  "ECS-10": {
    title: "No container has the rights of its host.",
    fix: "remove privileged, and give the capabilities or devices that are needed by linuxParameters",
    passes: { "no word of it": task({ name: "app" }), "one that has none": task({ name: "app", privileged: false }) },
    fails: {
      "one of two": {
        given: task({ name: "app" }, { name: "agent", privileged: true }),
        told: [
          [
            "app/aws_ecs_task_definition.web › container_definitions",
            "agent: privileged is true",
            "containers without privileged",
          ],
        ],
      },
    },
  },
  "ECS-11": {
    title: "Clusters of production measure their tasks (Container Insights).",
    fix: "add the setting containerInsights with the value enhanced, which is billed",
    passes: {
      "one that does": {
        aws_ecs_cluster: { main: { setting: [{ name: "containerInsights", value: "enhanced" }] } },
      },
      "what is known later": {
        aws_ecs_cluster: { main: { setting: [{ name: "containerInsights", value: "${var.insights}" }] } },
      },
    },
    fails: {
      "one that says no, and one that says nothing": {
        given: {
          aws_ecs_cluster: {
            main: { setting: [{ name: "containerInsights", value: "disabled" }] },
            other: { name: "other" },
          },
        },
        told: [
          [
            "app/aws_ecs_cluster.main › setting",
            "no Container Insights",
            "the setting containerInsights, enabled or enhanced",
          ],
          [
            "app/aws_ecs_cluster.other › setting",
            "no Container Insights",
            "the setting containerInsights, enabled or enhanced",
          ],
        ],
      },
    },
  },
  "ECR-01": {
    title: "Images are scanned when they are pushed.",
    fix: "set image_scanning_configuration.scan_on_push to true, or let the registry scan",
    passes: {
      "scanned ones": { aws_ecr_repository: { web: { image_scanning_configuration: [{ scan_on_push: true }] } } },
    },
    fails: {
      others: {
        given: { aws_ecr_repository: { web: { name: "web" } } },
        told: [
          [
            "app/aws_ecr_repository.web › image_scanning_configuration.scan_on_push",
            "image_scanning_configuration.scan_on_push is not set",
            "image_scanning_configuration.scan_on_push = true",
          ],
        ],
      },
    },
  },
  "EKS-04": {
    title: "A Kubernetes API that answers the internet does so for named ranges.",
    fix: "name the ranges of offices and VPN in public_access_cidrs, or turn endpoint_public_access off",
    passes: {
      "one without a public address": {
        aws_eks_cluster: { main: { vpc_config: [{ endpoint_public_access: false }] } },
      },
      "named ranges": {
        aws_eks_cluster: {
          main: { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] }] },
        },
      },
      "what is known later": {
        aws_eks_cluster: { main: { vpc_config: [{ endpoint_public_access: "${var.is_public}" }] } },
      },
    },
    fails: {
      "no word of it, so that it is public": {
        given: { aws_eks_cluster: { main: { vpc_config: [{ subnet_ids: ["subnet-0123456789abcdef0"] }] } } },
        told: [
          [
            "app/aws_eks_cluster.main › vpc_config.public_access_cidrs",
            "vpc_config.public_access_cidrs is not set",
            "vpc_config.public_access_cidrs with the ranges that may call, and not every address",
          ],
        ],
      },
      "every address, cut in two": {
        given: {
          aws_eks_cluster: {
            main: { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/1", "128.0.0.0/1"] }] },
          },
        },
        told: [
          [
            "app/aws_eks_cluster.main › vpc_config.public_access_cidrs",
            'vpc_config.public_access_cidrs = ["0.0.0.0/1","128.0.0.0/1"]',
            "vpc_config.public_access_cidrs with the ranges that may call, and not every address",
          ],
        ],
      },
      "every address": {
        given: {
          aws_eks_cluster: {
            main: { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }] },
          },
        },
        told: [
          [
            "app/aws_eks_cluster.main › vpc_config.public_access_cidrs",
            'vpc_config.public_access_cidrs = ["0.0.0.0/0"]',
            "vpc_config.public_access_cidrs with the ranges that may call, and not every address",
          ],
        ],
      },
    },
  },
  "EKS-13": {
    title: "Clusters of production write down who called the Kubernetes API.",
    fix: "add audit to enabled_cluster_log_types",
    passes: { "one that does": { aws_eks_cluster: { main: { enabled_cluster_log_types: ["api", "audit"] } } } },
    fails: {
      "other logs only": {
        given: { aws_eks_cluster: { main: { enabled_cluster_log_types: ["api"] } } },
        told: [
          [
            "app/aws_eks_cluster.main › enabled_cluster_log_types",
            'enabled_cluster_log_types = ["api"]',
            "enabled_cluster_log_types with audit",
          ],
        ],
      },
    },
  },
  "EKS-14": {
    title: "Secrets of clusters in production are encrypted with a key of the account.",
    fix: "name a KMS key in encryption_config, for secrets; a cluster that has one keeps it",
    passes: {
      "one that has a key": { aws_eks_cluster: { main: { encryption_config: [{ resources: ["secrets"] }] } } },
    },
    fails: {
      "one that has none": {
        given: { aws_eks_cluster: { main: { name: "main" } } },
        told: [
          [
            "app/aws_eks_cluster.main › encryption_config.resources",
            "encryption_config.resources is not set",
            "encryption_config.resources with secrets",
          ],
        ],
      },
    },
  },
  "ECS-14": {
    title: "Tasks on Fargate run on its latest platform version.",
    fix: "leave platform_version out, which is LATEST",
    passes: {
      "no word of it": { aws_ecs_service: { web: {} } },
      "the latest": { aws_ecs_service: { web: { platform_version: "LATEST" } } },
    },
    fails: {
      "an older one": {
        given: { aws_ecs_service: { web: { platform_version: "1.3.0" } } },
        told: [
          [
            "app/aws_ecs_service.web › platform_version",
            'platform_version = "1.3.0"',
            'platform_version = "LATEST" or "1.4.0"',
          ],
        ],
      },
    },
  },
  "ECS-15": {
    title: "Capacity of production keeps instances on which tasks run.",
    fix: "set managed_termination_protection to ENABLED, and protect_from_scale_in of the group to true",
    passes: {
      "one that does, and one of another kind": {
        aws_ecs_capacity_provider: {
          one: { auto_scaling_group_provider: { managed_termination_protection: "ENABLED" } },
          two: { managed_instances_provider: {} },
        },
      },
    },
    fails: {
      "one that does not": {
        given: {
          aws_ecs_capacity_provider: { one: { auto_scaling_group_provider: { auto_scaling_group_arn: "arn" } } },
        },
        told: [
          [
            "app/aws_ecs_capacity_provider.one › auto_scaling_group_provider.managed_termination_protection",
            "auto_scaling_group_provider.managed_termination_protection is not set",
            'auto_scaling_group_provider.managed_termination_protection = "ENABLED"',
          ],
        ],
      },
    },
  },
  "EKS-28": {
    title: "Nodes and pods of production reach the Kubernetes API inside the VPC.",
    fix: "set endpoint_private_access to true",
    passes: { "one inside": { aws_eks_cluster: { main: { vpc_config: [{ endpoint_private_access: true }] } } } },
    fails: {
      "one outside alone": {
        given: { aws_eks_cluster: { main: { vpc_config: [{ endpoint_public_access: true }] } } },
        told: [
          [
            "app/aws_eks_cluster.main › vpc_config.endpoint_private_access",
            "vpc_config.endpoint_private_access is not set",
            "vpc_config.endpoint_private_access = true",
          ],
        ],
      },
    },
  },
};
