import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { MOCK_ACCOUNT, MOCK_CONTEXT } from "../contract";
import { EnvironmentStack } from "../environments/environment-stack";
import type { Problems } from "../errors";

/** What the ARN of something that exists looks like. */
export interface ArnForm {
  /** Its groups say what can be read from it; groups `region` and `account` are compared with those of the stack. */
  readonly pattern: RegExp;
  /** For messages: `a target group`. */
  readonly what: string;
  /** Such an ARN, for messages. */
  readonly expected: string;
  /** Where to find it. */
  readonly fix: string;
}

/**
 * Reads the ARN of something that exists, and is used in the region of the construct's stack. Adds `EXISTING_ARN_INVALID`,
 * `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`.
 *
 * @returns what the groups of the form found; nothing for a reference, of which nothing is known, and for a wrong one
 */
export function readExistingArn(
  scope: IConstruct,
  arn: string,
  form: ArnForm,
  problems: Problems,
  property: string,
): Readonly<Record<string, string>> | undefined {
  if (Token.isUnresolved(arn)) return undefined;
  const match = form.pattern.exec(arn);
  if (!match) {
    problems.add(property, {
      code: "EXISTING_ARN_INVALID",
      message: `This is not the ARN of ${form.what}.`,
      found: `"${arn}"`,
      expected: form.expected,
      fix: form.fix,
    });
    return undefined;
  }
  const groups = match.groups ?? {};
  if (arn.split(":")[4] === MOCK_ACCOUNT && scope.node.tryGetContext(MOCK_CONTEXT) !== undefined) return groups;
  const { region, account } = EnvironmentStack.of(scope).environment;
  if (groups.region !== undefined && groups.region !== region) {
    problems.add(property, {
      code: "EXISTING_ARN_REGION",
      message: `The ARN is that of ${form.what} in another region, which nothing of this stack can use.`,
      found: `an ARN of ${groups.region}, in a stack of ${region}`,
      expected: `an ARN of ${region}`,
      fix: `give the ARN of one in ${region}`,
    });
  }
  if (groups.account !== undefined && groups.account !== account) {
    problems.add(property, {
      code: "EXISTING_ARN_ACCOUNT",
      message: `The ARN is that of ${form.what} in another account, which nothing of this stack can use.`,
      found: `an ARN of ${groups.account}, in a stack of ${account}`,
      expected: `an ARN of ${account}`,
      fix: `give the ARN of one in ${account}`,
    });
  }
  return groups;
}
