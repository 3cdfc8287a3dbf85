import { maskedValue } from "../../review/values/mask";
import { isKnown, type Resource } from "../tree/resource";
import type { ResourceRule } from "./rule.types";

/** What a setting must be. */
export interface Setting {
  /** Path of keys in the resource: `metadata_options.http_tokens`. */
  readonly at: string;
  /** Whether a value that is known and there is as it must be. */
  holds(value: unknown, resource: Resource): boolean;
  /** Whether it holds where nothing is set, by the default of AWS or of the provider. */
  readonly byDefault: boolean;
  /**
   * Whether it is asked of this resource.
   *
   * @default - of each of its type
   */
  concerns?(resource: Resource): boolean;
  /**
   * How it is mended.
   *
   * @default - the rule's own
   */
  readonly fix?: string;
}

/** A rule that is about a setting of each type: `publicly_accessible` of a database, `internal` of a balancer. */
export interface SettingRule extends Omit<ResourceRule, "types" | "check"> {
  /** Settings by type of resource, all of which must hold. */
  readonly settings: Readonly<Record<string, Setting | readonly Setting[]>>;
}

/** Makes a rule of settings: each that does not hold is a finding that names attribute and value. */
export function settingRule({ settings, ...rule }: SettingRule): ResourceRule {
  return {
    ...rule,
    types: Object.keys(settings),
    check: (resource) =>
      [settings[resource.type] ?? []].flat().flatMap(({ at, holds, byDefault, concerns, fix }) => {
        if (concerns && !concerns(resource)) return [];
        const isAbsent = resource.lacks(at);
        const value = resource.at(at);
        if (isAbsent ? byDefault : !isKnown(value) || holds(value, resource)) return [];
        const found = isAbsent ? `${at} is not set` : `${at} = ${maskedValue(value, at.split("."))}`;
        return [{ found, attribute: at, ...(fix === undefined ? {} : { fix }) }];
      }),
  };
}

/** Must be `true`, and says so. */
export const on = (at: string): Setting => ({
  at,
  holds: (value) => value === true || value === "true",
  byDefault: false,
});

/** Must not be `true`; it is not where it is not set. */
export const off = (at: string): Setting => ({
  at,
  holds: (value) => value !== true && value !== "true",
  byDefault: true,
});

/** Must be set, to whatever. */
export const set = (at: string): Setting => ({ at, holds: (value) => value !== "" && value !== 0, byDefault: false });

/** Must be one of some texts. */
export const oneOf = (at: string, values: readonly unknown[], byDefault = false): Setting => ({
  at,
  holds: (value) => values.includes(value),
  byDefault,
});

/** Must be a number of at least so much. */
export const atLeast = (at: string, least: number, byDefault = false): Setting => ({
  at,
  holds: (value) => Number(value) >= least,
  byDefault,
});
