/** What a reader is told when a value does not follow its rule. The found value is added where the rule is checked. */
export interface Rule {
  readonly code: string;
  /** What is wrong, as one sentence. */
  readonly message: string;
  /** What is allowed. */
  readonly expected: string;
  /** A way out. */
  readonly fix: string;
}

/** What a number without a unit most likely means, where a text with a unit belongs. */
export type Unit = "MiB" | "CPU units" | "s" | "GB";

/**
 * What may stand at a place of the configuration, in JSON Schema (draft 7) with keywords of our own. It is made from the types
 * ({@link file://../../tools/configuration/types-to-schema.ts}), and never written by hand.
 */
export interface Schema {
  readonly description?: string;
  /** What happens without the key, in words. */
  readonly defaultText?: string;
  readonly examples?: readonly unknown[];
  readonly type?: "string" | "number" | "integer" | "boolean" | "array" | "object";
  readonly enum?: readonly (string | number | boolean)[];
  /** A regular expression that a text follows. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** `false` where the keys are those of `properties`; the schema of the values where names are free. */
  readonly additionalProperties?: false | Schema;
  /** What free names look like, or which there are. */
  readonly propertyNames?: Schema;
  /** A value of several kinds (`false` or a map), or a map of several forms. */
  readonly anyOf?: readonly Schema[];
  /** The key that tells the form of a map with several forms, and the value that counts without it, where a form does not ask for it. */
  readonly discriminator?: { readonly propertyName: string; readonly default?: string | number | boolean };
  readonly rule?: Rule;
  /** What other tools call the key. */
  readonly synonyms?: readonly string[];
  readonly unit?: Unit;
  /** A file beside the schema that editors read what stands here from; the program checks it by itself. */
  readonly editorSchema?: string;
}
