import type { Tagged } from "../../core/tags/tags";
import type { WebAclScope } from "../waf-scope";

/** Properties of an `IpSet`. */
export interface IpSetProps extends Tagged {
  /**
   * Where rules can refer to the set.
   *
   * @default "REGIONAL"
   */
  readonly scope?: WebAclScope;
  /**
   * The whole names of the sets by IP version. Another name is another set.
   *
   * @default - made of the construct's path and the IP version
   */
  readonly ipSetNames?: { readonly ipv4?: string; readonly ipv6?: string };
  /** What the addresses are, at most 256 characters. */
  readonly description: string;
  /** Ranges in CIDR notation, IPv4 and IPv6 in any order; a single address may stand without its prefix length. */
  readonly addresses: readonly string[];
  /**
   * Whether something outside Terraform changes the addresses later, such as a function that reads the logs. Terraform then
   * writes them once, makes a set for both IP versions, and leaves what it finds.
   *
   * @default false
   */
  readonly changedElsewhere?: boolean;
}
