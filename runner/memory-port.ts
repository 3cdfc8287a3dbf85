/** What the commands tell the memory of what is deployed. */
export interface DeployedMemory {
  /** A stack was applied as it is synthesized. */
  applied(stack: string, environment: string): void;
  /** A stack was destroyed, or is to be forgotten. */
  forget(stack: string, environment: string): void;
}

/** Remembers nothing: for environments that are made and destroyed in one go. */
export const NO_MEMORY: DeployedMemory = { applied: () => {}, forget: () => {} };
