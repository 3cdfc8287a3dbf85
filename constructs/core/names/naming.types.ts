import type { NameKind } from "./naming";

/** What a name is made from. */
export interface NameParts {
  /** Whose name it is, for example `iamRole`. */
  readonly kind: NameKind;
  readonly project: string;
  readonly environment: string;
  readonly region: string;
  readonly account: string;
  /** Name of the stack without the environment. */
  readonly stack: string;
  /** What tells the resource apart from others of the stack, such as `web-task`. Empty for the stack's main resource, such as its VPC. */
  readonly name: string;
  /** The name that is made where the environment has no scheme of its own. */
  readonly made: string;
}

/**
 * Makes a name from its parts. The same parts must give the same name at every synth. Characters that the kind of resource does not
 * allow become `-`, and what is too long is shortened with a hash.
 */
export type NamingFunction = (parts: NameParts) => string;

/**
 * Templates of names by kind, and under `default` for all other kinds; kinds without a template have the names that they have
 * without a scheme.
 */
export type NamingTemplates = Readonly<Partial<Record<NameKind | "default", string>>>;

/** How an environment makes names: a function, one template for all kinds of resources, or templates by kind. */
export type Naming = string | NamingTemplates | NamingFunction;
