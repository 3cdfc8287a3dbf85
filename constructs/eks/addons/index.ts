// Managed add-ons of EKS clusters: their versions, rules, configuration and roles, and the order in which a cluster comes up.
export { addonOfChart } from "./addon-rules";
export { type PinnedVersion, pinnedVersion, type VersionBasis } from "./addon-versions";
export { Addons } from "./addons";
export type {
  AddonConflicts,
  AddonName,
  AddonOptions,
  AddonPermission,
  AddonRole,
  AddonsProps,
  CloudWatchOptions,
  CoreDnsOptions,
  EbsCsiOptions,
  EfsCsiOptions,
  OtherAddonOptions,
  Toleration,
  VpcCniOptions,
} from "./addons.types";
export { ComputeOrder } from "./compute-order";
export { selectedAddons } from "./selected-addons";
export { encryptedStorageClass, type StorageClassProps } from "./storage-class";
