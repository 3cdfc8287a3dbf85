import type { Problem } from "../../constructs/core/errors";
import { entryName, type Read } from "./inputs";
import { circleIn, type Pair, withoutCircles } from "./schedule";

/** One output in Terraform's plan JSON (`output_changes`). */
export interface OutputChange {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  /** `true`, or the keys whose values are known only after the apply. */
  readonly after_unknown?: unknown;
}

/** An entry of an output: the whole output, or one key of a map. */
export interface Entry {
  readonly output: string;
  readonly key?: string;
}

/** What a plan does to the outputs of a stack, entry by entry. */
export interface OutputDifference {
  /** Entries that go, with their present value. */
  readonly lost: readonly (Entry & { readonly value: unknown })[];
  /** Entries that are new, or whose value changes or is not known yet. */
  readonly gained: readonly Entry[];
}

/** A stack that depends on others, as the order needs it. */
export interface Consumer {
  readonly name: string;
  readonly dependencies: readonly string[];
  /** Stacks that it needed when it was last deployed. */
  readonly deployedAfter: readonly string[];
  /** Whether it is applied in this run. */
  readonly isSelected: boolean;
  /** Whether the configuration no longer makes it, so that it can only be destroyed. */
  readonly isGone: boolean;
  /** What its configuration reads. */
  readonly reads: readonly Read[];
  /** Values in the state of its resources, as text; empty if it is not deployed. */
  readonly state: string;
}

/** In which order the stacks of a run are applied. */
export interface StackOrder {
  /** Stacks that must be done before, by stack. */
  readonly before: Readonly<Record<string, readonly string[]>>;
  /** Sentences on where the order differs from that of the dependencies. */
  readonly notes: readonly string[];
  /** What keeps the run from being done in any order. */
  readonly problems: readonly Problem[];
}

/** What the plan of a stack takes away from its outputs, and what it adds or changes. */
export function outputDifference(changes: Readonly<Record<string, OutputChange>>): OutputDifference {
  const lost: (Entry & { value: unknown })[] = [];
  const gained: Entry[] = [];
  for (const [output, { actions, before, after, after_unknown: unknown }] of Object.entries(changes)) {
    if (actions.every((action) => action === "no-op")) continue;
    if (actions.includes("delete")) lost.push({ output, value: before });
    else if (!isMap(before) || unknown === true || !(isMap(after) || isMap(unknown))) gained.push({ output });
    else {
      const now: Record<string, unknown> = isMap(after) ? after : {};
      const later: Record<string, unknown> = isMap(unknown) ? unknown : {};
      for (const [key, value] of Object.entries(before)) {
        if (!(key in now) && !(key in later)) lost.push({ output, key, value });
        else if (key in later || JSON.stringify(now[key]) !== JSON.stringify(value)) gained.push({ output, key });
      }
      const added = [...new Set([...Object.keys(now), ...Object.keys(later)])].filter((key) => !(key in before));
      gained.push(...added.map((key) => ({ output, key })));
    }
  }
  return { lost, gained };
}

/**
 * Orders stacks by what the plans of producers do to their outputs. A producer is applied before its consumers, except where it
 * takes something away that a deployed consumer uses: AWS deletes nothing that is in use, so the consumer goes first. What a
 * consumer uses is told by its state: the values that go stand in it.
 *
 * What a stack needed when it was last deployed, and needs no longer, it can let go of before anything else: it goes first, also where the
 * plan does not tell what is taken away, unless other stacks must be applied in between.
 *
 * @param differences what the plans do, by producer
 * @param consumers all stacks that depend or depended on one of the producers, and the producers themselves
 */
export function orderStacks(
  differences: Readonly<Record<string, OutputDifference>>,
  consumers: readonly Consumer[],
): StackOrder {
  const before: Record<string, string[]> = {};
  const notes: string[] = [];
  const problems: Problem[] = [];
  const early = new Set<string>();
  for (const consumer of consumers) {
    for (const producer of new Set([...consumer.dependencies, ...consumer.deployedAfter])) {
      const difference = differences[producer] ?? { lost: [], gained: [] };
      const used = difference.lost.filter(({ value }) => isUsed(value, consumer.state));
      const read = difference.gained.filter((entry) => consumer.reads.some((one) => isSame(producer, one, entry)));
      if (used.length === 0) {
        if (consumer.dependencies.includes(producer)) push(before, consumer.name, producer);
      } else if (consumer.isGone) problems.push(goneFirst(producer, consumer.name, used));
      else if (!consumer.isSelected) problems.push(consumerFirst(producer, consumer.name, used));
      else if (read.length > 0) problems.push(twoPasses(producer, consumer.name, used, read));
      else {
        push(before, producer, consumer.name);
        early.add(consumer.name);
        notes.push(`${consumer.name} goes before ${producer}, which takes away what it uses: ${names(used)}.`);
      }
    }
  }
  const selected = consumers.filter(({ isSelected }) => isSelected).map(({ name }) => name);
  const circle = problems.length === 0 ? circleIn(selected, before) : undefined;
  if (circle) problems.push(inACircle(circle, early));
  if (problems.length > 0) return { before, notes, problems };
  const leaving = consumers
    .flatMap(leavers)
    .filter(({ item, first }) => [item, first].every((name) => selected.includes(name)))
    .filter(({ item, first }) => !before[item]?.includes(first));
  const whole = withoutCircles(selected, leaving, before);
  for (const { item, first } of leaving) {
    if (whole[item]?.includes(first)) notes.push(`${first} goes before ${item}, which it needs no longer.`);
  }
  return { before: whole, notes, problems };
}

/** A stack, before each of those that it needed when it was last deployed and needs no longer. */
function leavers({ name, dependencies, deployedAfter }: Consumer): Pair[] {
  const left = deployedAfter.filter((producer) => !dependencies.includes(producer));
  return left.map((producer) => ({ item: producer, first: name }));
}

/** Whether a value that goes, or one inside it, stands in a state. Short texts say nothing. */
function isUsed(value: unknown, state: string): boolean {
  if (typeof value === "string") return value.length > 3 && state.includes(JSON.stringify(value).slice(1, -1));
  if (Array.isArray(value)) return value.some((one) => isUsed(one, state));
  return isMap(value) && Object.values(value).some((one) => isUsed(one, state));
}

function isSame(producer: string, read: Read, entry: Entry): boolean {
  if (read.producer !== producer || read.output !== entry.output) return false;
  return read.key === undefined || entry.key === undefined || read.key === entry.key;
}

function twoPasses(producer: string, consumer: string, used: readonly Entry[], read: readonly Entry[]): Problem {
  return {
    code: "ORDER_TWO_PASSES",
    path: producer,
    message: `The stack takes away and adds at once what ${consumer} uses, so neither of the two can be applied first.`,
    found: `goes: ${names(used)}; new or changed: ${names(read)}`,
    expected: "a change that only adds, or one that only takes away",
    fix: "do it in two deploys: first configure what is new besides what is there and deploy, then take the old away and deploy again",
  };
}

function consumerFirst(producer: string, consumer: string, used: readonly Entry[]): Problem {
  return {
    code: "ORDER_CONSUMER_FIRST",
    path: producer,
    message: `The stack takes away what ${consumer} uses, and ${consumer} is not part of this deploy.`,
    found: `goes: ${names(used)}`,
    expected: `${consumer} applied first, without it`,
    fix: `deploy both, the order is found: npx groundplan deploy ${consumer} ${producer}`,
  };
}

function goneFirst(producer: string, consumer: string, used: readonly Entry[]): Problem {
  return {
    code: "ORDER_GONE_FIRST",
    path: producer,
    message: `The stack takes away what ${consumer} uses, which the configuration no longer makes and which is still deployed.`,
    found: `goes: ${names(used)}`,
    expected: `${consumer} destroyed first`,
    fix: `destroy it, then deploy again: npx groundplan destroy ${consumer}`,
  };
}

/** @param early stacks that have to go before what they depend on */
function inACircle(circle: readonly string[], early: ReadonlySet<string>): Problem {
  const first = [...new Set(circle)].filter((name) => early.has(name)).join(" ");
  return {
    code: "ORDER_CIRCLE",
    path: circle[0] ?? "",
    message: "What the stacks take away and add from each other leaves no order in which they can be applied.",
    found: circle.join(" waits for "),
    expected: "a change that only adds, or one that only takes away",
    fix: `first configure what is new besides what is there and deploy; then take the old away, and deploy what uses it by itself: npx groundplan deploy ${first}; then deploy again`,
  };
}

function names(entries: readonly Entry[]): string {
  return entries.map(entryName).join(", ");
}

function push(lists: Record<string, string[]>, key: string, value: string): void {
  lists[key] = [...(lists[key] ?? []), value];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
