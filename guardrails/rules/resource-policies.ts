import {
  type Condition,
  isLimitedBy,
  namesEverybody,
  type PolicyStatement,
  policiesAt,
  servicesOf,
} from "../tree/policies";
import type { Resource } from "../tree/resource";
import type { ResourceRule, Rules } from "./rule.types";

/** Where policies stand that say who may use a resource, by type. Of endpoints and public APIs there are rules of their own. */
export const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  aws_backup_vault_policy: "policy",
  aws_cloudwatch_event_bus_policy: "policy",
  aws_cloudwatch_log_destination_policy: "access_policy",
  aws_cloudwatch_log_resource_policy: "policy_document",
  aws_codeartifact_domain_permissions_policy: "policy_document",
  aws_codeartifact_repository_permissions_policy: "policy_document",
  aws_dynamodb_resource_policy: "policy",
  aws_ecr_registry_policy: "policy",
  aws_ecr_repository_policy: "policy",
  aws_efs_file_system_policy: "policy",
  aws_elasticsearch_domain: "access_policies",
  aws_elasticsearch_domain_policy: "access_policies",
  aws_glacier_vault: "access_policy",
  aws_glue_resource_policy: "policy",
  aws_kinesis_resource_policy: "policy",
  aws_kms_external_key: "policy",
  aws_kms_key: "policy",
  aws_kms_key_policy: "policy",
  aws_kms_replica_key: "policy",
  aws_msk_cluster_policy: "policy",
  aws_opensearch_domain: "access_policies",
  aws_opensearch_domain_policy: "access_policies",
  aws_s3_access_point: "policy",
  aws_s3_bucket: "policy",
  aws_s3_bucket_policy: "policy",
  aws_s3control_access_point_policy: "policy",
  aws_secretsmanager_secret: "policy",
  aws_secretsmanager_secret_policy: "policy",
  aws_ses_identity_policy: "policy",
  aws_sesv2_email_identity_policy: "policy",
  aws_sns_topic: "policy",
  aws_sns_topic_policy: "policy",
  aws_sqs_queue: "policy",
  aws_sqs_queue_policy: "policy",
};

/**
 * Keys of conditions that part who asks from everybody else (Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage", section
 * on the meaning of public; IAM User Guide, "AWS global condition context keys", read 2026-12).
 */
export const WHO_ASKS =
  /^(aws:(Principal(OrgID|OrgPaths|Account|Arn)|Source(Arn|Account|OrgID|OrgPaths|Owner|Ip|Vpc|VpcArn|Vpce)|Vpce(Account|OrgID|OrgPaths)|userid)|kms:CallerAccount|s3:DataAccessPoint(Arn|Account))$/i;

/** Keys of conditions that say for whom a service of AWS asks. */
const FOR_WHOM =
  /^(aws:(Source(Arn|Account|OrgID|OrgPaths|Owner)|PrincipalOrgID|PrincipalAccount)|kms:(CallerAccount|ViaService|EncryptionContext:.+))$/i;

/** What makes EFS private although everybody is named: the way by a mount target, which lies in a VPC. */
function comesByMountTarget({ test, key, values }: Condition): boolean {
  return (
    /^Bool$/i.test(test) &&
    /^elasticfilesystem:AccessedViaMountTarget$/i.test(key) &&
    values.map(String).includes("true")
  );
}

function isForEverybody(statement: PolicyStatement): boolean {
  return (
    statement.isAllow &&
    namesEverybody(statement) &&
    !isLimitedBy(statement, WHO_ASKS) &&
    !statement.conditions.some(comesByMountTarget)
  );
}

function actionsText({ actions, exceptActions }: PolicyStatement): string {
  return exceptActions ? `everything but ${exceptActions.join(", ")}` : actions.join(", ");
}

/** Whom a permission that is a resource names in the place of a policy, and what limits it, by type. */
const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_event_permission: ["condition"],
  aws_lambda_layer_version_permission: ["organization_id"],
  aws_lambda_permission: ["principal_org_id", "source_account", "source_arn"],
};

function admitsEverybody(permission: Resource): boolean {
  const limits = PERMISSIONS[permission.type] ?? [];
  return permission.at("principal") === "*" && limits.every((limit) => permission.lacks(limit));
}

const NOT_FOR_EVERYBODY: ResourceRule = {
  level: "error",
  title: "No policy of a resource admits everybody.",
  reason: "Everybody is every account of AWS, and often whoever has no account at all.",
  expected: "principals that are named, or a condition on their organization, account, network or source",
  fix: "name the accounts, roles or services, or add a condition such as aws:PrincipalOrgID",
  source:
    'AWS Security Hub User Guide, controls S3.2, S3.3, SNS.4, SQS.3, KMS.5 and Lambda.1, and Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage", read 2026-11',
  types: [...Object.keys(PERMISSIONS), ...Object.keys(RESOURCE_POLICIES)],
  check: (resource) => {
    if (resource.type in PERMISSIONS) {
      const action = resource.at("action");
      return admitsEverybody(resource)
        ? [{ found: `everybody may ${typeof action === "string" ? action : "use it"}`, attribute: "principal" }]
        : [];
    }
    return policiesAt(resource, RESOURCE_POLICIES[resource.type] ?? "").flatMap(({ attribute, statements }) =>
      statements
        .filter(isForEverybody)
        .map((statement) => ({ found: `everybody may ${actionsText(statement)}`, attribute })),
    );
  },
};

const FOR_KNOWN_SOURCES: ResourceRule = {
  level: "warning",
  title: "Services of AWS are admitted for what is in the own account.",
  reason: "A service asks for whoever set it up, in any account: who knows the name lets it reach what is not his.",
  expected: "a condition on aws:SourceArn or aws:SourceAccount",
  fix: "add the condition, with the ARN of what the service is set up for",
  source:
    'IAM User Guide, "The confused deputy problem", section "Cross-service confused deputy prevention", read 2026-11',
  types: Object.keys(RESOURCE_POLICIES),
  check: (resource) =>
    policiesAt(resource, RESOURCE_POLICIES[resource.type] ?? "").flatMap(({ attribute, statements }) =>
      statements
        .filter((one) => one.isAllow && servicesOf(one).length > 0 && !isLimitedBy(one, FOR_WHOM))
        .map((one) => ({
          found: `${servicesOf(one).join(", ")} may ${actionsText(one)} for every account`,
          attribute,
        })),
    ),
};

const CALLED_BY_KNOWN_SOURCES: ResourceRule = {
  level: "warning",
  title: "Services of AWS call a function for what is in the own account.",
  reason: "A service calls for whoever set it up, in any account: who knows the name lets it call what is not his.",
  expected: "source_arn, and for a bucket, whose ARN tells no account, source_account",
  fix: "name what calls by source_arn, and its account by source_account",
  source: "AWS Security Hub User Guide, control Lambda.1, read 2026-11",
  types: ["aws_lambda_permission"],
  check: (permission) => {
    const service = permission.at("principal");
    if (typeof service !== "string" || !/\.amazonaws\.com(\.cn)?$/.test(service)) return [];
    if (!permission.lacks("source_account") || !permission.lacks("principal_org_id")) return [];
    const isNamed = !permission.lacks("source_arn") || !permission.lacks("event_source_token");
    if (isNamed && service !== "s3.amazonaws.com") return [];
    const missing = isNamed ? "source_account" : "source_arn";
    return [{ found: `${service} without ${missing}`, attribute: missing }];
  },
};

const ENDPOINTS: Readonly<Record<string, string>> = { aws_vpc_endpoint: "policy", aws_vpc_endpoint_policy: "policy" };

const LIMITED_ENDPOINTS: ResourceRule = {
  level: "warning",
  title: "A policy of an endpoint limits who comes through it, or where to.",
  reason: "One that lets everybody do everything says what AWS says without it, and looks as if it did more.",
  expected: "principals, resources or accounts that are named, or no policy",
  fix: "add a condition on aws:PrincipalOrgID or aws:ResourceOrgID, name what is reached, or leave the policy out",
  source: 'AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies", read 2026-11',
  types: Object.keys(ENDPOINTS),
  check: (endpoint) =>
    policiesAt(endpoint, ENDPOINTS[endpoint.type] ?? "").flatMap(({ attribute, statements }) =>
      statements
        .filter((one) => isForEverybody(one) && one.conditions.length === 0 && one.resources.includes("*"))
        .filter(({ actions }) => actions.includes("*"))
        .map(() => ({ found: "Allow * on * for everybody", attribute })),
    ),
};

/** Rules about who may use a resource. */
export const RESOURCE_POLICY_RULES = {
  "SEC-20": NOT_FOR_EVERYBODY,
  "SEC-21": FOR_KNOWN_SOURCES,
  "SEC-22": CALLED_BY_KNOWN_SOURCES,
  "SEC-23": LIMITED_ENDPOINTS,
} as const satisfies Rules;
