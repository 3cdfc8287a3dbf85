import { stringify } from "yaml";
import type { Found, Match, Wanted } from "./found.types";
import { type Suggestion, suggestNetwork } from "./suggest-network";

/** What `adopt` has done. */
export interface AdoptResult {
  readonly kind: string;
  readonly ids: readonly string[];
  readonly matches: readonly Match[];
  /** Number of the lines that are new. */
  readonly added: number;
  /** Things that no resource of the environment is like. */
  readonly left: readonly Found[];
  readonly found: readonly Found[];
  readonly wanted: readonly Wanted[];
  /** The file that the lines stand in; without it they are printed. */
  readonly file?: string;
  readonly text?: string;
  /** The configuration that would match, where the environment's does not: then nothing is written. */
  readonly suggestion?: Suggestion;
}

const NEXT = ["", "Next: `npx groundplan plan` shows what is taken over, and what would change.", ""];

/** What `adopt` prints: what was matched, what was not, what is made beside, and what to configure so that more is. */
export function adoptReport(result: AdoptResult): string {
  const { matches, added, file, text, left, suggestion } = result;
  const one = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const where = file === undefined ? "" : added > 0 ? `; written to ${file}` : `; ${file} has them all`;
  const lines = [
    ...(text === undefined ? [] : [text]),
    `${one(matches.length, "resource")} matched${suggestion ? "" : `, ${one(added, "new line")}${where}`}`,
    ...(left.length === 0 ? [] : ["", "No resource of the environment is like these:", ...left.map(thing)]),
    ...(suggestion ? suggested(suggestion) : [...madeNew(result), ...NEXT]),
  ];
  return lines.join("\n");
}

function thing({ type, id, name, attributes }: Found): string {
  const more = [name, attributes.cidr_block, attributes.service_name].filter((text) => text !== undefined);
  return `  ${type.padEnd(36)} ${id}${more.length > 0 ? ` (${[...new Set(more)].join(", ")})` : ""}`;
}

/** What the constructs that something is taken over into make besides. */
function madeNew({ matches, wanted }: AdoptResult): readonly string[] {
  const root = ({ path }: Wanted) => path.split("/").slice(0, 2).join("/");
  const roots = new Set(matches.map((one) => root(one.wanted)));
  const taken = new Set(matches.map((one) => one.wanted));
  const rest = wanted.filter((one) => roots.has(root(one)) && !taken.has(one));
  if (rest.length === 0) return [];
  const byType = new Map<string, string[]>();
  for (const { type, path } of rest) byType.set(type, [...(byType.get(type) ?? []), path]);
  return [
    "",
    "The same constructs make these new:",
    ...[...byType].map(
      ([type, [path, ...others]]) =>
        `  ${type.padEnd(36)} ${path}${others.length > 0 ? ` and ${others.length} more` : ""}`,
    ),
  ];
}

/** What would match, where the environment is not like what there is. */
export function suggestionFor({ kind, found, left, matches, ids }: Omit<AdoptResult, "added">): Suggestion | undefined {
  const vpc = kind === "network" ? found.find(({ type, id }) => type === "aws_vpc" && ids.includes(id)) : undefined;
  const isLike = !left.some(({ type }) => SHAPING.includes(type));
  return vpc && !(isLike && hasRange(matches, vpc)) ? suggestNetwork(vpc, found) : undefined;
}

function suggested({ network, remarks }: Suggestion): readonly string[] {
  return [
    "",
    "The environment differs from what there is, so nothing is written yet: what is like something by chance would be taken over.",
    "This section would match; run adopt again once it is in the environment's file, in place of the present one:",
    "",
    stringify({ network }, { lineWidth: 0 }).trimEnd(),
    ...remarks.map((remark) => `# ${remark}`),
    "",
  ];
}

/** Types that the section decides on. */
const SHAPING = [
  "aws_subnet",
  "aws_nat_gateway",
  "aws_vpc_endpoint",
  "aws_vpc_ipv4_cidr_block_association",
  "aws_db_subnet_group",
];

function hasRange(matches: readonly Match[], vpc: Found): boolean {
  const one = matches.find(({ found }) => found === vpc);
  return one === undefined || one.wanted.attributes.cidr_block === vpc.attributes.cidr_block;
}
