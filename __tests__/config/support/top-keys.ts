import { oneOf } from "../../../config/checks/suggest";
import { environmentSchema, fileKeysSchema } from "../../../config/schema/schema";

/**
 * What messages list of the keys that a file can have: those of the project's own stacks among them.
 *
 * @param word what was written in their place
 * @param meant the key that was meant
 */
export function topKeys(word: string, meant?: string): string {
  const keys = [environmentSchema, fileKeysSchema].flatMap((schema) =>
    Object.keys("properties" in schema ? (schema.properties ?? {}) : {}),
  );
  return oneOf(keys.sort(), word, meant, "docs/configuration-reference.md");
}
