import { DefaultTokenResolver, StringConcat, TerraformElement, type TerraformStack, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { contractWay } from "../contract-ways";
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
  const used = new Map<IConstruct, { readonly call?: string; readonly by: Set<string> }>();
  for (const { from, identifier, placeholder } of references) {
    const { construct, call } = contractWay(elementOf(from, identifier) ?? from);
    const entry = used.get(construct) ?? { call, by: new Set<string>() };
    for (const user of users) if (textOf(stack, user).includes(placeholder)) entry.by.add(user.node.path);
    used.set(construct, entry);
  }
  return [...used].map(([construct, { call, by }]) => {
    const [first = stack.node.path, ...others] = [...by].sort();
    const producer = construct.node.path.split("/")[0] ?? "";
    return {
      code: "OTHER_STACK_USED",
      path: first,
      message: "Something of another stack is used directly; stacks know each other only through contracts.",
      found: `${construct.node.path}${others.length > 0 ? `, also in ${others.join(", ")}` : ""}`,
      expected: `what ${producer} publishes by a contract`,
      fix: call
        ? `use ${call} in this stack`
        : `publish the value in ${producer} by a Contract, and read it in this stack`,
    };
  });
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
