import { blocksOf, type CostResource, lengthOf, numberOf, textOf } from "../resources";
import { flat, type Part, part, type Rules } from "./rule";

/** What keys, secrets, alarms, zones and web ACLs cost. */
export const OTHERS: Rules = {
  aws_cloudwatch_composite_alarm: flat("alarm-composite"),
  aws_cloudwatch_metric_alarm: alarm,
  aws_kms_external_key: flat("kms-key"),
  aws_kms_key: key,
  aws_kms_replica_external_key: flat("kms-key"),
  aws_kms_replica_key: flat("kms-key"),
  aws_route53_zone: () => [part("hosted-zone", 1, "an account has 25 hosted zones or fewer")],
  aws_secretsmanager_secret: secret,
  aws_wafv2_web_acl: webAcl,
};

/** The first two rotations of a key cost as much as the key, each (AWS KMS pricing, of 2026-11). */
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

/** An alarm is billed by the metrics that it reads; a period below a minute makes it a high-resolution one (CloudWatch pricing, of 2026-11). */
function alarm({ values }: CostResource): readonly Part[] {
  const queries = blocksOf(values, "metric_query").filter((query) => blocksOf(query, "metric").length > 0);
  const metrics = queries.flatMap((query) => blocksOf(query, "metric"));
  const periods = [values, ...metrics].flatMap((one) => numberOf(one, "period") ?? []);
  const item = periods.some((period) => period < 60) ? "alarm-high-resolution" : "alarm";
  // An anomaly band is two more metrics: its upper and its lower bound.
  const isBand = textOf(values, "threshold_metric_id") !== undefined;
  return [part(item, Math.max(1, queries.length) * (isBand ? 3 : 1))];
}

/** A copy in another region is a secret of its own (AWS Secrets Manager pricing, of 2026-11). */
function secret({ values }: CostResource): readonly Part[] {
  return [part("secret", 1 + (lengthOf(values, "replica") ?? 0))];
}

function webAcl({ values }: CostResource): readonly Part[] {
  const rules = blocksOf(values, "rule").length;
  const assumed = "rule groups of other sellers, and AWS's against bots and fraud, cost more";
  return [part("web-acl"), ...(rules > 0 ? [part("web-acl-rule", rules, assumed)] : [])];
}
