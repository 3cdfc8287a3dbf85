import { isSecretName } from "../../constructs/core/texts/secret-forms";
import type { Estate } from "../tree/estate";
import { covers } from "../tree/policies";
import type { Resource } from "../tree/resource";
import { rightsOf } from "../tree/rights";
import { blocksOf, isKnown } from "../tree/values";
import type { Found, ResourceRule, Rules } from "./rule.types";
import { inEach, noneOf, off, type Setting, settingRule } from "./setting-rule";

/** Configurations of CodeDeploy that put half of the hosts, or all, at risk at once. Those of ECS and Lambda have both versions running. */
const AT_ONCE = ["CodeDeployDefault.AllAtOnce", "CodeDeployDefault.HalfAtATime"];

/** Whether a build makes images, as far as its commands stand in the project. */
function buildsImages(project: Resource): boolean {
  const commands = project.at("source.buildspec");
  return typeof commands === "string" && /\b(docker|buildah|podman)\b/.test(commands);
}

const PRIVILEGED: Setting = {
  ...off("environment.privileged_mode"),
  concerns: (project) => !buildsImages(project),
};

/** Names that AWS's own tools read credentials from. */
const CREDENTIALS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

const NO_SECRETS_IN_BUILDS: ResourceRule = {
  level: "error",
  title: "Builds get no secret as a plain environment variable.",
  reason: "Who may read projects or builds reads it, and it stands in the state.",
  expected: "variables of type SECRETS_MANAGER or PARAMETER_STORE",
  fix: "keep the value in Secrets Manager, and name it by type SECRETS_MANAGER; AWS is reached by the project's role",
  source: "AWS Security Hub User Guide, control CodeBuild.2, read 2026-11",
  types: ["aws_codebuild_project"],
  check: (project) => {
    const variables = project.blocks("environment").flatMap((block) => blocksOf(block, "environment_variable"));
    const names = variables.filter(holdsSecret).map(({ name }) => String(name));
    return names.length === 0
      ? []
      : [{ found: `the variables ${names.join(", ")} in plain text`, attribute: "environment" }];
  },
};

function holdsSecret({ name, type, value }: Readonly<Record<string, unknown>>): boolean {
  if ((type ?? "PLAINTEXT") !== "PLAINTEXT" || typeof name !== "string" || !isKnown(name)) return false;
  if (CREDENTIALS.includes(name)) return true;
  return isSecretName(name) && typeof value === "string" && isKnown(value) && !/^(arn:|$)/.test(value);
}

const APPROVED: ResourceRule = {
  level: "production",
  title: "Pipelines deploy to production when somebody has approved it.",
  reason: "Whoever may push changes production otherwise, and nobody has looked.",
  expected: "an action of category Approval before the first of category Deploy",
  fix: "add a stage with a Manual approval before the one that deploys",
  source: 'AWS CodePipeline User Guide, "Add a manual approval action to a pipeline in CodePipeline", read 2026-11',
  types: ["aws_codepipeline"],
  check: (pipeline) => {
    const actions = pipeline.blocks("stage").flatMap((stage) => blocksOf(stage, "action"));
    const categories = actions.map(({ category }) => category);
    const [deploys, asks] = [categories.indexOf("Deploy"), categories.indexOf("Approval")];
    // Stages that an expression makes are not known.
    if (deploys < 0 || (asks >= 0 && asks < deploys) || !isKnown(categories)) return [];
    const found = asks < 0 ? "a deployment that nobody approves" : "an approval that comes after a deployment";
    return [{ found, attribute: "stage" }];
  },
};

/** Both kinds of logs of a build are off. */
function logsOf(project: Resource): readonly Found[] {
  const cloudWatch = project.at("logs_config.cloudwatch_logs.status");
  const s3 = project.at("logs_config.s3_logs.status");
  const isOff = cloudWatch === "DISABLED" && (s3 ?? "DISABLED") === "DISABLED";
  return isOff ? [{ found: "builds without logs", attribute: "logs_config" }] : [];
}

const NO_CREDENTIALS_IN_ADDRESSES: ResourceRule = {
  level: "error",
  title: "Addresses of sources have no credentials in them.",
  reason: "Who may read projects reads them, and they stand in the state and in logs.",
  expected: "an address without a name, a password or a token before the host",
  fix: "connect the source by CodeConnections, or name a secret by auth",
  source: "AWS Security Hub User Guide, control CodeBuild.1, read 2026-11",
  types: ["aws_codebuild_project"],
  check: (project) =>
    ["source", "secondary_sources"].flatMap((name) =>
      project
        .blocks(name)
        .filter(({ location }) => typeof location === "string" && /^[a-z]+:\/\/[^/@]+@/i.test(location))
        // It is not quoted, for a token has no form that it could be known by.
        .map(() => ({ found: "an address with credentials in it", attribute: `${name}.location` })),
    ),
};

/** Policies of AWS by which a server reads what is to be installed on it. */
const READERS = [
  "AdministratorAccess",
  "AmazonEC2RoleforAWSCodeDeploy",
  "AmazonEC2RoleforAWSCodeDeployLimited",
  "AmazonS3FullAccess",
  "AmazonS3ReadOnlyAccess",
  "PowerUserAccess",
  "ReadOnlyAccess",
];

/** Roles of the servers that a group of a deployment starts, by its launch template. */
function rolesOfServers(group: Resource): readonly Resource[] {
  const templates = ["launch_template", "mixed_instances_policy", "launch_configuration"].flatMap((at) =>
    group.targets(at),
  );
  return templates.flatMap((one) => one.targets("iam_instance_profile")).flatMap((profile) => profile.targets("role"));
}

function readsNothing(role: Resource, estate: Estate): boolean {
  const rights = rightsOf(role, estate);
  if (rights === undefined || rights.managed.some((name) => READERS.includes(name))) return false;
  return !rights.statements.some(
    ({ isAllow, actions, exceptActions }) =>
      isAllow && (exceptActions !== undefined || actions.some((action) => covers(action, "s3:GetObject"))),
  );
}

const SERVERS_READ: ResourceRule = {
  level: "error",
  title: "Servers that CodeDeploy deploys to may read what it deploys.",
  reason: "The agent on the server fetches it by the server's own role, and each deployment fails where that may not.",
  expected: "a role of the servers that allows s3:GetObject on the bucket of what is deployed",
  fix: "allow the role of the servers s3:GetObject on that bucket",
  source:
    'AWS CodeDeploy User Guide, "Step 4: Create an IAM instance profile for your Amazon EC2 instances", read 2026-12',
  types: ["aws_codedeploy_deployment_group"],
  check: (deployment, estate) => {
    const groups = deployment.targets("autoscaling_groups").filter(({ type }) => type === "aws_autoscaling_group");
    const roles = new Set(groups.flatMap(rolesOfServers).filter((role) => readsNothing(role, estate)));
    return [...roles].map(({ place }) => ({ found: `${place} reads nothing in S3`, attribute: "autoscaling_groups" }));
  },
};

/** Rules about pipelines, builds and deployments. */
export const DELIVERY_RULES = {
  "CD-01": SERVERS_READ,
  "CD-02": settingRule({
    level: "production",
    title: "Deployments of production leave most hosts as they are until new ones are well.",
    reason: "A version that does not start takes down half of the hosts, or all of them.",
    fix: "take CodeDeployDefault.OneAtATime, or a configuration with minimum_healthy_hosts",
    source: 'AWS CodeDeploy User Guide, "Working with deployment configurations in CodeDeploy", read 2026-11',
    settings: {
      aws_codedeploy_deployment_group: noneOf("deployment_config_name", AT_ONCE),
      aws_codedeploy_deployment_config: {
        at: "minimum_healthy_hosts.value",
        expected: "of 1 or more",
        holds: (value) => Number(value) >= 1,
        byDefault: true,
      },
    },
  }),
  "CD-03": APPROVED,
  "CD-06": settingRule({
    level: "warning",
    title: "Builds are privileged where they build images, and nowhere else.",
    reason: "A privileged build has the host's devices, and what is built may use them.",
    fix: "remove privileged_mode; an image can be built without it by buildah or kaniko",
    source: 'AWS CodeBuild API Reference, "ProjectEnvironment", read 2026-12',
    settings: { aws_codebuild_project: PRIVILEGED },
  }),
  "CD-08": NO_SECRETS_IN_BUILDS,
  "CD-09": NO_CREDENTIALS_IN_ADDRESSES,
  "CD-10": {
    level: "production",
    title: "Builds of production write logs.",
    reason: "What a build did, and with what, is told nowhere else.",
    expected: "logs in CloudWatch or in S3",
    fix: "set logs_config.cloudwatch_logs.status to ENABLED, or leave logs_config out",
    source: "AWS Security Hub User Guide, control CodeBuild.4, read 2026-11",
    types: ["aws_codebuild_project"],
    check: logsOf,
  },
  "CD-11": settingRule({
    level: "error",
    title: "What builds write is encrypted.",
    reason: "Artifacts, logs and reports hold code, and often what tests were run with.",
    fix: "remove encryption_disabled, which costs nothing",
    source: "AWS Security Hub User Guide, controls CodeBuild.3 and CodeBuild.7, read 2026-11",
    settings: {
      aws_codebuild_project: [
        off("artifacts.encryption_disabled"),
        off("logs_config.s3_logs.encryption_disabled"),
        inEach("secondary_artifacts", off("encryption_disabled")),
      ],
      aws_codebuild_report_group: off("export_config.s3_destination.encryption_disabled"),
    },
  }),
} as const satisfies Rules;
