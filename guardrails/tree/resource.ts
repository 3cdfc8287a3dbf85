import { valueAt } from "../../review/values/value-at";
import { isRecord, UNKNOWN } from "../../review/values/values";

/** Values of a block, by attribute. */
export type Values = Readonly<Record<string, unknown>>;

/** What a resource is made of. */
export interface ResourceParts {
  /** Full name of its stack. */
  readonly stack: string;
  readonly type: string;
  /** Address in its stack: `aws_instance.web`. */
  readonly address: string;
  /**
   * Path of the construct that makes it, without the stack.
   *
   * @default - not known: a configuration or a plan from elsewhere
   */
  readonly construct?: string;
  /** Values by attribute, as far as they are known: see {@link isKnown}. Read when a rule first asks. */
  values(): Values;
  /** Resources that an attribute refers to, in whatever stack. */
  targets(attribute: string): readonly Resource[];
}

/** A resource as rules see it: of a configuration or of a plan. */
export class Resource {
  readonly stack: string;
  readonly type: string;
  readonly address: string;
  readonly construct: string | undefined;
  #values: Values | undefined;
  readonly #parts: ResourceParts;

  constructor(parts: ResourceParts) {
    this.#parts = parts;
    this.stack = parts.stack;
    this.type = parts.type;
    this.address = parts.address;
    this.construct = parts.construct;
  }

  /** Values by attribute: an expression of a configuration stands as its text, what a plan knows later as `UNKNOWN`. */
  get values(): Values {
    this.#values ??= this.#parts.values();
    return this.#values;
  }

  /** Where a reader finds it: the path of its construct, or its address. */
  get place(): string {
    return `${this.stack}/${this.construct ?? this.address}`;
  }

  /** The value at a path of keys, `metadata_options.http_tokens`; a block that there is one of is looked into. */
  at(path: string): unknown {
    return valueAt(this.values, path);
  }

  /** Blocks of a name, or the members of a list of objects: one or several, or none. */
  blocks(name: string): readonly Values[] {
    return blocksOf(this.values, name);
  }

  /** Texts of a list, a single one as a list of one. */
  texts(path: string): readonly string[] {
    return textsOf(this.at(path));
  }

  /** Resources that an attribute refers to, in whatever stack. */
  targets(attribute: string): readonly Resource[] {
    return this.#parts.targets(attribute);
  }

  /** Whether an attribute is absent, so that the provider's or AWS's default holds. */
  lacks(path: string): boolean {
    const value = this.at(path);
    return value === undefined || value === null;
  }
}

/** Blocks of a name in a block. */
export function blocksOf(values: Values, name: string): readonly Values[] {
  const value = values[name];
  return (Array.isArray(value) ? value : [value]).filter(isRecord);
}

/** Texts of a list, a single one as a list of one. */
export function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string");
}

/** Whether a value is known before the apply: it is not an expression, and not one that Terraform knows later. */
export function isKnown(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isKnown);
  if (isRecord(value)) return Object.values(value).every(isKnown);
  return value !== UNKNOWN && !(typeof value === "string" && /[$%]\{/.test(value));
}
