import type { Json } from "./deployed.types";

type Block = Readonly<Record<string, Json>>;

/** Settings of the `terraform` block that a destroy needs. */
const SETTINGS = ["backend", "cloud", "required_providers", "required_version"] as const;

/**
 * Cuts a stack's Terraform JSON down to what a destroy needs: where its state is, its providers, and the data sources that these
 * refer to, directly or by others. Terraform destroys what a state holds and a configuration lacks, so nothing else is needed.
 */
export function skeletonOf(json: Block): Block {
  const terraform = pick(asBlock(json.terraform), SETTINGS);
  const provider = asBlock(json.provider);
  const data = referredTo(asBlock(json.data), JSON.stringify(provider));
  return {
    terraform,
    provider,
    ...(Object.keys(data).length > 0 ? { data } : {}),
  };
}

/** The data sources that a text refers to, and those that they refer to in turn. */
function referredTo(data: Block, text: string): Record<string, Record<string, Json>> {
  const found: Record<string, Record<string, Json>> = {};
  const texts = [text];
  for (let next = texts.pop(); next !== undefined; next = texts.pop()) {
    for (const [, type = "", name = ""] of next.matchAll(/\bdata\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)/g)) {
      const block = asBlock(data[type])[name];
      if (block === undefined || found[type]?.[name] !== undefined) continue;
      found[type] = { ...found[type], [name]: withoutComment(block) };
      texts.push(JSON.stringify(block));
    }
  }
  return found;
}

/** cdktf's notes about a block (`//`) mean nothing to Terraform. */
function withoutComment(block: Json): Json {
  const { "//": _, ...rest } = asBlock(block);
  return rest;
}

function pick(block: Block, keys: readonly string[]): Block {
  return Object.fromEntries(Object.entries(block).filter(([key]) => keys.includes(key)));
}

function asBlock(value: Json | undefined): Block {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Block) : {};
}
