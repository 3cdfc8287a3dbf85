import { holdsReference } from "../core/checks/known-at-synth";
import type { Problems } from "../core/errors";
import { checkKeyArn } from "../encryption/key-arn";
import type { SecretValueOptions } from "./generated-value.types";
import type { SecretProps } from "./secret-props";

/** AWS Secrets Manager API Reference, `DeleteSecret`, as of 2026-11. */
const SHORTEST_RECOVERY_DAYS = 7;

const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?$/;

/**
 * Checks what the forms of the properties do not say: `KEY_ARN_INVALID`, `SECRET_RECOVERY_DAYS`, `SECRET_FIELD_TWICE`,
 * `SECRET_ROTATION_FUNCTION`.
 */
export function checkSecret(props: SecretProps, problems: Problems): void {
  if (typeof props.key === "string") checkKeyArn(props.key, "key", problems);
  const { recoveryDays = 0 } = props;
  if (recoveryDays > 0 && recoveryDays < SHORTEST_RECOVERY_DAYS) {
    problems.add("recoveryDays", {
      code: "SECRET_RECOVERY_DAYS",
      message: "Secrets Manager keeps what can be restored for a week at least.",
      found: `${recoveryDays} days`,
      expected: `${SHORTEST_RECOVERY_DAYS} to 30, or 0 to delete it at once`,
      fix: `use ${SHORTEST_RECOVERY_DAYS}, or 0`,
    });
  }
  if (props.generate) checkFields(props.generate, problems);
  const functionArn = props.rotation?.functionArn;
  if (functionArn === undefined || holdsReference(functionArn) || FUNCTION_ARN.test(functionArn)) return;
  problems.add("rotation.functionArn", {
    code: "SECRET_ROTATION_FUNCTION",
    message: "This is not the ARN of a function.",
    found: `"${functionArn}"`,
    expected: "the ARN of a function, such as arn:aws:lambda:ap-northeast-2:111111111111:function:rotate",
    fix: "give the ARN of the function, not its name",
  });
}

function checkFields({ json }: SecretValueOptions, problems: Problems): void {
  if (json === undefined || !Object.hasOwn(json.fields ?? {}, json.generated)) return;
  problems.add("generate.json.fields", {
    code: "SECRET_FIELD_TWICE",
    message: "The field that is made by chance has a value already.",
    found: `${json.generated} in generated and in fields`,
    expected: "each field once",
    fix: `take ${json.generated} out of fields`,
  });
}
