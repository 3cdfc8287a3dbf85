/**
 * How alike two texts are, from 0 to 1: the share of pairs of letters that they have in common (Dice's coefficient). For names that somebody
 * has put together anew: the order of their parts means little.
 */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.size + b.size === 0) return one === other ? 1 : 0;
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / (a.size + b.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set([...text].slice(1).map((letter, index) => `${text[index]}${letter}`));
}
