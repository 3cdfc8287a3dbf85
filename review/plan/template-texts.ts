import { isRecord } from "../values/values";

/** A piece of a text: as it is, or an expression with its braces. */
interface Piece {
  readonly text: string;
  readonly isExpression: boolean;
}

/**
 * Values with every text as a reader means it: expressions stand as `${aws_vpc.main.id}`, with single quotes in them, so that a document
 * around them is one, and what is escaped is not.
 */
export function plainExpressions(value: unknown): unknown {
  return mapTexts(value, (text) =>
    piecesOf(text)
      .map((piece) => (piece.isExpression ? piece.text.replaceAll('"', "'") : unescaped(piece.text)))
      .join(""),
  );
}

/** Values with the addresses of resources in their expressions renamed. */
export function withAddresses(value: unknown, moves: ReadonlyMap<string, string>): unknown {
  if (moves.size === 0) return value;
  const rename = (expression: string) =>
    expression.replace(ADDRESS, (whole, address: string) => {
      const to = moves.get(address);
      return to === undefined ? whole : to + whole.slice(address.length);
    });
  return mapTexts(value, (text) =>
    piecesOf(text)
      .map((piece) => (piece.isExpression ? rename(piece.text) : piece.text))
      .join(""),
  );
}

/** Addresses of the resources and data sources that values refer to, each once, in order of appearance. */
export function referencesIn(value: unknown): readonly string[] {
  const found = new Set<string>();
  mapTexts(value, (text) => {
    for (const { text: piece, isExpression } of piecesOf(text)) {
      if (isExpression) for (const [, address = ""] of piece.matchAll(ADDRESS)) found.add(address);
    }
    return text;
  });
  return [...found];
}

/** `aws_vpc.main` and `data.aws_ami.linux`, and not the attributes behind them. */
const ADDRESS = /(?<![\w.-])((?:data\.)?[a-z][a-z0-9]*_\w+\.[A-Za-z_][\w-]*)/g;

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === "string") return map(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, map));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, map)]));
}

/** Parts a text by its expressions (Terraform documentation, "Strings and Templates", read 2026-11); `$${` begins none. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = text.search(/[$%]\{/); at >= 0 && at < text.length; at++) {
    if (!isOpening(text, at)) continue;
    const end = endOf(text, at + 2);
    pieces.push({ text: text.slice(from, at), isExpression: false }, { text: text.slice(at, end), isExpression: true });
    from = end;
    at = end - 1;
  }
  return [...pieces, { text: text.slice(from), isExpression: false }];
}

function isOpening(text: string, at: number): boolean {
  const sign = text[at];
  return (sign === "$" || sign === "%") && text[at + 1] === "{" && text[at - 1] !== sign;
}

/** Behind the brace that closes an expression; its texts may hold braces and expressions themselves. */
function endOf(text: string, begin: number): number {
  let depth = 1;
  for (let at = begin; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') at = endOfQuoted(text, at + 1) - 1;
    else if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}

function endOfQuoted(text: string, begin: number): number {
  for (let at = begin; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
    else if (isOpening(text, at)) at = endOf(text, at + 2) - 1;
  }
  return text.length;
}

function unescaped(text: string): string {
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{");
}
