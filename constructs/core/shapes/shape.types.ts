/** What a value may be, as the TypeScript type of an option says it. */
export type Shape =
  | "text"
  | "number"
  | "boolean"
  | "null"
  | "function"
  /** An object of a library: a construct of cdktf, a resource of the provider, what is resolved later. */
  | "object"
  | "any"
  /** One of these values. */
  | { readonly values: Values }
  /** A list whose entries are all alike. */
  | { readonly list: Shape }
  /** An object with free names whose values are all alike. */
  | { readonly map: Shape }
  /** A shape of {@link ShapeTable.type}. */
  | { readonly type: string }
  /** Any of these. */
  | { readonly union: readonly Shape[] };

/** Values that are written out in a type. */
export type Values = readonly (string | number | boolean)[];

/** An object that is told by its options. */
export interface OptionsShape {
  readonly required: Readonly<Record<string, Shape>>;
  readonly optional: Readonly<Record<string, Shape>>;
  /** Options of other forms, which tell that this one is not meant. */
  readonly never?: readonly string[];
  /** Which whole numbers options take: each number of the option, of its list or of its map. */
  readonly ranges?: Readonly<Record<string, Range>>;
}

/** The least and the greatest number, `null` where there is none, and what is counted where the option's name does not say it. */
export type Range = readonly [least: number, most: number | null, unit?: string];

/** An object of code: a construct, or what takes its place. It is told by what it must have, and not looked into. */
export interface CodeShape {
  /** Properties and methods that others use. */
  readonly members: readonly string[];
  /** Classes of ours that have them. */
  readonly classes: readonly string[];
}

/** The shapes of what constructs are given. */
export interface ShapeTable {
  /** Names of the classes of constructs. */
  readonly classes: readonly string[];
  /** Properties by the class of the construct. */
  construct(name: string): Shape | undefined;
  /** What a function is given, by its name: parameters by theirs, in their order. */
  call(name: string): OptionsShape | undefined;
  /** Objects by the names of their types. */
  type(name: string): OptionsShape | CodeShape | undefined;
}
