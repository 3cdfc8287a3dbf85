/** What runs the stacks: each is made for the same files and states. */
export type Engine = "Terraform" | "OpenTofu";

/** What the program of each is called. */
export const PROGRAMS: Readonly<Record<Engine, string>> = { Terraform: "terraform", OpenTofu: "tofu" };

/** The line that `version` prints (Terraform 1.11 and OpenTofu 1.12, command `version`), behind warnings about the CLI configuration. */
const ANSWER = /^(Terraform|OpenTofu) v(\d\S*)/m;

/** Which engine a program is, and its version. */
export interface EngineVersion {
  readonly engine: Engine;
  readonly version: string;
}

const byProgram = new Map<string, Engine>();

/**
 * Reads what a program answers to `version`, and keeps which engine it is, for {@link engineOf}.
 *
 * @returns undefined if it is neither
 */
export function readVersion(program: string, answer: string): EngineVersion | undefined {
  const [, engine, version] = ANSWER.exec(answer) ?? [];
  if (engine === undefined || version === undefined) return undefined;
  byProgram.set(program, engine as Engine);
  return { engine: engine as Engine, version };
}

/** The engine that a program is, as messages name it; Terraform before anybody has asked the program. */
export function engineOf(program: string): Engine {
  return byProgram.get(program) ?? "Terraform";
}
