import { parse } from "@cdktn/hcl2json";
import { type Blocks, shapeIn } from "../../../runner/terraform/provider-blocks";
import { SCHEMAS } from "./schemas";

// What hcl2json gives, and Terraform JSON, have a hundred shapes.
// biome-ignore lint/suspicious/noExplicitAny: every value is looked at before it is used.
type Any = any;

/** Reads the files of an ejected stack back as Terraform JSON. */
export async function readBack(files: ReadonlyMap<string, string>): Promise<Any> {
  const texts = [...files].filter(([name]) => name.endsWith(".tf")).map(([, text]) => text);
  return parse("stack.tf", texts.join("\n"));
}

/**
 * Where what was read back is not what the JSON says: each as a path with both values. Documents in `jsonencode` count by their value, texts
 * in calls by theirs, loops without the lines that they are broken into, and local values that the eject has made by what they stand for.
 */
export async function differences(json: Any, read: Any): Promise<string[]> {
  const found: Pair[] = [];
  compare("", expected(json), withoutLocals(read, json), found);
  return settle(found);
}

/** Two values that are not the same as they stand, and may still mean the same. */
interface Pair {
  readonly path: string;
  readonly json: Any;
  readonly read: Any;
}

function compare(path: string, json: Any, read: Any, found: Pair[]): void {
  if (Array.isArray(json) && Array.isArray(read) && json.length === read.length) {
    for (const [index, item] of json.entries()) compare(`${path}[${index}]`, item, read[index], found);
  } else if (isObject(json) && isObject(read)) {
    const given = Object.fromEntries(Object.entries<Any>(read).map(([key, value]) => [withoutBrackets(key), value]));
    for (const key of new Set([...Object.keys(json), ...Object.keys(given)]))
      compare(`${path}.${key}`, json[key], given[key], found);
  } else if (json !== read) found.push({ path, json, read });
}

/** Looks at what is left, until nothing can be taken apart any more. */
async function settle(pairs: readonly Pair[]): Promise<string[]> {
  if (pairs.length === 0) return [];
  const told: string[] = [];
  const next: Pair[] = [];
  const inner = await argumentsOf(pairs.flatMap(({ json, read }) => [callOf(json), callOf(read)]));
  for (const [index, pair] of pairs.entries()) {
    const [ofJson, ofRead] = [inner[2 * index], inner[2 * index + 1]];
    const found: Pair[] = [];
    if (ofRead?.name === "jsonencode" && typeof pair.json === "string" && !ofJson) {
      const codes = new Map<string, string>();
      compare(pair.path, JSON.parse(withMarks(pair.json, codes)), marked(ofRead.argument, codes), found);
    } else if (ofRead?.name === "base64encode" && typeof pair.json === "string" && !ofJson) {
      compare(pair.path, Buffer.from(pair.json, "base64").toString("utf8"), ofRead.argument, found);
    } else if (ofRead?.name === "chomp" && typeof pair.json === "string") {
      compare(pair.path, pair.json, ofRead.argument.replace(/\n$/, ""), found);
    } else if (ofJson && ofRead && ofJson.name === ofRead.name) {
      compare(pair.path, ofJson.argument, ofRead.argument, found);
    } else if (pair.json !== unbroken(pair.read)) {
      told.push(`${pair.path}: ${JSON.stringify(pair.json)} is read back as ${JSON.stringify(pair.read)}`);
    }
    next.push(...found);
  }
  return [...told, ...(await settle(next))];
}

/** A loop in one line. */
function unbroken(value: Any): Any {
  if (typeof value !== "string" || !/^\$\{\w+\(\[\n/.test(value)) return value;
  return value
    .replace(/\[\n\s*/, "[")
    .replace(/\n\s*\]/, "]")
    .replace(/\n\s*/, " ");
}

interface Call {
  readonly name: string;
  readonly argument: Any;
}

/** A text that is one call of a function, with its argument as it is written. */
function callOf(value: Any): { name: string; text: string } | undefined {
  const [, name = "", text = ""] =
    typeof value === "string" ? (/^\$\{\s*(jsonencode|base64encode|chomp)\(([\s\S]*)\)\s*\}$/.exec(value) ?? []) : [];
  return name ? { name, text } : undefined;
}

async function argumentsOf(calls: readonly ReturnType<typeof callOf>[]): Promise<(Call | undefined)[]> {
  const lines = calls.flatMap((call, index) => (call ? [`a${index} = ${call.text}`] : []));
  const values = lines.length > 0 ? ((await parse("calls.tf", `x {\n${lines.join("\n")}\n}\n`)) as Any).x[0] : {};
  return calls.map((call, index) => (call ? { name: call.name, argument: values[`a${index}`] } : undefined));
}

/** Code in a text of JSON: with texts in it, and without further code in these. */
const CODE = /(?<!\$)\$\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g;

/** A document with marks in the place of code, so that it is JSON. */
function withMarks(text: string, codes: Map<string, string>): string {
  // What `jsonencode` makes of a reference is a whole value.
  const values = text.replace(/(?<=[:,[])\$\{jsonencode\(([\w.[\]-]+)\)\}/g, (_, source) =>
    JSON.stringify(`\${${source}}`),
  );
  return values.replace(CODE, (code) => markOf(code, codes));
}

function markOf(code: string, codes: Map<string, string>): string {
  const mark = codes.get(code) ?? `<code ${codes.size}>`;
  codes.set(code, mark);
  return mark;
}

/** A key that is code stands in brackets in HCL. */
function withoutBrackets(key: string): string {
  return key.replace(/^\$\{\((.*)\)\}$/s, "${$1}");
}

/** What was read of a document with the same marks. */
function marked(value: Any, codes: Map<string, string>): Any {
  if (typeof value === "string") return withMarks(value, codes);
  if (Array.isArray(value)) return value.map((item) => marked(item, codes));
  if (!isObject(value)) return value;
  const keyOf = (key: string) => withMarks(withoutBrackets(key), codes);
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [keyOf(key), marked(below, codes)]));
}

function isObject(value: Any): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The JSON as hcl2json would give it: blocks in lists, references as code, no comments and nothing that is null. */
function expected(json: Any): Any {
  const result: Any = {};
  const { terraform = {}, locals, moved, import: imports, removed, ...rest } = json;
  for (const kind of ["resource", "data", "ephemeral"]) {
    for (const [type, byName] of Object.entries<Any>(rest[kind] ?? {})) {
      if (type === "//") continue;
      for (const [name, one] of Object.entries<Any>(byName)) {
        const blocks = { ...blocksOf(kind, type), lifecycle: { precondition: {}, postcondition: {} } };
        result[kind] ??= {};
        result[kind][type] ??= {};
        result[kind][type][name] = [resource(type, one, blocks)];
      }
    }
  }
  for (const [name, all] of Object.entries<Any>(rest.provider ?? {})) {
    result.provider ??= {};
    const schema = SCHEMAS[name];
    if (!schema) throw new Error(`There is no schema of ${name}.`);
    result.provider[name] = [all].flat(3).map((one: Any) => body(one, shapeIn(schema, schema.provider)));
  }
  for (const [name, one] of Object.entries<Any>(rest.output ?? {})) {
    const output = body(one, {});
    if (output.depends_on) output.depends_on = output.depends_on.map(reference);
    result.output = { ...result.output, [name]: [output] };
  }
  for (const [name, one] of Object.entries<Any>(rest.variable ?? {})) {
    const variable = body(one, {});
    if (variable.type) variable.type = reference(variable.type);
    result.variable = { ...result.variable, [name]: [variable] };
  }
  if (locals) result.locals = [locals];
  for (const [kind, value] of Object.entries({ moved, import: imports, removed })) {
    if (!value) continue;
    result[kind] = [value].flat(4).map((one: Any) => {
      const refactoring = body(one, { lifecycle: {} });
      for (const key of ["from", "to", "provider"])
        if (refactoring[key]) refactoring[key] = reference(refactoring[key]);
      return refactoring;
    });
  }
  const { backend, required_providers, cloud, ...settings } = terraform;
  result.terraform = [
    {
      ...settings,
      required_providers: [required_providers],
      ...(cloud ? { cloud: [body(cloud, { workspaces: {} })] } : {}),
      ...(backend ? { backend: Object.fromEntries(Object.entries<Any>(backend).map(([k, v]) => [k, [v]])) } : {}),
    },
  ];
  return result;
}

function resource(type: string, json: Any, blocks: Blocks): Any {
  const { depends_on, provider, lifecycle, ...rest } = json;
  const result = body(rest, blocks);
  if (depends_on) result.depends_on = depends_on.map(reference);
  if (provider && provider !== type.split("_")[0]) result.provider = reference(provider);
  if (lifecycle) {
    result.lifecycle = [body(lifecycle, blocks.lifecycle ?? {})];
    for (const key of ["ignore_changes", "replace_triggered_by"]) {
      const value = result.lifecycle[0][key];
      if (value) result.lifecycle[0][key] = Array.isArray(value) ? value.map(reference) : reference(value);
    }
  }
  return result;
}

function body(json: Any, blocks: Blocks): Any {
  const result: Any = {};
  for (const [key, value] of Object.entries<Any>(json)) {
    if (key === "//" || value === null) continue;
    const inner = blocks[key];
    if (!inner) result[key] = value;
    else if ([value].flat().length > 0) result[key] = [value].flat().map((one: Any) => body(one, inner));
  }
  return result;
}

function reference(text: string): string {
  return text.startsWith("${") ? text : `\${${text}}`;
}

function blocksOf(kind: string, type: string): Blocks {
  if (type === "terraform_remote_state" || type === "terraform_data") return {};
  for (const schema of Object.values(SCHEMAS)) {
    const number = schema[kind === "resource" ? "resources" : (kind as "data" | "ephemeral")][type];
    if (number !== undefined) return shapeIn(schema, number);
  }
  throw new Error(`The table has no ${type}: npm run provider-blocks makes it anew.`);
}

/** What was read, with local values that the JSON has not in the places of their names. */
function withoutLocals(read: Any, json: Any): Any {
  const own = new Set(Object.keys(json.locals ?? {}));
  const all: Record<string, string> = Object.assign({}, ...(read.locals ?? []));
  const made = Object.entries(all).filter(([name]) => !own.has(name));
  const replace = (text: string): string =>
    made.reduce((sum, [name, value]) => {
      const code = /^\$\{(.*)\}$/s.exec(value)?.[1];
      return code === undefined
        ? sum
            .replaceAll(`\${local.${name}}`, value)
            .replace(new RegExp(`(?<=[\\[({,=]\\s*)local\\.${name}\\b`, "g"), JSON.stringify(value))
        : sum.replace(new RegExp(`\\blocal\\.${name}\\b`, "g"), () => code);
    }, text);
  const walk = (value: Any): Any => {
    if (typeof value === "string") return replace(value);
    if (Array.isArray(value)) return value.map(walk);
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, below]) => [key, walk(below)]))
      : value;
  };
  const { locals: _, ...rest } = read;
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => own.has(name)));
  return { ...walk(rest), ...(own.size > 0 ? { locals: [kept] } : {}) };
}
