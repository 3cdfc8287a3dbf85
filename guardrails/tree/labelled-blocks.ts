import { Problems } from "../../constructs/core/errors";
import type { Problem } from "../../constructs/core/problem";
import { isRecord } from "../../review/values/values";
import type { Values } from "./values";

/** A kind of block. */
interface Form {
  /** What it has as labels. */
  readonly labels: readonly string[];
  /** Whether there may be several of the same labels. */
  readonly isRepeated?: boolean;
}

/** Kinds of blocks that are read. */
const BLOCKS: Readonly<Record<string, Form>> = {
  resource: { labels: ["type", "name"] },
  data: { labels: ["type", "name"] },
  provider: { labels: ["name"], isRepeated: true },
  output: { labels: ["name"] },
  variable: { labels: ["name"] },
  locals: { labels: [] },
  terraform: { labels: [] },
};

/** A block, and its kind and labels: `["resource", "aws_vpc", "main"]`. */
interface Block {
  readonly path: readonly string[];
  readonly body: Values;
}

/**
 * A configuration in the one form in which it is judged: an object by each label, and a body. Terraform takes a list of objects in place of
 * each of these objects (Terraform documentation, "JSON Configuration Syntax", "Nested Block Mapping", read 2026-11).
 *
 * @param json a configuration in Terraform's JSON syntax
 * @param source what it was read from, as problems name it
 * @throws GroundplanError with all blocks that are none
 */
export function labelledBlocks(json: Values, source: string): Values {
  const problems = new Problems(source);
  const entries = Object.entries(json).map(([kind, value]) => {
    const form = BLOCKS[kind];
    if (form === undefined) return [kind, value] as const;
    const blocks = collected(value, form.labels, { path: [kind], problems });
    return [kind, form.labels.length === 0 ? joined(blocks, problems) : byLabels(blocks, form, problems)] as const;
  });
  problems.throwIfAny();
  return Object.fromEntries(entries);
}

/** Where a value stands, by its kind and the labels so far. */
interface Place {
  readonly path: readonly string[];
  readonly problems: Problems;
}

/** Blocks in a value of which some labels are still to be read; `//` is a comment, and `null` is nothing. */
function collected(value: unknown, left: readonly string[], { path, problems }: Place): readonly Block[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one) => collected(one, left, { path, problems }));
  if (!isRecord(value)) {
    problems.add(path.join("."), noBlock(value, left));
    return [];
  }
  if (left.length === 0) return [{ path, body: value }];
  return Object.entries(value)
    .filter(([label]) => label !== "//")
    .flatMap(([label, inner]) => collected(inner, left.slice(1), { path: [...path, label], problems }));
}

/** Blocks that are parts of one: `locals`, and Terraform's own settings. */
function joined(blocks: readonly Block[], problems: Problems): Values {
  const body: Values = Object.assign({}, ...blocks.map((block) => block.body));
  if (body.backend === undefined) return body;
  const backends = collected(body.backend, ["type"], { path: ["backend"], problems });
  return { ...body, backend: byLabels(backends, {}, problems) };
}

function byLabels(
  blocks: readonly Block[],
  { isRepeated = false }: Pick<Form, "isRepeated">,
  problems: Problems,
): Values {
  const found: Record<string, unknown> = {};
  for (const { path, body } of blocks) {
    const labels = path.slice(1, -1);
    const last = path.at(-1) ?? "";
    const holder = labels.reduce<Record<string, unknown>>((outer, label) => {
      const inner = Object.hasOwn(outer, label) ? outer[label] : {};
      outer[label] = inner;
      return inner as Record<string, unknown>;
    }, found);
    if (!Object.hasOwn(holder, last)) holder[last] = body;
    else if (isRepeated) holder[last] = [holder[last], body].flat();
    else problems.add(path.join("."), TWICE);
  }
  return found;
}

function noBlock(value: unknown, left: readonly string[]): Omit<Problem, "path"> {
  const of = left.length === 0 ? "attributes" : `blocks by ${left[0]}`;
  return {
    code: "CHECK_BLOCK_INVALID",
    message: "This is no block, and Terraform refuses it.",
    found: JSON.stringify(value),
    expected: `an object of ${of}, or a list of such objects`,
    fix: "write a block in its place, or leave it out",
  };
}

const TWICE: Omit<Problem, "path"> = {
  code: "CHECK_BLOCK_TWICE",
  message: "There are several blocks of one name, and Terraform refuses all but one.",
  found: "a second one",
  expected: "one",
  fix: "leave all but one out, or name them otherwise",
};
