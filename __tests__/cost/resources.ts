import { type CostResource, joined, type LooseResource, monthlyCosts, PriceTable } from "../../cost";
import { textsIn } from "../../cost/resources";

/** Attributes by type and name, as in the JSON that synth writes; `${type.name.id}` refers to another resource. */
export type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Resources of a region, by `type.name`. */
export function resources(byAddress: Resources, region = "us-east-1"): readonly CostResource[] {
  const loose = Object.entries(byAddress).map(
    ([address, values]): LooseResource => ({ address, type: address.split(".")[0] ?? "", values, region }),
  );
  return joined(loose, ({ values }, attribute) =>
    textsIn(values[attribute]).flatMap((text) => /\$\{(aws_\w+\.\w+)/.exec(text)?.[1] ?? []),
  );
}

/** What resources cost a month, by item: quantity and dollars. What is not counted stands there with the reason. */
export function costs(byAddress: Resources, region?: string): Record<string, string> {
  const { lines, unpriced } = monthlyCosts(resources(byAddress, region), new PriceTable());
  const counted = lines.map(({ item, quantity, monthly }) => [item, `${quantity} = ${monthly?.toFixed(2)}`]);
  return Object.fromEntries([...counted, ...unpriced.map(({ resource, why }) => [resource.address, why])]);
}
