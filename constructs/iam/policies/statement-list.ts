import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { type Problem, Problems } from "../../core/errors";
import { referenceText } from "../../core/texts/reference-text";
import type { GrantStatement } from "../grantable";
import { policyDocument } from "./policy-document";
import { checkStatement } from "./statement-checks";
import { noteWildcard } from "./wildcards";

/**
 * The statements of one policy, collected one by one and written in the order of their sids.
 *
 * What is wrong with them is told at synth, all at once: `STATEMENT_SID_INVALID`, `STATEMENT_SID_TWICE`, `STATEMENT_EMPTY`,
 * `ACTION_INVALID`, `ACTION_ALL`, `ACTION_UNKNOWN`, `RESOURCE_INVALID`, `WILDCARD_WITHOUT_REASON`.
 */
export class StatementList {
  /** By sid, and there by content: more than one content of a sid is a problem. */
  readonly #bySid = new Map<string, Map<string, GrantStatement>>();

  /** @param policy the construct that the statements belong to */
  constructor(private readonly policy: IConstruct) {}

  /** The statements, in the order of their sids. */
  get statements(): readonly GrantStatement[] {
    return [...this.#bySid.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, byContent]) => [...byContent.values()]);
  }

  /** Adds a statement; the same statement twice is one. */
  add(statement: GrantStatement): void {
    const byContent = this.#bySid.get(statement.sid) ?? new Map<string, GrantStatement>();
    this.#bySid.set(statement.sid, byContent);
    const content = this.#text(statement);
    if (byContent.has(content)) return;
    byContent.set(content, statement);
    noteWildcard(this.policy, statement);
  }

  /** The policy document as JSON. */
  document(): string {
    return policyDocument(this.statements);
  }

  /** What is wrong with the statements. */
  problems(): readonly Problem[] {
    const problems = new Problems(this.policy.node.path);
    const { alsoKnown } = EnvironmentStack.of(this.policy).environment;
    for (const [sid, byContent] of this.#bySid) {
      const [first, second] = [...byContent.values()];
      if (first) checkStatement(first, problems, alsoKnown);
      if (second) {
        problems.add(sid, {
          code: "STATEMENT_SID_TWICE",
          message: "Two different statements have the same sid, and a policy with both would be refused.",
          found: `${describe(first)}; ${describe(second)}`,
          expected: "one statement of each sid",
          fix: "give one of them another sid, or put their actions and resources into one statement",
        });
      }
    }
    return problems.list;
  }

  /** What the statement says, and not by which tokens: those are new at every read of an attribute. */
  #text(statement: GrantStatement): string {
    return referenceText(policyDocument([statement]), this.policy);
  }
}

function describe(statement: GrantStatement | undefined): string {
  return `${statement?.actions.join(", ")} on ${statement?.resources.join(", ")}`;
}
