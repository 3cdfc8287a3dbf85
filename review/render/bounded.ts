/** A part of a text that is shown whole or not at all. */
export interface Block {
  readonly text: readonly string[];
  /** Heading above the first block of those that share it. */
  readonly heading?: string;
  /** What is said to be missing when it does not fit. */
  readonly name: string;
}

/**
 * Blocks as one text that is no longer than a limit. They are taken in their order, which is that of their importance, until one does not
 * fit; what is left out is counted at the end.
 */
export function bounded(blocks: readonly Block[], limit: number): string {
  const whole = lines(blocks).join("\n");
  if (whole.length + 1 <= limit) return `${whole}\n`;
  // Room for the sentence about the rest.
  const room = limit - 400;
  const taken: Block[] = [];
  let length = 0;
  for (const block of blocks) {
    const more = block.text.join("\n").length + 1 + (block.heading ? block.heading.length + 3 : 0);
    if (length + more > room) break;
    taken.push(block);
    length += more;
  }
  return `${[...lines(taken), "", leftOut(blocks.slice(taken.length))].join("\n")}\n`;
}

function lines(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block, at) => {
    const isFirst = block.heading !== undefined && blocks[at - 1]?.heading !== block.heading;
    const before = blocks[at - 1]?.heading !== undefined && blocks[at - 1]?.heading !== block.heading ? [""] : [];
    return [...before, ...(isFirst ? [block.heading ?? "", ""] : []), ...block.text];
  });
}

function leftOut(blocks: readonly Block[]): string {
  const counts = new Map<string, number>();
  for (const { name, text } of blocks) if (text.length > 0) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${count} parts)`));
  return `_Left out, because a comment has no more room: ${names.join(", ")}. The whole review is in the HTML page and in the JSON._`;
}
