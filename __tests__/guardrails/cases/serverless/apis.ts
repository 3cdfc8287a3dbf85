import type { API_RULES } from "../../../../guardrails/rules/serverless/apis";
import { type CasesOf, failing, type Resources, resources, unset, valued } from "../../rule-cases";

const EVERYBODY = "with the origins of the application, and not *";

/** A state machine whose role may call what is named. */
function machine(...named: readonly string[]): Resources {
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: named }],
  });
  return {
    aws_sfn_state_machine: { orders: { role_arn: "${aws_iam_role.orders.arn}" } },
    aws_iam_role: { orders: { name: "orders" } },
    aws_iam_role_policy: { orders: { role: "${aws_iam_role.orders.name}", policy } },
  };
}

const OPEN = [
  [
    "app/aws_sfn_state_machine.orders › role_arn",
    "a role that may call every function",
    "lambda:InvokeFunction on the ARNs of functions",
  ],
] as const;

/** Cases of the rules about APIs, state machines and topics. */
export const API_CASES: CasesOf<typeof API_RULES> = {
  "SLS-10": {
    title: "APIs of production answer browsers on pages of named origins.",
    fix: "list the origins of the application",
    passes: {
      "origins by name, and none": resources(
        ["aws_apigatewayv2_api", { cors_configuration: [{ allow_origins: ["https://shop.example.com"] }] }],
        ["aws_apigatewayv2_api", {}],
        ["aws_lambda_function_url", {}],
      ),
    },
    fails: {
      "every origin": failing(
        [
          "aws_apigatewayv2_api",
          { cors_configuration: [{ allow_origins: ["*"] }] },
          valued("cors_configuration.allow_origins", '["*"]', EVERYBODY),
        ],
        [
          "aws_lambda_function_url",
          { cors: [{ allow_origins: ["*"] }] },
          valued("cors.allow_origins", '["*"]', EVERYBODY),
        ],
      ),
    },
  },
  "SLS-11": {
    title: "The role of a state machine calls the functions that it names.",
    fix: "name the functions, and their versions and aliases by :* behind each",
    passes: {
      "functions by name": machine("${aws_lambda_function.shop.arn}", "${aws_lambda_function.shop.arn}:*"),
      "a role from elsewhere": resources(["aws_sfn_state_machine", { role_arn: "${var.role}" }]),
    },
    fails: {
      everything: { given: machine("*"), told: OPEN },
      "every function of the account": {
        given: machine("arn:aws:lambda:us-east-1:111111111111:function:*"),
        told: OPEN,
      },
      "by a policy that is attached": {
        given: {
          aws_sfn_state_machine: { orders: { role_arn: "${aws_iam_role.orders.arn}" } },
          aws_iam_role: { orders: { name: "orders" } },
          aws_iam_policy: {
            calls: {
              policy: JSON.stringify({
                Version: "2012-10-17",
                Statement: { Effect: "Allow", Action: "lambda:*", Resource: "*" },
              }),
            },
          },
          aws_iam_role_policy_attachment: {
            calls: { role: "${aws_iam_role.orders.name}", policy_arn: "${aws_iam_policy.calls.arn}" },
          },
        },
        told: OPEN,
      },
    },
  },
  "SLS-14": {
    title: "APIs and state machines of production write down what they did.",
    fix: "send logs to a log group with a retention",
    passes: {
      "those that do": resources(
        ["aws_api_gateway_method_settings", { settings: [{ logging_level: "ERROR" }] }],
        ["aws_apigatewayv2_stage", { access_log_settings: [{ destination_arn: "${aws_cloudwatch_log_group.a.arn}" }] }],
        ["aws_appsync_graphql_api", { log_config: [{ field_log_level: "ERROR" }] }],
        ["aws_sfn_state_machine", { logging_configuration: [{ level: "ALL" }] }],
      ),
    },
    fails: {
      others: failing(
        [
          "aws_api_gateway_method_settings",
          { settings: [{ logging_level: "OFF" }] },
          valued("settings.logging_level", '"OFF"', '= "ERROR" or "INFO"'),
        ],
        ["aws_apigatewayv2_stage", {}, unset("access_log_settings.destination_arn", "that is set")],
        ["aws_appsync_graphql_api", {}, unset("log_config.field_log_level", '= "ALL" or "DEBUG" or "INFO" or "ERROR"')],
        ["aws_sfn_state_machine", {}, unset("logging_configuration.level", '= "ALL" or "ERROR" or "FATAL"')],
      ),
    },
  },
  "SLS-16": {
    title: "Stages of REST APIs in production stand behind a web ACL.",
    fix: "add an aws_wafv2_web_acl_association with the stage's ARN",
    passes: {
      "one that does": {
        aws_api_gateway_stage: { live: {} },
        aws_wafv2_web_acl_association: { live: { resource_arn: "${aws_api_gateway_stage.live.arn}" } },
      },
    },
    fails: {
      "one that does not": {
        given: { aws_api_gateway_stage: { live: {} } },
        told: [["app/aws_api_gateway_stage.live", "no association with a web ACL", "an association with a web ACL"]],
      },
    },
  },
  "SLS-17": {
    title: "Routes of APIs ask who calls.",
    fix: "set authorization_type to AWS_IAM, JWT or CUSTOM; for what is public on purpose, exempt the route and say why",
    passes: { "one that does": resources(["aws_apigatewayv2_route", { authorization_type: "JWT" }]) },
    fails: {
      "no word of it, and none": failing(
        ["aws_apigatewayv2_route", {}, unset("authorization_type", 'other than "NONE"')],
        [
          "aws_apigatewayv2_route",
          { authorization_type: "NONE" },
          valued("authorization_type", '"NONE"', 'other than "NONE"'),
        ],
      ),
    },
  },
  "SLS-18": {
    title: "Domains of APIs speak TLS 1.2 or newer.",
    fix: "set security_policy to TLS_1_2",
    passes: {
      "those that do": resources(
        ["aws_api_gateway_domain_name", { security_policy: "TLS_1_2" }],
        ["aws_apigatewayv2_domain_name", { domain_name_configuration: [{ security_policy: "TLS_1_2" }] }],
        ["aws_api_gateway_domain_name", {}],
      ),
    },
    fails: {
      "TLS 1.0": failing(
        [
          "aws_api_gateway_domain_name",
          { security_policy: "TLS_1_0" },
          valued("security_policy", '"TLS_1_0"', 'other than "TLS_1_0"'),
        ],
        [
          "aws_apigatewayv2_domain_name",
          { domain_name_configuration: [{ security_policy: "TLS_1_0" }] },
          valued("domain_name_configuration.security_policy", '"TLS_1_0"', 'other than "TLS_1_0"'),
        ],
      ),
    },
  },
  "SLS-19": {
    title: "Nobody is let into a GraphQL API of production by a key of it.",
    fix: "set authentication_type to AWS_IAM, AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT or AWS_LAMBDA",
    passes: { "other ways": resources(["aws_appsync_graphql_api", { authentication_type: "AWS_IAM" }]) },
    fails: {
      "a key, and a key beside another way": failing(
        [
          "aws_appsync_graphql_api",
          { authentication_type: "API_KEY" },
          valued("authentication_type", '"API_KEY"', 'other than "API_KEY"'),
        ],
        [
          "aws_appsync_graphql_api",
          {
            authentication_type: "AWS_IAM",
            additional_authentication_provider: [{ authentication_type: "API_KEY" }],
          },
          [
            "additional_authentication_provider",
            'additional_authentication_provider.authentication_type = "API_KEY"',
            'additional_authentication_provider.authentication_type other than "API_KEY"',
          ],
        ],
      ),
    },
  },
  "SLS-20": {
    title: "Topics of production are encrypted.",
    fix: "set kms_master_key_id to a key whose policy admits what publishes, alarms too",
    passes: { "those that are": resources(["aws_sns_topic", { kms_master_key_id: "${aws_kms_key.alarms.id}" }]) },
    fails: { others: failing(["aws_sns_topic", {}, unset("kms_master_key_id", "that is set")]) },
  },
  "SLS-25": {
    title: "APIs reach what is private by HTTPS.",
    fix: "let the listener of the balancer speak HTTPS, and set tls_config.server_name_to_verify to the name of its certificate",
    passes: {
      "a name that is verified": resources([
        "aws_apigatewayv2_integration",
        { connection_type: "VPC_LINK", tls_config: [{ server_name_to_verify: "shop.example.com" }] },
      ]),
      "a function": resources(["aws_apigatewayv2_integration", { integration_type: "AWS_PROXY" }]),
    },
    fails: {
      "a private integration in clear": failing([
        "aws_apigatewayv2_integration",
        { connection_type: "VPC_LINK" },
        unset("tls_config.server_name_to_verify", "that is set"),
      ]),
    },
  },
};
