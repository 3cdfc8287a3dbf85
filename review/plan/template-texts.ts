import { isRecord, mapMembers } from "../values/values";

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
  visitTexts(value, (text) => {
    for (const { text: piece, isExpression } of piecesOf(text)) {
      if (isExpression) for (const [, address = ""] of piece.matchAll(ADDRESS)) found.add(address);
    }
  });
  return [...found];
}

/** `aws_vpc.main` and `data.aws_ami.linux`, and not the attributes behind them. */
const ADDRESS = /(?<![\w.-])((?:data\.)?[a-z][a-z0-9]*_\w+\.[A-Za-z_][\w-]*)/g;

/** Texts without an expression, and without what is escaped to be none, are as they are: most of all. */
const OPENING = /[$%]\{/;

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === "string") return OPENING.test(value) ? map(value) : value;
  return mapMembers(value, (member) => mapTexts(member, map));
}

function visitTexts(value: unknown, visit: (text: string) => void): void {
  if (typeof value === "string") {
    if (OPENING.test(value)) visit(value);
  } else if (Array.isArray(value)) {
    for (const member of value) visitTexts(member, visit);
  } else if (isRecord(value)) {
    for (const key of Object.keys(value)) visitTexts(value[key], visit);
  }
}

/** Parts a text by its expressions (Terraform documentation, "Strings and Templates", read 2026-11); `$${` begins none. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = text.search(OPENING); at >= 0 && at < text.length; at++) {
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
