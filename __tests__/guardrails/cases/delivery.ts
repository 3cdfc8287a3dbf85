import type { DELIVERY_RULES } from "../../../guardrails/rules/delivery";
import { allowing } from "../policy-texts";
import type { CasesOf, Resources, Told } from "../rule-cases";

/** A project with an environment. */
function project(environment: object, more: object = {}): Resources {
  return { aws_codebuild_project: { web: { environment: [environment], ...more } } };
}

/** A project with a variable. */
const withVariable = (variable: object) => project({ environment_variable: [variable] });

/** A pipeline with an action of each category. */
function pipeline(...categories: readonly string[]): Resources {
  return { aws_codepipeline: { web: { stage: categories.map((category) => ({ action: [{ category }] })) } } };
}

const APPROVAL = "an action of category Approval before the first of category Deploy";
const PLAIN = "variables of type SECRETS_MANAGER or PARAMETER_STORE";

/** A deployment to servers whose role has a policy of its own, and another one that is attached. */
function deployment(policy: string, attached: Resources = {}): Resources {
  return {
    aws_codedeploy_deployment_group: { web: { autoscaling_groups: ["${aws_autoscaling_group.web.name}"] } },
    aws_autoscaling_group: { web: { launch_template: [{ id: "${aws_launch_template.web.id}" }] } },
    aws_launch_template: { web: { iam_instance_profile: [{ arn: "${aws_iam_instance_profile.web.arn}" }] } },
    aws_iam_instance_profile: { web: { role: "${aws_iam_role.web.name}" } },
    aws_iam_role: { web: { name: "web" } },
    aws_iam_role_policy: { web: { role: "${aws_iam_role.web.id}", policy } },
    ...attached,
  };
}

/** A managed policy that the role of the servers has. */
const managed = (policy_arn: string): Resources => ({
  aws_iam_role_policy_attachment: { web: { role: "${aws_iam_role.web.name}", policy_arn } },
});

const LOGS = allowing("logs:PutLogEvents", "*");

/** Cases of the rules about pipelines, builds and deployments. */
export const DELIVERY_CASES: CasesOf<typeof DELIVERY_RULES> = {
  "CD-01": {
    title: "Servers that CodeDeploy deploys to may read what it deploys.",
    fix: "allow the role of the servers s3:GetObject on that bucket",
    passes: {
      "a role that reads": deployment(allowing(["s3:Get*", "s3:ListBucket"], "arn:aws:s3:::artifacts/*")),
      "AWS's own policy": deployment(
        LOGS,
        managed("arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforAWSCodeDeployLimited"),
      ),
      "a policy from elsewhere": deployment(LOGS, managed("arn:aws:iam::111111111111:policy/servers")),
      "servers by their tags": { aws_codedeploy_deployment_group: { web: { ec2_tag_set: [{}] } } },
    },
    fails: {
      "a role that does not": {
        given: deployment(LOGS, managed("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")),
        told: [
          [
            "app/aws_codedeploy_deployment_group.web › autoscaling_groups",
            "app/aws_iam_role.web reads nothing in S3",
            "a role of the servers that allows s3:GetObject on the bucket of what is deployed",
          ],
        ],
      },
    },
  },
  "CD-02": {
    title: "Deployments of production leave most hosts as they are until new ones are well.",
    fix: "take CodeDeployDefault.OneAtATime, or a configuration with minimum_healthy_hosts",
    passes: {
      "one at a time, which is the default": {
        aws_codedeploy_deployment_group: { none: {}, one: { deployment_config_name: "CodeDeployDefault.OneAtATime" } },
      },
      "both versions at once, of tasks": {
        aws_codedeploy_deployment_group: { one: { deployment_config_name: "CodeDeployDefault.ECSAllAtOnce" } },
        aws_codedeploy_deployment_config: { one: { compute_platform: "ECS" } },
      },
      "some hosts that stay": {
        aws_codedeploy_deployment_config: { one: { minimum_healthy_hosts: [{ type: "HOST_COUNT", value: 2 }] } },
      },
    },
    fails: {
      "all at once": {
        given: {
          aws_codedeploy_deployment_group: { one: { deployment_config_name: "CodeDeployDefault.AllAtOnce" } },
          aws_codedeploy_deployment_config: { one: { minimum_healthy_hosts: [{ type: "HOST_COUNT", value: 0 }] } },
        },
        told: [
          [
            "app/aws_codedeploy_deployment_config.one › minimum_healthy_hosts.value",
            "minimum_healthy_hosts.value = 0",
            "minimum_healthy_hosts.value of 1 or more",
          ],
          [
            "app/aws_codedeploy_deployment_group.one › deployment_config_name",
            'deployment_config_name = "CodeDeployDefault.AllAtOnce"',
            'deployment_config_name other than "CodeDeployDefault.AllAtOnce" and "CodeDeployDefault.HalfAtATime"',
          ],
        ],
      },
    },
  },
  "CD-03": {
    title: "Pipelines deploy to production when somebody has approved it.",
    fix: "add a stage with a Manual approval before the one that deploys",
    passes: {
      "one that asks": pipeline("Source", "Build", "Approval", "Deploy"),
      "one that deploys nothing": pipeline("Source", "Build"),
      "categories that are not known": pipeline("Source", "${var.category}", "Deploy"),
    },
    fails: {
      "one that asks nobody": {
        given: pipeline("Source", "Deploy"),
        told: [["app/aws_codepipeline.web › stage", "a deployment that nobody approves", APPROVAL]],
      },
      "one that asks too late": {
        given: pipeline("Source", "Deploy", "Approval"),
        told: [["app/aws_codepipeline.web › stage", "an approval that comes after a deployment", APPROVAL]],
      },
    },
  },
  "CD-06": {
    title: "Builds are privileged where they build images, and nowhere else.",
    fix: "remove privileged_mode; an image can be built without it by buildah or kaniko",
    passes: {
      "one that is not": project({ privileged_mode: false }),
      "one that builds images": project(
        { privileged_mode: true },
        { source: [{ buildspec: "phases: {build: {commands: [docker build -t web .]}}" }] },
      ),
    },
    fails: {
      "one that builds something else": {
        given: project({ privileged_mode: true }, { source: [{ buildspec: "phases: {build: {commands: [make]}}" }] }),
        told: [
          [
            "app/aws_codebuild_project.web › environment.privileged_mode",
            "environment.privileged_mode = true",
            "environment.privileged_mode = false",
          ],
        ],
      },
    },
  },
  "CD-08": {
    title: "Builds get no secret as a plain environment variable.",
    fix: "keep the value in Secrets Manager, and name it by type SECRETS_MANAGER; AWS is reached by the project's role",
    passes: {
      "a reference": withVariable({ name: "DB_PASSWORD", type: "SECRETS_MANAGER", value: "orders:password" }),
      "where a secret is": withVariable({ name: "API_TOKEN", value: "arn:aws:ssm:ap-northeast-2:111111111111:p/t" }),
      "a value that is not known": withVariable({ name: "API_TOKEN", value: "${aws_ssm_parameter.token.name}" }),
      "another variable": withVariable({ name: "STAGE", value: "test" }),
    },
    fails: {
      "credentials of AWS, and a password": {
        given: project({
          environment_variable: [
            { name: "AWS_SECRET_ACCESS_KEY", type: "PLAINTEXT", value: "${var.key}" },
            { name: "DB_PASSWORD", value: "hunter2" },
          ],
        }),
        told: [
          [
            "app/aws_codebuild_project.web › environment",
            "the variables AWS_SECRET_ACCESS_KEY, DB_PASSWORD in plain text",
            PLAIN,
          ],
        ],
      },
    },
  },
  "CD-09": {
    title: "Addresses of sources have no credentials in them.",
    fix: "connect the source by CodeConnections, or name a secret by auth",
    passes: {
      "an address, a bucket, and a pipeline": {
        aws_codebuild_project: {
          git: { source: [{ location: "https://bitbucket.org/shop/web.git" }] },
          bucket: { source: [{ location: "sources/web@2.zip" }] },
          pipeline: { source: [{ type: "CODEPIPELINE" }] },
        },
      },
    },
    fails: {
      "a token, and a password": {
        given: {
          aws_codebuild_project: {
            web: {
              source: [{ location: "https://x-token-auth@bitbucket.org/shop/web.git" }],
              secondary_sources: [{ location: "https://shop:hunter2@bitbucket.org/shop/lib.git" }],
            },
          },
        },
        told: ["secondary_sources.location", "source.location"].map(
          (at): Told => [
            `app/aws_codebuild_project.web › ${at}`,
            "an address with credentials in it",
            "an address without a name, a password or a token before the host",
          ],
        ),
      },
    },
  },
  "CD-10": {
    title: "Builds of production write logs.",
    fix: "set logs_config.cloudwatch_logs.status to ENABLED, or leave logs_config out",
    passes: {
      "no word of it": project({}),
      "logs in a bucket": project(
        {},
        { logs_config: [{ cloudwatch_logs: [{ status: "DISABLED" }], s3_logs: [{ status: "ENABLED" }] }] },
      ),
    },
    fails: {
      none: {
        given: project({}, { logs_config: [{ cloudwatch_logs: [{ status: "DISABLED" }] }] }),
        told: [["app/aws_codebuild_project.web › logs_config", "builds without logs", "logs in CloudWatch or in S3"]],
      },
    },
  },
  "CD-11": {
    title: "What builds write is encrypted.",
    fix: "remove encryption_disabled, which costs nothing",
    passes: { "no word of it": { ...project({}), aws_codebuild_report_group: { web: { type: "TEST" } } } },
    fails: {
      "encryption that is off": {
        given: {
          ...project(
            {},
            {
              artifacts: [{ encryption_disabled: true }],
              logs_config: [{ s3_logs: [{ encryption_disabled: true }] }],
              secondary_artifacts: [{ encryption_disabled: false }, { encryption_disabled: true }],
            },
          ),
          aws_codebuild_report_group: {
            web: { export_config: [{ s3_destination: [{ encryption_disabled: true }] }] },
          },
        },
        told: [
          [
            "app/aws_codebuild_project.web › artifacts.encryption_disabled",
            "artifacts.encryption_disabled = true",
            "artifacts.encryption_disabled = false",
          ],
          [
            "app/aws_codebuild_project.web › logs_config.s3_logs.encryption_disabled",
            "logs_config.s3_logs.encryption_disabled = true",
            "logs_config.s3_logs.encryption_disabled = false",
          ],
          [
            "app/aws_codebuild_project.web › secondary_artifacts",
            "secondary_artifacts.encryption_disabled = true",
            "secondary_artifacts.encryption_disabled = false",
          ],
          [
            "app/aws_codebuild_report_group.web › export_config.s3_destination.encryption_disabled",
            "export_config.s3_destination.encryption_disabled = true",
            "export_config.s3_destination.encryption_disabled = false",
          ],
        ],
      },
    },
  },
};
