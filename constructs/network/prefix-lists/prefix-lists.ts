import { Ec2ManagedPrefixList } from "@cdktf/provider-aws/lib/ec2-managed-prefix-list";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { canonicalIpv6Cidr } from "../address-plan/ipv6-cidr";
import { networkPart } from "../network-part";
import { tellPrefixList } from "./known-prefix-lists";
import type { PrefixListProps } from "./prefix-list-props";

/** Managed prefix lists by name. */
export class PrefixLists extends BaseConstruct {
  readonly lists: Readonly<Record<string, Ec2ManagedPrefixList>>;

  constructor(scope: Construct, id: string, props: Readonly<Record<string, PrefixListProps>>) {
    super(scope, id);
    props = layDefaults(this, "PrefixLists", props);
    checkShape(this, "PrefixLists", props);
    const stack = EnvironmentStack.of(this);
    this.lists = Object.fromEntries(
      Object.entries(props).map(([name, list]) => {
        const entries = Object.entries(list.entries)
          .map(([description, cidr]) => ({ cidr: cidr.includes(":") ? canonicalIpv6Cidr(cidr) : cidr, description }))
          .sort((a, b) => (a.cidr < b.cidr ? -1 : 1));
        const maxEntries = list.maxEntries ?? entries.length;
        const resource = new Ec2ManagedPrefixList(this, name, {
          name: stack.physicalName("prefixList", ...networkPart(this), name),
          addressFamily: entries.some(({ cidr }) => cidr.includes(":")) ? "IPv6" : "IPv4",
          maxEntries,
          entry: entries,
        });
        tellPrefixList(this, resource.id, { entries: entries.map(({ cidr }) => cidr), maxEntries });
        return [name, resource];
      }),
    );
  }
}
