import { Token } from "cdktf";
import type { Problems } from "../core/errors";
import { checkCidr } from "../network/address-plan/cidr";
import { canonicalIpv6Cidr, checkIpv6Cidr } from "../network/address-plan/ipv6-cidr";
import type { KnownPrefixList } from "../network/prefix-lists/known-prefix-lists";
import { areInternet } from "../network/wide-ranges";
import type { RuleTarget } from "./rule.types";

/** Options of {@link Peer.ipv4} and {@link Peer.ipv6}. */
export interface CidrOptions {
  /**
   * Name that messages call the range by. Needed for one that is known only after apply, such as the address of a NAT gateway. The
   * address of a rule does not follow from it: another name changes nothing.
   *
   * @default - the range
   */
  readonly name?: string;
}

/** What is known of a prefix list besides its id. */
export interface PrefixListFacts {
  /** Name, for messages. Another name changes nothing. */
  readonly name: string;
  /** How many entries the list can grow to; a rule that refers to it counts as so many. */
  readonly maxEntries: number;
  /**
   * IP version of the entries.
   *
   * @default "ipv4"
   */
  readonly family?: "ipv4" | "ipv6";
  /**
   * Ranges that the list holds: a rule that names the list is judged by them. Not needed for the lists of a network.
   *
   * @default - unknown: the list is taken for ranges of one's own
   */
  readonly entries?: readonly string[];
}

/** A prefix list of which more is known than whoever named it said: its ranges and its size decide. */
export function withEntries(target: RuleTarget, { entries, maxEntries }: KnownPrefixList): RuleTarget {
  const isIpv6 = entries.some((range) => range.includes(":"));
  const weight = isIpv6 ? { ipv4: 0, ipv6: maxEntries } : { ipv4: maxEntries, ipv6: 0 };
  return { ...target, weight, ranges: entries, internet: areInternet(entries) };
}

/** A range of addresses. Made by {@link Peer}. */
export class CidrPeer {
  constructor(
    readonly cidr: string,
    readonly family: "ipv4" | "ipv6",
    readonly name: string | undefined,
  ) {}

  /** For messages. */
  get label(): string {
    return this.name ?? (Token.isUnresolved(this.cidr) ? "an address known after apply" : this.cidr);
  }

  /** What a rule says about the range; `undefined` when a problem was added. */
  target(problems: Problems, property: string): RuleTarget | undefined {
    const ipv6 = this.family === "ipv6";
    const common = {
      attributes: ipv6 ? { cidrIpv6: this.cidr } : { cidrIpv4: this.cidr },
      weight: ipv6 ? { ipv4: 0, ipv6: 1 } : { ipv4: 1, ipv6: 0 },
      ipv6,
      label: this.label,
      named: this.name !== undefined,
    };
    if (Token.isUnresolved(this.cidr)) {
      if (this.name) return { ...common, key: this.cidr, ranges: [], internet: false };
      problems.add(property, {
        code: "CIDR_UNNAMED",
        message: "The range is known only after apply, and has no name that messages could call it by.",
        found: "a range without a name",
        expected: "a range that is written out, or one with a name",
        fix: `name it: Peer.${this.family}(range, { name: "nat" })`,
      });
      return undefined;
    }
    if (ipv6) {
      if (checkIpv6Cidr(this.cidr, property, problems, "use Peer.ipv4 for an IPv4 range") === undefined)
        return undefined;
      // AWS gives ranges back in this form; another one would be a difference at every plan.
      const cidr = canonicalIpv6Cidr(this.cidr);
      const ranges = [cidr];
      const attributes = { cidrIpv6: cidr };
      return { ...common, key: cidr, attributes, label: this.name ?? cidr, ranges, internet: areInternet(ranges) };
    }
    const range = checkCidr(this.cidr, property, problems);
    if (range === undefined) return undefined;
    const ranges = [this.cidr];
    return { ...common, key: this.cidr, ranges, internet: areInternet(ranges), range };
  }
}

/** A managed prefix list. Made by {@link Peer}. */
export class PrefixListPeer {
  constructor(
    readonly prefixListId: string,
    readonly facts: PrefixListFacts,
  ) {}

  /** For messages. */
  get label(): string {
    return this.facts.name;
  }

  /** What a rule says about the list; `undefined` when a problem was added. */
  target(problems: Problems, property: string): RuleTarget | undefined {
    const { name, maxEntries, family = "ipv4", entries = [] } = this.facts;
    if (!Token.isUnresolved(this.prefixListId) && !/^pl-[0-9a-f]+$/.test(this.prefixListId)) {
      problems.add(property, {
        code: "PREFIX_LIST_ID_INVALID",
        message: "This is not the id of a prefix list.",
        found: this.prefixListId,
        expected: "pl- and hexadecimal digits, such as pl-0123456789abcdef0",
        fix: "take the id from the network (`network.prefixListIds`) or from the VPC console, managed prefix lists",
      });
      return undefined;
    }
    if (!Number.isInteger(maxEntries) || maxEntries < 1 || maxEntries > 1000) {
      problems.add(property, {
        code: "PREFIX_LIST_SIZE_INVALID",
        message: "A prefix list cannot have this many entries.",
        found: String(maxEntries),
        expected: "a whole number from 1 to 1000",
        fix: "write the list's own maximum; every entry of it counts as a rule",
      });
      return undefined;
    }
    return {
      key: this.prefixListId,
      label: name,
      named: true,
      attributes: { prefixListId: this.prefixListId },
      weight: family === "ipv4" ? { ipv4: maxEntries, ipv6: 0 } : { ipv4: 0, ipv6: maxEntries },
      ipv6: false,
      ranges: entries,
      internet: areInternet(entries),
    };
  }
}

/** Makes the other end of a rule, where it is not a security group. */
export const Peer = {
  /** An IPv4 range, such as `10.0.0.0/16`. */
  ipv4: (cidr: string, options: CidrOptions = {}): CidrPeer => new CidrPeer(cidr, "ipv4", options.name),
  /** An IPv6 range, such as `2001:db8::/32`. */
  ipv6: (cidr: string, options: CidrOptions = {}): CidrPeer => new CidrPeer(cidr, "ipv6", options.name),
  /** Every IPv4 address, 0.0.0.0/0. */
  anyIpv4: (): CidrPeer => new CidrPeer("0.0.0.0/0", "ipv4", undefined),
  /** Every IPv6 address, ::/0. */
  anyIpv6: (): CidrPeer => new CidrPeer("::/0", "ipv6", undefined),
  /** Every address that hosts of a network can reach: 0.0.0.0/0, and ::/0 where they have IPv6. */
  internet: ({ ipv6 }: { readonly ipv6: boolean }): CidrPeer[] =>
    ipv6 ? [Peer.anyIpv4(), Peer.anyIpv6()] : [Peer.anyIpv4()],
  /** A managed prefix list by its id (`pl-…`). */
  prefixList: (prefixListId: string, facts: PrefixListFacts): PrefixListPeer => new PrefixListPeer(prefixListId, facts),
} as const;
