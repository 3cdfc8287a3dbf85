import type { Item } from "./reader.types";

/** A text, number or truth of an item as a text; nothing where it has none. */
export function textOf(item: Item, key: string): string | undefined {
  const value = item[key];
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The objects of a list of an item. */
export function listOf(item: Item, key: string): readonly Item[] {
  const value = item[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
}

/** The `Name` tag. */
export function nameTag(item: Item): { name?: string } {
  const name = listOf(item, "Tags").find((tag) => textOf(tag, "Key") === "Name");
  const text = name && textOf(name, "Value");
  return text === undefined ? {} : { name: text };
}
