import { FARGATE_SIZES, type FargateCpu, type FargateMemory } from "../../compute/fargate-sizes";
import type { Problems } from "../../core/errors";

/**
 * The most that one pod can have, and what Fargate keeps of its memory for kubelet, kube-proxy and containerd (Amazon EKS User
 * Guide, "Understand Fargate Pod configuration details", as of 2026-11). The sizes in between are those of ECS.
 */
export const FARGATE_POD_LIMITS = { vcpus: 16, memoryGB: 120, overheadGB: 0.25 } as const;

/** What a pod asks for, and how it runs. */
export interface FargatePod {
  /** vCPU of its containers together; of the greatest init container if that is more. */
  readonly vcpus: number;
  /** Memory of the same, in GB as Fargate counts them: 1,024 MiB. */
  readonly memoryGB: number;
  /** @default "Deployment" */
  readonly kind?: string;
  /** @default false */
  readonly privileged?: boolean;
  /** @default false */
  readonly hostNetwork?: boolean;
  /** @default 0 */
  readonly gpus?: number;
}

/** What Fargate gives a pod, and bills. */
export interface FargatePodSize {
  readonly cpu: FargateCpu;
  readonly memory: FargateMemory;
}

/**
 * The size that Fargate gives a pod: the smallest that holds what it asks for and Fargate's own share.
 *
 * ```ts
 * fargatePodSize({ vcpus: 1, memoryGB: 8 }, "pods.report", problems); // 2 vCPU and 9 GB: 8.25 GB do not go with 1 vCPU
 * ```
 *
 * Adds `EKS_FARGATE_POD_TOO_BIG` or `EKS_FARGATE_POD_UNFIT`, and returns `undefined` then.
 */
export function fargatePodSize(pod: FargatePod, at: string, problems: Problems): FargatePodSize | undefined {
  const before = problems.list.length;
  checkKind(pod, at, problems);
  const memory = pod.memoryGB + FARGATE_POD_LIMITS.overheadGB;
  const size = smallest(pod.vcpus, memory);
  if (!size) {
    const { vcpus, memoryGB, overheadGB } = FARGATE_POD_LIMITS;
    problems.add(at, {
      code: "EKS_FARGATE_POD_TOO_BIG",
      message: "The pod asks for more than Fargate has for one pod.",
      found: `${pod.vcpus} vCPU and ${pod.memoryGB} GB`,
      expected: `at most ${vcpus} vCPU and ${memoryGB - overheadGB} GB; ${overheadGB} GB are Fargate's own`,
      fix: "run it on nodes, or split the work among several pods",
    });
  }
  return problems.list.length === before ? size : undefined;
}

/** Amazon EKS User Guide, "Simplify compute management with AWS Fargate": considerations, as of 2026-11. */
function checkKind({ kind, privileged, hostNetwork, gpus = 0 }: FargatePod, at: string, problems: Problems): void {
  const unfit = [
    ...(kind === "DaemonSet" ? ["a DaemonSet"] : []),
    ...(privileged ? ["privileged"] : []),
    ...(hostNetwork ? ["host network"] : []),
    ...(gpus > 0 ? [`${gpus} GPU`] : []),
  ];
  if (unfit.length === 0) return;
  problems.add(at, {
    code: "EKS_FARGATE_POD_UNFIT",
    message: "Fargate has no node of the pod's own to share, and no GPUs, so the pod would stay pending.",
    found: unfit.join(", "),
    expected: "an ordinary pod: no DaemonSet, not privileged, without host network and GPUs",
    fix: "run it on nodes; what a DaemonSet does for every node, a sidecar does for a pod",
  });
}

function smallest(vcpus: number, memoryGB: number): FargatePodSize | undefined {
  for (const [cpu, memories] of Object.entries(FARGATE_SIZES)) {
    if (Number.parseFloat(cpu) < vcpus) continue;
    const memory = memories.find((candidate) => Number.parseFloat(candidate) >= memoryGB);
    if (memory) return { cpu: cpu as FargateCpu, memory };
  }
  return undefined;
}
