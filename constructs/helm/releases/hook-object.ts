import type { HelmValues } from "./release.types";

/** An object of Kubernetes as a manifest. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<{ name: string; namespace?: string }>;
  readonly spec: HelmValues;
}

/**
 * An object whose kind the same chart defines: Helm looks up all kinds before it makes anything, so the object is made by a hook,
 * once the chart's pods run. Helm makes it anew at each upgrade, and leaves it when it is taken out of the values, or when the
 * release goes; with the definition of its kind it goes.
 */
export function hookObject(object: KubernetesObject): HelmValues {
  const annotations = { "helm.sh/hook": "post-install,post-upgrade", "helm.sh/hook-weight": "10" };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
