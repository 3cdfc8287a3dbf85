/** A value that a memory file can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What constructs asked to be remembered: by their path in the stack, then by key. */
export type Facts = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** What is remembered of one stack that was deployed. */
export interface DeployedStack {
  /** Full names of the stacks that it was deployed after, sorted. */
  readonly dependencies: readonly string[];
  readonly facts: Facts;
  /** The stack's Terraform JSON without its resources: enough to destroy it when the configuration no longer makes it. */
  readonly skeleton: Readonly<Record<string, Json>>;
}

/** Stacks by their full names. */
export type DeployedStacks = Readonly<Record<string, DeployedStack>>;

/** The memory of one environment: what is deployed of it. */
export interface DeployedEnvironment {
  readonly environment: string;
  readonly stacks: DeployedStacks;
}

/** What synth writes of one environment: the entries that its stacks get in the memory once they are applied. */
export interface Candidate extends DeployedEnvironment {
  /** Entries of stacks that an earlier synth made and later ones do not, so that they can still be destroyed. */
  readonly gone: DeployedStacks;
}
