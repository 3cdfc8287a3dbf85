import type { AutoModeOptions } from "../auto-mode/auto-mode.types";
import { isAutoMode } from "../auto-mode/auto-mode-plan";
import { ADDON_NAMES, ADDON_RULES } from "./addon-rules";
import type { AddonName, AddonsProps } from "./addons.types";

/** The options that an add-on can have. */
type Options<N extends AddonName> = Exclude<AddonsProps[N], boolean | undefined>;

/**
 * Names of the add-ons that a cluster with these properties has, sorted.
 *
 * @param autoMode whether the cluster has EKS Auto Mode, whose nodes need none of those that every other cluster has
 */
export function selectedAddons(props: AddonsProps, autoMode = false): readonly AddonName[] {
  return ADDON_NAMES.filter((name) => {
    const asked = props[name];
    return asked === undefined ? ADDON_RULES[name].byDefault && !autoMode : asked !== false;
  });
}

/** Whether the Pod Identity agent runs on the nodes: by its add-on, or as a part of EKS Auto Mode. */
export function hasPodIdentityAgent({
  addons,
  autoMode,
}: {
  readonly addons?: AddonsProps;
  readonly autoMode?: AutoModeOptions | boolean;
}): boolean {
  return addons?.["eks-pod-identity-agent"] !== false || isAutoMode(autoMode);
}

/** The options of an add-on; none for `true` and for what is not said. */
export function addonOptions<N extends AddonName>(props: AddonsProps, name: N): Partial<Options<N>> {
  const asked = props[name];
  return typeof asked === "object" ? (asked as Options<N>) : {};
}
