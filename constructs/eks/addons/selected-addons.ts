import { ADDON_NAMES, ADDON_RULES } from "./addon-rules";
import type { AddonName, AddonsProps } from "./addons.types";

/** The options that an add-on can have. */
type Options<N extends AddonName> = Exclude<AddonsProps[N], boolean | undefined>;

/** Names of the add-ons that a cluster with these properties has, sorted. */
export function selectedAddons(props: AddonsProps): readonly AddonName[] {
  return ADDON_NAMES.filter((name) => {
    const asked = props[name];
    return asked === undefined ? ADDON_RULES[name].byDefault : asked !== false;
  });
}

/** The options of an add-on; none for `true` and for what is not said. */
export function addonOptions<N extends AddonName>(props: AddonsProps, name: N): Partial<Options<N>> {
  const asked = props[name];
  return typeof asked === "object" ? (asked as Options<N>) : {};
}
