import { holdsReference } from "../core/checks/known-at-synth";
import type { Problems } from "../core/errors";
import { checkKeyArn } from "../encryption/key-arn";
import type { ParameterOptions, PlainParameterProps, SecretParameterProps } from "./parameter-props";

/** AWS Systems Manager User Guide, "Managing parameter tiers", as of 2026-11. */
const MOST_BYTES = { standard: 4096, advanced: 8192, "intelligent-tiering": 8192 } as const;

/**
 * Checks what the forms of the properties do not say: `KEY_ARN_INVALID`, `PARAMETER_VALUE_EMPTY`, `PARAMETER_VALUE_LONG`,
 * `PARAMETER_LIST_COMMA`, `PARAMETER_PATTERN`.
 */
export function checkParameter(props: PlainParameterProps | SecretParameterProps, problems: Problems): void {
  if ("generate" in props) {
    if (typeof props.key === "string") checkKeyArn(props.key, "key", problems);
    checkLength(props.generate.length ?? 0, props, "generate.length", problems);
    return;
  }
  const { value } = props;
  const isList = typeof value !== "string";
  if (isList) checkList(value, problems);
  checkText(isList ? value.join(",") : value, props, problems);
}

/** A list as Parameter Store keeps it, whose items commas part. */
function checkList(items: readonly string[], problems: Problems): void {
  for (const [index, item] of items.entries()) {
    if (holdsReference(item) || !item.includes(",")) continue;
    problems.add(`value[${index}]`, {
      code: "PARAMETER_LIST_COMMA",
      message: "Parameter Store parts a list by commas, so this would be several items.",
      found: `"${item}"`,
      expected: "items without commas",
      fix: "make each part an item of its own, or write the whole as one text",
    });
  }
}

function checkText(text: string, props: PlainParameterProps, problems: Problems): void {
  if (holdsReference(text)) return;
  if (text === "") {
    problems.add("value", {
      code: "PARAMETER_VALUE_EMPTY",
      message: "Parameter Store keeps no empty value.",
      found: typeof props.value === "string" ? '""' : "an empty list",
      expected: "at least one character",
      fix: "write the value, or take the parameter out",
    });
    return;
  }
  checkLength(Buffer.byteLength(text), props, "value", problems);
  const { allowedPattern } = props;
  if (allowedPattern === undefined) return;
  const pattern = expressionOf(allowedPattern);
  if (pattern === undefined) {
    problems.add("allowedPattern", {
      code: "PARAMETER_PATTERN",
      message: "This is no regular expression.",
      found: `"${allowedPattern}"`,
      expected: "a regular expression, such as ^[a-z]+$",
      fix: "close what is open in it, or leave it out",
    });
  } else if (!pattern.test(text)) {
    problems.add("value", {
      code: "PARAMETER_PATTERN",
      message: "The value does not fit the pattern that each value has to fit.",
      found: `"${text}"`,
      expected: `a text that fits ${allowedPattern}`,
      fix: "change the value, or allowedPattern",
    });
  }
}

function checkLength(bytes: number, { tier = "standard" }: ParameterOptions, at: string, problems: Problems): void {
  const most = MOST_BYTES[tier];
  if (bytes <= most) return;
  const fits = tier === "standard" && bytes <= MOST_BYTES.advanced;
  problems.add(at, {
    code: "PARAMETER_VALUE_LONG",
    message: `The value is longer than a parameter of the tier ${tier} can be.`,
    found: `${bytes} bytes`,
    expected: `at most ${most}`,
    fix: fits ? 'set tier to "advanced", or make it a secret' : "make it a secret, which may have 64 KiB",
  });
}

function expressionOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}
