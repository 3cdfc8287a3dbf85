import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

const PLACEHOLDER = /\$\{TfToken\[[^\]]*\]\}/g;

/**
 * The text that names a value: itself when it is a literal, and what it refers to (`aws_iam_policy.x.arn`) when it is a
 * reference. Unlike the text of a token it is the same at every synth, so that ids and comparisons can use it.
 */
export function referenceText(value: string, scope: IConstruct): string {
  if (!Token.isUnresolved(value)) return value;
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolved: unknown = Tokenization.resolve(value, { scope, resolver, preparing: false });
  return String(resolved).replace(/\$\{([^}]*)\}/g, "$1");
}

/**
 * Each value once, in an order that depends on the values alone. The text of a token is a running number, new at every read: two reads
 * of one attribute differ, and their order depends on what else the app has made before.
 */
export function distinctTexts(values: readonly string[], scope: IConstruct): string[] {
  const byText = new Map(values.map((value) => [referenceText(value, scope), value]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** The values that stand in the list for the second time, each once. Values are the same when they refer to the same. */
export function repeatedTexts(values: readonly string[], scope: IConstruct): string[] {
  const texts = values.map((value) => referenceText(value, scope));
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}

/** The number of characters that are known of a text: references in it may become longer than nothing, and count as none. */
export function knownLength(text: string): number {
  return text.replace(PLACEHOLDER, "").length;
}
