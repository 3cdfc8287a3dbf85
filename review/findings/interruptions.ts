import type { Change } from "../plan/changes";
import { valueAt } from "../values/value-at";
import { canonical, entryOf, UNKNOWN } from "../values/values";
import { type Finding, finding, type Judged } from "./finding.types";

/** A setting whose change in place stops or restarts what serves. */
interface Interruption {
  readonly attribute: string;
  /** The value that stops it; without one every change restarts it. */
  readonly stopsAt?: number | boolean;
  readonly sentence: string;
}

/**
 * By type. Which changes restart (Amazon RDS User Guide, "Modifying an Amazon RDS DB instance", settings; Amazon EC2 User Guide, "Change the
 * instance type"; Amazon EKS User Guide, "Disable EKS Auto Mode"; Amazon ElastiCache User Guide, "Scaling"; read 2026-11).
 */
const INTERRUPTIONS: Readonly<Record<string, readonly Interruption[]>> = {
  aws_appautoscaling_target: [{ attribute: "max_capacity", stopsAt: 0, sentence: "is scaled to nothing" }],
  aws_autoscaling_group: [{ attribute: "max_size", stopsAt: 0, sentence: "all its instances are ended" }],
  aws_db_instance: [
    { attribute: "engine_version", sentence: "restarts for the new version of its engine" },
    { attribute: "instance_class", sentence: "is out of service while it gets its new class" },
  ],
  aws_ecs_service: [{ attribute: "desired_count", stopsAt: 0, sentence: "all its tasks are stopped" }],
  aws_eks_cluster: [
    {
      attribute: "compute_config.enabled",
      stopsAt: false,
      sentence: "the nodes of EKS Auto Mode are ended, and its load balancers are deleted",
    },
  ],
  aws_eks_node_group: [
    { attribute: "scaling_config.max_size", stopsAt: 0, sentence: "all its nodes are ended" },
    { attribute: "scaling_config.desired_size", stopsAt: 0, sentence: "all its nodes are ended" },
  ],
  aws_elasticache_cluster: [{ attribute: "engine_version", sentence: "restarts for the new version of its engine" }],
  aws_instance: [{ attribute: "instance_type", sentence: "is stopped and started to get its new type" }],
  aws_kms_key: [{ attribute: "is_enabled", stopsAt: false, sentence: "what it has encrypted cannot be read any more" }],
  aws_lambda_function: [
    { attribute: "reserved_concurrent_executions", stopsAt: 0, sentence: "refuses every invocation" },
  ],
  aws_cloudfront_distribution: [{ attribute: "enabled", stopsAt: false, sentence: "answers nobody any more" }],
  aws_rds_cluster: [{ attribute: "engine_version", sentence: "restarts for the new version of its engine" }],
  aws_rds_cluster_instance: [
    { attribute: "instance_class", sentence: "is out of service while it gets its new class" },
  ],
};

/** What is stopped or restarted by a change in place, which a list of replacements does not tell. */
export function interruptions({ changes }: Judged): readonly Finding[] {
  return changes.flatMap((change) => {
    if (change.action !== "update") return [];
    const all = (entryOf(INTERRUPTIONS, change.type) ?? []).filter((one) => happens(change, one));
    const told = all.filter(({ sentence }, at) => all.findIndex((other) => other.sentence === sentence) === at);
    return told.map(({ sentence, attribute }) =>
      finding(change, "serving-interrupted", "medium", `${sentence}${later(change)}`, attribute),
    );
  });
}

function happens({ before, after }: Change, { attribute, stopsAt }: Interruption): boolean {
  const [old, now] = [valueAt(before, attribute), valueAt(after, attribute)];
  if (old === undefined || old === null || now === UNKNOWN) return false;
  return stopsAt === undefined ? canonical(old) !== canonical(now) : old !== stopsAt && now === stopsAt;
}

/** Databases wait for their maintenance window, unless they are told not to. */
function later({ type, after }: Change): string {
  const isDatabase = /^aws_(db_instance|rds_cluster|rds_cluster_instance|elasticache_cluster)$/.test(type);
  return isDatabase && after.apply_immediately !== true ? ", in its next maintenance window" : "";
}
