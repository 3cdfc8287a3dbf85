/** A value of a manifest. */
export type ManifestValue =
  | string
  | number
  | boolean
  | readonly ManifestValue[]
  | { readonly [key: string]: ManifestValue };

/** Keys that YAML takes as they are. */
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_./-]*$/;

/** Keys that older readers of YAML take for something else than a text. */
const WORDS = /^(y|yes|n|no|true|false|on|off|null)$/i;

/**
 * Manifests of Kubernetes objects as YAML, with `---` between them. Texts are quoted, so that a namespace called `on` or `1234` stays a
 * text; those of several lines stand in a block.
 *
 * It writes what manifests have and no more. Every synth of an environment with Fargate profiles writes one, and to load a library that
 * knows all of YAML would take it a twentieth of its time.
 */
export function manifestText(...objects: readonly ManifestValue[]): string {
  return objects.map((object) => `${document(object).join("\n")}\n`).join("---\n");
}

function document(value: ManifestValue): string[] {
  if (Array.isArray(value) && value.length > 0) return items(value, "");
  if (isMap(value) && Object.keys(value).length > 0) return entries(value, "");
  return [JSON.stringify(value)];
}

function entries(map: { readonly [key: string]: ManifestValue }, indent: string): string[] {
  return Object.entries(map).flatMap(([key, value]) => below(`${indent}${keyText(key)}:`, value, `${indent}  `));
}

function items(list: readonly ManifestValue[], indent: string): string[] {
  return list.flatMap((value) => {
    if (!isMap(value) || Object.keys(value).length === 0) return below(`${indent}-`, value, `${indent}  `);
    // The first key stands behind the hyphen.
    const [first = "", ...rest] = entries(value, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...rest];
  });
}

/** A value behind what introduces it, or on the lines below that. */
function below(start: string, value: ManifestValue, indent: string): string[] {
  if (typeof value === "string") return textLines(start, value, indent);
  if (typeof value !== "object") return [`${start} ${value}`];
  if (Array.isArray(value)) return value.length === 0 ? [`${start} []`] : [start, ...items(value, indent)];
  return isMap(value) && Object.keys(value).length > 0 ? [start, ...entries(value, indent)] : [`${start} {}`];
}

/** JSON's strings are YAML's too. A block keeps its last line break; lines that begin with spaces would change its indentation. */
function textLines(start: string, text: string, indent: string): string[] {
  const lines = text.split("\n");
  const isBlock = lines.length > 2 && lines.at(-1) === "" && lines.at(-2) !== "" && /^[^\s\\]/.test(text);
  if (!isBlock || /[^\n\x20-\x7e]/.test(text)) return [`${start} ${JSON.stringify(text)}`];
  return [`${start} |`, ...lines.slice(0, -1).map((line) => (line === "" ? "" : `${indent}${line}`))];
}

function keyText(key: string): string {
  return PLAIN_KEY.test(key) && !WORDS.test(key) ? key : JSON.stringify(key);
}

function isMap(value: ManifestValue): value is { readonly [key: string]: ManifestValue } {
  return typeof value === "object" && !Array.isArray(value);
}
