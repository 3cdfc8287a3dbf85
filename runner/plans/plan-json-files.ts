import * as fs from "node:fs";
import * as path from "node:path";

/** File of a plan in Terraform's JSON format, in a folder of saved plans. */
export function planJsonFile(folder: string, stack: string): string {
  return path.join(folder, `${stack}.plan.json`);
}

/** File of the configuration that a plan was made from. */
export function configurationFile(folder: string, stack: string): string {
  return path.join(folder, `${stack}.cdk.tf.json`);
}

/**
 * Writes what `groundplan review` reads of a plan: its JSON, and the synthesized stack beside it, which names the constructs. Plans hold
 * sensitive values, so the files are for their owner only.
 *
 * @param from folder in which the stack was planned
 */
export function writePlanJson(folder: string, stack: string, from: string, plan: unknown): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(planJsonFile(folder, stack), JSON.stringify(plan), { mode: 0o600 });
  fs.copyFileSync(path.join(from, "cdk.tf.json"), configurationFile(folder, stack));
  fs.chmodSync(configurationFile(folder, stack), 0o600);
}

/** Removes what an earlier run wrote about a stack. */
export function removePlanJson(folder: string, stack: string): void {
  fs.rmSync(planJsonFile(folder, stack), { force: true });
  fs.rmSync(configurationFile(folder, stack), { force: true });
}
