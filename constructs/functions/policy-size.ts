import type { Construct } from "constructs";
import type { Problem } from "../core/errors";
import type { CallingService } from "./function.types";

/** AWS Lambda Developer Guide, "Lambda quotas", function resource-based policy, as of 2026-11. */
const MOST_BYTES = 20 * 1024;

/** What counts for something that AWS names later: an API has an id of ten characters, and whatever else is longer. */
const LATER = "x".repeat(10);

/** A permission of a function, as its policy has it. */
export interface Admission extends CallingService {
  readonly statementId: string;
}

/**
 * Tells a function whose permissions cannot go into its policy (`FUNCTION_POLICY_SIZE`). What AWS names later is counted as if it were short,
 * so that nothing is refused that AWS would take.
 *
 * @param callArn what the permissions are for: the alias, where there is one, which has a policy of its own
 */
export function policySizeProblems(
  made: Construct,
  callArn: string,
  admissions: readonly Admission[],
): readonly Problem[] {
  const statements = admissions.map(({ statementId, principal, sourceArn }) => ({
    Sid: statementId,
    Effect: "Allow",
    Principal: { Service: principal },
    Action: "lambda:InvokeFunction",
    Resource: callArn,
    Condition: { ArnLike: { "AWS:SourceArn": sourceArn } },
  }));
  const policy = { Version: "2012-10-17", Id: "default", Statement: statements };
  const bytes = Buffer.byteLength(JSON.stringify(policy).replace(/\$\{[^}]*\}/g, LATER));
  if (bytes <= MOST_BYTES) return [];
  return [
    {
      code: "FUNCTION_POLICY_SIZE",
      path: made.node.path,
      message: "The permissions of those that call the function do not go into its policy.",
      found: `${admissions.length} permissions of ${bytes} bytes or more`,
      expected: `${MOST_BYTES} bytes, which AWS does not raise`,
      fix: "let one route take several, such as ANY /orders/{proxy+}, or share the routes out among functions",
    },
  ];
}
