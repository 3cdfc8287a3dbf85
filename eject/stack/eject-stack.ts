import type { Json } from "../expressions/from-json";
import { type Block, blockLines } from "../writing/blocks";
import { type Arranged, arrange } from "./arrange";
import { type JsonObject, labelledObjects } from "./json-blocks";
import { type Known, SharedValues } from "./shared-values";
import { type Schemas, StackBlocks } from "./stack-blocks";

/** An exemption that was given: from which rule, to which construct, and why. */
export interface Exemption {
  readonly rule: string;
  /** Path of the construct, with the stack's name. */
  readonly at: string;
  readonly reason: string;
}

/** What is ejected of one stack. */
export interface EjectedStack {
  /** Full name, such as `staging-network`. */
  readonly name: string;
  /** Its Terraform JSON. */
  readonly json: JsonObject;
  /** The providers of the stack, by their names in the JSON. */
  readonly schemas: Schemas;
  readonly known: Known;
  /**
   * Constraint of Terraform's version.
   *
   * @default - what the JSON says
   */
  readonly requiredVersion?: string;
  /** @default - none */
  readonly exemptions?: readonly Exemption[];
  /**
   * Path of a state in a local file, from the folder that is written; what it is in the JSON, is told.
   *
   * @default - as it stands
   */
  readonly localState?: (path: string) => string;
}

/** Names of files that hold something else than constructs. */
const RESERVED = [
  ..."terraform providers variables locals remote-states modules outputs checks moved imports removed".split(" "),
];

/**
 * Writes a stack as HCL.
 *
 * @returns texts by the name of their file
 * @throws UnknownType for a resource that no schema has; TemplateError for code that does not end
 */
export function ejectStack({ name, schemas, known, requiredVersion, ...stack }: EjectedStack): Map<string, string> {
  const json = stack.localState ? withLocalStates(stack.json, stack.localState) : stack.json;
  const read = new StackBlocks(json, schemas, name);
  const resources = read.resources;
  const isRemote = ({ block }: { readonly block: Block }) => block.labels[0] === "terraform_remote_state";
  const own = [...resources.filter((one) => !isRemote(one)), ...read.modules];
  const { providers, outputs, locals } = read;
  const shared = new SharedValues(
    [...own.map(({ block }) => block), ...providers, ...outputs],
    known,
    new Set(locals.keys()),
  );
  const written = own.map((one) => ({ ...one, lines: blockLines(shared.in(one.block)) }));
  const files = new Map<string, string>();
  const add = (file: string, head: readonly string[], blocks: readonly (readonly string[])[]) => {
    if (blocks.length > 0)
      files.set(`${file}.tf`, [...(head.length ? [[...head]] : []), ...blocks].map(text).join("\n"));
  };
  const lines = (blocks: readonly Block[]) => blocks.map((block) => blockLines(block));
  const settings = read.terraform(requiredVersion);
  add("terraform", [], settings.attributes.size + settings.blocks.length > 0 ? lines([settings]) : []);
  add("providers", [], lines(providers.map((block) => shared.in(block))));
  add("variables", [], lines(read.variables));
  const values = [...shared.values.map((one) => [one.name, one.value] as const), ...locals];
  if (values.length > 0) {
    add("locals", [], lines([{ type: "locals", labels: [], attributes: new Map(values), blocks: [] }]));
  }
  add("remote-states", [], lines(resources.filter(isRemote).map(({ block }) => block)));
  for (const file of arrange(written, RESERVED)) {
    add(file.name, headOf(file, name), blocksOf(file, name, stack.exemptions ?? []));
  }
  add("outputs", [], lines(outputs.map((block) => shared.in(block))));
  add("checks", [], lines(read.checks));
  add("moved", MOVED, lines(read.refactorings("moved")));
  add("imports", [], lines(read.refactorings("import")));
  add("removed", [], lines(read.refactorings("removed")));
  return files;
}

const MOVED = ["# Former addresses. A block can go once every state that had its resource has been applied."];

function headOf({ construct }: Arranged, stack: string): string[] {
  if (construct === "") return [];
  return [
    `# ${stack}/${construct}`,
    "# The names of resources are their addresses in the state. Whoever renames one adds a moved block.",
  ];
}

/** Blocks with comments: the construct that each is of, and what it is exempt from. */
function blocksOf({ blocks }: Arranged, stack: string, exemptions: readonly Exemption[]): string[][] {
  const told = new Set<Exemption>();
  return blocks.map(({ path, lines }) => {
    const comments = path === undefined ? [] : [`# ${path}`];
    for (const exemption of exemptions) {
      const whole = path === undefined ? stack : `${stack}/${path}`;
      const isAt = whole === exemption.at || whole.startsWith(`${exemption.at}/`);
      if (!isAt || told.has(exemption)) continue;
      told.add(exemption);
      comments.push(`# Exempt from ${exemption.rule}: ${oneLine(exemption.reason)}`);
    }
    return [...comments, ...lines];
  });
}

function oneLine(reason: string): string {
  return reason.replace(/\s+/g, " ").trim();
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** The JSON with the paths of local states as they are from another folder: the backend's own, and those that are read. */
function withLocalStates(json: JsonObject, from: (path: string) => string): JsonObject {
  const copy = structuredClone(json) as Record<string, Json>;
  const set = (object: JsonObject) => {
    const mutable = object as Record<string, Json>;
    if (typeof mutable.path === "string") mutable.path = from(mutable.path);
  };
  for (const { json: terraform } of labelledObjects(copy.terraform, 0)) {
    for (const { labels, json: backend } of labelledObjects(terraform.backend, 1))
      if (labels[0] === "local") set(backend);
  }
  for (const { labels, json: data } of labelledObjects(copy.data, 2)) {
    const { backend, config } = data;
    if (labels[0] !== "terraform_remote_state" || backend !== "local") continue;
    for (const { json: one } of labelledObjects(config, 0)) set(one);
  }
  return copy;
}
