import fc from "fast-check";

/** Pieces that mean something to Terraform, to JSON or to a quoted text, and some that mean nothing. */
const PIECES = [
  ..."$ % { } \" \\ ' # // /* a é 日 😀 0 - . : = , [ ] ~ <b> &".split(" "),
  ..."${ %{ $${ %%{ <<EOT EOT \\n \\u0024 ${} } null".split(" "),
  ...["\n", "\n\n", "\t", "\r\n", " ", "  ", "\u0001", "\u2028", "eu-west-1", "111111111111"],
];

/** Random texts and documents in the form that Terraform JSON has for them, with code among them. */
export function templates(references: readonly string[]): {
  readonly template: fc.Arbitrary<string>;
  readonly document: fc.Arbitrary<string>;
} {
  const literal = fc
    .array(fc.constantFrom(...PIECES), { maxLength: 8 })
    .map((pieces) => pieces.join("").replace(/([$%]+)\{/g, (_, signs: string) => `${signs}${signs.at(-1)}{`));
  const reference = fc.constantFrom(...references);
  const template = fc.array(fc.oneof(literal, reference), { maxLength: 4 }).map(joined);
  const escaped = literal.map((text) => JSON.stringify(text).slice(1, -1));
  const inJson = fc.array(fc.oneof(escaped, reference), { maxLength: 3 }).map((parts) => `"${joined(parts)}"`);
  const { document } = fc.letrec<{ value: string; document: string }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, inJson, fc.constantFrom("1", "true", "null", "-2.5"), tie("document")),
    document: fc.oneof(
      fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(",")}]`),
      fc
        .uniqueArray(fc.tuple(inJson, tie("value")), { maxLength: 3, selector: ([key]) => key })
        .map((entries) => `{${entries.map(([key, value]) => `${key}:${value}`).join(",")}}`),
    ),
  }));
  return { template, document };
}

/** A sign before code would make an escape of both, and before a brace code. */
function joined(parts: readonly string[]): string {
  return parts.reduce((sum, part) => (/[$%]$/.test(sum) && /^[${%]/.test(part) ? `${sum} ${part}` : sum + part), "");
}
