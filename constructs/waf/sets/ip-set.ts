import { Wafv2IpSet } from "@cdktf/provider-aws/lib/wafv2-ip-set";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { checkCidr } from "../../network/address-plan/cidr";
import { canonicalIpv6Cidr, checkIpv6Cidr } from "../../network/address-plan/ipv6-cidr";
import { checkDescription } from "../rules/text-checks";
import { addressByScope, type IIpSet, type WebAclScope, wafName, wafProvider } from "../waf-scope";
import { ExistingIpSet, type ExistingIpSetProps } from "./existing-match-sets";
import type { IpSetProps } from "./ip-set.types";

/** Most ranges of one set (AWS WAF Developer Guide, "AWS WAF quotas", as of 2026-11). */
const MAX_ADDRESSES = 10_000;

type Family = "ipv4" | "ipv6";

/**
 * A list of addresses that rules match against. AWS keeps IPv4 and IPv6 in sets of their own; which of the two are made follows
 * from the addresses, and a rule that refers to the list looks into both.
 */
export class IpSet extends BaseConstruct implements IIpSet {
  /**
   * Sets that exist already, for rules to refer to. Nothing is looked up.
   *
   * @throws GroundplanError `EXISTING_IP_SET_EMPTY`, `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`, `IP_SET_SCOPES`, `WAF_ARN_SCOPE`
   */
  static fromExisting(scope: Construct, id: string, props: ExistingIpSetProps): IIpSet {
    return new ExistingIpSet(scope, id, props);
  }

  readonly scope: WebAclScope;
  /** Absent when no address is of the version. */
  readonly ipv4?: Wafv2IpSet;
  /** Absent when no address is of the version. */
  readonly ipv6?: Wafv2IpSet;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: IpSetProps) {
    super(scope, id);
    props = layDefaults(this, "IpSet", props);
    const problems = checkShape(this, "IpSet", props);
    tag(this, props);
    namedBy(this, props.ipSetNames === undefined ? "id" : "ipSetNames");
    this.scope = props.scope ?? "REGIONAL";
    const ranges = readAddresses(props, problems);
    const both = props.changedElsewhere ?? false;
    if (both || ranges.ipv4.length > 0 || ranges.ipv6.length === 0)
      this.ipv4 = this.#create("ipv4", ranges.ipv4, props);
    if (both || ranges.ipv6.length > 0) this.ipv6 = this.#create("ipv6", ranges.ipv6, props);
  }

  /** ARNs of the sets that exist. */
  get arns(): readonly string[] {
    return [this.ipv4, this.ipv6].flatMap((set) => (set ? [set.arn] : []));
  }

  #create(family: Family, addresses: readonly string[], props: IpSetProps): Wafv2IpSet {
    const set = new Wafv2IpSet(this, family, {
      ...wafProvider(this, this.scope),
      name: props.ipSetNames?.[family] ?? wafName(this, family),
      scope: this.scope,
      description: props.description,
      ipAddressVersion: family.toUpperCase(),
      addresses: [...addresses],
      ...(props.changedElsewhere ? { lifecycle: { ignoreChanges: ["addresses"] } } : {}),
    });
    addressByScope(set, this.scope);
    return set;
  }
}

function readAddresses(props: IpSetProps, problems: Problems): Readonly<Record<Family, readonly string[]>> {
  checkDescription(props.description, problems, "description");
  for (const family of ["ipv4", "ipv6"] as const) {
    checkExactName("webAcl", props.ipSetNames?.[family], problems, `ipSetNames.${family}`);
  }
  const ranges = { ipv4: new Set<string>(), ipv6: new Set<string>() };
  for (const text of props.addresses) {
    const range = readAddress(text, problems);
    if (range) ranges[range.includes(":") ? "ipv6" : "ipv4"].add(range);
  }
  for (const [family, { size }] of Object.entries(ranges)) {
    if (size <= MAX_ADDRESSES) continue;
    problems.add("addresses", {
      code: "IP_SET_TOO_LARGE",
      message: "AWS WAF keeps no more addresses of one IP version in a set.",
      found: `${size} ${family} ranges`,
      expected: "at most 10,000",
      fix: "join neighbouring ranges into wider ones, or make two sets and match both with `any`",
    });
  }
  problems.throwIfAny();
  return { ipv4: [...ranges.ipv4].sort(), ipv6: [...ranges.ipv6].sort() };
}

/** The range as AWS writes it; `undefined` when a problem was added. */
function readAddress(text: string, problems: Problems): string | undefined {
  const isIpv6 = text.includes(":");
  const range = text.includes("/") ? text : `${text}/${isIpv6 ? 128 : 32}`;
  const property = `addresses ${text}`;
  if (isIpv6 ? checkIpv6Cidr(range, property, problems) === undefined : !checkCidr(range, property, problems)) return;
  if (!range.endsWith("/0")) return isIpv6 ? canonicalIpv6Cidr(range) : range;
  problems.add(property, {
    code: "IP_SET_WHOLE_INTERNET",
    message: "AWS WAF takes no range of prefix length 0.",
    found: range,
    expected: "ranges of a prefix length from 1",
    fix: "leave the range out; what happens to everybody is the defaultAction of the web ACL",
  });
  return undefined;
}
