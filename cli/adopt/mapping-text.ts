import { stringify } from "yaml";
import type { AdoptedId } from "../../constructs/core/adoption";
import { attributesOfImportId, importFormOf, importIdOf } from "../../constructs/core/import-ids";
import type { Match } from "./found.types";

/** The line for a match: `true` where the id follows from what the resource is configured with, and from the other lines. */
export function lineOf({ wanted, found }: Match, matches: readonly Match[]): AdoptedId {
  const form = importFormOf(wanted.type);
  if (!form || "none" in form) return found.id;
  const attributes = form.parts.flatMap(({ anyOf }) => anyOf).map((name) => [name, valueIn(wanted, name, matches)]);
  const composed = importIdOf(wanted.type, Object.fromEntries(attributes));
  return composed.kind === "id" && composed.id === found.id ? true : found.id;
}

/** What a synth knows of an attribute: what is configured, and what the id of a resource says that has a line. */
function valueIn({ attributes, stack }: Match["wanted"], name: string, matches: readonly Match[]): unknown {
  const value = attributes[name];
  const [, address, attribute = ""] =
    typeof value === "string" ? (/^\$\{([a-z]\w*\.[\w-]+)\.(\w+)\}$/.exec(value) ?? []) : [];
  if (address === undefined) return typeof value === "string" && value.includes("${") ? undefined : value;
  const target = matches.find(({ wanted }) => wanted.stack === stack && wanted.address === address);
  if (!target) return undefined;
  const configured = target.wanted.attributes[attribute];
  const isLiteral = typeof configured === "string" && !configured.includes("${");
  return attributesOfImportId(target.wanted.type, target.found.id)[attribute] ?? (isLiteral ? configured : undefined);
}

/** The file's text: stack and construct as keys, resources below them. */
export function mappingText(environment: string, lines: ReadonlyMap<string, AdoptedId>): string {
  const tree: Record<string, Record<string, Record<string, AdoptedId>>> = {};
  for (const [path, id] of lines) {
    const [stack = "", construct = "", ...rest] = path.split("/");
    const constructs = tree[stack] ?? {};
    tree[stack] = { ...constructs, [construct]: { ...constructs[construct], [rest.join("/")]: id } };
  }
  return [
    `# What AWS has already of ${environment}, by construct path: the next apply takes it over. \`true\`: the id follows from the configuration and`,
    "# from the other lines. Once it is applied, the lines can be deleted.",
    stringify(tree, { lineWidth: 0 }),
  ].join("\n");
}

/** Lines for the end of a file that has others already. */
export function moreLines(lines: ReadonlyMap<string, AdoptedId>): string {
  return stringify(Object.fromEntries(lines), { lineWidth: 0 });
}
