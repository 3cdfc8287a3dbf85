import { isRecord } from "../../../review/values/values";
import type { Estate } from "../../tree/estate";
import { policiesAt } from "../../tree/policies";
import type { Resource } from "../../tree/resource";
import { blocksOf, isKnown, lookUp } from "../../tree/values";
import type { Found, ResourceRule, Rules } from "../rule.types";
import { noneOf, oneOf, settingRule } from "../setting-rule";
import { containersOf, inContainers } from "./container-definitions";

const TASKS = ["aws_ecs_task_definition"];

const TWO_ROLES: ResourceRule = {
  level: "error",
  title: "A task runs by another role than the one that starts it.",
  reason:
    "The application gets every secret of the task and may write into its logs otherwise; without a role, on an instance, it has that of the instance.",
  expected: "a task role of its own, or on Fargate none, and an execution role where ECS needs one",
  fix: "give the application a role of its own as task_role_arn; on Fargate it may be left out",
  source:
    'Amazon ECS Developer Guide, "IAM roles for Amazon ECS" and "Amazon ECS task execution IAM role", read 2026-11',
  types: TASKS,
  check: (task) => {
    const [own, execution] = [task.at("task_role_arn"), task.at("execution_role_arn")];
    if (typeof own === "string" && own !== "" && own === execution) {
      return [{ found: "one role for both", attribute: "task_role_arn" }];
    }
    const kinds = task.at("requires_compatibilities");
    if (!isKnown(kinds)) return [];
    const isOn = (kind: string) => task.texts("requires_compatibilities").includes(kind);
    const onInstances = isOn("EC2") || task.lacks("requires_compatibilities");
    const needed = isOn("FARGATE") ? neededToStart(task) : [];
    return [
      task.lacks("task_role_arn") && onInstances
        ? { found: "no role, so that it has that of its instance", attribute: "task_role_arn" }
        : [],
      task.lacks("execution_role_arn") && needed.length > 0
        ? {
            found: `no execution role, and ${needed.join(" and ")}`,
            attribute: "execution_role_arn",
            fix: "name a role that may fetch the images and write the logs as execution_role_arn",
          }
        : [],
    ].flat();
  },
};

/** What ECS fetches and writes for a task on Fargate by its execution role. Secrets are told by a rule of their own. */
function neededToStart(task: Resource): readonly string[] {
  const containers = containersOf(task);
  const fetches = containers.some(({ image }) => /\.dkr\.ecr\.[\w-]+\.amazonaws\.com/.test(String(image)));
  const writes = containers.some(
    ({ logConfiguration }) => isRecord(logConfiguration) && logConfiguration.logDriver === "awslogs",
  );
  return [...(fetches ? ["images of ECR"] : []), ...(writes ? ["logs by awslogs"] : [])];
}

/** Services that a task needs to be started: images, logs, secrets, files of variables. */
const STARTING = ["ecr", "ecr-public", "logs", "secretsmanager", "ssm", "kms", "s3", "sts"];

const WIDE_POLICY =
  /^arn:aws[\w-]*:iam::aws:policy\/(?:[\w-]+\/)*((?!CloudWatchLogs)\w*(?:FullAccess|AdministratorAccess|PowerUserAccess))$/;

/** What a role may do beside starting tasks, by policies that stand in the estate. */
function moreThanStarting(role: Resource, estate: Estate): readonly string[] {
  const inline = [
    ...policiesAt(role, "inline_policy.policy"),
    ...estate.referrers(role, "aws_iam_role_policy", "role").flatMap((policy) => policiesAt(policy, "policy")),
  ];
  const actions = inline
    .flatMap(({ statements }) => statements)
    .flatMap(({ isAllow, actions: named }) => (isAllow ? named : []))
    .filter((action) => isKnown(action) && !STARTING.includes(action.split(":")[0]?.toLowerCase() ?? ""));
  const managed = estate
    .referrers(role, "aws_iam_role_policy_attachment", "role")
    .flatMap((one) => one.texts("policy_arn"))
    .concat(role.texts("managed_policy_arns"))
    .flatMap((arn) => WIDE_POLICY.exec(arn)?.[1] ?? []);
  return [...new Set([...actions, ...managed])];
}

function executionRoleOf(task: Resource): Resource | undefined {
  return task.targets("execution_role_arn").find(({ type }) => type === "aws_iam_role");
}

const STARTS_ONLY: ResourceRule = {
  level: "error",
  title: "The role that starts tasks may fetch images and secrets and write logs, and no more.",
  reason: "It is ECS's, not the application's, and what it may do more is seen by nobody who reads the task role.",
  expected: "permissions for images, logs and secrets",
  fix: "move what the application needs to the task role",
  source: 'Amazon ECS Developer Guide, "Amazon ECS task execution IAM role", read 2026-11',
  types: TASKS,
  check: (task, estate) => {
    const role = executionRoleOf(task);
    const more = role === undefined ? [] : moreThanStarting(role, estate);
    return more.length === 0 ? [] : [{ found: more.slice(0, 3).join(", "), attribute: "execution_role_arn" }];
  },
};

const WRITES_LOGS: ResourceRule = {
  level: "error",
  title: "Containers write logs.",
  reason: "What a container said before it failed is gone with it.",
  expected: "a logConfiguration in each container",
  fix: "add a logConfiguration, awslogs with a log group that has a retention",
  source: "AWS Security Hub User Guide, control ECS.9, read 2026-11",
  types: TASKS,
  check: (task) =>
    inContainers(task, ({ logConfiguration }) => {
      const driver = isRecord(logConfiguration) ? logConfiguration.logDriver : undefined;
      return driver === undefined || driver === "none" ? "no logs" : undefined;
    }),
};

const NAMED_VERSIONS: ResourceRule = {
  level: "warning",
  title: "Containers run an image by a version that stays.",
  reason: "What latest stands for changes between two tasks of one service, and an older one cannot be had back.",
  expected: "a tag other than latest, or a digest",
  fix: "name the version, or the digest, that was built and scanned",
  source: 'Amazon ECS Developer Guide, "Best practices for Amazon ECS container images", read 2026-11',
  types: TASKS,
  check: (task) =>
    inContainers(task, ({ image }) => {
      if (typeof image !== "string" || !isKnown(image) || image.includes("@")) return undefined;
      const tag = /:([^:/]+)$/.exec(image)?.[1];
      return tag === undefined || tag === "latest" ? `the image ${image}` : undefined;
    }),
};

const READS_SECRETS: ResourceRule = {
  level: "error",
  title: "The role that starts a task may read the secrets that the task names.",
  reason: "ECS reads them before the container is there, and the task never starts.",
  expected: "an execution role with secretsmanager:GetSecretValue or ssm:GetParameters",
  fix: "give the task an execution role, and let it read the secrets",
  source: 'Amazon ECS Developer Guide, "Pass sensitive data to an Amazon ECS container", read 2026-11',
  types: TASKS,
  check: (task, estate) => {
    const names = containersOf(task).some(({ secrets }) => Array.isArray(secrets) && secrets.length > 0);
    if (!names) return [];
    const attribute = "execution_role_arn";
    if (task.lacks(attribute)) return [{ found: "secrets and no execution role", attribute }];
    const role = executionRoleOf(task);
    if (role === undefined || mayReadSecrets(role, estate)) return [];
    return [{ found: `secrets, and ${role.place} may read none`, attribute }];
  },
};

/** AWS's policy for the role, which is for images and logs alone. */
const IMAGES_AND_LOGS = /\/AmazonECSTaskExecutionRolePolicy$/;

/** Whether a role may read secrets, or has a policy of which that is not known. */
function mayReadSecrets(role: Resource, estate: Estate): boolean {
  const attached = estate.referrers(role, "aws_iam_role_policy_attachment", "role");
  const managed = [...attached.map((one) => one.at("policy_arn")), ...role.texts("managed_policy_arns")];
  if (managed.some((arn) => typeof arn !== "string" || !IMAGES_AND_LOGS.test(arn))) return true;
  const inline = estate.referrers(role, "aws_iam_role_policy", "role").map((one) => String(one.at("policy")));
  const own = role.blocks("inline_policy").map(({ policy }) => String(policy));
  return [...inline, ...own].some((text) => !text.startsWith("{") || /secretsmanager:|ssm:|"Action":"\*"/i.test(text));
}

const FILES_ENCRYPTED: ResourceRule = {
  level: "production",
  title: "Tasks of production reach their file systems encrypted.",
  reason: "What stands between task and file system reads and changes files otherwise.",
  expected: 'transit_encryption = "ENABLED"',
  fix: "set transit_encryption of efs_volume_configuration to ENABLED",
  source: "AWS Security Hub User Guide, control ECS.18, read 2026-11",
  types: TASKS,
  check: (task) =>
    task.blocks("volume").flatMap((volume): readonly Found[] => {
      if (blocksOf(volume, "efs_volume_configuration").length === 0) return [];
      const value = lookUp(volume, "efs_volume_configuration.transit_encryption");
      return !isKnown(value) || value === "ENABLED"
        ? []
        : [{ found: `the volume ${String(volume.name)} without encryption`, attribute: "volume" }];
    }),
};

const FILES_READ_ONLY: ResourceRule = {
  level: "production",
  title: "Containers of production cannot change their own program.",
  reason: "Whoever gets in leaves nothing behind for the next request.",
  expected: "readonlyRootFilesystem in each container",
  fix: "set readonlyRootFilesystem to true, with a volume or tmpfs for what is written",
  source: "AWS Security Hub User Guide, control ECS.5, read 2026-11",
  types: TASKS,
  check: (task) => {
    // Windows has no file system that is read only.
    if (String(task.at("runtime_platform.operating_system_family")).startsWith("WINDOWS")) return [];
    return inContainers(task, ({ readonlyRootFilesystem }) =>
      readonlyRootFilesystem === true ? undefined : "a root file system that can be written",
    );
  },
};

const NOT_ROOT_ON_HOST: ResourceRule = {
  level: "error",
  title: "No container that shares the network of its host runs as root.",
  reason: "It answers on every port of the host and reads the traffic of the other containers.",
  expected: "network_mode awsvpc, or a user other than root",
  fix: "set network_mode to awsvpc, or user to one that is not root",
  source: "AWS Security Hub User Guide, controls ECS.17 and ECS.20, read 2026-12",
  types: TASKS,
  check: (task) => {
    if (task.at("network_mode") !== "host") return [];
    return inContainers(task, ({ user, privileged }) => {
      const isRoot = user === undefined || /^(root|0)(:|$)/.test(String(user));
      return isRoot && privileged !== true ? "root on the network of the host" : undefined;
    });
  },
};

const IMAGES_END: ResourceRule = {
  level: "warning",
  title: "Repositories of images have a lifecycle policy.",
  reason: "Every image that was ever pushed is kept, and billed, otherwise.",
  expected: "an aws_ecr_lifecycle_policy of the repository",
  fix: "add a lifecycle policy that ends images without tags, and all but the newest",
  source: "AWS Security Hub User Guide, control ECR.3, read 2026-11",
  types: ["aws_ecr_repository"],
  check: (repository, estate) =>
    estate.referrers(repository, "aws_ecr_lifecycle_policy", "repository").length > 0
      ? []
      : [{ found: "no lifecycle policy" }],
};

/** Rules about tasks of ECS, and the images that they run. */
export const TASK_RULES = {
  "ECS-01": TWO_ROLES,
  "ECS-02": STARTS_ONLY,
  "ECS-04": WRITES_LOGS,
  "ECS-05": NAMED_VERSIONS,
  "ECS-07": READS_SECRETS,
  "ECS-08": settingRule({
    level: "error",
    title: "No task sees the processes of its host.",
    reason: "It can read and end what other tasks and the host run.",
    fix: "leave pid_mode out, or take task",
    source: "AWS Security Hub User Guide, control ECS.3, read 2026-11",
    settings: { aws_ecs_task_definition: noneOf("pid_mode", ["host"]) },
  }),
  "ECS-09": FILES_READ_ONLY,
  "ECS-12": NOT_ROOT_ON_HOST,
  "ECS-13": FILES_ENCRYPTED,
  "ECR-02": IMAGES_END,
  "ECR-03": settingRule({
    level: "production",
    title: "Tags of images in production stay with their image.",
    reason: "What was tested under a tag is what runs under it.",
    fix: "set image_tag_mutability to IMMUTABLE",
    source: "AWS Security Hub User Guide, control ECR.2, read 2026-11",
    settings: {
      aws_ecr_repository: oneOf("image_tag_mutability", ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"]),
    },
  }),
} as const satisfies Rules;
