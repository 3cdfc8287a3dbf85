import type { IConstruct } from "constructs";
import { quotaOf } from "../../core/environments/environment-quotas";
import { type Problem, Problems } from "../../core/errors";
import { addCheck } from "../../core/validation";
import type { IHttpListener } from "../load-balancer.types";
import type { RuleConditions } from "../rules/listener-rule.types";
import { describeConditions } from "../rules/rule-conditions";
import { contains } from "../rules/rule-overlap";
import { EXPLICIT_PRIORITIES } from "../rules/rule-priority";

/** A rule as the book keeps it. */
export interface BookedRule {
  /** The construct of the rule. */
  readonly rule: IConstruct;
  readonly listener: IHttpListener;
  readonly conditions: RuleConditions;
  readonly priority: number;
  /** Whether the priority follows from the conditions. */
  readonly derived: boolean;
}

const books = new WeakMap<IConstruct, BookedRule[]>();

/**
 * Enters a rule into the book of the app. AWS wants different priorities for the rules of a listener, and these may lie in
 * several stacks: only the app sees them all. What is wrong is told at synth.
 */
export function bookRule(entry: BookedRule): void {
  const root = entry.rule.node.root;
  const book = books.get(root) ?? [];
  books.set(root, book);
  book.push(entry);
  addCheck(entry.rule, () => problemsOf(entry, book));
}

function problemsOf(entry: BookedRule, book: readonly BookedRule[]): readonly Problem[] {
  const { path } = entry.rule.node;
  const problems = new Problems(path);
  const others = book
    .filter((other) => other !== entry && other.listener.identity === entry.listener.identity)
    .sort((a, b) => (a.rule.node.path < b.rule.node.path ? -1 : 1));
  const taken = new Set(others.map(({ priority }) => priority));
  for (const other of others) {
    // Told once, by the later of the two; the order of the paths decides, whatever the order of the program.
    if (other.priority === entry.priority && other.rule.node.path < path) {
      if (isSame(entry, other)) problems.add("conditions", sameRequests(entry, other));
      else problems.add("priority", clash(entry, other, taken));
    }
    if (other.priority < entry.priority && contains(other.conditions, entry.conditions)) {
      problems.add("priority", shadowed(entry, other));
    }
  }
  const isLast = others.every((other) => other.rule.node.path < path);
  // The quota is one of the balancer; nearly all rules of a balancer hang on one listener.
  const most = quotaOf(entry.rule, "rulesPerLoadBalancer");
  if (isLast && others.length + 1 > most) {
    problems.add("", {
      code: "RULES_TOO_MANY",
      message: "The listener has more rules than AWS allows the account.",
      found: `${others.length + 1} rules`,
      expected: `at most ${most}`,
      fix:
        "share rules between services by wildcards, put some services behind a second balancer, or have the quota raised and set " +
        "quotas.rulesPerLoadBalancer of the environment",
    });
  }
  return problems.list;
}

/** Whether two rules ask for the same, whatever the order and the letters that it is written in. */
function isSame({ conditions }: BookedRule, other: BookedRule): boolean {
  return contains(conditions, other.conditions) && contains(other.conditions, conditions);
}

function sameRequests(entry: BookedRule, other: BookedRule): Omit<Problem, "path"> {
  return {
    code: "RULES_SAME_REQUESTS",
    message: "Two rules of one listener answer to the same requests.",
    found: `${describeConditions(entry.conditions)} in ${entry.rule.node.path}, and in ${other.rule.node.path}`,
    expected: "a host, a path or another condition that no other rule of the listener has",
    fix: "give one of them another host or path, or take it away",
  };
}

function clash(entry: BookedRule, other: BookedRule, taken: ReadonlySet<number>): Omit<Problem, "path"> {
  return {
    code: "RULE_PRIORITY_CLASH",
    message: "Two rules of one listener have the same priority.",
    found: `${entry.priority} for ${describe(entry)}, and for ${describe(other)}`,
    expected: "a priority that no other rule of the listener has",
    fix: `give one of them a priority of its own, such as ${firstFree(taken)}`,
  };
}

function shadowed(entry: BookedRule, other: BookedRule): Omit<Problem, "path"> {
  return {
    code: "RULE_SHADOWED",
    message: "The rule is never reached: every request for it is taken by another rule before.",
    found: `${describe(entry)} at ${entry.priority}, behind ${describe(other)} at ${other.priority}`,
    expected: "the rule that asks for more before the one that asks for less",
    fix: `${other.priority > 1 ? `give it a priority below ${other.priority}` : `give ${other.rule.node.path} a priority above ${entry.priority}`}, or narrow the conditions of ${other.rule.node.path}`,
  };
}

function describe({ rule, conditions, derived }: BookedRule): string {
  return `${rule.node.path} (${describeConditions(conditions)}${derived ? ", derived" : ""})`;
}

/** Rules that are written out usually start at 10 and go up by tens. */
function firstFree(taken: ReadonlySet<number>): number {
  let free = 10;
  while (taken.has(free) && free < EXPLICIT_PRIORITIES.most) free += 10;
  return free;
}
