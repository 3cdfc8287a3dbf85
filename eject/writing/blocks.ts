import type { Expression } from "../expressions/expression";
import { aligned, indented, isOneLine, valueLines, WIDTH } from "./values";

/** A block of HCL. */
export interface Block {
  /** `resource`, `lifecycle`, `ingress`. */
  readonly type: string;
  /** What stands between the type and the brace. */
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, Expression>;
  readonly blocks: readonly Block[];
}

/** Attributes and blocks about the block itself come before all others, in this order. */
const FIRST = ["count", "for_each", "provider", "providers"];

/** Attributes that say what it is, in this order. */
const NAMING = [
  ..."alias backend name name_prefix family bucket description source version".split(" "),
  ..."type default id from to condition error_message".split(" "),
];

/** Blocks that come before others, in this order. */
const FIRST_BLOCKS = ["required_providers"];

/** What comes last, in this order. */
const LAST = ["connection", "provisioner", "tags", "tags_all", "lifecycle", "depends_on"];

/** The lines of a block. A blank line stands around what takes several. */
export function blockLines({ type, labels, attributes, blocks }: Block, room = WIDTH): string[] {
  const opening = [type, ...labels.map((label) => JSON.stringify(label)), "{"].join(" ");
  const body = bodyLines(attributes, blocks, room - 2);
  return body.length === 0 ? [`${opening}}`] : [opening, ...indented(body), "}"];
}

/** One piece of a body: what is aligned together, or what takes several lines. */
interface Piece {
  readonly rank: readonly [group: number, within: number, name: string];
  readonly key: string;
  readonly lines: readonly string[];
  readonly isBlock: boolean;
}

function bodyLines(attributes: ReadonlyMap<string, Expression>, blocks: readonly Block[], room: number): string[] {
  const pieces = [
    ...[...attributes].map(([key, value]): Piece => {
      const lines = valueLines(value, room - key.length - 3);
      return { rank: rankOf(key, lines.length > 1, false), key, lines, isBlock: false };
    }),
    ...blocks.map((block): Piece => {
      const lines = blockLines(block, room);
      return { rank: rankOf(block.type, true, true), key: block.type, lines, isBlock: true };
    }),
  ];
  // Blocks of one name keep their order.
  const sorted = pieces
    .map((piece, index) => ({ piece, index }))
    .sort((a, b) => compareRanks(a.piece.rank, b.piece.rank) || a.index - b.index)
    .map(({ piece }) => piece);
  // Two attributes belong together, however long they are.
  const isSmall = attributes.size <= 2 && blocks.length === 0;
  const chunks: string[][] = [];
  let together: Piece[] = [];
  const flush = () => {
    if (together.length > 0) chunks.push(aligned(together));
    together = [];
  };
  for (const piece of sorted) {
    const isLong = piece.isBlock || (piece.lines.length > 1 && !(isSmall && isOneLine(piece.lines)));
    if (isLong || (piece.rank[0] !== together[0]?.rank[0] && !isSmall)) flush();
    if (piece.isBlock) chunks.push([...piece.lines]);
    else if (isLong) chunks.push(aligned([piece]));
    else together.push(piece);
  }
  flush();
  if (isSmall) return chunks.flat();
  return chunks.flatMap((chunk, index) => (index === 0 ? chunk : ["", ...chunk]));
}

function rankOf(name: string, isLong: boolean, isBlock: boolean): Piece["rank"] {
  const first = FIRST.indexOf(name);
  if (first >= 0) return [0, first, name];
  const last = LAST.indexOf(name);
  if (last >= 0) return [4 + last, 0, name];
  const naming = NAMING.indexOf(name);
  const within = naming >= 0 ? naming : NAMING.length;
  if (isBlock) return [3, FIRST_BLOCKS.includes(name) ? 0 : 1, name];
  return [isLong ? 2 : 1, within, name];
}

function compareRanks(a: Piece["rank"], b: Piece["rank"]): number {
  for (let index = 0; index < a.length; index++) {
    const [left, right] = [a[index] ?? 0, b[index] ?? 0];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
