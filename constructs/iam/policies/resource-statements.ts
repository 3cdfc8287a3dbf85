import type { IConstruct } from "constructs";
import { type Problem, Problems } from "../../core/errors";
import { referenceText } from "../../core/texts/reference-text";
import { type PolicyStatement, policyDocument } from "./policy-document";

/** Whose policy it is. */
export interface PolicyOwner {
  /** What it is, in messages: `bucket`. */
  readonly what: string;
  /** How to open it otherwise, in the message about a statement that opens it to everybody. */
  readonly instead: string;
  /** Actions that are refused without TLS. */
  readonly actions: readonly string[];
  /** What they are refused for. */
  readonly resources: readonly string[];
}

/**
 * The statements of a resource's policy. The one that refuses everything but TLS comes first, the others in the order of their
 * sids, so that the order of calls makes no difference.
 */
export class ResourceStatements {
  readonly #bySid = new Map<string, Map<string, PolicyStatement>>();

  constructor(
    private readonly construct: IConstruct,
    private readonly owner: PolicyOwner,
  ) {}

  /** Adds a statement; the same statement twice is one. */
  add(statement: PolicyStatement): void {
    const byContent = this.#bySid.get(statement.sid) ?? new Map<string, PolicyStatement>();
    // The token of an attribute is new at every read: what it refers to is compared.
    const content = referenceText(policyDocument([statement]), this.construct);
    this.#bySid.set(statement.sid, byContent.set(content, statement));
  }

  /** The policy as JSON. */
  document(): string {
    return policyDocument([this.#refuseWithoutTls(), ...this.#sorted()]);
  }

  /** What is wrong with the statements: `RESOURCE_POLICY_SID_TWICE`, `RESOURCE_POLICY_PUBLIC`. */
  problems(path: string): readonly Problem[] {
    const problems = new Problems(path);
    const { what, instead } = this.owner;
    for (const [sid, byContent] of this.#bySid) {
      if (byContent.size > 1) {
        problems.add(`policy › ${sid}`, {
          code: "RESOURCE_POLICY_SID_TWICE",
          message: `Two different statements of the ${what}'s policy have the same sid.`,
          found: `${byContent.size} statements "${sid}"`,
          expected: "one statement of each sid",
          fix: "give one of them another sid",
        });
      }
      if ([...byContent.values()].some(isPublic)) {
        problems.add(`policy › ${sid}`, {
          code: "RESOURCE_POLICY_PUBLIC",
          message: `The statement would open the ${what} to everybody.`,
          found: 'an Allow for "*" without a condition',
          expected: "a principal with a name, or a condition",
          fix: `name the account, role or service${instead}`,
        });
      }
    }
    return problems.list;
  }

  #sorted(): PolicyStatement[] {
    return [...this.#bySid.values()]
      .flatMap((byContent) => [...byContent.values()])
      .sort((a, b) => (a.sid < b.sid ? -1 : 1));
  }

  #refuseWithoutTls(): PolicyStatement {
    return {
      sid: "RefuseWithoutTls",
      effect: "Deny",
      principals: "*",
      actions: this.owner.actions,
      resources: this.owner.resources,
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    };
  }
}

function isPublic({ effect = "Allow", principals, conditions }: PolicyStatement): boolean {
  const everybody = principals === "*" || (principals?.AWS ?? []).includes("*");
  return effect === "Allow" && everybody && Object.keys(conditions ?? {}).length === 0;
}
