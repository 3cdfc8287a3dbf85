import { covers, policiesAt } from "../../tree/policies";
import type { ResourceRule, Rules } from "../rule.types";
import { inEach, noneOf, oneOf, type Setting, set, settingRule } from "../setting-rule";

function withoutEverybody(at: string): Setting {
  return {
    at,
    expected: "with the origins of the application, and not *",
    holds: (value) => ![value].flat().includes("*"),
    byDefault: true,
  };
}

const BEHIND_WEB_ACL: ResourceRule = {
  level: "production",
  title: "Stages of REST APIs in production stand behind a web ACL.",
  reason: "Floods and well-known attacks reach the application otherwise.",
  expected: "an association with a web ACL",
  fix: "add an aws_wafv2_web_acl_association with the stage's ARN",
  source: "AWS Security Hub User Guide, control APIGateway.4, read 2026-11",
  types: ["aws_api_gateway_stage"],
  check: (stage, estate) =>
    estate.referrers(stage, "aws_wafv2_web_acl_association", "resource_arn").length > 0
      ? []
      : [{ found: "no association with a web ACL" }],
};

const NAMED_FUNCTIONS: ResourceRule = {
  level: "error",
  title: "The role of a state machine calls the functions that it names.",
  reason: "Who changes the definition runs any function of the account otherwise.",
  expected: "lambda:InvokeFunction on the ARNs of functions",
  fix: "name the functions, and their versions and aliases by :* behind each",
  source: 'AWS Step Functions Developer Guide, "Invoke an AWS Lambda function with Step Functions", read 2026-11',
  types: ["aws_sfn_state_machine"],
  check: (machine, estate) => {
    const policies = machine.targets("role_arn").flatMap((role) => [
      ...policiesAt(role, "inline_policy.policy"),
      ...estate.referrers(role, "aws_iam_role_policy", "role").flatMap((one) => policiesAt(one, "policy")),
      ...estate
        .referrers(role, "aws_iam_role_policy_attachment", "role")
        .flatMap((one) => one.targets("policy_arn"))
        .flatMap((one) => policiesAt(one, "policy")),
    ]);
    const isOpen = policies
      .flatMap(({ statements }) => statements)
      .some(
        ({ isAllow, actions, resources }) =>
          isAllow &&
          actions.some((action) => covers(action, "lambda:InvokeFunction")) &&
          resources.some((one) => /^(\*|arn:aws:lambda:[^:]*:[^:]*:(\*|function:\*))$/.test(one)),
      );
    return isOpen ? [{ found: "a role that may call every function", attribute: "role_arn" }] : [];
  },
};

/** Rules about APIs, state machines, topics, and what is written down of them. */
export const API_RULES = {
  "SLS-10": settingRule({
    level: "production",
    title: "APIs of production answer browsers on pages of named origins.",
    reason: "With * every page that a user looks at asks the API in his name.",
    fix: "list the origins of the application",
    source: 'Amazon API Gateway Developer Guide, "Configure CORS for HTTP APIs in API Gateway", read 2026-11',
    settings: {
      aws_apigatewayv2_api: withoutEverybody("cors_configuration.allow_origins"),
      aws_lambda_function_url: withoutEverybody("cors.allow_origins"),
    },
  }),
  "SLS-11": NAMED_FUNCTIONS,
  "SLS-14": settingRule({
    level: "production",
    title: "APIs and state machines of production write down what they did.",
    reason: "Who called, and what failed, is told nowhere else.",
    fix: "send logs to a log group with a retention",
    source:
      "AWS Security Hub User Guide, controls APIGateway.1, APIGateway.9, AppSync.2 and StepFunctions.1, read 2026-11",
    settings: {
      aws_api_gateway_method_settings: oneOf("settings.logging_level", ["ERROR", "INFO"]),
      aws_apigatewayv2_stage: set("access_log_settings.destination_arn"),
      aws_appsync_graphql_api: oneOf("log_config.field_log_level", ["ALL", "DEBUG", "INFO", "ERROR"]),
      aws_sfn_state_machine: oneOf("logging_configuration.level", ["ALL", "ERROR", "FATAL"]),
    },
  }),
  "SLS-16": BEHIND_WEB_ACL,
  "SLS-17": settingRule({
    level: "warning",
    title: "Routes of APIs ask who calls.",
    reason: "A route without authorization is for everybody, which should be on purpose.",
    fix: "set authorization_type to AWS_IAM, JWT or CUSTOM; for what is public on purpose, exempt the route and say why",
    source: "AWS Security Hub User Guide, control APIGateway.8, read 2026-11",
    settings: { aws_apigatewayv2_route: noneOf("authorization_type", ["NONE"], false) },
  }),
  "SLS-18": settingRule({
    level: "error",
    title: "Domains of APIs speak TLS 1.2 or newer.",
    reason: "TLS before 1.2 can be read by who stands in between.",
    fix: "set security_policy to TLS_1_2",
    source:
      'Amazon API Gateway Developer Guide, "Choose a security policy for your custom domain in API Gateway", read 2026-11',
    settings: {
      aws_api_gateway_domain_name: noneOf("security_policy", ["TLS_1_0"]),
      aws_apigatewayv2_domain_name: noneOf("domain_name_configuration.security_policy", ["TLS_1_0"]),
    },
  }),
  "SLS-19": settingRule({
    level: "production",
    title: "Nobody is let into a GraphQL API of production by a key of it.",
    reason: "The key stands in the pages of the application, so that everybody has it, and says nothing of who calls.",
    fix: "set authentication_type to AWS_IAM, AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT or AWS_LAMBDA",
    source: "AWS Security Hub User Guide, control AppSync.5, read 2026-11",
    settings: {
      aws_appsync_graphql_api: [
        noneOf("authentication_type", ["API_KEY"]),
        inEach("additional_authentication_provider", noneOf("authentication_type", ["API_KEY"])),
      ],
    },
  }),
  "SLS-20": settingRule({
    level: "production",
    title: "Topics of production are encrypted.",
    reason: "SNS keeps what it cannot deliver yet, and of itself in clear.",
    fix: "set kms_master_key_id to a key whose policy admits what publishes, alarms too",
    source: "AWS Security Hub User Guide, control SNS.1, read 2026-11",
    settings: { aws_sns_topic: set("kms_master_key_id") },
  }),
  "SLS-25": settingRule({
    level: "warning",
    title: "APIs reach what is private by HTTPS.",
    reason: "A link into the VPC keeps others out, and what goes through it is in clear.",
    fix: "let the listener of the balancer speak HTTPS, and set tls_config.server_name_to_verify to the name of its certificate",
    source: "AWS Security Hub User Guide, control APIGateway.10, read 2026-12",
    settings: {
      aws_apigatewayv2_integration: {
        ...set("tls_config.server_name_to_verify"),
        concerns: (integration) => integration.at("connection_type") === "VPC_LINK",
      },
    },
  }),
} as const satisfies Rules;
