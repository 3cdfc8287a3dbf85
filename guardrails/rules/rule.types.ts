import type { Estate, GuardedStack } from "../tree/estate";
import type { Resource } from "../tree/resource";

/**
 * How a finding counts: `error` always; `production` is an error in production, and elsewhere a warning that `check` tells and synth
 * does not; `warning` never keeps anything from being written.
 */
export type Level = "error" | "production" | "warning";

/** What a rule found at one resource. */
export interface Found {
  /** What was found, as it is to be read behind "found:". */
  readonly found: string;
  /**
   * Attribute that it is about.
   *
   * @default - the resource as a whole
   */
  readonly attribute?: string;
  /**
   * What is allowed here.
   *
   * @default - the rule's own
   */
  readonly expected?: string;
  /**
   * How it is mended here.
   *
   * @default - the rule's own
   */
  readonly fix?: string;
}

interface RuleBase {
  readonly level: Level;
  /** What must hold, as a sentence. */
  readonly title: string;
  /** Why, as one sentence. */
  readonly reason: string;
  /** What is allowed, as it is to be read behind "expected:". */
  readonly expected: string;
  /** How a finding is mended, as it is to be read behind "fix:". */
  readonly fix: string;
  /** Document behind it, with the day when it was read; of a rule of AWS Security Hub its control too. */
  readonly source: string;
}

/** A rule that is asked of each resource of some types. */
export interface ResourceRule extends RuleBase {
  /** Types of resources that it is asked of. */
  readonly types: readonly string[];
  /** What is wrong with a resource; nothing is wrong with what is known only after the apply. */
  check(resource: Resource, estate: Estate): readonly Found[];
}

/** A rule that is asked of each resource, whatever its type. */
export interface EachRule extends RuleBase {
  /** What is wrong with a resource; nothing is wrong with what is known only after the apply. */
  checkEach(resource: Resource, estate: Estate): readonly Found[];
}

/** A rule that is asked of each stack. */
export interface StackRule extends RuleBase {
  /** What is wrong with a stack: with its settings of Terraform, its outputs, or with what it has as a whole. */
  checkStack(stack: GuardedStack, estate: Estate): readonly Found[];
}

/** What is known of a rule beside its id. */
export type RuleBody = ResourceRule | EachRule | StackRule;

/** Rules of an area by their ids, by which findings, exemptions and code scanning know them: `SG-01`. */
export type Rules = Readonly<Record<string, RuleBody>>;

/** A rule about the whole of what is to be deployed, raw resources included. */
export type Rule = RuleBody & { readonly id: string };
