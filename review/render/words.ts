import { type Decimal, difference } from "../../cost";
import type { Finding, Risk } from "../findings";
import type { GatedFinding, ReviewedExemption } from "../gates/exemptions";
import type { ReviewedGrant } from "../gates/grants";
import type { AttributeChange, Change } from "../plan/changes";
import { type Counts, nameKey, type Review } from "../review";
import { grouped } from "../values/grouped";
import { entryOf } from "../values/values";

/** `3 to add, 1 to replace`; what does not happen is left out. */
export function countsText({ add, change, replace, destroy, bookkeeping }: Counts): string {
  const parts = [
    ...(add > 0 ? [`${add} to add`] : []),
    ...(change > 0 ? [`${change} to change`] : []),
    ...(replace > 0 ? [`${replace} to REPLACE`] : []),
    ...(destroy > 0 ? [`${destroy} to DESTROY`] : []),
    ...(bookkeeping > 0 ? [`${bookkeeping} in the state only`] : []),
  ];
  return parts.length > 0 ? parts.join(" · ") : "no changes";
}

/** Kinds of risk, in words. */
export const RISK_WORDS: Readonly<Record<Risk, string>> = {
  "data-loss": "data loss",
  outage: "outage",
  exposure: "exposure",
  permission: "permissions",
  protection: "protection taken off",
  cost: "cost",
};

/** The line that says it all: how many stacks, what happens, and what must be approved. */
export function verdict(review: Review): string {
  const { stacks, counts, risks, findings } = review;
  const many = stacks.length === 1 ? "1 stack" : `${stacks.length} stacks`;
  const gravest = findings.find(({ needsApproval }) => needsApproval);
  const isRisky = findings.some(({ severity }) => severity !== "low");
  const risk =
    risks.length > 0
      ? `needs approval: ${risks.map((one) => RISK_WORDS[one]).join(", ")}`
      : isRisky
        ? "nothing that needs approval"
        : "nothing risky";
  const first = gravest && gravest.severity === "high" ? ` (${whereOf(review, gravest)}: ${gravest.sentence})` : "";
  return `${many} · ${countsText(counts)} · ${costOf(review)}${risk}${first}`;
}

function costOf({ cost }: Review): string {
  return cost.stacks.some(({ rows }) => rows.length > 0) ? `${monthText(cost.monthly)} · ` : "";
}

/** A difference of monthly costs: `+ $64.97 a month`. */
export function monthText(amount: Decimal): string {
  return `${difference(amount)} a month`;
}

/** What a reader calls the resource of a finding. */
export function nameOf(review: Review, { stack, address }: Pick<Finding, "stack" | "address">): string {
  return review.names.get(nameKey(stack, address)) ?? address;
}

/** Where a finding is, for a reader: the construct or the address, with the stack; the stack alone where it is about all of it. */
export function whereOf(review: Review, finding: Pick<Finding, "stack" | "address">): string {
  return finding.address === "" ? finding.stack : `${finding.stack}/${nameOf(review, finding)}`;
}

/** The sentence of a finding, and what an exemption has to say about it. */
export function sentenceOf({ sentence, acknowledged, expired }: GatedFinding): string {
  if (acknowledged) return `${sentence} (acknowledged until ${acknowledged.until}: ${acknowledged.reason})`;
  return expired ? `${sentence} (acknowledged until ${expired.until} only, which has passed)` : sentence;
}

/** What a reader must know of an exemption: whether it is new, has ended, or is needed no more, and where it is set. */
export function exemptionNote({ findings, isExpired, isNew, place }: ReviewedExemption): string {
  return [
    ...(isNew ? ["new in this change"] : []),
    ...(isExpired ? ["has ended: its findings need approval again"] : []),
    ...(findings === 0 ? ["nothing in these plans needs it: it may be removed"] : []),
    place,
  ].join("; ");
}

/** What is to be said of an exemption that is judged at synth, besides why and until when. */
export function grantNote({ isNew, isExpired, place }: ReviewedGrant): string {
  return [
    ...(isNew ? ["new in this change"] : []),
    ...(isExpired ? ["has ended: a deploy is refused"] : []),
    place,
  ].join("; ");
}

/** Findings by the key of their resource. */
export function findingsByResource({ findings }: Review): ReadonlyMap<string, readonly GatedFinding[]> {
  return grouped(findings, ({ stack, address }) => nameKey(stack, address));
}

/** What of a change is shown: tags beside other attributes are one line, since they rarely are what a reviewer looks for. */
export interface ShownChange {
  readonly attributes: readonly AttributeChange[];
  /** `Owner, Stack`; empty if no tags change. */
  readonly tags: string;
}

/** Attributes of a change as they are shown. */
export function shownChange({ attributes }: Change): ShownChange {
  const isTag = ({ path: [first] }: AttributeChange) => first === "tags" || first === "tags_all";
  const names = attributes.filter(isTag).map(({ path: [, second] }) => (typeof second === "string" ? second : "all"));
  const specific = names.filter((name) => name !== "all");
  const tags = specific.length > 0 ? specific : names;
  return { attributes: attributes.filter((one) => !isTag(one)), tags: [...new Set(tags)].sort().join(", ") };
}

/** Reasons of Terraform and of OpenTofu for replacements and deletions, in words. */
const REASONS: Readonly<Record<string, string>> = {
  delete_because_count_index: "its index is beyond count",
  delete_because_each_key: "its key is gone from for_each",
  delete_because_enabled_false: "its enabled is false",
  delete_because_no_module: "its module is gone from the configuration",
  delete_because_no_move_target: "it was to move to what is not there",
  delete_because_no_resource_config: "it is gone from the configuration",
  delete_because_wrong_repetition: "count or for_each came or went",
  replace_because_cannot_update: "cannot be changed in place",
  replace_because_tainted: "an earlier apply made it only in part",
  replace_by_request: "asked for by -replace",
  replace_by_triggers: "follows another resource (replace_triggered_by)",
};

/** Why a resource is replaced or destroyed. */
export function reasonText({ reason, attributes }: Change): string {
  const forcing = attributes.filter(({ forcesReplacement }) => forcesReplacement);
  const words = reason === undefined ? undefined : (entryOf(REASONS, reason) ?? reason);
  if (forcing.length === 0) return words ?? "";
  return forcing.map(({ attribute, before, after }) => `${attribute}: ${before} → ${after}`).join("; ");
}
