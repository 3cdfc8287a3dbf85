import {
  type IResolvable,
  type IResolveContext,
  LazyBase,
  TerraformBackend,
  type TerraformElement,
  TerraformOutput,
  Token,
  Tokenization,
} from "cdktf";

/**
 * Makes every text of an element harmless when it is synthesized: Terraform reads `${…}` and `%{…}` in any text as code, and a text
 * of the configuration, of an IAM policy or of a script is none. Only what cdktf itself puts in the place of a token stays code:
 * references to other resources, and `Fn`. What {@link TerraformElement.addOverride} was given is left as it is, for who means to
 * write Terraform's own expressions.
 *
 * Backends are left alone: Terraform evaluates nothing there (Terraform language, "Backend block configuration overview", 2026-11).
 */
export function keepTextsLiteral(elements: readonly TerraformElement[]): void {
  for (const element of elements) {
    if (literal.has(element) || element instanceof TerraformBackend) continue;
    literal.add(element);
    escapeWriteOnly(element);
    const { toTerraform } = element;
    element.toTerraform = () => escapeTexts(toTerraform.call(element), overridesOf(element));
  }
}

const literal = new WeakSet<TerraformElement>();

/** CDK Terrain (0.24) hides what a write-only argument is given in a token of its own, into which {@link escapeTexts} does not look. */
function escapeWriteOnly(element: TerraformElement): void {
  const marking = element as { markWriteOnlyAttribute?: (value: unknown) => unknown };
  const mark = marking.markWriteOnlyAttribute;
  if (mark) marking.markWriteOnlyAttribute = (value) => mark.call(element, escapeTexts(value, undefined));
}

/** A text that Terraform reads as it stands. Tokens of cdktf in it stay tokens. */
function escapeTemplate(text: string): string {
  if (!text.includes("{")) return text;
  const escaped = text.replace(/\$\{(?!TfToken\[)/g, "$$$${").replace(/%\{/g, "%%{");
  if (!escaped.includes("${TfToken[")) return escaped;
  // A dollar sign before a reference would make an escape of both.
  return withLiteralTokens(escaped.replace(/\$(?=\$\{TfToken\[)/g, () => '${"$"}'));
}

/** Values with every text in them escaped, keys of maps included; those that stand in `kept` at the same place are left. */
function escapeTexts(value: unknown, kept: unknown): unknown {
  if (typeof value === "string") return value === kept ? value : escapeTemplate(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof LazyBase) return literalOf(value);
  if (Tokenization.isResolvable(value)) return value;
  if (Array.isArray(value)) return escapeList(value, kept);
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) => [escapeTemplate(key), escapeTexts(below, at(kept, key))]),
  );
}

function escapeList(items: readonly unknown[], kept: unknown): unknown {
  const token = Tokenization.isResolvable(items) ? undefined : listToken(items);
  if (token) return token instanceof LazyBase ? Token.asList(literalOf(token)) : items;
  return items.map((item, index) => escapeTexts(item, at(kept, index)));
}

/** The token that a whole list stands for. */
function listToken(items: readonly unknown[]): IResolvable | undefined {
  const [only] = items;
  return items.length === 1 && typeof only === "string" && only.startsWith("#{TfToken[")
    ? Tokenization.reverseList([only])
    : undefined;
}

function at(kept: unknown, key: string | number): unknown {
  return typeof kept === "object" && kept !== null ? (kept as Record<string | number, unknown>)[key] : undefined;
}

/** What was overridden, at the places where `toTerraform` has the element's attributes: `{ resource: { type: { id: … } } }`. */
function overridesOf(element: TerraformElement): unknown {
  const { rawOverrides } = element as unknown as { readonly rawOverrides?: object };
  if (!rawOverrides || Object.keys(rawOverrides).length === 0) return undefined;
  return anyPath(rawOverrides, TerraformOutput.isTerraformOutput(element) ? 2 : 3);
}

/** An object that has the same value below every path of so many keys. */
function anyPath(value: unknown, depth: number): unknown {
  return depth === 0 ? value : new Proxy({}, { get: () => anyPath(value, depth - 1) });
}

/** A text in which tokens that make a text later make a harmless one. */
function withLiteralTokens(text: string): string {
  return text.replace(/\$\{TfToken\[[^\]]+\]\}/g, (marker) => {
    const token = Tokenization.reverseString(marker).firstToken;
    return token instanceof LazyBase ? Token.asString(literalOf(token)) : marker;
  });
}

const literals = new WeakMap<LazyBase, LiteralLazy>();

function literalOf(lazy: LazyBase): LiteralLazy {
  const known = literals.get(lazy) ?? new LiteralLazy(lazy);
  literals.set(lazy, known);
  return known;
}

/** A text that is made when everything is declared, escaped then. */
class LiteralLazy implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly lazy: LazyBase) {}

  resolve(context: IResolveContext): unknown {
    return escapeTexts(this.lazy.resolve(context), undefined);
  }
}
