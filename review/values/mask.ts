import { documentOf } from "./documents";
import { isRandomText } from "./entropy";
import { decodedText, plainText } from "./plain-text";
import { namesSecret, withoutSecretWords } from "./secret-words";
import { canonical, isRecord, marksAny, namesOn, SENSITIVE, UNKNOWN, type ValuePath } from "./values";

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
  if (isSensitive || value === SENSITIVE || isSecretPlace(path, value)) return MASKED;
  if (typeof value === "string") return quoted(maskedText(plainText(value)));
  if (typeof value !== "object") return String(value);
  return shortened(maskedValue(value, path));
}

/** A value as JSON text with nothing secret in it. */
export function maskedValue(value: unknown, path: ValuePath = []): string {
  return canonical(masked(value, path)).replaceAll('"\u0000unknown"', "(known after apply)");
}

/** A text without what looks like a secret in it: as a whole, in the document that it holds, or in its words. */
export function maskedText(text: string): string {
  if (isRandomText(text)) return MASKED;
  const decoded = decodedText(text);
  // What is written in base64 is shown as it is, or not at all.
  if (decoded !== undefined) return maskedText(decoded) === decoded ? text : MASKED;
  const document = documentOf(text);
  if (document !== undefined) {
    const shown = maskedValue(document);
    return shown === canonical(document) ? text : shown;
  }
  const rest = withoutSecretWords(text);
  return rest === "(not shown)" ? MASKED : rest;
}

/** Whether a value stands under the name of a secret. An ARN only says where one is, and a switch tells nothing. */
function isSecretPlace(path: ValuePath, value: unknown): boolean {
  if (typeof value === "boolean") return false;
  if (typeof value === "string" && /^(arn:aws|$)/.test(value)) return false;
  return namesOn(path).some(namesSecret) && !isRecord(value) && !Array.isArray(value);
}

function masked(value: unknown, path: ValuePath): unknown {
  if (value === UNKNOWN) return "\u0000unknown";
  if (value === SENSITIVE || isSecretPlace(path, value)) return MASKED;
  if (typeof value === "string") return maskedText(value);
  if (Array.isArray(value)) return value.map((one) => masked(one, path));
  if (!isRecord(value)) return value;
  // `{ name: "DB_PASSWORD", value: "…" }` names its value by another key.
  const naming = [value.name, value.Name, value.key, value.Key].find((one) => typeof one === "string");
  const name = typeof naming === "string" ? [{ member: naming }] : [];
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const isNaming = inner === naming;
      return [maskedText(key), masked(inner, isNaming ? path : [...path, ...name, key])];
    }),
  );
}

function quoted(text: string): string {
  return shortened(JSON.stringify(text));
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}

/**
 * Values with `SENSITIVE` in the places that a tree of Terraform's marks: fit to be judged, and never to be printed in clear. What holds none
 * of them is not copied: plans are large.
 */
export function withoutMarked(value: unknown, tree: unknown): unknown {
  if (!marksAny(tree)) return value;
  if (tree === true) return value === undefined || value === null ? value : SENSITIVE;
  if (Array.isArray(value) && Array.isArray(tree)) {
    // Of a set nobody knows which member the mark belongs to: what one of a list hides, all hide.
    return value.map((one) => tree.reduce<unknown>(withoutMarked, one));
  }
  if (!isRecord(value) || !isRecord(tree)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutMarked(inner, tree[key])]));
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
