import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/**
 * Keys whose values Kubernetes defines and not the chart, or that have keys of the reader's own: anything may stand below them.
 */
const OPEN =
  /(probe|securityContext|resources|nodeSelector|affinity|httpGet|extraArgs|annotations|labels|strategy|dnsConfig|emptyDir|matchLabels)$/i;

/** Maps of charts that have keys of the reader's own, though they show some. */
const OPEN_PATHS = new Set([
  "configs.cm",
  "configs.params",
  "configs.rbac",
  "configs.secret",
  "controllerConfig.featureGates",
]);

/** A key of a values file that is commented out, with its indentation. */
const COMMENTED_KEY = /^( *)# ?( *)([a-z][A-Za-z0-9_-]*):(?: |$)/;

/** A key as templates read it: `.Values.a.b`. */
const TEMPLATE_KEY = /\.Values\.([A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*)/g;

/** Keys by the path of the map that they stand in; maps that are not here are open. */
type Keys = Map<string, Set<string>>;

/**
 * The keys that a chart knows, as lines of `path: key key …`; the root's path is `.`. Charts that it has inside are open. Keys come from the values file, commented-out
 * ones included, from the schema if there is one, and from the templates. It names more rather than fewer: what it does not name is
 * refused.
 *
 * @param folder the chart, unpacked
 */
export function chartKeys(folder: string): string {
  const keys: Keys = new Map();
  const valuesText = readFileSync(join(folder, "values.yaml"), "utf8");
  const inside = chartsInside(folder);
  addMap(keys, "", parse(valuesText) as Record<string, unknown>, (path) => inside.has(path));
  addCommentedKeys(keys, valuesText);
  const schema = join(folder, "values.schema.json");
  if (existsSync(schema)) addSchema(keys, JSON.parse(readFileSync(schema, "utf8")) as Schema);
  for (const text of templatesOf(folder)) addTemplateKeys(keys, text);
  return [...keys]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, names]) => wrapped(`${path || "."}: ${[...names].sort().join(" ")}`))
    .join("\n");
}

/** Names that the values of the charts inside have: their keys are not the chart's own. */
function chartsInside(folder: string): ReadonlySet<string> {
  const { dependencies = [] } = parse(readFileSync(join(folder, "Chart.yaml"), "utf8")) as {
    dependencies?: readonly { readonly name: string; readonly alias?: string }[];
  };
  return new Set(dependencies.map(({ name, alias }) => alias ?? name));
}

function addMap(
  keys: Keys,
  path: string,
  map: Readonly<Record<string, unknown>>,
  isOpen: (path: string) => boolean,
): void {
  keys.set(path, new Set(Object.keys(map)));
  for (const [key, value] of Object.entries(map)) {
    const below = path ? `${path}.${key}` : key;
    if (isFilledMap(value) && !OPEN.test(key) && !OPEN_PATHS.has(below) && !isOpen(below)) {
      addMap(keys, below, value, isOpen);
    }
  }
}

function isFilledMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

/** Follows the file by indentation and adds each commented key to the map that it would stand in. */
function addCommentedKeys(keys: Keys, text: string): void {
  let open: { indent: number; key: string }[] = [];
  for (const line of text.split("\n")) {
    const real = /^( *)([A-Za-z][\w-]*):/.exec(line);
    const commented = COMMENTED_KEY.exec(line);
    const indent = real ? (real[1]?.length ?? 0) : commented ? (commented[1]?.length ?? 0) : undefined;
    if (indent === undefined) continue;
    open = open.filter((parent) => parent.indent < indent);
    if (real) open.push({ indent, key: real[2] ?? "" });
    else if (commented?.[2] === "") keys.get(open.map(({ key }) => key).join("."))?.add(commented[3] ?? "");
  }
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

function addSchema(keys: Keys, root: Schema): void {
  const visit = (path: string, schema: Schema): void => {
    const known = keys.get(path);
    if (!known) return;
    const target = schema.$ref ? (root.$defs?.[schema.$ref.split("/").at(-1) ?? ""] ?? {}) : schema;
    for (const [key, property] of Object.entries(target.properties ?? {})) {
      known.add(key);
      visit(path ? `${path}.${key}` : key, property);
    }
  };
  visit("", root);
}

function addTemplateKeys(keys: Keys, template: string): void {
  for (const [, path = ""] of template.matchAll(TEMPLATE_KEY)) {
    const parts = path.split(".");
    for (const [index, key] of parts.entries()) {
      const known = keys.get(parts.slice(0, index).join("."));
      if (!known) break;
      known.add(key);
    }
  }
}

function templatesOf(folder: string): string[] {
  return readdirSync(join(folder, "templates"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ya?ml|tpl)$/.test(name))
    .map((name) => readFileSync(join(folder, "templates", name), "utf8"));
}

/** Lines of at most 120 characters; what goes on is indented. */
function wrapped(line: string): string {
  const lines = [""];
  for (const word of line.split(" ")) {
    const last = lines.at(-1) ?? "";
    const longer = last === "" ? word : `${last} ${word}`;
    if (longer.length <= 120) lines[lines.length - 1] = longer;
    else lines.push(`  ${word}`);
  }
  return lines.join("\n");
}

/** The keys as a file of `constructs/helm/charts/chart-keys/`. */
export function chartKeysFile(folder: string, version?: string): string {
  const chart = parse(readFileSync(join(folder, "Chart.yaml"), "utf8")) as { name: string; version: string };
  const name = `${chart.name} ${version ?? chart.version}`;
  return `/** Keys of the chart ${name}, by its values file, schema and templates. Made by \`tools/chart-keys.ts\`. */
export const KEYS = \`
${chartKeys(folder)}
\`;
`;
}

if (require.main === module) {
  const [folder = ".", version] = process.argv.slice(2);
  process.stdout.write(chartKeysFile(folder, version));
}
