/** A value as HCL writes it. */
export type Expression =
  /** Terraform's own code: a reference, a call. */
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "literal"; readonly value: number | boolean | null }
  /** A text, with code in it or without. */
  | { readonly kind: "template"; readonly parts: readonly Part[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly Entry[] }
  /** A function of one argument, which may take several lines. */
  | { readonly kind: "call"; readonly name: string; readonly argument: Expression };

/** An entry of an object. */
export interface Entry {
  readonly key: Expression;
  readonly value: Expression;
}

/** A piece of a template: text as it is meant, without escapes, or code with its marks: `${…}` or `%{…}`. */
export type Part = string | { readonly source: string };

/** A text without code. */
export function text(value: string): Expression {
  return { kind: "template", parts: value === "" ? [] : [value] };
}

/** Code, as it stands. */
export function code(source: string): Expression {
  return { kind: "code", text: source };
}

/** The code of an interpolation, without its marks; undefined for text and directives. */
export function interpolated(part: Part | undefined): string | undefined {
  if (part === undefined || typeof part === "string" || !part.source.startsWith("${")) return undefined;
  return part.source.slice(2, -1).replace(/^~/, "").replace(/~$/, "").trim();
}

/** The text of a template without code; undefined where it has some, or is none. */
export function plainText(expression: Expression): string | undefined {
  if (expression.kind !== "template") return undefined;
  return expression.parts.every((part) => typeof part === "string") ? expression.parts.join("") : undefined;
}

/** An expression with every one in it replaced, from the inside to the outside. Keys of objects stay. */
export function mapped(expression: Expression, change: (one: Expression) => Expression): Expression {
  switch (expression.kind) {
    case "list":
      return change({ ...expression, items: expression.items.map((item) => mapped(item, change)) });
    case "object":
      return change({
        ...expression,
        entries: expression.entries.map(({ key, value }) => ({ key, value: mapped(value, change) })),
      });
    case "call":
      return change({ ...expression, argument: mapped(expression.argument, change) });
    default:
      return change(expression);
  }
}
