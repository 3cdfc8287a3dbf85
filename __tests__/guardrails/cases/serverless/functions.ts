import type { FUNCTION_RULES } from "../../../../guardrails/rules/serverless/functions";
import { type CasesOf, failing, type Resources, resources, valued } from "../../rule-cases";

const F = "aws_lambda_function";

const CALLER_EXPECTED = "the ARN of an alias, or of a version";

function called(by: string): Resources {
  return {
    aws_lambda_function: { shop: { function_name: "shop" } },
    aws_lambda_alias: { live: { name: "live", function_name: "shop" } },
    aws_lambda_event_source_mapping: { orders: { function_name: by } },
  };
}

/** A stage that calls the alias of a variable, and permissions for some aliases. */
function staged(variables: unknown, ...permissions: readonly Readonly<Record<string, unknown>>[]): Resources {
  return {
    aws_lambda_function: { shop: { function_name: "shop" } },
    aws_lambda_alias: { stable: { name: "stable", function_name: "shop" } },
    aws_api_gateway_rest_api: { shop: { name: "shop" } },
    aws_api_gateway_integration: {
      shop: {
        rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
        uri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${aws_lambda_function.shop.arn}:$${stageVariables.alias}/invocations",
      },
    },
    aws_api_gateway_stage: { live: { rest_api_id: "${aws_api_gateway_rest_api.shop.id}", variables } },
    aws_lambda_permission: Object.fromEntries(
      permissions.map((one, index) => [
        `p${index}`,
        { function_name: "${aws_lambda_function.shop.function_name}", ...one },
      ]),
    ),
  };
}

function environment(variables: Readonly<Record<string, string>>) {
  return { environment: [{ variables }] };
}

function files(path: string, more: Readonly<Record<string, unknown>> = {}, arn = "${aws_efs_access_point.files.arn}") {
  return { file_system_config: [{ arn, local_mount_path: path }], ...more };
}

const IN_VPC = { vpc_config: [{ subnet_ids: ["subnet-0123456789abcdef0"] }] };
const FILES_EXPECTED =
  "vpc_config, the ARN of an access point, a path as /mnt/files, and in each zone a mount target that admits the function to port 2049";

/** A function in two zones with a file system, which has mount targets in some zones that admit somebody. */
function mounted(zones: readonly string[], admitted: string): Resources {
  const group = { vpc_id: "vpc-0123456789abcdef0" };
  const peer = admitted.startsWith("$") ? { security_groups: [admitted] } : { cidr_blocks: [admitted] };
  return {
    ...inSubnets("a", "b"),
    aws_efs_access_point: { files: { file_system_id: "${aws_efs_file_system.files.id}" } },
    aws_efs_file_system: { files: {} },
    aws_efs_mount_target: Object.fromEntries(
      zones.map((zone) => [
        zone,
        {
          file_system_id: "${aws_efs_file_system.files.id}",
          subnet_id: `\${aws_subnet.${zone}.id}`,
          security_groups: ["${aws_security_group.files.id}"],
        },
      ]),
    ),
    aws_security_group: {
      files: { ...group, ingress: [{ protocol: "tcp", from_port: 2049, to_port: 2049, ...peer }] },
      function: group,
      other: group,
    },
    aws_lambda_function: {
      reads: files("/mnt/files", {
        vpc_config: [
          {
            subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
            security_group_ids: ["${aws_security_group.function.id}"],
          },
        ],
      }),
    },
  };
}

function inSubnets(...names: readonly string[]): Resources {
  return {
    aws_subnet: {
      a: { availability_zone: "us-east-1a" },
      a2: { availability_zone: "us-east-1a" },
      b: { availability_zone: "us-east-1b" },
    },
    aws_lambda_function: {
      shop: { vpc_config: [{ subnet_ids: names.map((name) => `\${aws_subnet.${name}.id}`) }] },
    },
  };
}

/** Cases of the rules about functions. */
export const FUNCTION_CASES: CasesOf<typeof FUNCTION_RULES> = {
  "SLS-01": {
    title: "Functions run for 15 minutes at most.",
    fix: "set timeout to 900 or less; what takes longer is a task of ECS, or a state machine",
    passes: { "no word of it, and the most": resources([F, {}], [F, { timeout: 900 }]) },
    fails: { more: failing([F, { timeout: 901 }, valued("timeout", "901", "of 900 or less")]) },
  },
  "SLS-02": {
    title: "Functions reserve no more concurrency than the account has.",
    fix: "reserve less, or have the quota raised and exempt the stack for that reason",
    passes: {
      "as many as there are": resources(
        [F, { reserved_concurrent_executions: 800 }],
        [F, { reserved_concurrent_executions: 100 }],
        [F, { reserved_concurrent_executions: -1 }],
        [F, { reserved_concurrent_executions: "${var.reserved}" }],
      ),
    },
    fails: {
      "more, in two stacks together": {
        given: {
          stacks: {
            app: { resource: resources([F, { reserved_concurrent_executions: 800 }]) },
            more: { resource: resources([F, { reserved_concurrent_executions: 200 }]) },
          },
        },
        told: [
          [
            "app",
            "1000 executions reserved by 2 functions",
            "900 or fewer in one environment, or a quota that was raised",
          ],
        ],
      },
    },
  },
  "SLS-03": {
    title: "What calls functions calls an alias.",
    fix: "add an aws_lambda_alias, and name its arn, or its invoke_arn",
    passes: {
      "an alias": called("${aws_lambda_alias.live.arn}"),
      "an alias behind the function": called("${aws_lambda_function.shop.arn}:live"),
      "a version": called("${aws_lambda_function.shop.qualified_arn}"),
      "an ARN with an alias": called("arn:aws:lambda:us-east-1:111111111111:function:shop:live"),
      "what is known later": called("${var.function}"),
      "what is no function": resources([
        "aws_apigatewayv2_integration",
        { integration_uri: "https://shop.example.com" },
      ]),
    },
    fails: {
      "the function itself": failing(
        [
          "aws_lambda_event_source_mapping",
          { function_name: "arn:aws:lambda:us-east-1:111111111111:function:shop" },
          ["function_name", "a function without an alias", CALLER_EXPECTED],
        ],
        [
          "aws_api_gateway_integration",
          { uri: "${aws_lambda_function.shop.invoke_arn}" },
          ["uri", "a function without an alias", CALLER_EXPECTED],
        ],
        [
          "aws_apigatewayv2_integration",
          { integration_uri: "${aws_lambda_function.shop.arn}" },
          ["integration_uri", "a function without an alias", CALLER_EXPECTED],
        ],
      ),
    },
  },
  "SLS-04": {
    title: "Every alias that a stage calls admits API Gateway.",
    fix: "add an aws_lambda_permission with that qualifier, for apigateway.amazonaws.com",
    passes: {
      "a permission for its name": staged({ alias: "stable" }, { qualifier: "stable" }),
      "a permission for the alias": staged({ alias: "stable" }, { qualifier: "${aws_lambda_alias.stable.name}" }),
      "what is known later": staged({ alias: "${var.alias}" }),
      "a permission that is known later": staged({ alias: "stable" }, { qualifier: "${var.alias}" }),
      "no variables": staged(undefined),
    },
    fails: {
      "a permission for another one": {
        given: staged({ alias: "new" }, { qualifier: "stable" }),
        told: [
          [
            "app/aws_api_gateway_stage.live › variables",
            "no permission for the alias new of alias",
            "an aws_lambda_permission whose qualifier is the alias",
          ],
        ],
      },
    },
  },
  "SLS-05": {
    title: "The shares of a canary are parts of a whole.",
    fix: "write 10 % as 0.1 in an alias, and as 10 in a stage",
    passes: {
      "parts of a whole": resources(
        ["aws_lambda_alias", { routing_config: [{ additional_version_weights: { "2": 0.1 } }] }],
        ["aws_lambda_alias", {}],
        ["aws_api_gateway_stage", { canary_settings: [{ percent_traffic: 10 }] }],
        ["aws_api_gateway_stage", { canary_settings: [{ percent_traffic: "${var.share}" }] }],
      ),
    },
    fails: {
      "more than the whole": failing(
        [
          "aws_lambda_alias",
          { routing_config: [{ additional_version_weights: { "2": 10 } }] },
          [
            "routing_config.additional_version_weights",
            "weights 10",
            "of an alias weights from 0 to 1, together 1 or less; of a stage a percentage from 0 to 100",
          ],
        ],
        [
          "aws_lambda_alias",
          { routing_config: [{ additional_version_weights: { "2": 0.6, "3": 0.6 } }] },
          [
            "routing_config.additional_version_weights",
            "weights 0.6, 0.6",
            "of an alias weights from 0 to 1, together 1 or less; of a stage a percentage from 0 to 100",
          ],
        ],
        [
          "aws_api_gateway_stage",
          { canary_settings: [{ percent_traffic: 110 }] },
          [
            "canary_settings.percent_traffic",
            "110 %",
            "of an alias weights from 0 to 1, together 1 or less; of a stage a percentage from 0 to 100",
          ],
        ],
      ),
    },
  },
  "SLS-06": {
    title: "No function gets a secret as a plain environment variable.",
    fix: "put it into Secrets Manager or Parameter Store, and give the function its ARN and the permission to read it",
    passes: {
      "where a secret is, and what is none": resources(
        [F, environment({ DB_PASSWORD: "arn:aws:secretsmanager:us-east-1:111111111111:secret:orders" })],
        [F, environment({ DB_PASSWORD: "${aws_secretsmanager_secret.orders.arn}", LOG_LEVEL: "info" })],
        [F, environment({ API_TOKEN: "/shop/token" })],
      ),
    },
    fails: {
      "a password": failing([
        F,
        environment({ DB_PASSWORD: "correct-horse", LOG_LEVEL: "info" }),
        ["environment.variables", "DB_PASSWORD", "the ARN or the name of a secret, which the function reads itself"],
      ]),
    },
  },
  "SLS-07": {
    title: "Functions have a log group of their own, which is declared.",
    fix: "add an aws_cloudwatch_log_group with a retention, and name it in logging_config.log_group",
    passes: {
      "one that is named": resources([F, { function_name: "shop", logging_config: [{ log_group: "/shop" }] }]),
      "one of its name": {
        aws_lambda_function: { shop: { function_name: "shop" } },
        aws_cloudwatch_log_group: { shop: { name: "/aws/lambda/shop" } },
      },
      "one that refers to it": {
        aws_lambda_function: { shop: { function_name: "${var.name}" } },
        aws_cloudwatch_log_group: { shop: { name: "/aws/lambda/${aws_lambda_function.shop.function_name}" } },
      },
      "a name that is known later": resources([F, { function_name: "${var.name}" }]),
    },
    fails: {
      none: {
        given: { aws_lambda_function: { shop: { function_name: "shop" } } },
        told: [
          [
            "app/aws_lambda_function.shop",
            "no log group that is declared",
            "a log group in logging_config, or one of the name /aws/lambda/ and the function's",
          ],
        ],
      },
    },
  },
  "SLS-08": {
    title: "A function with a file system lies in a VPC where it is reached, and mounts it under /mnt.",
    fix: "add vpc_config with subnets that have mount targets, admit the function's security group to theirs, name an access point, and mount it under /mnt/",
    passes: {
      "mount targets in its zones that admit it": mounted(["a", "b"], "${aws_security_group.function.id}"),
      "a mount target that admits a range": mounted(["a", "b"], "10.0.0.0/16"),
      "one that does": resources([F, files("/mnt/files", IN_VPC)], [F, files("${var.path}", IN_VPC)], [F, {}]),
    },
    fails: {
      "a zone without a mount target, and one that admits others": {
        given: mounted(["a"], "${aws_security_group.other.id}"),
        told: [
          [
            `app/${F}.reads › file_system_config`,
            "no mount target in us-east-1b, mount targets that do not admit it to port 2049",
            FILES_EXPECTED,
          ],
        ],
      },
      others: failing(
        [F, files("/mnt/files"), ["file_system_config", "no vpc_config", FILES_EXPECTED]],
        [F, files("/data", IN_VPC), ["file_system_config", "the path /data", FILES_EXPECTED]],
        [
          F,
          files(
            "/mnt/files",
            IN_VPC,
            "arn:aws:elasticfilesystem:us-east-1:111111111111:file-system/fs-0123456789abcdef0",
          ),
          [
            "file_system_config",
            "arn:aws:elasticfilesystem:us-east-1:111111111111:file-system/fs-0123456789abcdef0, which is no access point",
            FILES_EXPECTED,
          ],
        ],
      ),
    },
  },
  "SLS-12": {
    title: "Addresses of functions in production ask who calls.",
    fix: "set authorization_type to AWS_IAM, and let a distribution sign what it asks for everybody",
    passes: { "one that does": resources(["aws_lambda_function_url", { authorization_type: "AWS_IAM" }]) },
    fails: {
      "one for everybody": failing([
        "aws_lambda_function_url",
        { authorization_type: "NONE" },
        valued("authorization_type", '"NONE"', '= "AWS_IAM"'),
      ]),
    },
  },
  "SLS-13": {
    title: "Functions of production run on runtimes that AWS mends.",
    fix: "take a later runtime, and run the tests on it",
    passes: { "later ones, and images": resources([F, { runtime: "nodejs22.x" }], [F, { package_type: "Image" }]) },
    fails: {
      "old ones": failing(
        [F, { runtime: "provided.al2" }, valued("runtime", '"provided.al2"', "that is not deprecated")],
        [F, { runtime: "python3.10" }, valued("runtime", '"python3.10"', "that is not deprecated")],
      ),
    },
  },
  "SLS-15": {
    title: "Functions of production in a VPC lie in two zones or more.",
    fix: "name a subnet of each zone in vpc_config.subnet_ids",
    passes: {
      "two zones": inSubnets("a", "b"),
      "no VPC, and subnets from elsewhere": resources([F, {}], [F, IN_VPC]),
    },
    fails: {
      "two subnets of one zone": {
        given: inSubnets("a", "a2"),
        told: [
          [
            "app/aws_lambda_function.shop › vpc_config.subnet_ids",
            "subnets of us-east-1a alone",
            "subnets of two zones",
          ],
        ],
      },
    },
  },
};
