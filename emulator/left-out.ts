import type { SynthesizedStack } from "../runner/stacks";

/** A stack that is not deployed to the emulator, and why not. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/**
 * Parts the stacks that the emulator can hold from those that it cannot: it stands in for AWS and for nothing else, so a stack
 * that talks to a cluster's Kubernetes API finds nobody there.
 */
export function forEmulator(stacks: readonly SynthesizedStack[]): {
  readonly stacks: readonly SynthesizedStack[];
  readonly leftOut: readonly LeftOut[];
} {
  return {
    stacks: stacks.filter(({ otherProviders }) => otherProviders.length === 0),
    leftOut: stacks.flatMap(({ name, otherProviders }) =>
      otherProviders.length === 0 ? [] : [{ name, reason: reasonOf(otherProviders) }],
    ),
  };
}

function reasonOf(providers: readonly string[]): string {
  return providers.includes("helm")
    ? "it installs charts in a cluster, and the emulator has no Kubernetes API"
    : `the emulator is one of AWS only, and it needs ${providers.join(" and ")}`;
}
