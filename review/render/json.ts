import type { Change } from "../plan/changes";
import type { Review } from "../review";
import { costJson } from "./cost";
import { jsonText } from "./json-text";
import { verdict } from "./words";

/** Version of the form below. */
const VERSION = 1;

/** The review for machines: gates, other tools. Nothing sensitive is in it; the same plans give the same text. */
export function reviewJson(review: Review): string {
  const { about, stacks, counts, risks, findings, permissions, exemptions, grants, gone } = review;
  const twin = {
    version: VERSION,
    verdict: verdict(review),
    about,
    needsApproval: risks.length > 0,
    risks,
    counts,
    stacks: stacks.map(
      ({ lost, updates, policiesOnly, created, tagsOnly, cascades, bookkeeping, drawing: _, ...stack }) => ({
        ...stack,
        changes: [
          ...lost.map(({ change, referredToBy }) => ({ ...changeJson(change), referredToBy })),
          ...[...updates, ...policiesOnly, ...created, ...tagsOnly, ...cascades, ...bookkeeping].map(changeJson),
        ],
      }),
    ),
    findings,
    permissions,
    cost: costJson(review),
    exemptions,
    grants,
    gone,
  };
  return jsonText(twin);
}

function changeJson({
  address,
  type,
  action,
  isCreatedFirst,
  reason,
  movedFrom,
  importedId,
  construct,
  attributes,
}: Change) {
  return {
    address,
    type,
    action,
    construct,
    ...(action === "replace" ? { isCreatedFirst } : {}),
    reason,
    movedFrom,
    importedId,
    attributes: attributes.map(({ attribute, before, after, forcesReplacement }) => ({
      attribute,
      before,
      after,
      ...(forcesReplacement ? { forcesReplacement } : {}),
    })),
  };
}
