import { accountsIn, ownAccounts } from "../tree/accounts";
import type { Estate } from "../tree/estate";
import { covers, isUnread, namesEverybody, type PolicyStatement, policiesAt, servicesOf } from "../tree/policies";
import type { Resource } from "../tree/resource";
import { unreferred } from "../tree/unreferred";
import { blocksOf, isKnown, lookUp, textsOf } from "../tree/values";
import type { Found, ResourceRule, Rules } from "./rule.types";
import { inEach, noneOf, notOff, on, oneOf, type Setting, settingRule } from "./setting-rule";

/**
 * Resources of a type that are about a bucket: by a reference, or by its name. `undefined` where one of the stack names a bucket that is not
 * known, and may be about this one.
 */
function about(bucket: Resource, estate: Estate, type: string, attribute = "bucket"): readonly Resource[] | undefined {
  const path = attribute.split(".")[0] ?? "";
  const referring = estate.referrers(bucket, type, path);
  if (referring.length > 0) return referring;
  const others = unreferred(estate, type, path);
  const name = bucket.at("bucket");
  const named = others.filter((one) => one.texts(attribute).some((text) => isKnown(text) && nameIn(text) === name));
  if (named.length > 0) return named;
  const isOpen = others.some((one) => one.stack === bucket.stack && !isKnown(one.at(attribute)));
  return isOpen ? undefined : [];
}

/** The name of a bucket, where its ARN may stand. */
function nameIn(text: string): string | undefined {
  return text.replace(/^arn:[^:]+:s3:::/, "").split("/")[0];
}

/** What is found where nothing of a type is about a bucket, and nothing in the bucket itself says the same. */
function without(bucket: Resource, estate: Estate, type: string, own: string): boolean {
  return bucket.lacks(own) && about(bucket, estate, type)?.length === 0;
}

const BLOCKS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/** Blocks by a path: AWS blocks for access points where nothing is said, and the provider does not for buckets. */
const blocked = (path: string, setting: (at: string) => Setting) =>
  BLOCKS.map((key) => setting(path === "" ? key : `${path}.${key}`));

/** Statements of all policies of a bucket, or nothing where one of them is not known. */
function statementsOf(bucket: Resource, estate: Estate): readonly PolicyStatement[] | undefined {
  const attached = about(bucket, estate, "aws_s3_bucket_policy");
  const resources = attached ? [bucket, ...attached] : undefined;
  if (!resources || resources.some((one) => isUnread(one, "policy"))) return undefined;
  return resources.flatMap((one) => policiesAt(one, "policy")).flatMap(({ statements }) => statements);
}

/** Whether a statement refuses everything that does not come by TLS. */
function refusesWithoutTls(statement: PolicyStatement): boolean {
  const { isAllow, actions, conditions } = statement;
  const isAboutTls = conditions.some(
    ({ test, key, values }) =>
      /^Bool$/i.test(test) && /^aws:SecureTransport$/i.test(key) && values.map(String).includes("false"),
  );
  return !isAllow && isAboutTls && namesEverybody(statement) && actions.some((one) => /^(\*|s3:\*)$/i.test(one));
}

/** What sends logs into a bucket. */
interface Writer {
  readonly type: string;
  /** Where it names the bucket. */
  readonly at: string;
  /** Whether this one does. */
  sends(resource: Resource): boolean;
  /** The service that writes. */
  readonly service: string;
}

function balancers(kind: string, service: string): readonly Writer[] {
  return ["aws_lb", "aws_alb"].map((type) => ({
    type,
    at: "access_logs.bucket",
    sends: (one) => (one.at("load_balancer_type") ?? "application") === kind && one.at("access_logs.enabled") !== false,
    service,
  }));
}

const BALANCER_LOGS = "logdelivery.elasticloadbalancing.amazonaws.com";
const WRITERS: readonly Writer[] = [
  ...balancers("application", BALANCER_LOGS),
  ...balancers("network", "delivery.logs.amazonaws.com"),
  { type: "aws_cloudtrail", at: "s3_bucket_name", sends: () => true, service: "cloudtrail.amazonaws.com" },
  { type: "aws_flow_log", at: "log_destination", sends: () => true, service: "delivery.logs.amazonaws.com" },
];

/** Whether a statement lets a service write logs. In older regions balancers write as an account of AWS. */
function admitsWriter(statement: PolicyStatement, service: string): boolean {
  const { isAllow, principals, actions, exceptActions } = statement;
  if (!isAllow || !(exceptActions || actions.some((one) => covers(one, "s3:PutObject")))) return false;
  const isOpen = principals.some(
    ({ kind, names }) => (service === BALANCER_LOGS && kind === "AWS") || !names.every(isKnown),
  );
  return isOpen || namesEverybody(statement) || servicesOf(statement).includes(service);
}

/** What sends its logs into a bucket. */
function senders(bucket: Resource, estate: Estate) {
  return WRITERS.flatMap(({ type, at, sends, service }) =>
    (about(bucket, estate, type, at) ?? []).filter(sends).map((sender) => ({ sender, service })),
  );
}

/** Whether a bucket is for logs that AWS writes: of balancers, trails, networks or of other buckets. */
function isForLogs(bucket: Resource, estate: Estate): boolean {
  const isTarget = (about(bucket, estate, "aws_s3_bucket_logging", "target_bucket") ?? []).length > 0;
  return isTarget || senders(bucket, estate).length > 0;
}

const DELIVERY: ResourceRule = {
  level: "error",
  title: "Buckets admit what sends its logs into them.",
  reason: "AWS refuses to set up the sending, or writes nothing and says so nowhere.",
  expected: "a statement that lets the service write, s3:PutObject",
  fix: "let the service put objects, for its own ARN; accessLogs and the flow logs of our constructs do so",
  source:
    'Elastic Load Balancing User Guide for Application Load Balancers, "Enable access logs for your Application Load Balancer", and AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", read 2026-11',
  types: ["aws_s3_bucket"],
  check: (bucket, estate) => {
    const sent = senders(bucket, estate);
    const statements = sent.length === 0 ? undefined : statementsOf(bucket, estate);
    if (!statements) return [];
    const missing = sent.filter(({ service }) => !statements.some((one) => admitsWriter(one, service)));
    return missing.map(({ sender, service }) => ({ found: `nothing admits ${service}, for ${sender.place}` }));
  },
};

const PUBLIC = ["public-read", "public-read-write", "authenticated-read"];
const GROUPS = [
  "http://acs.amazonaws.com/groups/global/AllUsers",
  "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
];

const NAMED_ACLS = settingRule({
  level: "error",
  title: "No ACL of buckets and objects admits everybody.",
  reason: "Everybody is whoever has the address, and everybody with any account of AWS is hardly fewer.",
  fix: "leave the ACL out, and serve files by a distribution",
  source: "AWS Security Hub User Guide, controls S3.2 and S3.3, read 2026-11",
  settings: {
    aws_s3_bucket: [noneOf("acl", PUBLIC), inEach("grant", noneOf("uri", GROUPS))],
    aws_s3_bucket_acl: noneOf("acl", PUBLIC),
    aws_s3_bucket_object: noneOf("acl", PUBLIC),
    aws_s3_object: noneOf("acl", PUBLIC),
    aws_s3_object_copy: noneOf("acl", PUBLIC),
  },
});

const NO_PUBLIC_ACL: ResourceRule = {
  ...NAMED_ACLS,
  check: (resource, estate) => [...NAMED_ACLS.check(resource, estate), ...grantsToAll(resource)],
};

/** Grants of an ACL that names each grantee. */
function grantsToAll(acl: Resource): readonly Found[] {
  const grants = acl.blocks("access_control_policy").flatMap((policy) => blocksOf(policy, "grant"));
  const groups = grants.flatMap((grant) => textsOf(lookUp(grant, "grantee.uri"))).filter((uri) => GROUPS.includes(uri));
  return groups.map((uri) => ({
    found: `a grant to ${uri}`,
    attribute: "access_control_policy",
    expected: "grants to owners and accounts",
  }));
}

/** Actions by which another account takes a bucket over, or opens it (AWS Security Hub User Guide, control S3.6, read 2026-11). */
const GIVING_AWAY = [
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketPolicy",
  "s3:PutEncryptionConfiguration",
  "s3:PutObjectAcl",
];

const KEPT_BY_OWNER: ResourceRule = {
  level: "production",
  title: "No other account may change who has a bucket of production.",
  reason: "Who writes its policy or its ACLs admits whomever he likes, and the owner sees it when it is done.",
  expected: "other accounts with actions on objects, such as s3:GetObject and s3:PutObject",
  fix: `leave out ${GIVING_AWAY.join(", ")} and patterns that cover them`,
  source: "AWS Security Hub User Guide, control S3.6, read 2026-11",
  types: ["aws_s3_bucket", "aws_s3_bucket_policy"],
  check: (resource, estate) => {
    const own = ownAccounts(resource, estate);
    if (own.length === 0) return [];
    return policiesAt(resource, "policy").flatMap(({ attribute, statements }) =>
      statements.flatMap((statement) => {
        const others = accountsIn(statement).filter((account) => !own.includes(account));
        const actions = statement.actions.filter((one) => GIVING_AWAY.some((action) => covers(one, action)));
        return statement.isAllow && others.length > 0 && actions.length > 0
          ? [{ found: `the account ${others.join(", ")} may ${actions.join(", ")}`, attribute }]
          : [];
      }),
    );
  },
};

/** Rules about buckets of S3. All of them are encrypted by S3, whatever is set (Amazon S3 User Guide, "Setting default server-side encryption
 * behavior for Amazon S3 buckets", read 2026-12). */
export const BUCKET_RULES = {
  "DAT-07": {
    level: "error",
    title: "Buckets block public access.",
    reason: "One policy or ACL that somebody adds makes everything in it public otherwise.",
    expected: "an aws_s3_bucket_public_access_block of the bucket",
    fix: "add one with all four settings, or use Bucket, which has it",
    source: "AWS Security Hub User Guide, control S3.8, read 2026-11",
    types: ["aws_s3_bucket"],
    check: (bucket, estate) =>
      about(bucket, estate, "aws_s3_bucket_public_access_block")?.length === 0
        ? [{ found: "no block of public access" }]
        : [],
  },
  "DAT-08": DELIVERY,
  "S3-01": settingRule({
    level: "error",
    title: "What blocks public access blocks all of it.",
    reason: "Of four settings each closes a way that the others leave open.",
    fix: "set all four to true, and admit who needs access by name",
    source: "AWS Security Hub User Guide, controls S3.1, S3.8, S3.19 and S3.24, read 2026-11",
    settings: {
      aws_s3_account_public_access_block: blocked("", on),
      aws_s3_bucket_public_access_block: blocked("", on),
      aws_s3_access_point: blocked("public_access_block_configuration", notOff),
      aws_s3control_multi_region_access_point: blocked("details.public_access_block", notOff),
    },
  }),
  "S3-02": {
    level: "error",
    title: "Buckets answer by TLS alone.",
    reason: "What goes by HTTP can be read and changed on its way, with the signature of the request.",
    expected: "a policy that refuses s3:* where aws:SecureTransport is false",
    fix: "add the statement to the bucket's policy, or use Bucket, which has it",
    source: "AWS Security Hub User Guide, control S3.5, read 2026-11",
    types: ["aws_s3_bucket"],
    check: (bucket, estate) => {
      const statements = statementsOf(bucket, estate);
      return !statements || statements.some(refusesWithoutTls) ? [] : [{ found: "nothing refuses HTTP" }];
    },
  },
  "S3-03": {
    level: "error",
    title: "Buckets for logs delete them at their end.",
    reason: "Logs come every minute, and are kept and billed for ever otherwise.",
    expected: "a life cycle that lets objects expire",
    fix: "add an aws_s3_bucket_lifecycle_configuration with an expiration",
    source: "AWS Security Hub User Guide, control S3.13, read 2026-11",
    types: ["aws_s3_bucket"],
    check: (bucket, estate) =>
      without(bucket, estate, "aws_s3_bucket_lifecycle_configuration", "lifecycle_rule") && isForLogs(bucket, estate)
        ? [{ found: "logs without a life cycle" }]
        : [],
  },
  "S3-04": {
    level: "production",
    title: "Buckets of production keep versions.",
    reason: "What was overwritten or deleted by a mistake can only be had back where it was kept.",
    expected: "an aws_s3_bucket_versioning of the bucket, Enabled; of buckets for logs it is not asked",
    fix: "turn versions on, with a life cycle that deletes old ones",
    source: "AWS Security Hub User Guide, control S3.14, read 2026-11",
    types: ["aws_s3_bucket"],
    check: (bucket, estate) => {
      const own = bucket.at("versioning.enabled");
      const attached = about(bucket, estate, "aws_s3_bucket_versioning");
      if (!isKnown(own) || own === true || !attached || isForLogs(bucket, estate)) return [];
      const states = attached.map((one) => one.at("versioning_configuration.status"));
      if (states.some((state) => !isKnown(state) || state === "Enabled")) return [];
      return [{ found: states.length === 0 ? "no versions" : `versions that are ${String(states[0]).toLowerCase()}` }];
    },
  },
  "S3-05": NO_PUBLIC_ACL,
  "S3-06": settingRule({
    level: "production",
    title: "Buckets of production have no ACLs.",
    reason: "What an ACL allows stands at each object, where nobody looks, and holds beside the policy.",
    fix: "set object_ownership to BucketOwnerEnforced, and write into the policy what ACLs allowed",
    source: "AWS Security Hub User Guide, control S3.12, read 2026-11",
    settings: { aws_s3_bucket_ownership_controls: oneOf("rule.object_ownership", ["BucketOwnerEnforced"]) },
  }),
  "S3-07": {
    level: "warning",
    title: "Buckets with versions delete old ones at some time.",
    reason: "Each version of each object is kept and billed for ever otherwise.",
    expected: "a life cycle that lets versions expire which are no longer current",
    fix: "add an aws_s3_bucket_lifecycle_configuration with noncurrent_version_expiration",
    source: "AWS Security Hub User Guide, control S3.10, read 2026-11",
    types: ["aws_s3_bucket"],
    check: (bucket, estate) => {
      if (!without(bucket, estate, "aws_s3_bucket_lifecycle_configuration", "lifecycle_rule")) return [];
      const attached = about(bucket, estate, "aws_s3_bucket_versioning") ?? [];
      const isOn = attached.some((one) => one.at("versioning_configuration.status") === "Enabled");
      return isOn || bucket.at("versioning.enabled") === true ? [{ found: "versions without a life cycle" }] : [];
    },
  },
  "S3-08": KEPT_BY_OWNER,
} as const satisfies Rules;
