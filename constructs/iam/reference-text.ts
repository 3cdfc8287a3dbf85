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

/** The number of characters that are known of a text: references in it may become longer than nothing, and count as none. */
export function knownLength(text: string): number {
  return text.replace(PLACEHOLDER, "").length;
}
