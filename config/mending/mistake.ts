import type { Path } from "../reading/tree";
import type { Schema } from "../schema/schema.types";

/** A mistake of a file's form that has been told, and what is known of how it is mended. */
export interface Mistake {
  readonly kind: "unknown key" | "missing key" | "value" | "name";
  /** Place of the key or the value. */
  readonly path: Path;
  /** What belongs there; absent for a key that is unknown, and for a name, which stays. */
  readonly schema?: Schema;
  /** The key that was most likely meant in the place of an unknown one. */
  readonly meant?: string;
}
