// Container images: repositories of ECR, caches of public registries, and the scan of the registry.

export type { IRepository } from "./container-image";
export { ContainerImage, type ContainerImageProps, imageProblems } from "./container-image";
export { PullThroughCache } from "./pull-through-cache";
export type { PullThroughCacheProps } from "./pull-through-cache-props";
export { RegistryScanning, type RegistryScanningProps } from "./registry-scanning";
export { Repository } from "./repository";
export type {
  ExistingRepositoryProps,
  LifecycleImages,
  LifecycleRule,
  RepositoryLifecycle,
  RepositoryProps,
} from "./repository.types";
