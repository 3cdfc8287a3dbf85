/** A thing that AWS has, as answers of the `aws` command tell it. */
export interface Found {
  /** Terraform's type for it. */
  readonly type: string;
  /** The import id. */
  readonly id: string;
  /** What is known of it, by Terraform's names of attributes. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /**
   * Its name, by which people know it.
   *
   * @default - it has none
   */
  readonly name?: string;
}

/** A resource of a synthesized stack. */
export interface Wanted {
  /** Path from the name of the stack without the environment: `network/network/vpc`. */
  readonly path: string;
  readonly type: string;
  /** Address in the stack's state. */
  readonly address: string;
  /** Full name of the stack, since addresses are the same in several. */
  readonly stack: string;
  /** The attributes as Terraform's JSON has them: literals, and references as `${type.name.attribute}`. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A resource with the thing that it is to take over. */
export interface Match {
  readonly wanted: Wanted;
  readonly found: Found;
}
