import type { TerraformResource } from "cdktf";
import type { Environment } from "../core/environments/environment";
import { type Problem, Problems } from "../core/errors";
import { referenceText } from "../core/texts/reference-text";
import { unknownAction } from "./known-actions";
import { unknownPrincipal } from "./known-principals";

/** Attributes that hold a policy document, by the type of the resource; the attribute is `policy` where nothing else is said. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  aws_backup_vault_policy: "policy",
  aws_cloudwatch_log_resource_policy: "policyDocument",
  aws_ecr_registry_policy: "policy",
  aws_ecr_repository_policy: "policy",
  aws_efs_file_system_policy: "policy",
  aws_iam_group_policy: "policy",
  aws_iam_policy: "policy",
  aws_iam_role: "assumeRolePolicy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_kms_key: "policy",
  aws_kms_key_policy: "policy",
  aws_opensearch_domain: "accessPolicies",
  aws_s3_bucket_policy: "policy",
  aws_secretsmanager_secret: "policy",
  aws_secretsmanager_secret_policy: "policy",
  aws_sns_topic: "policy",
  aws_sns_topic_policy: "policy",
  aws_sqs_queue: "policy",
  aws_sqs_queue_policy: "policy",
  aws_vpc_endpoint: "policy",
  aws_vpc_endpoint_policy: "policy",
};

/** Policies whose statements were checked before they became a document. */
const checked = new WeakSet<TerraformResource>();

/** Says that the statements of a resource's policy are checked where they are given, so that nothing is told twice. */
export function checkedByStatement<T extends TerraformResource>(resource: T): T {
  checked.add(resource);
  return resource;
}

/** A statement of a document. */
interface Statement {
  readonly Sid?: string;
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Principal?: OneOrMany | { readonly Service?: OneOrMany };
  readonly NotPrincipal?: OneOrMany | { readonly Service?: OneOrMany };
}

type OneOrMany = string | readonly string[];

/**
 * The actions and service principals in a resource's policy that AWS does not have, as far as the tables know: `ACTION_UNKNOWN`,
 * `SERVICE_PRINCIPAL_UNKNOWN`. A document that is known after apply, or that holds what is no JSON, is left to AWS.
 */
export function unknownValuesInPolicy(resource: TerraformResource, { alsoKnown }: Environment): readonly Problem[] {
  const property = DOCUMENTS[resource.terraformResourceType];
  if (property === undefined || checked.has(resource)) return [];
  const document = (resource as unknown as Readonly<Record<string, unknown>>)[`${property}Input`];
  if (typeof document !== "string") return [];
  const problems = new Problems(resource.node.path);
  for (const [index, statement] of statementsOf(referenceText(document, resource)).entries()) {
    const at = `${property} › ${statement.Sid ?? `Statement[${index}]`}`;
    for (const action of literals(statement.Action, statement.NotAction)) {
      const unknown = action === "*" ? undefined : unknownAction(action, alsoKnown);
      if (unknown) problems.add(`${at} › Action`, unknown);
    }
    for (const service of literals(servicesOf(statement.Principal), servicesOf(statement.NotPrincipal))) {
      const unknown = unknownPrincipal(service, alsoKnown);
      if (unknown) problems.add(`${at} › Principal`, unknown);
    }
  }
  return problems.list;
}

function statementsOf(document: string): readonly Statement[] {
  try {
    const { Statement: statements } = JSON.parse(document) as { readonly Statement?: Statement | readonly Statement[] };
    return [statements ?? []].flat();
  } catch {
    return [];
  }
}

function servicesOf(principal: Statement["Principal"]): OneOrMany | undefined {
  return typeof principal === "object" && "Service" in principal ? principal.Service : undefined;
}

/** The values that are known: a reference reads like `aws_iam_role.x.arn`. */
function literals(...values: readonly (OneOrMany | undefined)[]): string[] {
  return values
    .flatMap((value) => value ?? [])
    .filter((value) => typeof value === "string" && !/^(data\.)?aws_/.test(value));
}
