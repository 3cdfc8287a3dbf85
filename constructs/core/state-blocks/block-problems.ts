import { TerraformResource, type TerraformStack } from "cdktf";
import type { Problem } from "../errors";
import type { StateBlocks } from "./block-types";

/**
 * What Terraform would refuse of the blocks of a stack: two of them that say different things of one address, and addresses that they
 * cannot be about, since the stack makes them or does not ("Moved object still exists", "Configuration for import target does not exist",
 * and their like in Terraform 1.11).
 */
export function blockProblems(stack: TerraformStack, blocks: StateBlocks): readonly Problem[] {
  const made = new Set(
    stack.node
      .findAll()
      .filter((one) => TerraformResource.isTerraformResource(one))
      .map(({ terraformResourceType, friendlyUniqueId }) => `${terraformResourceType}.${friendlyUniqueId}`),
  );
  return [...contradictions(stack, blocks), ...unmatched(stack, blocks, made)];
}

/** What a block says, told of the address that it says it of. */
interface Saying {
  readonly address: string;
  readonly says: string;
}

function contradictions(stack: TerraformStack, blocks: StateBlocks): Problem[] {
  const leaving: readonly Saying[] = [
    ...blocks.moved.map(({ from, to }) => ({ address: from, says: `moved to ${to}` })),
    ...blocks.removed.map(({ from }) => ({ address: from, says: "removed" })),
  ];
  const coming: readonly Saying[] = [
    ...blocks.moved.map(({ from, to }) => ({ address: to, says: `moved from ${from}` })),
    ...blocks.import.map(({ to, id }) => ({ address: to, says: `imported as ${JSON.stringify(id)}` })),
  ];
  return [...severalOf(leaving), ...severalOf(coming)].map(([address, says]) => ({
    code: "STATE_BLOCKS_CONTRADICT",
    path: `${stack.node.path} › ${address}`,
    message: "Two blocks about the state say different things of one address.",
    found: says.join(", and "),
    expected: "one of them",
    fix: "leave out all but the one that is true of what is deployed",
  }));
}

function severalOf(sayings: readonly Saying[]): [string, readonly string[]][] {
  const byAddress = new Map<string, Set<string>>();
  for (const { address, says } of sayings) byAddress.set(address, (byAddress.get(address) ?? new Set()).add(says));
  return [...byAddress].filter(([, says]) => says.size > 1).map(([address, says]) => [address, [...says].sort()]);
}

function unmatched(stack: TerraformStack, blocks: StateBlocks, made: ReadonlySet<string>): Problem[] {
  const onward = new Set(blocks.moved.map(({ from }) => from));
  const left = [
    ...blocks.moved.map(({ from }) => ({ from, block: "moved" })),
    ...blocks.removed.map(({ from }) => ({ from, block: "removed" })),
  ].filter(({ from }) => made.has(from));
  const missing = [
    ...blocks.moved.map(({ to }) => ({ to, block: "moved" })).filter(({ to }) => !onward.has(to)),
    ...blocks.import.map(({ to }) => ({ to, block: "import" })),
  ].filter(({ to }) => !made.has(withoutKey(to)));
  const found = [
    ...left.map(({ from, block }) => stillMade(stack, block, from)),
    ...missing.map(({ to, block }) => notMade(stack, block, to)),
  ];
  return [...new Map(found.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function withoutKey(address: string): string {
  return address.replace(/\[.*$/, "");
}

function stillMade(stack: TerraformStack, block: string, address: string): Problem {
  return {
    code: "STATE_BLOCK_UNMATCHED",
    path: `${stack.node.path} › ${block}.from`,
    message: "Something stands at the address that the block says is left.",
    found: `${address}, which the stack makes`,
    expected: "an address that nothing has any more",
    fix: "leave the block out; or leave out what is made there now, or give it another id",
  };
}

function notMade(stack: TerraformStack, block: string, address: string): Problem {
  return {
    code: "STATE_BLOCK_UNMATCHED",
    path: `${stack.node.path} › ${block}.to`,
    message: "Nothing stands at the address that the block names.",
    found: `${address}, which the stack does not make`,
    expected: "the address of a resource of the stack",
    fix: "leave the block out, or name the address that the resource has now",
  };
}
