import type { Problems } from "../core/errors";
import type { LifecycleRule, StorageClass, Transition } from "./bucket.types";
import type { BucketProps } from "./bucket-props";
import { EXPIRE_RULE, lifecycleRules } from "./lifecycle-rules";

/**
 * Amazon S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle", as of 2026-11: from each class only further down, and
 * the two infrequent-access classes take objects after 30 days and keep them for 30.
 */
const NEXT: Readonly<Record<StorageClass, readonly StorageClass[]>> = {
  STANDARD_IA: ["INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
  INTELLIGENT_TIERING: ["ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
  ONEZONE_IA: ["GLACIER", "DEEP_ARCHIVE"],
  GLACIER_IR: ["GLACIER", "DEEP_ARCHIVE"],
  GLACIER: ["DEEP_ARCHIVE"],
  DEEP_ARCHIVE: [],
};
const INFREQUENT: ReadonlySet<StorageClass> = new Set(["STANDARD_IA", "ONEZONE_IA"]);
const INFREQUENT_DAYS = 30;
const MOST_RULE_ID = 255;
const MOST_KEPT_VERSIONS = 100;

/** Checks what is to happen to the objects of a bucket over time. */
export function checkLifecycle(props: BucketProps, problems: Problems): void {
  checkIds(props, problems);
  for (const rule of lifecycleRules(props)) {
    const index = props.lifecycleRules?.indexOf(rule) ?? -1;
    checkRule(rule, index === -1 ? "" : `lifecycleRules[${index}].`, props.versioned ?? true, problems);
  }
}

function checkIds({ lifecycleRules: rules = [], expireDays, expireOldVersionsDays }: BucketProps, problems: Problems) {
  const taken = expireDays !== undefined || expireOldVersionsDays !== undefined ? [EXPIRE_RULE] : [];
  const ids = [...taken, ...rules.map(({ id }) => id)];
  for (const id of new Set(ids.filter((candidate, index) => ids.indexOf(candidate) !== index))) {
    problems.add("lifecycleRules", {
      code: "LIFECYCLE_ID_TWICE",
      message: "Two lifecycle rules of the bucket have the same id.",
      found: `"${id}"${taken.includes(id) ? ", which expireDays and expireOldVersionsDays use" : ""}`,
      expected: "an id of its own for each rule",
      fix: taken.includes(id) ? "rename the one in lifecycleRules" : "rename one of them",
    });
  }
  for (const { id } of rules) {
    if (id.length > 0 && id.length <= MOST_RULE_ID) continue;
    problems.add("lifecycleRules", {
      code: "LIFECYCLE_ID_INVALID",
      message: "The id of a lifecycle rule is too short or too long.",
      found: `${id.length} characters`,
      expected: `1 to ${MOST_RULE_ID} characters`,
      fix: "say in a word or two what the rule does",
    });
  }
}

function checkRule(rule: LifecycleRule, at: string, versioned: boolean, problems: Problems): void {
  checkDays(rule.expireDays, `${at}expireDays`, 1, problems);
  checkDays(rule.expireOldVersionsDays, `${at}expireOldVersionsDays`, 1, problems);
  checkKept(rule, at, problems);
  checkOldVersions(rule, at, versioned, problems);
  checkTransitions(rule.transitions ?? [], rule.expireDays, `${at}transitions`, problems);
  const old = rule.oldVersionTransitions ?? [];
  checkTransitions(old, rule.expireOldVersionsDays, `${at}oldVersionTransitions`, problems);
  const does = [rule.expireDays, rule.expireOldVersionsDays, ...(rule.transitions ?? []), ...old];
  // The rule of the bucket's short properties takes away what broken uploads left.
  if (at !== "" && does.every((entry) => entry === undefined)) {
    problems.add(at.slice(0, -1), {
      code: "LIFECYCLE_RULE_EMPTY",
      message: "The lifecycle rule does nothing.",
      found: `rule "${rule.id}" without expiry and without transitions`,
      expected: "expireDays, expireOldVersionsDays, transitions or oldVersionTransitions",
      fix: "say what it does, or leave it out",
    });
  }
}

function checkDays(days: number | undefined, at: string, least: number, problems: Problems): void {
  if (days === undefined || (Number.isInteger(days) && days >= least)) return;
  problems.add(at, {
    code: "LIFECYCLE_DAYS_INVALID",
    message: "The number of days is not one that S3 takes.",
    found: `${days}`,
    expected: `a whole number, ${least} or more`,
    fix: `use ${Math.max(least, Math.round(days) || least)}`,
  });
}

function checkKept({ keepOldVersions: kept, expireOldVersionsDays }: LifecycleRule, at: string, problems: Problems) {
  if (kept === undefined) return;
  const inRange = Number.isInteger(kept) && kept >= 1 && kept <= MOST_KEPT_VERSIONS;
  if (inRange && expireOldVersionsDays !== undefined) return;
  problems.add(`${at}keepOldVersions`, {
    code: "LIFECYCLE_KEPT_VERSIONS_INVALID",
    message: inRange
      ? "Old versions are to be kept, and nothing says when the others are deleted."
      : "The number of old versions to keep is out of range.",
    found: `${kept}${expireOldVersionsDays === undefined ? " without expireOldVersionsDays" : ""}`,
    expected: `1 to ${MOST_KEPT_VERSIONS}, together with expireOldVersionsDays`,
    fix: fixOfKept(kept, expireOldVersionsDays),
  });
}

function fixOfKept(kept: number, days: number | undefined): string {
  const nearest = Math.min(MOST_KEPT_VERSIONS, Math.max(1, Math.round(kept) || 1));
  if (days !== undefined) return `use ${nearest}, or leave it out`;
  const number = nearest === kept ? "" : `use ${nearest}, and `;
  return `${number}give expireOldVersionsDays as well, or leave keepOldVersions out: then every old version is kept`;
}

function checkOldVersions(rule: LifecycleRule, at: string, versioned: boolean, problems: Problems): void {
  const aboutOld = rule.expireOldVersionsDays !== undefined || (rule.oldVersionTransitions ?? []).length > 0;
  if (versioned || !aboutOld) return;
  problems.add(rule.expireOldVersionsDays === undefined ? `${at}oldVersionTransitions` : `${at}expireOldVersionsDays`, {
    code: "LIFECYCLE_WITHOUT_VERSIONS",
    message: "The bucket keeps no old versions, so there are none to delete or to move.",
    found: "a rule for old versions and versioned: false",
    expected: "versioned: true, or no rule for old versions",
    fix: "leave the rule out, or turn versioning on",
  });
}

function checkTransitions(
  transitions: readonly Transition[],
  expiry: number | undefined,
  at: string,
  problems: Problems,
): void {
  for (const { afterDays, to } of transitions) {
    checkDays(afterDays, at, 0, problems);
    if (INFREQUENT.has(to) && afterDays < INFREQUENT_DAYS) {
      problems.add(at, {
        code: "TRANSITION_TOO_EARLY",
        message: "Objects cannot be moved to this storage class so soon.",
        found: `${to} after ${afterDays} days`,
        expected: `${INFREQUENT_DAYS} days or more for STANDARD_IA and ONEZONE_IA`,
        fix: `use ${INFREQUENT_DAYS}, or INTELLIGENT_TIERING, which takes objects at once`,
      });
    }
  }
  transitions.slice(1).forEach((transition, index) => {
    const before = transitions[index];
    if (before) checkStep(before, transition, at, problems);
  });
  const last = transitions.at(-1);
  if (last && expiry !== undefined && expiry <= last.afterDays) {
    problems.add(at, {
      code: "TRANSITION_AFTER_EXPIRY",
      message: "Objects are deleted before, or when, they are to be moved.",
      found: `${last.to} after ${last.afterDays} days, deleted after ${expiry}`,
      expected: "an expiry later than the last move",
      fix: `leave the move out, or delete after ${Math.floor(last.afterDays) + 1} days or later`,
    });
  }
}

function checkStep(before: Transition, after: Transition, at: string, problems: Problems): void {
  if (!NEXT[before.to].includes(after.to)) {
    const next = NEXT[before.to];
    problems.add(at, {
      code: "TRANSITION_UPWARDS",
      message: "S3 moves objects only to classes that are further down.",
      found: `${before.to}, then ${after.to}`,
      expected: next.length > 0 ? `one of ${next.join(", ")} after ${before.to}` : `nothing after ${before.to}`,
      fix: waysDown(before, after),
    });
    return;
  }
  const least = before.afterDays + (INFREQUENT.has(before.to) ? INFREQUENT_DAYS : 1);
  if (after.afterDays >= least) return;
  problems.add(at, {
    code: "TRANSITION_STEP_TOO_SHORT",
    message: "The second move comes too soon after the first.",
    found: `${before.to} after ${before.afterDays} days, ${after.to} after ${after.afterDays}`,
    expected: `${after.to} after ${least} days or more`,
    fix: `use ${least}, or leave the first move out`,
  });
}

function waysDown(before: Transition, after: Transition): string {
  if (after.afterDays < before.afterDays && NEXT[after.to].includes(before.to)) {
    return "put the moves in the order of their days";
  }
  const next = NEXT[before.to];
  return ["leave one of the moves out", ...(next.length > 0 ? [`move on to ${next.join(" or ")}`] : [])].join(", or ");
}
