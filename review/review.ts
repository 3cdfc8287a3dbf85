import { REVISIONS } from "../constructs/core/resources/resource-kinds";
import { PriceTable } from "../cost";
import { type CostReview, costFindings, reviewCosts } from "./cost/cost-review";
import { plannedResources } from "./cost/plan-resources";
import {
  type Finding,
  goneStackFindings,
  gravestFirst,
  isPolicyAttribute,
  judge,
  type PermissionRow,
  type Risk,
} from "./findings";
import type { GoneStack } from "./findings/gone-stacks";
import { type GatedFinding, type Gates, gated, type ReviewedExemption, reviewedExemptions } from "./gates/exemptions";
import { type ReviewedGrant, reviewedGrants } from "./gates/grants";
import { placeOf } from "./gates/places";
import { type Drawing, drawingOf } from "./picture";
import { type Change, type ConstructPaths, changesOf, type Drift, driftOf } from "./plan/changes";
import type { PlanJson } from "./plan/plan-json.types";
import { References } from "./plan/references";
import { inOrder } from "./plan/stack-order";
import { grouped } from "./values/grouped";

/** One plan of a review. */
export interface PlanInput {
  /** Name of the stack; of a file from elsewhere its name. */
  readonly stack: string;
  readonly plan: PlanJson;
  /**
   * Paths of the constructs by `type.name`.
   *
   * @default - none, so that addresses stand in their place
   */
  readonly constructs?: ConstructPaths;
  /**
   * Producers whose outputs were mock values when it was planned.
   *
   * @default - none
   */
  readonly mocked?: readonly string[];
  /**
   * Stacks that must be applied before this one.
   *
   * @default - none, so that it stays where it was given
   */
  readonly after?: readonly string[];
  /**
   * File that the plan was read from, from the root of the repository: stands for the configuration where that is not known.
   *
   * @default - none
   */
  readonly file?: string;
  /**
   * What else there is to say of the stack, as sentences fit to be shown.
   *
   * @default - nothing
   */
  readonly notes?: readonly string[];
  /**
   * Region of the stack, for costs.
   *
   * @default - what the plan says of its providers and resources
   */
  readonly region?: string;
}

/** What is known besides the plans. */
export interface ReviewOptions extends Partial<Gates> {
  /**
   * What the plans are and where they come from, as sentences.
   *
   * @default - nothing is said: they are the plans of a deploy
   */
  readonly about?: string;
  /**
   * US dollars a month that the plans of an environment may add together, whatever the configuration says.
   *
   * @default - what the configuration says; no limit where it says none
   */
  readonly costLimit?: number;
  /**
   * Prices to reckon with.
   *
   * @default - those of the project, `cost/prices`
   */
  readonly prices?: PriceTable;
}

/** Numbers of resources by what happens to them. */
export interface Counts {
  readonly add: number;
  readonly change: number;
  readonly replace: number;
  readonly destroy: number;
  /** Moved, taken over or let go: nothing happens in AWS. */
  readonly bookkeeping: number;
}

/** What a review says about one stack. */
export interface StackReview {
  readonly stack: string;
  readonly counts: Counts;
  readonly mocked: readonly string[];
  readonly notes: readonly string[];
  /** Whether planning failed, so that there may be more. */
  readonly isIncomplete: boolean;
  /** Replacements and deletions: what must be read first. */
  readonly lost: readonly Lost[];
  /** Changes in place, or by a new revision, that say something which the table of permissions does not say. */
  readonly updates: readonly Change[];
  /** Changes in place of policies alone: the table of permissions has them. */
  readonly policiesOnly: readonly Change[];
  readonly created: readonly Change[];
  /** Changes in place of tags alone. */
  readonly tagsOnly: readonly Change[];
  /** Changes in place of values that follow from other changes and are known only after the apply. */
  readonly cascades: readonly Change[];
  /** Moves, imports, and what Terraform lets go. */
  readonly bookkeeping: readonly Change[];
  readonly drift: readonly DriftGroup[];
  /** Outputs whose value changes. */
  readonly outputs: readonly string[];
  /** What a picture of the change may show. */
  readonly drawing: Drawing;
}

/** A resource that is replaced or destroyed, with the resources that refer to it. */
export interface Lost {
  readonly change: Change;
  readonly referredToBy: readonly string[];
}

/** What has changed since the last apply, by type and attribute. */
export interface DriftGroup {
  readonly type: string;
  readonly attribute: string;
  readonly addresses: readonly string[];
}

/** A review of one or more plans. */
export interface Review {
  /** What the plans are and where they come from. @default - they are the plans of a deploy */
  readonly about?: string;
  readonly stacks: readonly StackReview[];
  readonly counts: Counts;
  readonly findings: readonly GatedFinding[];
  readonly permissions: readonly PermissionRow[];
  /** What the plans change of the monthly fixed costs. */
  readonly cost: CostReview;
  /** Kinds of risk that somebody must approve. */
  readonly risks: readonly Risk[];
  /** Exemptions of the configuration that have to do with the stacks. */
  readonly exemptions: readonly ReviewedExemption[];
  /** Exemptions that constructs of the stacks were given where they were made. */
  readonly grants: readonly ReviewedGrant[];
  /** Stacks that are deployed, and that the configuration no longer makes. */
  readonly gone: readonly GoneStack[];
  /** What a resource is called for a reader, by stack and address. */
  readonly names: ReadonlyMap<string, string>;
}

/** Reviews plans, in the order in which they are applied. */
export function review(given: readonly PlanInput[], options: ReviewOptions = {}): Review {
  const inputs = inOrder(given);
  const { about, settings = [], gone = [], costLimit, prices = new PriceTable() } = options;
  const gates = { ...options, settings };
  const parts = inputs.map(reviewOne);
  const names = new Map(parts.flatMap((part) => part.names));
  const cost = reviewCosts(
    parts.map(({ stack: { stack }, resources }) => ({ stack, resources })),
    prices,
  );
  const found = gravestFirst([
    ...parts.flatMap((part) => part.findings),
    ...goneStackFindings(gone),
    ...costFindings(cost, settings, costLimit),
  ]);
  const nameOf = ({ stack, address }: Finding) => names.get(nameKey(stack, address)) ?? address;
  const files = new Map(inputs.flatMap(({ stack, file }) => (file === undefined ? [] : [[stack, file] as const])));
  const findings = gated(found, nameOf, gates).map((finding) => {
    const place = placeOf(finding, nameOf(finding), { settings, gone, files });
    return place === undefined ? finding : { ...finding, place };
  });
  const stacks = [...inputs, ...gone].map(({ stack }) => stack);
  return {
    ...(about === undefined ? {} : { about }),
    stacks: parts.map((part) => part.stack),
    counts: sum(parts.map(({ stack }) => stack.counts)),
    findings,
    permissions: parts.flatMap((part) => part.permissions),
    cost,
    risks: [...new Set(findings.filter(({ needsApproval }) => needsApproval).map(({ risk }) => risk))].sort(),
    exemptions: reviewedExemptions(findings, stacks, gates),
    grants: reviewedGrants(stacks, gates),
    gone,
    names,
  };
}

/** Key of a resource in `Review.names`. */
export function nameKey(stack: string, address: string): string {
  return `${stack}\u0000${address}`;
}

function reviewOne({ stack, plan, constructs = new Map(), mocked = [], notes = [], region }: PlanInput) {
  const changes = changesOf(plan, stack, constructs);
  const references = new References(plan);
  const nameOf = (address: string) => constructs.get(address) ?? address;
  const { findings, permissions } = judge({ changes, references, nameOf });
  const is = (...actions: Change["action"][]) => changes.filter(({ action }) => actions.includes(action));
  const updates = is("update");
  const tagsOnly = updates.filter(isTagsOnly);
  const cascades = updates.filter((change) => !isTagsOnly(change) && isCascade(change));
  const withRows = new Set(permissions.map(({ address }) => address));
  const isToldAsPermission = ({ address, attributes }: Change) =>
    withRows.has(address) && attributes.every(({ path: [first] }) => isPolicyAttribute(first));
  const withoutTold = (change: Change): Change => {
    const attributes = change.attributes.filter(({ path: [first] }) => !isPolicyAttribute(first));
    return withRows.has(change.address) ? { ...change, attributes } : change;
  };
  const minor = new Set([...tagsOnly, ...cascades]);
  const policiesOnly = updates.filter((change) => !minor.has(change) && isToldAsPermission(change));
  const folded = new Set([...minor, ...policiesOnly]);
  const bookkeeping = is("move", "import", "forget");
  const isRevision = ({ action, type }: Change) => action === "replace" && REVISIONS.includes(type);
  const revisions = changes.filter(isRevision);
  const lost = is("replace", "delete")
    .filter((change) => !isRevision(change))
    .map((change) => ({
      change,
      referredToBy: references.to(change.address).map(nameOf),
    }));
  const counts: Counts = {
    add: is("create").length,
    change: updates.length,
    replace: is("replace").length,
    destroy: is("delete").length,
    bookkeeping: bookkeeping.length,
  };
  const outputs = Object.entries(plan.output_changes ?? {})
    .filter(([, { actions }]) => !actions.every((action) => action === "no-op"))
    .map(([name]) => name)
    .sort();
  const one: StackReview = {
    stack,
    counts,
    mocked,
    notes,
    isIncomplete: plan.errored === true,
    lost,
    updates: [...updates.filter((change) => !folded.has(change)), ...revisions].map(withoutTold),
    policiesOnly,
    created: is("create"),
    tagsOnly,
    cascades,
    bookkeeping,
    drift: driftGroups(driftOf(plan)),
    outputs,
    drawing: drawingOf({ changes, minor, references, constructs }),
  };
  const names = changes.map(({ address, construct }) => [nameKey(stack, address), construct ?? address] as const);
  const resources = plannedResources(plan, references, constructs, region);
  return { stack: one, findings, permissions, names, resources };
}

function isTagsOnly({ attributes }: Change): boolean {
  return attributes.length > 0 && attributes.every(({ path: [first] }) => first === "tags" || first === "tags_all");
}

function isCascade({ attributes }: Change): boolean {
  return attributes.length > 0 && attributes.every(({ isUnknown }) => isUnknown);
}

/** By type and attribute: after an upgrade of a provider hundreds of resources differ in the same way. */
function driftGroups(drift: readonly Drift[]): readonly DriftGroup[] {
  const each = drift.flatMap(({ type, address, isGone, places }) => {
    const attributes = new Set(places.map(([first]) => String(first)));
    return (isGone ? ["(gone)"] : [...attributes]).map((attribute) => ({ type, attribute, address }));
  });
  const groups = grouped(each, ({ type, attribute }) => `${type}\u0000${attribute}`);
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...rest]]) => {
      if (first === undefined) return [];
      const { type, attribute } = first;
      return [{ type, attribute, addresses: [first, ...rest].map(({ address }) => address) }];
    });
}

function sum(counts: readonly Counts[]): Counts {
  const total = (key: keyof Counts) => counts.reduce((all, one) => all + one[key], 0);
  return {
    add: total("add"),
    change: total("change"),
    replace: total("replace"),
    destroy: total("destroy"),
    bookkeeping: total("bookkeeping"),
  };
}
