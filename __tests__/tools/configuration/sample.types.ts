/**
 * A code of two letters.
 *
 * @pattern ^[a-z]{2}$
 * @code CODE_FORM
 * @message The {what} is no code.
 * @expected two letters
 * @fix write two letters
 */
type Code = string;

export const FORMS = {
  word: { pattern: /^\w+$/, expected: "a word", fix: "write one word" },
  most: 12,
} as const;

const COLOURS = ["red", "amber", "green"] as const;

const SIZES = { small: 1, large: 2 };

class Bucket {
  readonly arn = "";
}

type Keeping = InMemory | OnDisk;

interface InMemory {
  /** In memory. */
  readonly kind: "memory";
}

interface OnDisk {
  /** On a disk. */
  readonly kind: "disk";
  /**
   * Its size.
   *
   * @minimum 1
   * @maximum ./sample.types#FORMS.most
   */
  readonly gib: number;
}

interface Base {
  /**
   * Name of
   * the thing, see {@link Thing}.
   *
   * @form ./sample.types#FORMS.word
   * @code NAME_FORM
   * @message The name has a wrong form.
   */
  readonly name: string;
  /** @default "red" */
  readonly colour?: (typeof COLOURS)[number];
  readonly secret: Bucket;
}

/** A thing. */
export interface Thing extends Omit<Base, "secret"> {
  /** @default - none */
  readonly keeping?: Keeping | false;
  /**
   * Codes.
   *
   * @named tag
   * @example ["ab"]
   */
  readonly codes?: readonly Code[];
  /**
   * Parts.
   *
   * @named part
   */
  readonly parts?: Readonly<Record<Code, Part>>;
  /** Whether a size is had. */
  readonly sizes?: Readonly<Partial<Record<keyof typeof SIZES, boolean>>>;
  /** A share. @asType number @minimum 0 */
  readonly share?: number;
  /** @codeOnly it is a function */
  readonly make?: () => void;
  readonly shape?: string | ((name: string) => string);
  readonly forbidden?: never;
}

/** A part of a thing. */
interface Part {
  /** Part of this part. @synonym weight, mass */
  readonly grams: 1 | 10 | 5;
  readonly other?: Pick<Thing, "colour">;
}

interface Definition<Section extends string, Props> {
  readonly section: Section;
  readonly props?: Props;
}

type ListOf = readonly [Definition<"things", Thing>, Definition<"parts", Part>];

/** Sections that follow from a list. */
export type Sections = {
  readonly [D in ListOf[number] as D["section"]]?: D extends Definition<string, infer Props> ? Props : never;
};

export interface Impossible {
  readonly inner: { readonly bucket?: Bucket };
}

export interface Endless {
  readonly below?: Endless;
}

export interface Undecided {
  readonly either: { readonly a?: string } | { readonly b?: string };
}

/** What is let in. */
export type Countries =
  | { readonly allow: readonly string[]; readonly deny?: never }
  | { readonly allow?: never; readonly deny: readonly string[] };

export interface Restricted {
  readonly countries?: Countries;
  readonly pages?: Readonly<Record<number, string>>;
}

/** Something that is measured in what there is not. */
export interface Measured {
  /** @unit furlongs */
  readonly length: string;
}

interface OnServers {
  readonly launch: "servers";
  readonly server: string;
}

interface Anywhere {
  /** @default "anywhere" */
  readonly launch?: "anywhere";
  readonly size: "small" | "large";
}

/** Something that runs anywhere, unless it is told where. */
export interface Launched {
  readonly jobs: Readonly<Record<string, Anywhere | OnServers>>;
}

/** Something whose form nothing tells where the key is left out. */
export interface Unlaunched {
  readonly job: Anywhere | { readonly launch?: "servers" };
}

/** Texts that have a length. */
export interface Labelled {
  /** @maxLength ./sample.types#FORMS.most */
  readonly label?: string;
  /** @maxLength 8 */
  readonly labels?: readonly string[];
}
