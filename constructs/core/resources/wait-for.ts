import { Lazy, type TerraformResource } from "cdktf";
import { addressOf } from "../names/address";
import { checkCall } from "../shapes/check-call";

/**
 * Makes a resource wait for others, beside what it waits for already; on a destroy they wait for it. What they are is asked at synth,
 * so that what is made later counts too. Those of other stacks are left out: each stack is applied as a whole.
 *
 * Set the resource's own `dependsOn` first: it is kept.
 */
export function waitFor(resource: TerraformResource, others: () => readonly TerraformResource[]): void {
  checkCall("waitFor", { resource, others });
  const own = resource.dependsOn ?? [];
  resource.dependsOn = Lazy.listValue({
    produce: (context) => {
      const declared: string[] = context.resolve(own) ?? [];
      const here = others().filter(({ cdktfStack }) => cdktfStack === resource.cdktfStack);
      const addresses = new Set([...declared, ...here.map(addressOf)]);
      return addresses.size > 0 ? [...addresses].sort() : undefined;
    },
  });
}
