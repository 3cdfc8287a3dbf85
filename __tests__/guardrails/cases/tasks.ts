import type { TASK_RULES } from "../../../guardrails/rules/ecs/tasks";
import type { CasesOf } from "../rule-cases";

/** A task with containers, and settings of its own. */
function task(container: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) {
  const container_definitions = JSON.stringify([{ name: "app", ...container }]);
  return { aws_ecs_task_definition: { one: { container_definitions, ...more } } };
}

const ROLE = { execution_role_arn: "${aws_iam_role.start.arn}" };

const FARGATE = { requires_compatibilities: ["FARGATE"] };

const ROLES = "a task role of its own, or on Fargate none, and an execution role where ECS needs one";

const SECRETS = { secrets: [{ name: "DB_PASSWORD", valueFrom: "${aws_secretsmanager_secret.db.arn}" }] };

/** The role that starts tasks, with a policy of its own. */
function starting(...Action: readonly string[]) {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
  return {
    aws_iam_role: { start: { name: "start" } },
    aws_iam_role_policy: { start: { role: "${aws_iam_role.start.name}", policy } },
  };
}

/** AWS's policies for the role. */
function attached(...names: readonly string[]) {
  const attachments = names.map((name, at) => [
    `p${at}`,
    { role: "${aws_iam_role.start.name}", policy_arn: `arn:aws:iam::aws:policy/${name}` },
  ]);
  return { aws_iam_role_policy_attachment: Object.fromEntries(attachments) };
}

const STARTS = "service-role/AmazonECSTaskExecutionRolePolicy";

/** Cases of the rules about tasks and images. */
export const TASK_CASES: CasesOf<typeof TASK_RULES> = {
  "ECS-01": {
    title: "A task runs by another role than the one that starts it.",
    fix: "give the application a role of its own as task_role_arn; on Fargate it may be left out",
    passes: {
      "two roles": task({}, { ...ROLE, task_role_arn: "${aws_iam_role.app.arn}" }),
      "none for the application, on Fargate": task({}, { ...ROLE, ...FARGATE }),
      "none at all, with an image of everybody's and no logs": task({ image: "nginx:1.29" }, FARGATE),
      "what is known later": task({}, { ...ROLE, requires_compatibilities: "${var.kinds}" }),
    },
    fails: {
      "one for both": {
        given: task({}, { ...ROLE, task_role_arn: ROLE.execution_role_arn }),
        told: [["app/aws_ecs_task_definition.one › task_role_arn", "one role for both", ROLES]],
      },
      "none for the application, on an instance": {
        given: task({}, { ...ROLE, requires_compatibilities: ["EC2", "FARGATE"] }),
        told: [
          ["app/aws_ecs_task_definition.one › task_role_arn", "no role, so that it has that of its instance", ROLES],
        ],
      },
      "none that starts it, on Fargate": {
        given: task(
          {
            image: "111111111111.dkr.ecr.eu-west-1.amazonaws.com/web:1",
            logConfiguration: { logDriver: "awslogs" },
          },
          FARGATE,
        ),
        told: [
          [
            "app/aws_ecs_task_definition.one › execution_role_arn",
            "no execution role, and images of ECR and logs by awslogs",
            ROLES,
            "name a role that may fetch the images and write the logs as execution_role_arn",
          ],
        ],
      },
    },
  },
  "ECS-02": {
    title: "The role that starts tasks may fetch images and secrets and write logs, and no more.",
    fix: "move what the application needs to the task role",
    passes: {
      "images, logs and secrets": {
        ...task({}, ROLE),
        ...starting("ecr:GetAuthorizationToken", "logs:PutLogEvents", "secretsmanager:GetSecretValue"),
        ...attached(STARTS, "CloudWatchLogsFullAccess"),
      },
      "a role from elsewhere": task({}, { execution_role_arn: "arn:aws:iam::111111111111:role/start" }),
    },
    fails: {
      "data of the application, and a wide policy": {
        given: {
          ...task({}, ROLE),
          ...starting("dynamodb:*", "logs:PutLogEvents"),
          ...attached(STARTS, "AmazonSQSFullAccess"),
        },
        told: [
          [
            "app/aws_ecs_task_definition.one › execution_role_arn",
            "dynamodb:*, AmazonSQSFullAccess",
            "permissions for images, logs and secrets",
          ],
        ],
      },
    },
  },
  "ECS-04": {
    title: "Containers write logs.",
    fix: "add a logConfiguration, awslogs with a log group that has a retention",
    passes: {
      "a log": task({ logConfiguration: { logDriver: "awslogs", options: {} } }),
      "containers that are not known": {
        aws_ecs_task_definition: { one: { container_definitions: "${var.containers}" } },
      },
    },
    fails: {
      none: {
        given: task({}),
        told: [
          [
            "app/aws_ecs_task_definition.one › container_definitions",
            "app: no logs",
            "a logConfiguration in each container",
          ],
        ],
      },
      "a log that goes nowhere": {
        given: task({ logConfiguration: { logDriver: "none" } }),
        told: [
          [
            "app/aws_ecs_task_definition.one › container_definitions",
            "app: no logs",
            "a logConfiguration in each container",
          ],
        ],
      },
    },
  },
  "ECS-05": {
    title: "Containers run an image by a version that stays.",
    fix: "name the version, or the digest, that was built and scanned",
    passes: {
      "a version": task({ image: "registry.example.com:5000/shop/web:1.2.3" }),
      "a digest": task({ image: "shop/web@sha256:0123456789abcdef" }),
      "one that is known later": task({ image: "${aws_ecr_repository.web.repository_url}:${var.tag}" }),
    },
    fails: {
      latest: {
        given: task({ image: "nginx:latest" }),
        told: [
          [
            "app/aws_ecs_task_definition.one › container_definitions",
            "app: the image nginx:latest",
            "a tag other than latest, or a digest",
          ],
        ],
      },
      "no tag, behind a port": {
        given: task({ image: "registry.example.com:5000/shop/web" }),
        told: [
          [
            "app/aws_ecs_task_definition.one › container_definitions",
            "app: the image registry.example.com:5000/shop/web",
            "a tag other than latest, or a digest",
          ],
        ],
      },
    },
  },
  "ECS-07": {
    title: "The role that starts a task may read the secrets that the task names.",
    fix: "give the task an execution role, and let it read the secrets",
    passes: {
      "no secrets": { ...task({}, ROLE), ...starting("logs:PutLogEvents") },
      "a policy for them": {
        ...task(SECRETS, ROLE),
        ...starting("secretsmanager:GetSecretValue"),
        ...attached(STARTS),
      },
      "another policy of AWS": {
        ...task(SECRETS, ROLE),
        ...starting("logs:PutLogEvents"),
        ...attached("AmazonSSMReadOnlyAccess"),
      },
      "a policy that is known later": {
        ...task(SECRETS, ROLE),
        ...starting("logs:PutLogEvents"),
        aws_iam_role_policy: { more: { role: "${aws_iam_role.start.id}", policy: "${var.policy}" } },
      },
      "a role from elsewhere": task(SECRETS, { execution_role_arn: "${var.role}" }),
    },
    fails: {
      "no role": {
        given: task(SECRETS),
        told: [
          [
            "app/aws_ecs_task_definition.one › execution_role_arn",
            "secrets and no execution role",
            "an execution role with secretsmanager:GetSecretValue or ssm:GetParameters",
          ],
        ],
      },
      "a role for images and logs": {
        given: { ...task(SECRETS, ROLE), ...starting("logs:PutLogEvents"), ...attached(STARTS) },
        told: [
          [
            "app/aws_ecs_task_definition.one › execution_role_arn",
            "secrets, and app/aws_iam_role.start may read none",
            "an execution role with secretsmanager:GetSecretValue or ssm:GetParameters",
          ],
        ],
      },
    },
  },
  "ECS-08": {
    title: "No task sees the processes of its host.",
    fix: "leave pid_mode out, or take task",
    passes: { "its own": task({}, { pid_mode: "task" }), "no word of it": task({}) },
    fails: {
      "the host's": {
        given: task({}, { pid_mode: "host" }),
        told: [["app/aws_ecs_task_definition.one › pid_mode", 'pid_mode = "host"', 'pid_mode other than "host"']],
      },
    },
  },
  "ECS-09": {
    title: "Containers of production cannot change their own program.",
    fix: "set readonlyRootFilesystem to true, with a volume or tmpfs for what is written",
    passes: {
      "one that is read": task({ readonlyRootFilesystem: true }),
      "one of Windows": task({}, { runtime_platform: [{ operating_system_family: "WINDOWS_SERVER_2022_CORE" }] }),
    },
    fails: {
      "no word of it": {
        given: task({}),
        told: [
          [
            "app/aws_ecs_task_definition.one › container_definitions",
            "app: a root file system that can be written",
            "readonlyRootFilesystem in each container",
          ],
        ],
      },
    },
  },
  "ECS-12": {
    title: "No container that shares the network of its host runs as root.",
    fix: "set network_mode to awsvpc, or user to one that is not root",
    passes: {
      "a network of its own": task({}, { network_mode: "awsvpc" }),
      "another user": task({ user: "1000:1000" }, { network_mode: "host" }),
      "one with all rights, which another rule tells": task({ privileged: true }, { network_mode: "host" }),
    },
    fails: {
      "no word of the user": {
        given: task({}, { network_mode: "host" }),
        told: [
          [
            "app/aws_ecs_task_definition.one › container_definitions",
            "app: root on the network of the host",
            "network_mode awsvpc, or a user other than root",
          ],
        ],
      },
      "root by its number": {
        given: task({ user: "0:0" }, { network_mode: "host" }),
        told: [
          [
            "app/aws_ecs_task_definition.one › container_definitions",
            "app: root on the network of the host",
            "network_mode awsvpc, or a user other than root",
          ],
        ],
      },
    },
  },
  "ECS-13": {
    title: "Tasks of production reach their file systems encrypted.",
    fix: "set transit_encryption of efs_volume_configuration to ENABLED",
    passes: {
      "an encrypted one": task(
        {},
        {
          volume: [
            { name: "a", efs_volume_configuration: [{ file_system_id: "fs-1", transit_encryption: "ENABLED" }] },
          ],
        },
      ),
      "a volume of the task": task({}, { volume: [{ name: "tmp" }] }),
    },
    fails: {
      "one of two": {
        given: task(
          {},
          { volume: [{ name: "tmp" }, { name: "files", efs_volume_configuration: [{ file_system_id: "fs-1" }] }] },
        ),
        told: [
          [
            "app/aws_ecs_task_definition.one › volume",
            "the volume files without encryption",
            'transit_encryption = "ENABLED"',
          ],
        ],
      },
    },
  },
  "ECR-02": {
    title: "Repositories of images have a lifecycle policy.",
    fix: "add a lifecycle policy that ends images without tags, and all but the newest",
    passes: {
      "a policy": {
        aws_ecr_repository: { web: { name: "web" } },
        aws_ecr_lifecycle_policy: { web: { repository: "${aws_ecr_repository.web.name}", policy: "{}" } },
      },
    },
    fails: {
      none: {
        given: { aws_ecr_repository: { web: { name: "web" } } },
        told: [["app/aws_ecr_repository.web", "no lifecycle policy", "an aws_ecr_lifecycle_policy of the repository"]],
      },
    },
  },
  "ECR-03": {
    title: "Tags of images in production stay with their image.",
    fix: "set image_tag_mutability to IMMUTABLE",
    passes: {
      "tags that stay": { aws_ecr_repository: { web: { image_tag_mutability: "IMMUTABLE" } } },
      "all but some": { aws_ecr_repository: { web: { image_tag_mutability: "IMMUTABLE_WITH_EXCLUSION" } } },
    },
    fails: {
      "no word of it": {
        given: { aws_ecr_repository: { web: {} } },
        told: [
          [
            "app/aws_ecr_repository.web › image_tag_mutability",
            "image_tag_mutability is not set",
            'image_tag_mutability = "IMMUTABLE" or "IMMUTABLE_WITH_EXCLUSION"',
          ],
        ],
      },
    },
  },
};
