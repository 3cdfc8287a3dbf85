import * as z from "./zod";

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

/** The rules of the schemas that have one. Kept apart from the schema's own metadata, which becomes JSON Schema. */
export const rules: z.core.$ZodRegistry<Rule> = z.registry<Rule>();

/** Any schema of the configuration. */
export type Schema = z.core.$ZodType;

/** Compiles only while `Value` is assignable to `Target`, so that schema and props cannot drift apart. */
export type Assignable<Value extends Target, Target> = Value;

/** Every key of every form of a union. */
export type KeysOf<T> = T extends unknown ? keyof T : never;

/** Gives a schema the description that editors show, and returns it. */
export function about<S extends Schema>(description: string, schema: S, examples?: readonly unknown[]): S {
  z.globalRegistry.add(schema, examples ? { description, examples: [...examples] } : { description });
  return schema;
}

/** A text that may not be empty. */
export function text() {
  const schema = z.string().check(z.minLength(1));
  rules.add(schema, {
    code: "CONFIG_EMPTY",
    message: "The value is empty.",
    expected: "a text of at least one character",
    fix: "write the value, or remove the key",
  });
  return schema;
}

/** A text of a certain form. */
export function pattern(form: RegExp, rule: Rule) {
  const schema = z.string().check(z.regex(form));
  rules.add(schema, rule);
  return schema;
}

/** A whole number, both limits included. */
export function whole(least: number, greatest: number = Number.MAX_SAFE_INTEGER) {
  const schema = z.int().check(z.minimum(least), z.maximum(greatest));
  const range = greatest === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${greatest}`;
  rules.add(schema, {
    code: "CONFIG_OUT_OF_RANGE",
    message: "The number is outside the range that is allowed.",
    expected: `a whole number ${range}`,
    fix: `use a whole number ${range}`,
  });
  return schema;
}

/** `true` or `false`. */
export function flag() {
  return z.boolean();
}

/** One text, or a list of texts. */
export function oneOrMore(what: string) {
  const schema = z.union([z.string(), z.array(z.string())]);
  rules.add(schema, {
    code: "CONFIG_WRONG_TYPE",
    message: "The value has the wrong type.",
    expected: `${what}, or a list of them`,
    fix: "write a text in quotes, or a list of such texts",
  });
  return schema;
}

/** {@link NAME} in words. */
export const NAME_FORM = "1 to 32 of a-z, 0-9 and -, starting with a letter; not constructor";

/** Names of one's own choice. `constructor` is a name that every object of JavaScript has already. */
export const NAME = /^(?!constructor$)[a-z][a-z0-9-]{0,31}$/;

/**
 * A map by names of one's own choice: lower case letters, digits and `-`, starting with a letter. The first character keeps
 * the order of declaration, because JavaScript moves keys that are numbers to the front.
 */
export function byName<S extends z.core.SomeType>(what: string, value: S) {
  const key = pattern(NAME, {
    code: "CONFIG_NAME_FORM",
    message: `The name of the ${what} has a wrong form.`,
    expected: NAME_FORM,
    fix: `rename the ${what}`,
  });
  return z.record(key, value);
}

/** A map from any text to a text. */
export function textMap() {
  return z.record(z.string(), text());
}

/** Tags of everything that a part of the environment makes. */
export function tagsOf(what: string) {
  return z.optional(
    about(`Tags of everything that is made for the ${what}. Default: those of the environment.`, textMap()),
  );
}

/** Managed policies beside what a role needs. */
export function morePolicies() {
  return z.strictObject({
    arns: about("ARNs of the policies.", z.array(text())),
    reason: about("Why; listed after each synth.", text()),
  });
}
