import type { AwsDocument } from "./aws-documents";
import type { Found } from "./found.types";
import { listOf, textOf } from "./items";
import type { Item, Reader } from "./reader.types";

/** An item that is known by its name and has an ARN, either of which may be what Terraform imports it by. */
function named(
  type: string,
  keys: { readonly name: string; readonly arn: string; readonly id: "name" | "arn" },
): Reader {
  return (item) => thing(type, textOf(item, keys.name), textOf(item, keys.arn), keys.id);
}

function thing(
  type: string,
  name: string | undefined,
  arn: string | undefined,
  idIs: "name" | "arn",
): readonly Found[] {
  const id = idIs === "name" ? name : arn;
  return id === undefined || name === undefined ? [] : [{ type, id, attributes: { id, name, arn }, name }];
}

/** `arn:aws:lambda:ap-northeast-2:111111111111:function:resize:live`: the function, and the alias or version where it is one. */
const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]+:\d+:function:([^:]+)(?::(.+))?$/;

interface FunctionPart {
  readonly function_name: string;
  readonly qualifier: string | undefined;
}

function functionIn(arn: string | undefined): FunctionPart | undefined {
  const [, name, qualifier] = FUNCTION_ARN.exec(arn ?? "") ?? [];
  return name === undefined ? undefined : { function_name: name, qualifier };
}

/** Top-level keys of `get-function-configuration`, `describe-secret` and their like: the document itself is the thing. */
function lambdaFunction(_: Item, __: unknown, document: AwsDocument): readonly Found[] {
  const name = textOf(document, "FunctionName");
  const arn = textOf(document, "FunctionArn");
  if (name === undefined) return [];
  return [{ type: "aws_lambda_function", id: name, attributes: { id: name, function_name: name, arn }, name }];
}

function alias(item: Item): readonly Found[] {
  const of = functionIn(textOf(item, "AliasArn"));
  const name = textOf(item, "Name");
  if (of === undefined || name === undefined) return [];
  const attributes = { function_name: of.function_name, name, arn: textOf(item, "AliasArn") };
  return [{ type: "aws_lambda_alias", id: `${of.function_name}/${name}`, attributes, name }];
}

function functionUrl(item: Item): readonly Found[] {
  const of = functionIn(textOf(item, "FunctionArn"));
  if (of === undefined) return [];
  const id = [of.function_name, ...(of.qualifier === undefined ? [] : [of.qualifier])].join("/");
  return [{ type: "aws_lambda_function_url", id, attributes: { ...of } }];
}

function eventSource(item: Item): readonly Found[] {
  const id = textOf(item, "UUID");
  const source = textOf(item, "EventSourceArn");
  const called = textOf(item, "FunctionArn");
  const of = functionIn(called);
  if (id === undefined || of === undefined) return [];
  // It calls the function, or one alias of it.
  const attributes = { uuid: id, event_source_arn: source, function_name: called, of: of.function_name };
  return [{ type: "aws_lambda_event_source_mapping", id, attributes, ...(source ? { name: source } : {}) }];
}

/** A thing that goes with another one, which is known by its name alone. */
function goesWith(type: string, name: string | undefined, of: string, key = "name"): readonly Found[] {
  return name === undefined ? [] : [{ type, id: name, attributes: { id: name, [key]: name, of }, name }];
}

/** A database and the subnet group that it is in, which it cannot leave within its VPC. */
function database(item: Item): readonly Found[] {
  const id = textOf(item, "DBInstanceIdentifier");
  if (id === undefined) return [];
  const attributes = { id, identifier: id, arn: textOf(item, "DBInstanceArn") };
  const group = textOf((item.DBSubnetGroup ?? {}) as Item, "DBSubnetGroupName");
  return [{ type: "aws_db_instance", id, attributes, name: id }, ...goesWith("aws_db_subnet_group", group, id)];
}

/** A cache with the log groups that it writes into, and the users who may log in. */
function cache(item: Item): readonly Found[] {
  const id = textOf(item, "ReplicationGroupId");
  if (id === undefined) return [];
  const attributes = { id, replication_group_id: id, arn: textOf(item, "ARN") };
  const users = Array.isArray(item.UserGroupIds) ? item.UserGroupIds.map(String) : [];
  const logs = listOf(item, "LogDeliveryConfigurations").flatMap((log) => {
    const { CloudWatchLogsDetails: group = {} } = (log.DestinationDetails ?? {}) as Readonly<Record<string, unknown>>;
    return textOf(group as Item, "LogGroup") ?? [];
  });
  return [
    { type: "aws_elasticache_replication_group", id, attributes, name: id },
    ...users.flatMap((group) => goesWith("aws_elasticache_user_group", group, id, "user_group_id")),
    ...logs.flatMap((group) => goesWith("aws_cloudwatch_log_group", group, id)),
  ];
}

/** What the nodes of a cache tell of it: its subnet group, which it never leaves, and its parameters, unless they are AWS's own. */
function cacheNode(item: Item): readonly Found[] {
  const of = textOf(item, "ReplicationGroupId");
  if (of === undefined) return [];
  const parameters = textOf((item.CacheParameterGroup ?? {}) as Item, "CacheParameterGroupName");
  return [
    ...goesWith("aws_elasticache_subnet_group", textOf(item, "CacheSubnetGroupName"), of),
    ...(parameters?.startsWith("default.") ? [] : goesWith("aws_elasticache_parameter_group", parameters, of)),
  ];
}

function queue(item: Item): readonly Found[] {
  const url = textOf(item, "value");
  const name = url?.split("/").at(-1);
  if (url === undefined || name === undefined) return [];
  return [{ type: "aws_sqs_queue", id: url, attributes: { id: url, url, name }, name }];
}

function subscription(item: Item): readonly Found[] {
  const id = textOf(item, "SubscriptionArn");
  // One that nobody has confirmed has no ARN yet: `PendingConfirmation`.
  if (id === undefined || !id.startsWith("arn:")) return [];
  const endpoint = textOf(item, "Endpoint");
  const attributes = { arn: id, topic_arn: textOf(item, "TopicArn"), protocol: textOf(item, "Protocol"), endpoint };
  return [{ type: "aws_sns_topic_subscription", id, attributes, ...(endpoint ? { name: endpoint } : {}) }];
}

/** What follows the load: services of ECS, and tables. */
function scalable(type: string, ...more: readonly string[]): Reader {
  return (item) => {
    const parts = ["ServiceNamespace", "ResourceId", "ScalableDimension", ...more].map((key) => textOf(item, key));
    if (parts.includes(undefined)) return [];
    const [service_namespace, resource_id, scalable_dimension, name] = parts;
    const attributes = { service_namespace, resource_id, scalable_dimension, name };
    return [{ type, id: parts.join("/"), attributes, name: resource_id ?? "" }];
  };
}

/** Answers about data, functions and what goes with them. */
export const APPLICATION_READERS: Readonly<Record<string, Reader>> = {
  ARN: (_, __, document) =>
    thing("aws_secretsmanager_secret", textOf(document, "Name"), textOf(document, "ARN"), "arn"),
  Aliases: alias,
  Attributes: (item) => {
    const arn = textOf(item, "TopicArn");
    return thing("aws_sns_topic", arn?.split(":").at(-1), arn, "arn");
  },
  CacheClusters: cacheNode,
  DBInstances: database,
  EventSourceMappings: eventSource,
  FunctionArn: lambdaFunction,
  FunctionUrlConfigs: functionUrl,
  Parameters: named("aws_ssm_parameter", { name: "Name", arn: "ARN", id: "name" }),
  QueueUrl: queue,
  ReplicationGroups: cache,
  ScalableTargets: scalable("aws_appautoscaling_target"),
  ScalingPolicies: scalable("aws_appautoscaling_policy", "PolicyName"),
  Subscriptions: subscription,
  Table: named("aws_dynamodb_table", { name: "TableName", arn: "TableArn", id: "name" }),
  logGroups: named("aws_cloudwatch_log_group", { name: "logGroupName", arn: "arn", id: "name" }),
};
