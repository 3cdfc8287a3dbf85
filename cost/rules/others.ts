import { blocksOf, type CostResource, lengthOf, numberOf, textOf } from "../resources";
import { flat, type Part, part, type Rules, type Unpriced } from "./rule";

/** What keys, secrets, alarms, zones and web ACLs cost, and what of tables and APIs is billed as long as it is there. */
export const OTHERS: Rules = {
  aws_api_gateway_stage: stage,
  aws_cloudwatch_composite_alarm: flat("alarm-composite"),
  aws_cloudwatch_metric_alarm: alarm,
  aws_dynamodb_table: table,
  aws_kms_external_key: flat("kms-key"),
  aws_kms_key: key,
  aws_kms_replica_external_key: flat("kms-key"),
  aws_kms_replica_key: flat("kms-key"),
  aws_route53_health_check: healthCheck,
  aws_route53_zone: () => [part("hosted-zone", 1, "an account has 25 hosted zones or fewer")],
  aws_secretsmanager_secret: secret,
  aws_wafv2_web_acl: webAcl,
};

/**
 * The first two rotations of a key are billed by the month, later ones are not (AWS KMS Developer Guide, "Rotate AWS KMS keys", read
 * 2026-11). Each of the two costs as much as the key (AWS KMS pricing, as public documents quote it, read 2026-11).
 */
function key({ values }: CostResource): readonly Part[] {
  const rotates = values.enable_key_rotation === true;
  return [
    part(
      "kms-key",
      1,
      rotates ? "keys have not been rotated yet; their first two rotations add a key each" : undefined,
    ),
  ];
}

/**
 * An alarm is billed by its metrics, and one of an anomaly band has three: its own and two bounds (Amazon CloudWatch pricing, as public
 * documents quote it, read 2026-11). A period of less than a minute makes an alarm a high-resolution one (CloudWatch API Reference,
 * `PutMetricAlarm`, read 2026-11).
 */
function alarm({ values }: CostResource): readonly Part[] {
  const queries = blocksOf(values, "metric_query").filter((query) => blocksOf(query, "metric").length > 0);
  const metrics = queries.flatMap((query) => blocksOf(query, "metric"));
  const periods = [values, ...metrics].flatMap((one) => numberOf(one, "period") ?? []);
  const item = periods.some((period) => period < 60) ? "alarm-high-resolution" : "alarm";
  const isBand = textOf(values, "threshold_metric_id") !== undefined;
  return [part(item, Math.max(1, queries.length) * (isBand ? 3 : 1))];
}

/** Whom AWS asks; others watch alarms or other health checks. */
const ENDPOINT_CHECKS = ["HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP"];

/**
 * Each of these is an option that is billed beside the check: HTTPS, a text to look for, checks every ten seconds, and the measuring of
 * latency (Amazon Route 53 pricing, as public documents quote it, read 2026-11).
 */
function healthCheck({ values }: CostResource): readonly (Part | Unpriced)[] {
  const type = textOf(values, "type") ?? "";
  if (!ENDPOINT_CHECKS.includes(type)) return [{ why: "what a check of alarms or of other checks costs is not known" }];
  const options = [
    type.startsWith("HTTPS"),
    type.endsWith("STR_MATCH"),
    numberOf(values, "request_interval") === 10,
    values.measure_latency === true,
  ].filter(Boolean).length;
  const assumed = "the endpoint is AWS's, and the 50 free checks of an account are taken; one elsewhere costs more";
  return [part("health-check", 1, assumed), ...(options > 0 ? [part("health-check-option", options)] : [])];
}

/**
 * A copy in another region is billed like a secret of its own (AWS Secrets Manager pricing, as public documents quote it, read 2026-11).
 */
function secret({ values }: CostResource): readonly Part[] {
  return [part("secret", 1 + (lengthOf(values, "replica") ?? 0))];
}

function webAcl({ values }: CostResource): readonly Part[] {
  const rules = blocksOf(values, "rule").length;
  const assumed = "rule groups of other sellers, and AWS's against bots and fraud, cost more";
  return [part("web-acl"), ...(rules > 0 ? [part("web-acl-rule", rules, assumed)] : [])];
}

/** A stage is billed by requests, but for its cache. */
function stage({ values }: CostResource): readonly Unpriced[] {
  return values.cache_cluster_enabled === true ? [{ why: "caches of stages have no price here" }] : [];
}

/** A table is billed by requests if it says so; the default of the provider is capacity by the hour. */
function table({ values }: CostResource): readonly Unpriced[] {
  const mode = textOf(values, "billing_mode") ?? "PROVISIONED";
  return mode === "PAY_PER_REQUEST" ? [] : [{ why: "provisioned capacity of tables has no price here" }];
}
