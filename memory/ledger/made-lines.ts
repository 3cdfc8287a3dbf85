import { NAMED_RESOURCES } from "../../constructs/core/names/physical-names/named-resources";
import { isStateful } from "../../constructs/core/resources/resource-kinds";
import type { LedgerLine, MadeStack } from "./ledger.types";

type Block = Readonly<Record<string, unknown>>;

/**
 * What a ledger says of a stack that a synth has made, and by which ids it imports what others let go of, and what moves where.
 *
 * @param stack full name
 * @param json the stack's Terraform JSON
 */
export function madeLines(stack: string, json: Block): MadeStack {
  const lines: LedgerLine[] = [];
  const moved = new Map(blocksOf(json.moved).map(({ from, to }) => [String(to), String(from)]));
  const imported = new Map(blocksOf(json.import).map(({ to, id }) => [String(to), String(id)]));
  for (const [type, byName] of Object.entries(asBlock(json.resource))) {
    for (const [name, body] of Object.entries(asBlock(byName))) {
      const address = `${type}.${name}`;
      const physical = isStateful(type) ? physicalName(type, asBlock(body)) : undefined;
      lines.push({
        stack,
        path: pathIn(stack, asBlock(body)),
        address,
        ...(physical === undefined ? {} : { name: physical }),
        ...(imported.has(address) ? { id: imported.get(address) } : {}),
        ...(moved.has(address) ? { from: moved.get(address) } : {}),
      });
    }
  }
  const leaving = [...blocksOf(json.moved), ...blocksOf(json.removed)].map(({ from }) => String(from));
  return { lines, leaving: new Set(leaving) };
}

/** Blocks that JSON may hold as one, as a list, or as a list of lists. */
function blocksOf(value: unknown): readonly Block[] {
  return value === undefined ? [] : ([value].flat(Number.POSITIVE_INFINITY) as Block[]);
}

/** The path that cdktf notes beside the attributes of a resource, without the stack. */
function pathIn(stack: string, body: Block): string {
  const { path } = asBlock(asBlock(body["//"]).metadata);
  return typeof path === "string" && path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : "";
}

/** What AWS, or who looks at its console, knows a thing by. */
function physicalName(type: string, body: Block): string | undefined {
  const named = NAMED_RESOURCES[type]?.name;
  const texts = [named === undefined ? undefined : body[named], body.name, body.identifier, asBlock(body.tags).Name];
  return texts.find((text): text is string => typeof text === "string" && text !== "" && !text.includes("${"));
}

function asBlock(value: unknown): Block {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Block) : {};
}
