/** What Terraform calls a resource of one type when it takes it over, by `terraform import` or an `import` block. */
export type ImportForm = ComposedForm | NoForm;

/** The import id is one attribute of the resource, or several with something between. */
export interface ComposedForm {
  /** In the order in which the id has them. */
  readonly parts: readonly Part[];
  /**
   * Between the parts.
   *
   * @default - nothing, since there is one part
   */
  readonly separator?: string;
  /**
   * Whether the attribute `id` of the resource is the import id too.
   *
   * @default - yes, where the import id has one part
   */
  readonly isId?: boolean;
  /**
   * What an id looks like, and one such: only where AWS gives the id.
   *
   * @default - a name that people give
   */
  readonly looks?: Looks;
  /**
   * What is not read when the resource is taken over, and what follows from that.
   *
   * @default - everything is read
   */
  readonly caveat?: string;
  /**
   * The attribute without which there is no caveat.
   *
   * @default - there always is
   */
  readonly caveatWith?: string;
  /**
   * Attributes with one of which the thing is not imported but written over where it is, by the argument `overwrite`.
   *
   * @default - it is imported
   */
  readonly overwrittenWith?: readonly string[];
}

/** How the ids of one kind look. */
export interface Looks {
  readonly pattern: RegExp;
  readonly example: string;
  /**
   * What AWS itself shows of the thing, where that is not the import id: `rtbassoc-` of a route table's association.
   *
   * @default - the import id
   */
  readonly shown?: RegExp;
}

/** One part of an import id. */
export interface Part {
  /** The attribute; of several the one that is set. */
  readonly anyOf: readonly string[];
  /**
   * What stands where no attribute is set.
   *
   * @default - the id cannot be made
   */
  readonly absent?: string;
  /**
   * Whether the part is left out, with what stands before it, where no attribute is set.
   *
   * @default false
   */
  readonly optional?: boolean;
  /**
   * Before the part, instead of the separator.
   *
   * @default - the separator
   */
  readonly before?: string;
  /**
   * The attribute that refers to whom the id is of, where the configuration has no attribute for it.
   *
   * @default - none
   */
  readonly owner?: string;
  /**
   * Whether an attribute that may be an ARN stands for the name at the end of it.
   *
   * @default false
   */
  readonly nameOfArn?: boolean;
}

/** Terraform cannot take such a resource over. */
export interface NoForm {
  /** Why, and what making it does where AWS has it already. */
  readonly none: string;
}

/** What is known of the import id of one resource. */
export type ImportId =
  | { readonly kind: "id"; readonly id: string; readonly caveat?: string }
  /** Some attributes are not known: `subnet_id or gateway_id`. */
  | { readonly kind: "missing"; readonly attributes: readonly string[] }
  /** The provider takes no resource of this type over. */
  | { readonly kind: "none"; readonly reason: string }
  /** The table does not have the type. Most types are imported by their `id`, which is given where it is known. */
  | { readonly kind: "unknown"; readonly id?: string };
