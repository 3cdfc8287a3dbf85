import { namesSecret } from "../../../review/values/secret-words";
import { isRecord } from "../../../review/values/values";
import type { Estate } from "../../tree/estate";
import { zonesAt } from "../../tree/networks";
import type { Resource } from "../../tree/resource";
import { coversPort, groupsOf, rulesByGroup } from "../../tree/security-groups";
import { isKnown, lookUp } from "../../tree/values";
import type { Found, ResourceRule, Rules, StackRule } from "../rule.types";
import { atMost, noneOf, oneOf, settingRule } from "../setting-rule";

/** Concurrent executions of an account in a region, of which 100 cannot be reserved (AWS Lambda Developer Guide, "Lambda quotas", read 2026-11). */
const CONCURRENCY = { quota: 1000, unreserved: 100 };

/** Runtimes whose deprecation date has passed (AWS Lambda Developer Guide, "Lambda runtimes", tables of supported and of deprecated ones, read 2026-11). */
const DEPRECATED = [
  "dotnetcore1.0",
  "dotnetcore2.0",
  "dotnetcore2.1",
  "dotnetcore3.1",
  "dotnet5.0",
  "dotnet6",
  "dotnet7",
  "dotnet8",
  "go1.x",
  "java8",
  "nodejs",
  "nodejs4.3",
  "nodejs4.3-edge",
  "nodejs6.10",
  "nodejs8.10",
  "nodejs10.x",
  "nodejs12.x",
  "nodejs14.x",
  "nodejs16.x",
  "nodejs18.x",
  "nodejs20.x",
  "provided",
  "provided.al2",
  "python2.7",
  "python3.6",
  "python3.7",
  "python3.8",
  "python3.9",
  "python3.10",
  "ruby2.5",
  "ruby2.7",
  "ruby3.2",
];

function reservedBy(resource: Resource): number {
  const reserved = Number(resource.at("reserved_concurrent_executions"));
  return reserved > 0 ? reserved : 0;
}

const RESERVED: StackRule = {
  level: "warning",
  title: "Functions reserve no more concurrency than the account has.",
  reason: "Lambda refuses a reservation that leaves fewer than 100 executions to all other functions.",
  expected: `${CONCURRENCY.quota - CONCURRENCY.unreserved} or fewer in one environment, or a quota that was raised`,
  fix: "reserve less, or have the quota raised and exempt the stack for that reason",
  source: 'AWS Lambda Developer Guide, "Configuring reserved concurrency for a function", read 2026-11',
  checkStack: (stack, estate) => {
    const { name: environment } = stack.environment;
    const reserving = estate
      .all("aws_lambda_function")
      .filter((one) => estate.environmentOf(one).name === environment && reservedBy(one) > 0);
    // Told once, at the first stack of those that take part.
    const [first] = reserving.map((one) => one.stack).sort();
    const sum = reserving.reduce((all, one) => all + reservedBy(one), 0);
    return first === stack.name && sum > CONCURRENCY.quota - CONCURRENCY.unreserved
      ? [{ found: `${sum} executions reserved by ${reserving.length} functions` }]
      : [];
  },
};

/** Where functions are named that are called, by type. */
const CALLERS: Readonly<Record<string, string>> = {
  aws_lambda_event_source_mapping: "function_name",
  aws_api_gateway_integration: "uri",
  aws_apigatewayv2_integration: "integration_uri",
};

/** A function whose version is not said: by a reference to it, or by an ARN without a last part. */
const WITHOUT_VERSION =
  /aws_lambda_function\.[\w-]+(\[[^\]]*\])?\.(arn|invoke_arn|function_name)\b(?!\}:)|:function:[\w-]+(\/invocations)?$/;

const CALLS_ALIAS: ResourceRule = {
  level: "warning",
  title: "What calls functions calls an alias.",
  reason: "A function without a version is the newest code, at the moment it is uploaded, without a way back.",
  expected: "the ARN of an alias, or of a version",
  fix: "add an aws_lambda_alias, and name its arn, or its invoke_arn",
  source: 'AWS Lambda Developer Guide, "Create an alias for a Lambda function", read 2026-11',
  types: Object.keys(CALLERS),
  check: (caller) => {
    const attribute = CALLERS[caller.type] ?? "";
    const named = caller.at(attribute);
    if (typeof named !== "string" || !WITHOUT_VERSION.test(named)) return [];
    return [{ found: "a function without an alias", attribute }];
  },
};

/** What a stage variable stands for in the address of a function: `…:function:shop:${stageVariables.alias}/invocations`. */
const STAGE_VARIABLE = /:\$\{stageVariables\.(\w+)\}/g;

function permitted(alias: string, functions: readonly Resource[], estate: Estate): boolean {
  const permissions = functions.flatMap((one) => estate.referrers(one, "aws_lambda_permission", "function_name"));
  const all = functions.length > 0 ? permissions : estate.all("aws_lambda_permission");
  return all.some((one) => {
    const qualifier = one.at("qualifier");
    const [target] = one.targets("qualifier").filter(({ type }) => type === "aws_lambda_alias");
    return qualifier === alias || target?.at("name") === alias || (!isKnown(qualifier) && target === undefined);
  });
}

const ALIASES_OF_STAGES: ResourceRule = {
  level: "error",
  title: "Every alias that a stage calls admits API Gateway.",
  reason: "A permission is for one alias: calls of the others are refused, which shows only when they are made.",
  expected: "an aws_lambda_permission whose qualifier is the alias",
  fix: "add an aws_lambda_permission with that qualifier, for apigateway.amazonaws.com",
  source: 'Amazon API Gateway Developer Guide, "Use stage variables for a REST API in API Gateway", read 2026-11',
  types: ["aws_api_gateway_stage"],
  check: (stage, estate) => {
    const variables = stage.at("variables");
    if (!isRecord(variables)) return [];
    const integrations = stage
      .targets("rest_api_id")
      .flatMap((api) => estate.referrers(api, "aws_api_gateway_integration", "rest_api_id"));
    return integrations.flatMap((integration) => {
      const functions = integration.targets("uri").filter(({ type }) => type === "aws_lambda_function");
      return [...String(integration.at("uri")).matchAll(STAGE_VARIABLE)].flatMap(([, name = ""]): Found[] => {
        const alias = variables[name];
        if (typeof alias !== "string" || !isKnown(alias) || permitted(alias, functions, estate)) return [];
        return [{ found: `no permission for the alias ${alias} of ${name}`, attribute: "variables" }];
      });
    });
  },
};

const SHARES: ResourceRule = {
  level: "error",
  title: "The shares of a canary are parts of a whole.",
  reason: "Lambda counts from 0 to 1 and API Gateway from 0 to 100: a 10 is everything, or refused.",
  expected: "of an alias weights from 0 to 1, together 1 or less; of a stage a percentage from 0 to 100",
  fix: "write 10 % as 0.1 in an alias, and as 10 in a stage",
  source: 'AWS Lambda API Reference, "AliasRoutingConfiguration", read 2026-11',
  types: ["aws_lambda_alias", "aws_api_gateway_stage"],
  check: (one) => {
    if (one.type === "aws_api_gateway_stage") {
      const percent = one.at("canary_settings.percent_traffic");
      const isPart = percent === undefined || percent === null || !isKnown(percent) || isBetween(Number(percent), 100);
      return isPart ? [] : [{ found: `${String(percent)} %`, attribute: "canary_settings.percent_traffic" }];
    }
    const weights = one.at("routing_config.additional_version_weights");
    if (!isRecord(weights) || !isKnown(weights)) return [];
    const shares = Object.values(weights).map(Number);
    const sum = shares.reduce((all, share) => all + share, 0);
    return shares.every((share) => isBetween(share, 1)) && sum <= 1
      ? []
      : [{ found: `weights ${shares.join(", ")}`, attribute: "routing_config.additional_version_weights" }];
  },
};

function isBetween(value: number, most: number): boolean {
  return value >= 0 && value <= most;
}

const NO_SECRETS: ResourceRule = {
  level: "error",
  title: "No function gets a secret as a plain environment variable.",
  reason: "Who may look at the function reads it, and it stands in the state and in every version.",
  expected: "the ARN or the name of a secret, which the function reads itself",
  fix: "put it into Secrets Manager or Parameter Store, and give the function its ARN and the permission to read it",
  source: 'AWS Lambda Developer Guide, "Working with Lambda environment variables", read 2026-11',
  types: ["aws_lambda_function"],
  check: (one) => {
    const variables = one.at("environment.variables");
    const names = Object.entries(isRecord(variables) ? variables : {})
      .filter(([name, value]) => namesSecret(name) && isPlainSecret(value))
      .map(([name]) => name);
    return names.length > 0 ? [{ found: names.join(", "), attribute: "environment.variables" }] : [];
  },
};

/** What is not known yet, and what only says where a secret is, is none. */
function isPlainSecret(value: unknown): boolean {
  return typeof value === "string" && value !== "" && isKnown(value) && !/^(arn:|\/|alias\/|https?:)/.test(value);
}

const OWN_LOGS: ResourceRule = {
  level: "warning",
  title: "Functions have a log group of their own, which is declared.",
  reason: "One that Lambda makes has no end, and stays when the function goes.",
  expected: "a log group in logging_config, or one of the name /aws/lambda/ and the function's",
  fix: "add an aws_cloudwatch_log_group with a retention, and name it in logging_config.log_group",
  source: 'AWS Lambda Developer Guide, "Sending Lambda function logs to CloudWatch Logs", read 2026-11',
  types: ["aws_lambda_function"],
  check: (one, estate) => {
    if (!one.lacks("logging_config.log_group")) return [];
    const name = one.at("function_name");
    const isNamed =
      typeof name === "string" && estate.holders("aws_cloudwatch_log_group", "name", `/aws/lambda/${name}`).length > 0;
    return isNamed || !isKnown(name) || estate.referrers(one, "aws_cloudwatch_log_group", "name").length > 0
      ? []
      : [{ found: "no log group that is declared" }];
  },
};

/** Port of NFS, by which file systems answer (Amazon EFS User Guide, "Using VPC security groups", read 2026-12). */
const NFS = 2049;

/** What keeps a function from its file system: zones without a mount target, and security groups that do not admit it. */
function keptOff(one: Resource, estate: Estate): readonly string[] {
  const points = one.targets("file_system_config").filter(({ type }) => type === "aws_efs_access_point");
  const mounts = points
    .flatMap((point) => point.targets("file_system_id"))
    .flatMap((system) => estate.referrers(system, "aws_efs_mount_target", "file_system_id"));
  return mounts.length === 0 ? [] : [...zonesWithout(mounts, one), ...closedTo(one, mounts, estate)];
}

function zonesWithout(mounts: readonly Resource[], one: Resource): readonly string[] {
  const reached = mounts.flatMap((mount) => mount.targets("subnet_id")).map((subnet) => subnet.at("availability_zone"));
  const zones = zonesAt(one, "vpc_config.subnet_ids");
  if (zones === undefined || reached.length < mounts.length || reached.some((zone) => typeof zone !== "string"))
    return [];
  return [...zones].filter((zone) => !reached.includes(zone)).map((zone) => `no mount target in ${zone}`);
}

function closedTo(one: Resource, mounts: readonly Resource[], estate: Estate): readonly string[] {
  const own = groupsOf(one, "vpc_config");
  const groups = mounts.flatMap((mount) => groupsOf(mount, "security_groups"));
  const rules = groups
    .flatMap((group) => estate.derived(rulesByGroup).get(group) ?? [])
    .filter((rule) => rule.direction === "ingress" && coversPort(rule, NFS));
  // Ranges, and groups that are not known, may admit it.
  const isOpen = rules.some(
    (rule) => rule.peers.length > rule.groups.length || rule.groups.some((each) => own.includes(each)),
  );
  return own.length === 0 || groups.length === 0 || isOpen ? [] : [`mount targets that do not admit it to port ${NFS}`];
}

const WITH_FILES: ResourceRule = {
  level: "error",
  title: "A function with a file system lies in a VPC where it is reached, and mounts it under /mnt.",
  reason: "Lambda refuses any other at the apply, or its calls end when their time is over.",
  expected:
    "vpc_config, the ARN of an access point, a path as /mnt/files, and in each zone a mount target that admits the function to port 2049",
  fix: "add vpc_config with subnets that have mount targets, admit the function's security group to theirs, name an access point, and mount it under /mnt/",
  source: 'AWS Lambda Developer Guide, "Configuring file system access for Lambda functions", read 2026-11',
  types: ["aws_lambda_function"],
  check: (one, estate) =>
    one.blocks("file_system_config").flatMap((files) => {
      const [arn, path] = [lookUp(files, "arn"), lookUp(files, "local_mount_path")];
      const found = [
        one.lacks("vpc_config") ? ["no vpc_config"] : [],
        typeof path === "string" && isKnown(path) && !/^\/mnt\/[\w.-]+$/.test(path) ? [`the path ${path}`] : [],
        typeof arn === "string" && isKnown(arn) && !arn.includes(":access-point/")
          ? [`${arn}, which is no access point`]
          : [],
        keptOff(one, estate),
      ].flat();
      return found.length > 0 ? [{ found: found.join(", "), attribute: "file_system_config" }] : [];
    }),
};

const IN_ZONES: ResourceRule = {
  level: "production",
  title: "Functions of production in a VPC lie in two zones or more.",
  reason: "When the zone of the only subnet fails, nothing runs.",
  expected: "subnets of two zones",
  fix: "name a subnet of each zone in vpc_config.subnet_ids",
  source: "AWS Security Hub User Guide, control Lambda.5, read 2026-11",
  types: ["aws_lambda_function"],
  check: (one) => {
    const zones = zonesAt(one, "vpc_config.subnet_ids");
    return zones?.size === 1
      ? [{ found: `subnets of ${[...zones].join(", ")} alone`, attribute: "vpc_config.subnet_ids" }]
      : [];
  },
};

/** Rules about functions, and about what calls them. */
export const FUNCTION_RULES = {
  "SLS-01": settingRule({
    level: "error",
    title: "Functions run for 15 minutes at most.",
    reason: "Lambda refuses more, at the apply.",
    fix: "set timeout to 900 or less; what takes longer is a task of ECS, or a state machine",
    source: 'AWS Lambda Developer Guide, "Lambda quotas", read 2026-11',
    settings: { aws_lambda_function: atMost("timeout", 900, true) },
  }),
  "SLS-02": RESERVED,
  "SLS-03": CALLS_ALIAS,
  "SLS-04": ALIASES_OF_STAGES,
  "SLS-05": SHARES,
  "SLS-06": NO_SECRETS,
  "SLS-07": OWN_LOGS,
  "SLS-08": WITH_FILES,
  "SLS-12": settingRule({
    level: "production",
    title: "Addresses of functions in production ask who calls.",
    reason: "An address without authorization runs the function for everybody who knows it, at the owner's cost.",
    fix: "set authorization_type to AWS_IAM, and let a distribution sign what it asks for everybody",
    source: 'AWS Lambda Developer Guide, "Control access to Lambda function URLs", read 2026-11',
    settings: { aws_lambda_function_url: oneOf("authorization_type", ["AWS_IAM"]) },
  }),
  "SLS-13": settingRule({
    level: "production",
    title: "Functions of production run on runtimes that AWS mends.",
    reason: "Weaknesses of the others stay, and from a day on the function cannot be changed.",
    fix: "take a later runtime, and run the tests on it",
    source:
      'AWS Security Hub User Guide, control Lambda.2, and AWS Lambda Developer Guide, "Lambda runtimes", read 2026-11',
    settings: {
      aws_lambda_function: { ...noneOf("runtime", DEPRECATED), expected: "that is not deprecated" },
    },
  }),
  "SLS-15": IN_ZONES,
} as const satisfies Rules;
