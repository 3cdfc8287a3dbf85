import type { Cidr } from "../network/address-plan/cidr";
import type { Port } from "./port";

/** What a rule says about its other end, and what the checks need to know of it. */
export interface RuleTarget {
  /** The same for the same other end, whichever way it was named. */
  readonly key: string;
  /** For ids and messages. */
  readonly label: string;
  /** Whether the label is a name that may change while the other end stays the same. */
  readonly named: boolean;
  /** In Terraform's words. */
  readonly attributes: {
    readonly cidrIpv4?: string;
    readonly cidrIpv6?: string;
    readonly prefixListId?: string;
    readonly referencedSecurityGroupId?: string;
  };
  /** How many rules it counts as, by IP version. */
  readonly weight: { readonly ipv4: number; readonly ipv6: number };
  /** Whether it is an IPv6 range. */
  readonly ipv6: boolean;
  /** The ranges that it stands for, as far as they are known at synth; none for a security group. */
  readonly ranges: readonly string[];
  /** Whether these are the whole internet, or so wide that they may as well be. */
  readonly internet: boolean;
  /** The IPv4 range, when it is one and known at synth. */
  readonly range?: Cidr;
}

export type Direction = "ingress" | "egress";

/** One rule, before it becomes a resource. */
export interface Rule {
  readonly direction: Direction;
  readonly target: RuleTarget;
  readonly port: Port;
  readonly reason: string;
}
