import { isSecretName, secretForm, withoutSecrets } from "../../constructs/core/secret-forms";
import { isRandomText } from "./entropy";
import { plainText } from "./plain-text";
import { canonical, isRecord, namesOn, UNKNOWN, type ValuePath } from "./values";

/** Stands in the place of what is not shown. */
export const MASKED = "(sensitive)";

/** Longest value that is shown. */
const LONGEST = 200;

/**
 * A value as a reader may see it. Not shown are values that the provider's schema calls sensitive, that stand under the name of a secret, or
 * that look like one, also inside of lists, documents and longer texts.
 *
 * @param isSensitive whether the schema says so of this value or one that it lies in
 */
export function shownValue(value: unknown, path: ValuePath, isSensitive: boolean): string {
  if (value === undefined || value === null) return "(none)";
  if (value === UNKNOWN) return "(known after apply)";
  if (isSensitive || isSecretPlace(path, value)) return MASKED;
  if (typeof value === "string") return quoted(maskedText(plainText(value)));
  if (typeof value !== "object") return String(value);
  return shortened(canonical(masked(value, path)).replaceAll('"\u0000unknown"', "(known after apply)"));
}

/** A text without what looks like a secret in it. */
export function maskedText(text: string): string {
  if (secretForm(text) === undefined && !isRandomText(text)) return text;
  const rest = withoutSecrets(text);
  return rest !== text && !isRandomText(rest) ? rest : MASKED;
}

/** Whether a value stands under the name of a secret. An ARN only says where one is, and a switch tells nothing. */
function isSecretPlace(path: ValuePath, value: unknown): boolean {
  if (typeof value === "boolean") return false;
  if (typeof value === "string" && /^(arn:aws|$)/.test(value)) return false;
  return namesOn(path).some(isSecretName) && !isRecord(value) && !Array.isArray(value);
}

function masked(value: unknown, path: ValuePath): unknown {
  if (value === UNKNOWN) return "\u0000unknown";
  if (isSecretPlace(path, value)) return MASKED;
  if (typeof value === "string") return maskedText(value);
  if (Array.isArray(value)) return value.map((one) => masked(one, path));
  if (!isRecord(value)) return value;
  // `{ name: "DB_PASSWORD", value: "…" }` names its value by another key.
  const name = typeof value.name === "string" ? [{ member: value.name }] : [];
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, masked(inner, key === "name" ? path : [...path, ...name, key])]),
  );
}

function quoted(text: string): string {
  return shortened(JSON.stringify(text));
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}

/** Whether a place is marked in a tree of Terraform's that says where values are sensitive. */
export function isMarked(tree: unknown, path: ValuePath): boolean {
  if (tree === true) return true;
  if (Array.isArray(tree)) {
    // Members are matched by name, not by position: what one of a list hides, all hide.
    const rest = typeof path[0] === "object" ? path.slice(1) : path;
    return tree.some((one) => isMarked(one, rest));
  }
  if (!isRecord(tree)) return false;
  const [first, ...rest] = path;
  // A value that holds sensitive ones is not shown as a whole.
  if (first === undefined) return Object.values(tree).some((one) => isMarked(one, []));
  return typeof first === "string" && isMarked(tree[first], rest);
}
