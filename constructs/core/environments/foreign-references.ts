import {
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformRemoteState,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";
import { type ContractWay, contractWay } from "../contract-ways";
import type { Problem } from "../errors";

/** A value of another stack that a stack uses without a contract. */
export interface ForeignReference {
  readonly from: TerraformStack;
  /** The value as Terraform calls it in its own stack: `aws_vpc.network_vpc_4E8F0223.id`. */
  readonly identifier: string;
  /** What cdktf writes in its place where it is used. */
  readonly placeholder: string;
}

/**
 * cdktf makes an output with a name of its own for such a value, which changes when a construct moves, and has no stand-in to plan with:
 * it is told instead, once for each thing that is used.
 */
export function foreignProblems(stack: TerraformStack, references: readonly ForeignReference[]): readonly Problem[] {
  const users = stack.node.findAll().filter((one) => TerraformElement.isTerraformElement(one));
  const used = new Map<IConstruct, { readonly way: ContractWay; readonly by: Set<string> }>();
  for (const { from, identifier, placeholder } of references) {
    const way = contractWay(elementOf(from, identifier) ?? from);
    const { construct } = way;
    const entry = used.get(construct) ?? { way, by: new Set<string>() };
    for (const user of users) if (textOf(stack, user).includes(placeholder)) entry.by.add(user.node.path);
    used.set(construct, entry);
  }
  return [...used].map(([construct, { way, by }]) => {
    const [first = stack.node.path, ...others] = [...by].sort();
    const producer = construct.node.path.split("/")[0] ?? "";
    return {
      code: "OTHER_STACK_USED",
      path: first,
      message: "Something of another stack is used directly; stacks know each other only through contracts.",
      found: `${construct.node.path}${others.length > 0 ? `, also in ${others.join(", ")}` : ""}`,
      ...wayOut(way, producer),
    };
  });
}

function wayOut({ construct, call, existing }: ContractWay, producer: string): Pick<Problem, "expected" | "fix"> {
  if (construct instanceof TerraformRemoteState) {
    return {
      expected: "what the contract says, read by the stack that uses it",
      fix: "read the contract in this stack too",
    };
  }
  const expected = `what ${producer} publishes by a contract`;
  if (call !== undefined) return { expected, fix: `use ${call} in this stack` };
  if (existing === undefined) {
    return { expected, fix: `publish the value in ${producer} by a Contract, and read it in this stack` };
  }
  const fix = `publish what ${existing} takes in ${producer} by a Contract, and use ${existing} with what is read in this stack`;
  return { expected, fix };
}

function textOf(stack: TerraformStack, user: TerraformElement): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return JSON.stringify(Tokenization.resolve(user.toTerraform(), { scope: stack, resolver, preparing: false }));
}

function elementOf(stack: TerraformStack, identifier: string): IConstruct | undefined {
  const parts = identifier.split(/[^A-Za-z0-9_-]/);
  return stack.node
    .findAll()
    .find((one) => TerraformElement.isTerraformElement(one) && parts.includes(one.friendlyUniqueId));
}
