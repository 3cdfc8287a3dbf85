/** What the commands tell the memory of what is deployed. */
export interface DeployedMemory {
  /** A stack is about to be applied. Even if that fails, something of it may exist, so it is remembered if it was not yet. */
  begun(stack: string, environment: string): void;
  /** A stack was applied as it is synthesized. */
  applied(stack: string, environment: string): void;
  /** A stack was destroyed, or is to be forgotten. */
  forget(stack: string, environment: string): void;
  /** What of a stack another one has taken over or will, and which its own state may still hold. */
  movingAway(stack: string, environment: string): readonly MovingAway[];
}

/** Something that leaves a stack for another one. */
export interface MovingAway {
  /** Its address in the state that it leaves; none where the whole state goes. */
  readonly address?: string;
  /** Full name of the stack that it goes to, where that is known. */
  readonly to?: string;
  /** The command that moves the whole state. */
  readonly command?: string;
}

/** Remembers nothing: for environments that are made and destroyed in one go. */
export const NO_MEMORY: DeployedMemory = { begun: () => {}, applied: () => {}, forget: () => {}, movingAway: () => [] };
