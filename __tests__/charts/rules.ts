import type { RenderedObject } from "./decode";

interface Container {
  readonly name: string;
  readonly resources?: { readonly requests?: { readonly cpu?: string; readonly memory?: string } };
  readonly securityContext?: SecurityContext;
}

interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly runAsNonRoot?: boolean;
  readonly capabilities?: { readonly drop?: readonly string[] };
  readonly seccompProfile?: { readonly type?: string };
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly securityContext?: SecurityContext;
  readonly topologySpreadConstraints?: readonly unknown[];
}

interface Workload {
  readonly replicas?: number;
  readonly template: {
    readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
    readonly spec: PodSpec;
  };
}

/** What pods lack: requests of each container, the profile `restricted`, and for two of a kind a place of their own and a budget. */
export function podsLack(objects: readonly RenderedObject[]): string[] {
  const workloads = objects.filter(({ kind }) => ["Deployment", "StatefulSet", "DaemonSet", "Job"].includes(kind));
  const budgets = objects
    .filter(({ kind }) => kind === "PodDisruptionBudget")
    .map(({ spec }) => (spec as { selector: { matchLabels: Record<string, string> } }).selector.matchLabels);
  const scaled = objects
    .filter(({ kind }) => kind === "HorizontalPodAutoscaler")
    .map(({ spec }) => spec as { minReplicas: number; scaleTargetRef: { name: string } });
  return workloads.flatMap((object) => {
    const { replicas = 1, template } = object.spec as Workload;
    const { spec, metadata } = template;
    const at = `${object.kind} ${object.metadata.name}`;
    const least =
      scaled.find(({ scaleTargetRef }) => scaleTargetRef.name === object.metadata.name)?.minReplicas ?? replicas;
    const labels = metadata?.labels ?? {};
    const hasBudget = budgets.some((wanted) => Object.entries(wanted).every(([key, value]) => labels[key] === value));
    return [
      ...[...spec.containers, ...(spec.initContainers ?? [])].flatMap((container) =>
        containerLacks(container, spec.securityContext, at),
      ),
      ...(least > 1 && !spec.topologySpreadConstraints ? [`${at}: ${least} pods may lie on one node`] : []),
      ...(least > 1 && !hasBudget ? [`${at}: ${least} pods have no budget`] : []),
    ];
  });
}

function containerLacks(
  { name, resources, securityContext: own = {} }: Container,
  pod: SecurityContext = {},
  at: string,
): string[] {
  const { cpu, memory } = resources?.requests ?? {};
  const lacks = [
    ...(cpu && memory ? [] : ["requests"]),
    ...((own.runAsNonRoot ?? pod.runAsNonRoot) ? [] : ["runAsNonRoot"]),
    ...(own.allowPrivilegeEscalation === false ? [] : ["allowPrivilegeEscalation: false"]),
    ...(own.capabilities?.drop?.includes("ALL") ? [] : ["capabilities.drop: [ALL]"]),
    ...((own.seccompProfile ?? pod.seccompProfile)?.type === "RuntimeDefault" ? [] : ["seccompProfile"]),
  ];
  return lacks.map((lack) => `${at}: ${name} has no ${lack}`);
}
