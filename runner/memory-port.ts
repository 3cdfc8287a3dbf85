/** What the commands tell the memory of what is deployed. */
export interface DeployedMemory {
  /** A stack is about to be applied. Even if that fails, something of it may exist, so it is remembered if it was not yet. */
  begun(stack: string, environment: string): void;
  /** A stack was applied as it is synthesized. */
  applied(stack: string, environment: string): void;
  /** A stack was destroyed, or is to be forgotten. */
  forget(stack: string, environment: string): void;
}

/** Remembers nothing: for environments that are made and destroyed in one go. */
export const NO_MEMORY: DeployedMemory = { begun: () => {}, applied: () => {}, forget: () => {} };
