import type { IConstruct } from "constructs";
import { type Problem, Problems } from "../core/errors";
import { referenceText } from "../core/texts/reference-text";
import { type PolicyStatement, policyDocument } from "../iam/policies/policy-document";

/**
 * The statements of a bucket's policy. The one that refuses everything but TLS comes first, the others in the order of their
 * sids, so that the order of calls makes no difference.
 */
export class BucketStatements {
  readonly #bySid = new Map<string, Map<string, PolicyStatement>>();

  /** @param arn ARN of the bucket */
  constructor(
    private readonly bucket: IConstruct,
    private readonly arn: string,
  ) {}

  /** Adds a statement; the same statement twice is one. */
  add(statement: PolicyStatement): void {
    const byContent = this.#bySid.get(statement.sid) ?? new Map<string, PolicyStatement>();
    // The token of an attribute is new at every read: what it refers to is compared.
    const content = referenceText(policyDocument([statement]), this.bucket);
    this.#bySid.set(statement.sid, byContent.set(content, statement));
  }

  /** The policy as JSON. */
  document(): string {
    return policyDocument([this.#refuseWithoutTls(), ...this.#sorted()]);
  }

  /** What is wrong with the statements: `BUCKET_POLICY_SID_TWICE`, `BUCKET_POLICY_PUBLIC`. */
  problems(path: string): readonly Problem[] {
    const problems = new Problems(path);
    for (const [sid, byContent] of this.#bySid) {
      if (byContent.size > 1) {
        problems.add(`policy › ${sid}`, {
          code: "BUCKET_POLICY_SID_TWICE",
          message: "Two different statements of the bucket's policy have the same sid.",
          found: `${byContent.size} statements "${sid}"`,
          expected: "one statement of each sid",
          fix: "give one of them another sid",
        });
      }
      if ([...byContent.values()].some(isPublic)) {
        problems.add(`policy › ${sid}`, {
          code: "BUCKET_POLICY_PUBLIC",
          message: "The statement would open the bucket to everybody, and the bucket refuses such policies.",
          found: 'an Allow for "*" without a condition',
          expected: "a principal with a name, or a condition",
          fix: "name the account, role or service; for a website put a CloudFront distribution in front of the bucket",
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
      actions: ["s3:*"],
      resources: [this.arn, `${this.arn}/*`],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    };
  }
}

function isPublic({ effect = "Allow", principals, conditions }: PolicyStatement): boolean {
  const everybody = principals === "*" || (principals?.AWS ?? []).includes("*");
  return effect === "Allow" && everybody && Object.keys(conditions ?? {}).length === 0;
}
