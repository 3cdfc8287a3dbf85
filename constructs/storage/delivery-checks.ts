import { Token } from "cdktf";
import type { Problems } from "../core/errors";
import { physicalName } from "../core/names/naming";
import type { DeliveryKind, DeliveryOptions } from "./bucket.types";
import type { BucketProps } from "./bucket-props";
import { whatExpires } from "./lifecycle-rules";

/** AWS WAF Developer Guide, "Sending web ACL traffic logs to an Amazon S3 bucket", as of 2026-11. */
const WAF_BUCKET_PREFIX = "aws-waf-logs-";

/** A delivery that a bucket was told to admit. */
export interface Admitted {
  readonly kind: DeliveryKind;
  readonly options: DeliveryOptions;
}

/** Checks that a bucket can take the deliveries, and that what they bring does not stay forever. */
export function checkDeliveries(deliveries: readonly Admitted[], props: BucketProps, problems: Problems): void {
  for (const { kind, options } of deliveries) {
    const at = `admitDelivery("${kind}")`;
    checkName(kind, at, props, problems);
    checkKey(kind, at, props, problems);
    checkPrefix(options.prefix, at, problems);
    checkUnused(kind, options, at, problems);
  }
  if (deliveries.length > 0) checkExpiry(deliveries, props, problems);
}

function checkExpiry(deliveries: readonly Admitted[], props: BucketProps, problems: Problems): void {
  const { objects, oldVersions } = whatExpires(props);
  if (objects && oldVersions) return;
  const kinds = [...new Set(deliveries.map(({ kind }) => kind))].sort().join(", ");
  problems.add("", {
    code: "LOG_BUCKET_WITHOUT_EXPIRY",
    message: "Logs are delivered into the bucket, and nothing ever deletes them.",
    found: `deliveries (${kinds}) and ${objects ? "old versions that stay: an expired log becomes one" : "objects that do not expire"}`,
    expected: "expireDays, and in a versioned bucket expireOldVersionsDays, for all objects",
    fix: "say how long logs are kept, for example versioned: false and expireDays: 90",
  });
}

function checkName(kind: DeliveryKind, at: string, { bucketName }: BucketProps, problems: Problems): void {
  if (kind !== "waf" || Token.isUnresolved(bucketName) || bucketName.startsWith(WAF_BUCKET_PREFIX)) return;
  problems.add(at, {
    code: "WAF_BUCKET_NAME_INVALID",
    message: "AWS WAF delivers only into buckets whose name has a fixed beginning.",
    found: `"${bucketName}"`,
    expected: `a name that starts with ${WAF_BUCKET_PREFIX}`,
    fix: `use a bucket "${physicalName("bucket", [`${WAF_BUCKET_PREFIX}${bucketName}`])}"`,
  });
}

/** Elastic Load Balancing, "Enable access logs for your Application Load Balancer", as of 2026-11. */
function checkKey(kind: DeliveryKind, at: string, { key }: BucketProps, problems: Problems): void {
  if (kind !== "alb" || key === undefined) return;
  problems.add(at, {
    code: "ALB_LOG_BUCKET_WITH_KEY",
    message: "An Application Load Balancer cannot write logs into a bucket that a KMS key encrypts.",
    found: `a bucket with the key ${typeof key === "string" ? key : key.node.path}`,
    expected: "a bucket with S3's own keys (SSE-S3)",
    fix: "leave the key out, or use a bucket of its own for these logs",
  });
}

/** An option of another kind would do nothing, and what is delivered would be refused. */
function checkUnused(kind: DeliveryKind, options: DeliveryOptions, at: string, problems: Problems): void {
  const owners = { hivePartitions: "flow-log", scope: "waf" } as const;
  for (const option of ["hivePartitions", "scope"] as const) {
    const owner = owners[option];
    if (options[option] === undefined || kind === owner) continue;
    problems.add(`${at}.${option}`, {
      code: "DELIVERY_OPTION_UNUSED",
      message: "The option is about another kind of delivery.",
      found: `${option} for ${kind}`,
      expected: `${option} with admitDelivery("${owner}") only`,
      fix: "leave it out",
    });
  }
}

function checkPrefix(prefix: string | undefined, at: string, problems: Problems): void {
  if (
    prefix === undefined ||
    (/^[A-Za-z0-9!_.'()-]+(\/[A-Za-z0-9!_.'()-]+)*$/.test(prefix) && !/AWSLogs/.test(prefix))
  ) {
    return;
  }
  problems.add(`${at}.prefix`, {
    code: "DELIVERY_PREFIX_INVALID",
    message: "The prefix is not one below which AWS delivers logs.",
    found: `"${prefix}"`,
    expected: "folder names with slashes between them, without AWSLogs, which AWS adds",
    fix: 'use a prefix such as "edge", or leave it out',
  });
}
