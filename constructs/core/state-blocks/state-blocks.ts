import type { TerraformStack } from "cdktf";
import { holdsReference, knownAfterApply } from "../checks/known-at-synth";
import { GroundplanError } from "../errors";
import { checkCall } from "../shapes/check-call";
import { addCheck } from "../validation";
import { blockProblems } from "./block-problems";
import { type ImportBlock, type MovedBlock, NAMELESS, type RemovedBlock, type StateBlocks } from "./block-types";
import { nameless } from "./nameless-blocks";

/**
 * Says that a resource of a stack's state has another address now: Terraform's `moved` block (Terraform language, "moved block
 * reference", as of 2026-11). It is neither destroyed nor made anew. Where the state does not have it at the former address, the block
 * does nothing, so that it can stay as long as any environment may have it there. The same block twice is one.
 *
 * @param stack the stack whose state has the resource
 * @param from the former address, `aws_s3_bucket.logs_4E8F0223`, with the key of an instance where it has one; nothing has it any more
 * @param to the address now, of a resource that the stack makes, or where another block moves it on from
 * @throws GroundplanError `STATE_ADDRESS_FORM`; at synth `STATE_BLOCKS_CONTRADICT`, `STATE_BLOCK_UNMATCHED`
 */
export function addMovedBlock(stack: TerraformStack, from: string, to: string): void {
  checkCall("addMovedBlock", { stack, from, to });
  checkAddress(stack, "moved.from", from);
  checkAddress(stack, "moved.to", to);
  blocksOf(stack).moved.push({ from, to });
}

/**
 * Has the next apply take a thing that exists into the state, instead of making it: Terraform's `import` block (Terraform language,
 * "import block reference", as of 2026-11). Where the state has the address already, the block does nothing. The same block twice is one.
 *
 * @param stack the stack that makes the resource
 * @param to the address of the resource
 * @param id what the provider calls the thing, as the page of the resource says under "Import": `vpc-0123456789abcdef0`
 * @throws GroundplanError `STATE_ADDRESS_FORM`; `IMPORT_ID_FORM`; `KNOWN_AFTER_APPLY`; at synth `STATE_BLOCKS_CONTRADICT`,
 *   `STATE_BLOCK_UNMATCHED`
 */
export function addImportBlock(stack: TerraformStack, to: string, id: string): void {
  checkCall("addImportBlock", { stack, to, id });
  checkAddress(stack, "import.to", to);
  if (holdsReference(id)) throw new GroundplanError([knownAfterApply(`${stack.node.path} › import.id`)]);
  if (id.trim() === "" || id !== id.trim()) throw new GroundplanError([idForm(stack, to, id)]);
  blocksOf(stack).import.push({ to, id });
}

/**
 * Has the next apply let a resource go out of the state, and leave the thing itself as it is: Terraform's `removed` block with
 * `destroy = false` (Terraform language, "removed block reference", as of 2026-11; since Terraform 1.7). Where the state does not have
 * it, the block does nothing. The same block twice is one.
 *
 * @param stack the stack whose state has the resource
 * @param from its address, without the key of an instance, which Terraform takes for none; nothing has it any more
 * @throws GroundplanError `STATE_ADDRESS_FORM`; at synth `STATE_BLOCKS_CONTRADICT`, `STATE_BLOCK_UNMATCHED`
 */
export function addRemovedBlock(stack: TerraformStack, from: string): void {
  checkCall("addRemovedBlock", { stack, from });
  checkAddress(stack, "removed.from", from, { instances: false });
  blocksOf(stack).removed.push({ from });
}

/**
 * Puts the blocks of a stack into its JSON, beside those that cdktf's `moveTo` and `importFrom` and overrides have made there: each once,
 * sorted by address, since constructs make them one after the other and Terraform does not mind. The body of each is in a list. To
 * Terraform that is the same (hashicorp/hcl, "HCL JSON Syntax Specification", section "Bodies", as of 2026-11), and checkov (3.3.30)
 * judges nothing of a file that has them otherwise.
 */
export function writeStateBlocks(stack: TerraformStack, terraform: Record<string, unknown>): void {
  const added = blocksByStack.get(stack);
  for (const type of NAMELESS) {
    const made = terraform[type];
    const blocks = [...(Array.isArray(made) ? made : []), ...(added?.[type] ?? []).map(bodyOf)];
    if (blocks.length > 0) terraform[type] = nameless(blocks);
  }
}

interface Growing extends StateBlocks {
  readonly moved: MovedBlock[];
  readonly import: ImportBlock[];
  readonly removed: RemovedBlock[];
}

const blocksByStack = new WeakMap<TerraformStack, Growing>();

function blocksOf(stack: TerraformStack): Growing {
  const known = blocksByStack.get(stack);
  if (known) return known;
  const blocks: Growing = { moved: [], import: [], removed: [] };
  blocksByStack.set(stack, blocks);
  addCheck(stack, () => blockProblems(stack, blocks));
  return blocks;
}

/** No text of an import is code (`keepTextsLiteral`), and what is let go stays. */
function bodyOf(block: MovedBlock | ImportBlock | RemovedBlock): Record<string, unknown> {
  if ("id" in block) return { id: block.id.replace(/([$%])\{/g, "$1$1{"), to: block.to };
  return "to" in block ? { from: block.from, to: block.to } : { from: block.from, lifecycle: [{ destroy: false }] };
}

/** `type.name`; behind it `[0]` or `["key"]` for an instance (Terraform language, "Resource addressing", as of 2026-11). */
const ADDRESS = /^[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*(\[(\d+|"[^"\\${}%]+")\])?$/;

function checkAddress(stack: TerraformStack, property: string, address: string, { instances = true } = {}): void {
  if (ADDRESS.test(address) && (instances || !address.endsWith("]"))) return;
  throw new GroundplanError([
    {
      code: "STATE_ADDRESS_FORM",
      path: `${stack.node.path} › ${property}`,
      message: "A resource of a state has no such address.",
      found: JSON.stringify(address),
      expected: `type and name${instances ? "" : ", without the key of an instance"}: aws_s3_bucket.logs_4E8F0223`,
      fix: "write the address as `terraform state list` shows it; for example aws_s3_bucket.logs_4E8F0223",
    },
  ]);
}

function idForm(stack: TerraformStack, to: string, id: string) {
  return {
    code: "IMPORT_ID_FORM",
    path: `${stack.node.path} › import.id`,
    message: "A thing that is taken over needs the id that the provider knows it by.",
    found: `${JSON.stringify(id)} for ${to}`,
    expected: "a text without spaces around it",
    fix: 'write the id as the provider\'s page of the resource shows it under "Import"; for example vpc-0123456789abcdef0',
  };
}
