import type { HelmValue, HelmValues } from "../releases/release.types";

/**
 * What the pods of a container ask of their node: the scheduler counts with it, Fargate sizes the pod by it, and horizontal autoscaling measures
 * the use against it. There are no limits: a pod that needs more for a while has it.
 */
export function requests(cpu: string, memory: string): HelmValues {
  return { resources: { requests: { cpu, memory } } };
}

/**
 * Puts the pods of one kind into different zones, and on different nodes, as far as there are any.
 *
 * @param labels labels of the pods, where the chart does not add them itself
 */
export function spread(labels?: Readonly<Record<string, string>>): HelmValue {
  return ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    ...(labels ? { labelSelector: { matchLabels: labels } } : {}),
  }));
}

/** Part of what the profile `restricted` asks of a pod (Kubernetes, "Pod Security Standards", as of 2026-11), for charts that leave it out. */
export const RESTRICTED_POD = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } } as const;

/** Part of what the profile `restricted` asks of a container, for charts that leave it out. */
export const RESTRICTED_CONTAINER = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } as const;
