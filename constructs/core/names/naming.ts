import { createHash } from "node:crypto";
import { holdsReference, knownAfterApply } from "../checks/known-at-synth";
import { GroundplanError, type Problem, type Problems } from "../errors";

/** What AWS allows in one kind of physical name. */
interface NameRule {
  /** Greatest number of characters. */
  readonly maxLength: number;
  /** Least number of characters. */
  readonly minLength?: number;
  /** Characters that are allowed, as the inside of a character class. */
  readonly allowed: string;
  /** Whether upper case is folded to lower case, because AWS refuses or folds it. */
  readonly lowerCase?: boolean;
  /** Whether the first and the last character must be a letter or a digit. */
  readonly plainEnds?: boolean;
  /** Put between the parts of the name. */
  readonly separator?: string;
  /** Put in front of the first part. */
  readonly prefix?: string;
}

/**
 * The rules by kind. Sources, as of 2026-11: IAM User Guide "IAM and AWS STS quotas"; Amazon S3 User Guide "General
 * purpose bucket naming rules"; Amazon EC2 API Reference `CreateSecurityGroup`, `CreateLaunchTemplate` and
 * `CreateManagedPrefixList`; AWS KMS API Reference `CreateAlias`; CloudWatch Logs API Reference `CreateLogGroup`; CloudWatch
 * API Reference `PutMetricAlarm`; Amazon RDS API Reference `CreateDBSubnetGroup` and `CreateDBInstance`; ElastiCache API Reference
 * `CreateCacheSubnetGroup`, `CreateReplicationGroup`, `CreateUser` and `CreateUserGroup`; Systems Manager API Reference `CreateDocument` and `PutParameter`; AWS WAFV2 API
 * Reference `CreateWebACL`; CloudFront API Reference `CreateFunction` and `CreateOriginAccessControl`; CloudWatch Logs API
 * Reference `PutDeliverySource`; DynamoDB Developer Guide
 * "Service, account, and table quotas"; Amazon ECS API Reference `CreateService`; Amazon EC2 Auto Scaling API Reference
 * `CreateAutoScalingGroup`; Elastic Load Balancing API Reference `CreateLoadBalancer` and `CreateTargetGroup`; Amazon EKS API Reference `CreateCluster`; CodeDeploy API Reference `CreateApplication`; EventBridge
 * Scheduler API Reference `CreateSchedule`; EventBridge API Reference `PutRule`; Amazon SQS API Reference `CreateQueue`; Amazon SNS API Reference `CreateTopic`; AWS Lambda API Reference `CreateFunction`; AWS Secrets Manager API Reference `CreateSecret`; Amazon API Gateway API V2 Reference `CreateApi`; Kinesis
 * Data Streams API Reference `CreateStream`; Amazon ECR API Reference `CreateRepository`.
 */
const RULES = {
  iamRole: { maxLength: 64, allowed: "A-Za-z0-9_+=,.@-" },
  iamPolicy: { maxLength: 128, allowed: "A-Za-z0-9_+=,.@-" },
  instanceProfile: { maxLength: 128, allowed: "A-Za-z0-9_+=,.@-" },
  /** The provider appends 26 characters to a name prefix, and we the `-` before them, which leaves 228 of 255. */
  securityGroup: { maxLength: 228, allowed: "A-Za-z0-9 ._:/()#,@[\\]+=&;{}!$*-" },
  prefixList: { maxLength: 255, allowed: "A-Za-z0-9._-" },
  bucket: { maxLength: 63, minLength: 3, allowed: "a-z0-9-", lowerCase: true, plainEnds: true },
  dynamodbTable: { maxLength: 255, minLength: 3, allowed: "A-Za-z0-9_.-" },
  kmsAlias: { maxLength: 256, allowed: "A-Za-z0-9/_-", prefix: "alias/" },
  logGroup: { maxLength: 512, allowed: "A-Za-z0-9_./#-", separator: "/", prefix: "/" },
  alarm: { maxLength: 255, allowed: "\\x20-\\x7e" },
  dbSubnetGroup: { maxLength: 255, allowed: "a-z0-9 ._-", lowerCase: true },
  cacheSubnetGroup: { maxLength: 255, allowed: "a-z0-9-", lowerCase: true },
  /** As for security groups: `-` and 26 characters behind it leave 228 of 255. */
  keyPair: { maxLength: 228, allowed: "\\x20-\\x7e" },
  /** As for security groups: `-` and 26 characters behind it leave 101 of 128. */
  launchTemplate: { maxLength: 101, minLength: 3, allowed: "A-Za-z0-9()./_-" },
  ssmDocument: { maxLength: 128, minLength: 3, allowed: "A-Za-z0-9_.-" },
  ssmParameter: { maxLength: 1011, allowed: "A-Za-z0-9_./-", separator: "/", prefix: "/" },
  /** Web ACLs, IP sets and regex pattern sets. */
  wafEntity: { maxLength: 128, allowed: "A-Za-z0-9_-" },
  /** The prefix is AWS's: WAF delivers to no other log group. */
  wafLogGroup: { maxLength: 512, allowed: "A-Za-z0-9_./#-", prefix: "aws-waf-logs-" },
  /** AWS keeps one policy for all log groups below the prefix, in place of a line for each. */
  vendedLogGroup: { maxLength: 512, allowed: "A-Za-z0-9_./#-", separator: "/", prefix: "/aws/vendedlogs/" },
  /** Cache, response headers and origin request policies, and origin access controls, whose limit is the lowest of them. */
  cloudFrontPolicy: { maxLength: 64, allowed: "A-Za-z0-9_-" },
  /** AWS documents no limit; with two hashes of 9 characters behind it, it stays below those of CloudFront's other names. */
  vpcOrigin: { maxLength: 46, allowed: "A-Za-z0-9_-" },
  cloudFrontFunction: { maxLength: 64, allowed: "A-Za-z0-9_-" },
  /** Delivery sources, destinations and their log deliveries. */
  logDelivery: { maxLength: 60, allowed: "A-Za-z0-9_-" },
  /** Clusters, services, task families and capacity providers. */
  ecs: { maxLength: 255, allowed: "A-Za-z0-9_-" },
  /** Clusters; names of node groups and Fargate profiles are the caller's. */
  eksCluster: { maxLength: 100, allowed: "A-Za-z0-9-", plainEnds: true },
  /** Made in the folder of registries, by rules of their own: parts with `/` between them. */
  repository: { maxLength: 256, minLength: 2, allowed: "a-z0-9._/-", lowerCase: true, plainEnds: true, separator: "/" },
  /** Made in the folder of load balancers, where target groups get a hash of what they are made from. */
  loadBalancer: { maxLength: 32, allowed: "A-Za-z0-9-", plainEnds: true },
  targetGroup: { maxLength: 32, allowed: "A-Za-z0-9-", plainEnds: true },
  autoScalingGroup: { maxLength: 255, allowed: "A-Za-z0-9_./-" },
  codeDeploy: { maxLength: 100, allowed: "A-Za-z0-9._+=,@-" },
  schedule: { maxLength: 64, allowed: "A-Za-z0-9_.-" },
  /** Rules of EventBridge. */
  eventRule: { maxLength: 64, allowed: "A-Za-z0-9_.-" },
  sqsQueue: { maxLength: 80, allowed: "A-Za-z0-9_-" },
  /** Queues and topics that keep the order have `.fifo` behind what is made here, which counts. */
  fifoQueue: { maxLength: 75, allowed: "A-Za-z0-9_-" },
  snsTopic: { maxLength: 256, allowed: "A-Za-z0-9_-" },
  fifoTopic: { maxLength: 251, allowed: "A-Za-z0-9_-" },
  /** APIs and VPC links of API Gateway, which AWS tells apart by ids. */
  apiGateway: { maxLength: 128, allowed: "A-Za-z0-9_-" },
  /** Functions of Lambda. */
  lambdaFunction: { maxLength: 64, allowed: "A-Za-z0-9_-" },
  /** Instances and clusters of RDS. */
  database: { maxLength: 63, allowed: "a-z0-9-", lowerCase: true, plainEnds: true },
  /** Replication groups of ElastiCache. */
  cache: { maxLength: 40, allowed: "a-z0-9-", lowerCase: true, plainEnds: true },
  /** Users of ElastiCache and their groups. AWS documents no limit; that of the caches that they are named like. */
  cacheUser: { maxLength: 40, allowed: "a-z0-9-", lowerCase: true, plainEnds: true },
  /** The provider appends 26 characters to a name prefix, and we the `-` before them, which leaves 485 of 512. */
  secret: { maxLength: 485, allowed: "A-Za-z0-9/_+=.@-", separator: "/" },
  kinesisStream: { maxLength: 128, allowed: "A-Za-z0-9_.-" },
  /** Not a limit of AWS alone: the `Name` tag may have 256 characters. */
  tag: { maxLength: 256, allowed: "\\p{L}\\p{Z}\\p{N}_.:/=+\\-@" },
} satisfies Record<string, NameRule>;

/** A kind of physical name. */
export type NameKind = keyof typeof RULES;

/** Every kind of physical name. */
export const NAME_KINDS: readonly string[] = Object.keys(RULES);

/** Whether names of such a kind are made. */
export function isNameKind(kind: string): kind is NameKind {
  return Object.hasOwn(RULES, kind);
}

/** A kind that is none, where JavaScript or a configuration says it. */
export function unknownKind(kind: unknown, others: readonly string[] = []): Omit<Problem, "path"> {
  return {
    code: "NAMING_KIND",
    message: "There is no such kind of name.",
    found: JSON.stringify(kind) ?? "nothing",
    expected: [...others, `one of ${NAME_KINDS.join(", ")}`].join(", or "),
    fix: "write the kind as it is listed",
  };
}

/** What stands between the parts of a name: `/` in names that are paths, else `-`. */
export function separatorOf(kind: NameKind): string {
  const rule: NameRule = RULES[kind];
  return rule.separator ?? "-";
}

/** Length of the hash in a shortened name: 32 bits, enough for the few names of one kind in one account. */
const HASH_LENGTH = 8;

/**
 * The physical name of a resource, from its parts, by the rules of its kind. Characters that the kind does not allow become
 * `-`. A name that is too long is shortened to a readable head and a hash of the whole, so that two long names stay
 * different and the same parts give the same name at every synth. A name that is too short gets the hash too.
 *
 * ```ts
 * physicalName("iamRole", ["sandbox", "access", "bastion"]); // sandbox-access-bastion
 * physicalName("logGroup", ["sandbox", "network", "flow"]); // /sandbox/network/flow
 * ```
 *
 * @param path who is named, for messages
 * @throws GroundplanError `KNOWN_AFTER_APPLY` for a part that is a reference; `NAMING_KIND`
 */
export function physicalName(
  kind: NameKind,
  parts: readonly string[],
  path = `the name of a resource (${kind})`,
): string {
  if (!isNameKind(kind)) throw new GroundplanError([{ path, ...unknownKind(kind) }]);
  if (parts.some(holdsReference)) throw new GroundplanError([knownAfterApply(path)]);
  const rule: NameRule = RULES[kind];
  const clean = parts
    .filter((part) => part !== "")
    .map((part) => (rule.lowerCase ? part.toLowerCase() : part))
    .map((part) => part.replace(forbiddenIn(kind), "-"));
  const prefix = rule.prefix ?? "";
  const joined = clean.join(separatorOf(kind));
  const name = rule.plainEnds ? joined.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "") : joined;
  const room = rule.maxLength - prefix.length;
  if (name.length >= (rule.minLength ?? 1) && name.length <= room) return prefix + name;
  const hash = hashOf(parts.join("\0"));
  // The last class is half of a character that the cut went through.
  const head = name.slice(0, room - HASH_LENGTH - 1).replace(/[-/.]*[\uD800-\uDBFF]?$/, "");
  return prefix + (head === "" ? hash : `${head}-${hash}`);
}

/** Eight hexadecimal digits that tell texts apart. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
}

/**
 * A name that was put together elsewhere, by the rules of its kind: as {@link physicalName}, with the beginning that names of the kind
 * have, whether the text has it or not.
 *
 * @param path who is named, for messages
 */
export function nameFrom(kind: NameKind, text: string, path?: string): string {
  const { prefix = "" }: NameRule = RULES[kind];
  return physicalName(kind, [text.startsWith(prefix) ? text.slice(prefix.length) : text], path);
}

const forbidden = new Map<NameKind, RegExp>();

/** Runs of characters that a kind does not allow. Kept, because an expression with Unicode classes is costly to make. */
function forbiddenIn(kind: NameKind): RegExp {
  const known = forbidden.get(kind) ?? new RegExp(`[^${RULES[kind].allowed}]+`, "gu");
  forbidden.set(kind, known);
  return known;
}

/** The greatest number of characters that a kind of name may have. */
export function maxNameLength(kind: NameKind): number {
  return RULES[kind].maxLength;
}

/**
 * Checks a name that the user chose. Such a name is never changed: a wrong one is a problem.
 *
 * @returns whether the name is allowed
 */
export function checkName(kind: NameKind, name: string, problems: Problems, property: string): boolean {
  if (holdsReference(name)) {
    problems.addAll([knownAfterApply(`${problems.path} › ${property}`)]);
    return false;
  }
  const rule: NameRule = RULES[kind];
  const prefix = rule.prefix ?? "";
  const min = prefix.length + (rule.minLength ?? 1);
  const suggestion = physicalName(kind, [name.startsWith(prefix) ? name.slice(prefix.length) : name]);
  const fits = name.length >= min && name.length <= rule.maxLength;
  const ends = !rule.plainEnds || !/^[^A-Za-z0-9]|[^A-Za-z0-9]$/.test(name);
  const allowed = new RegExp(`^[${rule.allowed}]+$`, "u").test(name);
  if (fits && ends && allowed && name.startsWith(prefix)) return true;
  const start = prefix ? `, starting with ${prefix}` : "";
  const plain = rule.plainEnds ? ", starting and ending with a letter or a digit" : "";
  problems.add(property, {
    code: "NAME_INVALID",
    message: `The name is not one that AWS allows for this kind of resource (${kind}).`,
    found: `"${name}" (${name.length} characters)`,
    expected: `${min} to ${rule.maxLength} characters of ${rule.allowed}${start}${plain}`,
    fix: `use "${suggestion}", or leave the name out and one is made`,
  });
  return false;
}
