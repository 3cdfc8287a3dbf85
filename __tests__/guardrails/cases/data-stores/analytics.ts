import type { ANALYTICS_RULES } from "../../../../guardrails/rules/data-stores/analytics";
import { type CasesOf, failing, resources, unset, valued } from "../../rule-cases";

/** Cases of the rules about notebooks, models, jobs and clusters. */
export const ANALYTICS_CASES: CasesOf<typeof ANALYTICS_RULES> = {
  "DAT-26": {
    title: "Notebooks and models of production reach nothing but what the VPC lets them reach.",
    fix: "give notebooks a subnet and set direct_internet_access to Disabled, and set enable_network_isolation of models to true",
    passes: {
      "those that do": resources(
        ["aws_sagemaker_notebook_instance", { direct_internet_access: "Disabled", subnet_id: "${aws_subnet.data.id}" }],
        ["aws_sagemaker_model", { enable_network_isolation: true }],
      ),
    },
    fails: {
      others: failing(
        [
          "aws_sagemaker_notebook_instance",
          {},
          unset("direct_internet_access", '= "Disabled"'),
          unset("subnet_id", "that is set"),
        ],
        ["aws_sagemaker_model", {}, unset("enable_network_isolation", "= true")],
      ),
    },
  },
  "DAT-27": {
    title: "Users of notebooks in production are not root.",
    fix: "set root_access to Disabled; life-cycle configurations run as root nevertheless",
    passes: { "those who are not": resources(["aws_sagemaker_notebook_instance", { root_access: "Disabled" }]) },
    fails: {
      others: failing(["aws_sagemaker_notebook_instance", {}, unset("root_access", '= "Disabled"')]),
    },
  },
  "DAT-28": {
    title: "EMR starts no cluster whose security groups admit the internet.",
    fix: "set block_public_security_group_rules to true, and permit no port but 22",
    passes: {
      "it is refused, but for SSH": resources([
        "aws_emr_block_public_access_configuration",
        {
          block_public_security_group_rules: true,
          permitted_public_security_group_rule_range: [{ min_range: 22, max_range: 22 }],
        },
      ]),
    },
    fails: {
      "it is not": failing([
        "aws_emr_block_public_access_configuration",
        { block_public_security_group_rules: false },
        valued("block_public_security_group_rules", "false", "= true"),
      ]),
      "other ports are permitted": failing([
        "aws_emr_block_public_access_configuration",
        {
          block_public_security_group_rules: true,
          permitted_public_security_group_rule_range: [{ min_range: 22, max_range: 443 }],
        },
        [
          "permitted_public_security_group_rule_range",
          "permitted_public_security_group_rule_range.max_range = 443",
          "permitted_public_security_group_rule_range.max_range = 22",
        ],
      ]),
    },
  },
  "DAT-29": {
    title: "Jobs and notebooks run on versions that AWS mends.",
    fix: "take a later version, and run the job once on it before production does",
    passes: {
      "those that do": resources(
        ["aws_glue_job", { glue_version: "5.0" }],
        ["aws_glue_job", { command: [{ name: "pythonshell" }] }],
        ["aws_sagemaker_notebook_instance", { platform_identifier: "notebook-al2023-v1" }],
        ["aws_sagemaker_notebook_instance", {}],
      ),
    },
    fails: {
      others: failing(
        ["aws_glue_job", { glue_version: "2.0" }, valued("glue_version", '"2.0"', "of 3.0 or later")],
        ["aws_glue_job", {}, unset("glue_version", "of 3.0 or later")],
        [
          "aws_sagemaker_notebook_instance",
          { platform_identifier: "notebook-al1-v1" },
          valued(
            "platform_identifier",
            '"notebook-al1-v1"',
            'other than "notebook-al1-v1" and "notebook-al2-v1" and "notebook-al2-v2" and "notebook-al2-v3"',
          ),
        ],
      ),
    },
  },
};
