import type { IConstruct } from "constructs";
import { addExemption } from "../../core/environments/exemptions";
import type { GrantStatement } from "../grantable";
import { wildcardsIn } from "./wildcards";

/**
 * Lists the reasons that a configuration gives for wildcards of an application's statements with the other exemptions: what allows a whole
 * service on everything is acknowledged by it, and of what no rule finds it is listed. Statements of our own constructs are not among them:
 * for what they allow AWS knows nothing narrower.
 *
 * @param owner the construct that the statements are permissions of
 */
export function exemptWildcards(owner: IConstruct, statements: readonly GrantStatement[]): void {
  for (const statement of statements) {
    const { sid, wildcardReason } = statement;
    const wildcards = wildcardsIn(statement);
    if (wildcardReason === undefined || wildcards.length === 0) continue;
    const isService = wildcards.some((one) => one.endsWith(":*") && !one.startsWith("arn:"));
    const isEverything = statement.resources.includes("*");
    if (isService && isEverything)
      addExemption(owner, { option: `wildcardReason of ${sid}`, rules: ["SEC-16"], reason: wildcardReason });
    else addExemption(owner, { option: `wildcardReason of ${sid}`, rules: ["SEC-91"], reason: wildcardReason });
  }
}
