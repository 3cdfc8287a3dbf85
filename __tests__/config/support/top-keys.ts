import { environmentSchema, fileKeysSchema } from "../../../config/schema/schema";

/** The keys that a file can have, as messages list them: those of the project's own stacks among them. */
export const TOP_KEYS: string = [environmentSchema, fileKeysSchema]
  .flatMap((schema) => Object.keys("properties" in schema ? (schema.properties ?? {}) : {}))
  .sort()
  .join(", ");
