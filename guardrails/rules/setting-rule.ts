import { MASKED, maskedValue } from "../../review/values/mask";
import { isRecord, UNKNOWN } from "../../review/values/values";
import type { Estate } from "../tree/estate";
import type { Resource } from "../tree/resource";
import { blocksOf, isKnown, lookUp, textsOf, type Values } from "../tree/values";
import type { Found, ResourceRule } from "./rule.types";

/** What a setting must be. */
export interface Setting {
  /** Path of keys in the resource, or in each block of {@link each}: `metadata_options.http_tokens`. */
  readonly at: string;
  /** What it must be, as it is to be read behind its name: `= true`. */
  readonly expected: string;
  /** Whether a value that is known and there is as it must be. */
  holds(value: unknown, resource: Resource): boolean;
  /** Whether it holds where nothing is set, by the default of AWS or of the provider. */
  readonly byDefault: boolean;
  /**
   * Name of a block that there may be many of, in each of which it is asked.
   *
   * @default - it is asked of the resource itself
   */
  readonly each?: string;
  /**
   * Whether it is asked of this resource.
   *
   * @default - of each of its type
   */
  concerns?(resource: Resource, estate: Estate): boolean;
  /**
   * The value, where it stands in something else than attributes: a document, or a block among others of its name.
   *
   * @default - what stands at the path
   */
  reads?(resource: Resource): unknown;
  /**
   * Whether its value is told to nobody, whatever it looks like.
   *
   * @default - it is told, but for what looks like a secret or stands under the name of one
   */
  readonly isSecret?: boolean;
  /**
   * How it is mended.
   *
   * @default - the rule's own
   */
  readonly fix?: string;
}

/** A rule that is about a setting of each type: `publicly_accessible` of a database, `internal` of a balancer. */
export interface SettingRule extends Omit<ResourceRule, "types" | "check" | "expected"> {
  /** Settings by type of resource, all of which must hold. */
  readonly settings: Readonly<Record<string, Setting | readonly Setting[]>>;
}

/** Makes a rule of settings: each that does not hold is a finding that names attribute and value. */
export function settingRule({ settings, ...rule }: SettingRule): ResourceRule {
  const all = Object.values(settings).flat();
  return {
    ...rule,
    expected: [...new Set(all.map(expectedText))].join(", "),
    types: Object.keys(settings),
    check: (resource, estate) =>
      [settings[resource.type] ?? []]
        .flat()
        .filter(({ concerns }) => concerns?.(resource, estate) ?? true)
        .flatMap((setting) => {
          const { each } = setting;
          const asked = each === undefined ? [resource.values] : blocksOf(resource.values, each);
          return asked.flatMap((values) => foundIn(values, setting, resource));
        }),
  };
}

function foundIn(values: Values, setting: Setting, resource: Resource): readonly Found[] {
  const { at, each, holds, byDefault, fix, reads, isSecret } = setting;
  const value = reads ? reads(resource) : lookUp(values, at);
  const isAbsent = value === undefined || value === null;
  if (isAbsent ? byDefault : !isKnown(value) || holds(value, resource)) return [];
  const name = nameOf(setting);
  const found = isAbsent ? `${name} is not set` : `${name} = ${isSecret ? MASKED : maskedValue(value, at.split("."))}`;
  return [{ found, attribute: each ?? at, expected: expectedText(setting), ...(fix === undefined ? {} : { fix }) }];
}

function nameOf({ at, each }: Setting): string {
  return each === undefined ? at : `${each}.${at}`;
}

function expectedText(setting: Setting): string {
  return `${nameOf(setting)} ${setting.expected}`;
}

/** Must be `true`, and says so. */
export const on = (at: string): Setting => ({
  at,
  expected: "= true",
  holds: (value) => value === true || value === "true",
  byDefault: false,
});

/** Must not be `false`; it is `true` where it is not set. */
export const notOff = (at: string): Setting => ({
  at,
  expected: "= true",
  holds: (value) => value !== false && value !== "false",
  byDefault: true,
});

/** Must not be `true`; it is not where it is not set. */
export const off = (at: string): Setting => ({
  at,
  expected: "= false",
  holds: (value) => value !== true && value !== "true",
  byDefault: true,
});

/** Must be set, to whatever. */
export const set = (at: string): Setting => ({
  at,
  expected: "that is set",
  holds: (value) => value !== "" && value !== 0,
  byDefault: false,
});

/** Must be one of some values. */
export const oneOf = (at: string, values: readonly unknown[], byDefault = false): Setting => ({
  at,
  expected: `= ${values.map((value) => maskedValue(value)).join(" or ")}`,
  holds: (value) => values.includes(value),
  byDefault,
});

/** Must be none of some values. */
export const noneOf = (at: string, values: readonly unknown[], byDefault = true): Setting => ({
  at,
  expected: `other than ${values.map((value) => maskedValue(value)).join(" and ")}`,
  holds: (value) => !values.includes(value),
  byDefault,
});

/** Must be a number of at least so much. */
export const atLeast = (at: string, least: number, byDefault = false): Setting => ({
  at,
  expected: `of ${least} or more`,
  holds: (value) => Number(value) >= least,
  byDefault,
});

/** Must be a number of at most so much. */
export const atMost = (at: string, most: number, byDefault = false): Setting => ({
  at,
  expected: `of ${most} or less`,
  holds: (value) => Number(value) <= most,
  byDefault,
});

/** Must not be set: it does not stand in a configuration, nor in a state. */
export const leftOut = (at: string): Setting => ({
  at,
  expected: "that is left out",
  holds: () => false,
  byDefault: true,
});

/** Must be a list with some values, among others or not. */
export const including = (at: string, values: readonly string[]): Setting => ({
  at,
  expected: `with ${values.join(" and ")}`,
  holds: (value) => values.every((one) => textsOf(value).includes(one)),
  byDefault: false,
});

/** Must be a list with something in it. */
export const filled = (at: string): Setting => ({
  at,
  expected: "with one or more",
  holds: (value) => textsOf(value).length > 0,
  byDefault: false,
});

/** Asks a setting of a parameter of a group: `parameter("require_ssl", oneOf("value", ["true"]))`. */
export const parameter = (name: string, setting: Setting, block = "parameter"): Setting => ({
  ...setting,
  at: `${block}.${name}`,
  reads: (resource) => {
    const blocks = resource.blocks(block);
    const names = blocks.map((one) => one.name ?? one.parameter_key);
    const found = blocks[names.indexOf(name)];
    if (found) return found.value ?? found.parameter_value;
    const isOpen = !isKnown(names) || (blocks.length === 0 && !isKnown(resource.at(block)));
    return isOpen ? UNKNOWN : undefined;
  },
});

/** Asks a setting in a document that an attribute holds as JSON. */
export const inJson = (attribute: string, setting: Setting): Setting => ({
  ...setting,
  at: `${attribute}.${setting.at}`,
  reads: (resource) => {
    const text = resource.at(attribute);
    if (typeof text !== "string") return text;
    try {
      const document: unknown = JSON.parse(text);
      return isRecord(document) ? lookUp(document, setting.at) : UNKNOWN;
    } catch {
      return UNKNOWN;
    }
  },
});

/** Asks a setting in each block of a name: `inEach("ebs_block_device", on("encrypted"))`. */
export const inEach = (each: string, setting: Setting): Setting => ({ ...setting, each });
