import type { SynthesizedStack } from "../runner/stacks/stacks";
import { installInto, type KubernetesTarget } from "./in-cluster";

/** A stack that is not deployed to the emulator, and why not. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/**
 * Parts the stacks that the emulator can hold from those that it cannot: it stands in for AWS and for nothing else, so a stack
 * that talks to a cluster's Kubernetes API finds nobody there, unless another one is named.
 *
 * @param kubernetes what stands in for the cluster's Kubernetes API; the stacks are pointed at it
 */
export function forEmulator(
  stacks: readonly SynthesizedStack[],
  kubernetes?: KubernetesTarget,
): {
  readonly stacks: readonly SynthesizedStack[];
  readonly leftOut: readonly LeftOut[];
} {
  const isHeld = ({ otherProviders }: SynthesizedStack) =>
    otherProviders.every((provider) => provider === "helm" && kubernetes !== undefined);
  const held = stacks.filter(isHeld);
  if (kubernetes) for (const stack of held) if (stack.otherProviders.length > 0) installInto(stack, kubernetes);
  return {
    stacks: held,
    leftOut: stacks
      .filter((stack) => !isHeld(stack))
      .map(({ name, otherProviders }) => ({ name, reason: reasonOf(otherProviders) })),
  };
}

function reasonOf(providers: readonly string[]): string {
  return providers.includes("helm")
    ? "it installs charts in a cluster, and the emulator has no Kubernetes API"
    : `the emulator is one of AWS only, and it needs ${providers.join(" and ")}`;
}
