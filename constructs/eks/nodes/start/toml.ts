import { isValueMap, type Value, type Values } from "../../../core/texts/values";

/** Tables of TOML: the entries of each, by its name, in the order in which they are written. */
export type TomlTables = ReadonlyMap<string, readonly string[]>;

/** Tables as a text, each with an empty line behind it; tables without entries are left out. */
export function tomlText(tables: TomlTables): string {
  return [...tables]
    .flatMap(([name, entries]) => (entries.length === 0 ? [] : [`[${name}]`, ...entries, ""]))
    .join("\n");
}

/** Tables with values added below one of them: maps are tables of their own, everything else is an entry. */
export function withValues(tables: TomlTables, name: string, values: Values): TomlTables {
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted
    .filter(([, value]) => !isValueMap(value))
    .map(([key, value]) => `${keyText(key)} = ${text(value)}`);
  const own = new Map([...tables, [name, [...(tables.get(name) ?? []), ...entries]] as const]);
  return sorted.reduce<TomlTables>(
    (made, [key, value]) => (isValueMap(value) ? withValues(made, `${name}.${keyText(key)}`, value) : made),
    own,
  );
}

function keyText(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key);
}

function text(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(text).join(", ")}]`;
  if (isValueMap(value)) {
    return `{ ${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, below]) => `${keyText(key)} = ${text(below)}`)
      .join(", ")} }`;
  }
  return typeof value === "string" ? quoted(value) : String(value);
}

/** JSON's escapes are TOML's, but for the character that TOML counts as a control character too. */
function quoted(value: string): string {
  return JSON.stringify(value).replaceAll("\x7f", "\\u007F");
}
