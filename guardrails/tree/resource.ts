import { blocksOf, lookUp, textsOf, type Values } from "./values";

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
  /** What it is read from, with nothing done to it: for a quick look whether the values are worth reading. */
  readonly source: unknown;
  /** Values by attribute, as far as they are known: see `isKnown`. Read when a rule first asks. */
  values(): Values;
  /** Resources that an attribute refers to, in whatever stack. */
  targets(attribute: string): readonly Resource[];
  /**
   * Whether the provider's schema calls an attribute, or a part of it, sensitive.
   *
   * @default - nobody knows, as in a configuration
   */
  isSensitive?(attribute: string): boolean;
  /**
   * Whether a plan's configuration has a literal for an attribute, and no expression.
   *
   * @default - nobody needs to know, as in a configuration, whose values tell it
   */
  isLiteral?(attribute: string): boolean;
}

/** A resource as rules see it: of a configuration or of a plan. */
export class Resource {
  readonly stack: string;
  readonly type: string;
  readonly address: string;
  readonly construct: string | undefined;
  #values: Values | undefined;
  readonly #targets = new Map<string, readonly Resource[]>();
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

  /** What it is read from as JSON text: quick to search, and no value is to be taken from it. */
  get sourceText(): string {
    return JSON.stringify(this.#parts.source) ?? "";
  }

  /** Where a reader finds it: the path of its construct, or its address. */
  get place(): string {
    return `${this.stack}/${this.construct ?? this.address}`;
  }

  /**
   * The value at a path of keys, `metadata_options.http_tokens`; a block that there is one of is looked into. `UNKNOWN` where a block on the
   * way is made by an expression.
   */
  at(path: string): unknown {
    return lookUp(this.values, path);
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
    const known = this.#targets.get(attribute) ?? this.#parts.targets(attribute);
    this.#targets.set(attribute, known);
    return known;
  }

  /** Whether the provider's schema calls an attribute, or a part of it, sensitive, as far as a plan tells it. */
  isSensitive(attribute: string): boolean {
    return this.#parts.isSensitive?.(attribute) ?? false;
  }

  /** Whether an attribute is a literal in the configuration, as far as a plan tells it. */
  isLiteral(attribute: string): boolean {
    return this.#parts.isLiteral?.(attribute) ?? false;
  }

  /** Whether an attribute is absent, so that the provider's or AWS's default holds; of blocks a plan has an empty list. */
  lacks(path: string): boolean {
    const value = this.at(path);
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  }
}
