import type { Rules } from "../rule.types";
import { inEach, noneOf, on, oneOf, type Setting, set, settingRule } from "../setting-rule";

/** Versions that AWS still mends begin with 3.0 (AWS Glue Developer Guide, "AWS Glue version support policy", read 2026-11). */
const GLUE: Setting = {
  at: "glue_version",
  expected: "of 3.0 or later",
  holds: (value) => Number.parseFloat(String(value)) >= 3,
  byDefault: false,
};

/** Rules about notebooks, models, jobs and clusters that work on data. */
export const ANALYTICS_RULES = {
  "DAT-26": settingRule({
    level: "production",
    title: "Notebooks and models of production reach nothing but what the VPC lets them reach.",
    reason: "Libraries that are installed into them come from anywhere, and so may send data anywhere.",
    fix: "give notebooks a subnet and set direct_internet_access to Disabled, and set enable_network_isolation of models to true",
    source: "AWS Security Hub User Guide, controls SageMaker.1, SageMaker.2 and SageMaker.5, read 2026-11",
    settings: {
      aws_sagemaker_notebook_instance: [oneOf("direct_internet_access", ["Disabled"]), set("subnet_id")],
      aws_sagemaker_model: on("enable_network_isolation"),
    },
  }),
  "DAT-27": settingRule({
    level: "production",
    title: "Users of notebooks in production are not root.",
    reason: "Root reads what the notebook's role may read, whoever is signed in.",
    fix: "set root_access to Disabled; life-cycle configurations run as root nevertheless",
    source: "AWS Security Hub User Guide, control SageMaker.3, read 2026-11",
    settings: { aws_sagemaker_notebook_instance: oneOf("root_access", ["Disabled"]) },
  }),
  "DAT-28": settingRule({
    level: "error",
    title: "EMR starts no cluster whose security groups admit the internet.",
    reason: "The account's setting is the last that stands between a copied group and a cluster with all its ports.",
    fix: "set block_public_security_group_rules to true, and permit no port but 22",
    source: "AWS Security Hub User Guide, control EMR.2, read 2026-11",
    settings: {
      aws_emr_block_public_access_configuration: [
        on("block_public_security_group_rules"),
        inEach("permitted_public_security_group_rule_range", oneOf("min_range", [22])),
        inEach("permitted_public_security_group_rule_range", oneOf("max_range", [22])),
      ],
    },
  }),
  "DAT-29": settingRule({
    level: "warning",
    title: "Jobs and notebooks run on versions that AWS mends.",
    reason: "Weaknesses of the others stay.",
    fix: "take a later version, and run the job once on it before production does",
    source: "AWS Security Hub User Guide, controls Glue.4 and SageMaker.8, read 2026-11",
    settings: {
      // Jobs of plain Python have versions of Python instead.
      aws_glue_job: { ...GLUE, concerns: (job) => job.at("command.name") !== "pythonshell" },
      aws_sagemaker_notebook_instance: noneOf("platform_identifier", [
        "notebook-al1-v1",
        "notebook-al2-v1",
        "notebook-al2-v2",
        "notebook-al2-v3",
      ]),
    },
  }),
} as const satisfies Rules;
