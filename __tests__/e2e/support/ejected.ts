import * as path from "node:path";
import { eject } from "../../../eject/eject";
import { writeTarget } from "../../../eject/target";
import type { SynthesizedStack } from "../../../runner/stacks/stacks";
import { Terraform, TerraformError } from "../../../runner/terraform/terraform";
import { SCHEMAS } from "../../eject/support/schemas";

/**
 * Ejects a stack that is deployed, as it was synthesized, and plans what was written against the same state.
 *
 * @param program Terraform's program, and the variables that the stack was deployed with
 * @param folder folder to write to
 * @throws TerraformError if the plan is not empty
 */
export async function expectEmptyEject(
  stack: SynthesizedStack,
  { program, env }: { readonly program: string; readonly env: NodeJS.ProcessEnv },
  folder: string,
): Promise<void> {
  const target = path.join(folder, stack.name);
  const { files } = eject(stack.name, [{ ...stack, schemas: SCHEMAS, exemptions: [], to: "" }], target);
  await writeTarget(target, stack.name, files);
  const terraform = new Terraform(stack.name, target, program, env);
  await terraform.init();
  const { hasChanges, output } = await terraform.plan("ejected plan");
  if (hasChanges) throw new TerraformError(stack.name, "ejected plan", output, "is not empty");
}
