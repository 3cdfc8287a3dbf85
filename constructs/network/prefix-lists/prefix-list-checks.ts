import type { Problems } from "../../core/errors";
import { checkCidr } from "../address-plan/cidr";
import { canonicalIpv6Cidr, checkIpv6Cidr } from "../address-plan/ipv6-cidr";
import type { PrefixListProps } from "./prefix-list-props";

/** Most entries of a prefix list (Amazon VPC User Guide, "Amazon VPC quotas", as of 2026-11). */
const MAX_ENTRIES = 1000;

/** Longest description of an entry (Amazon EC2 API Reference, `AddPrefixListEntry`, as of 2026-11). */
const MAX_DESCRIPTION = 255;

/** Checks the ranges and the size of prefix lists. */
export function checkPrefixLists(lists: Readonly<Record<string, PrefixListProps>>, problems: Problems): void {
  for (const [name, list] of Object.entries(lists)) {
    const property = `prefixLists.${name}`;
    const entries = Object.entries(list.entries);
    if (!/^[a-z][a-z0-9-]{0,31}$/.test(name)) {
      problems.add(property, {
        code: "PREFIX_LIST_NAME_FORM",
        message: "The name of the prefix list has a wrong form.",
        found: `"${name}"`,
        expected: "1 to 32 of a-z, 0-9 and -, starting with a letter",
        fix: "rename the prefix list after what it holds, for example office",
      });
    }
    const versions = new Set(entries.map(([, cidr]) => (cidr.includes(":") ? "IPv6" : "IPv4")));
    if (versions.size > 1) {
      problems.add(`${property}.entries`, {
        code: "PREFIX_LIST_MIXED",
        message: "A prefix list holds ranges of one IP version.",
        found: "IPv4 and IPv6 ranges",
        expected: "one version",
        fix: "make two lists",
      });
    }
    checkEntries(entries, problems, `${property}.entries`);
    const max = list.maxEntries ?? entries.length;
    if (entries.length === 0 || !Number.isInteger(max) || max < entries.length || max > MAX_ENTRIES) {
      problems.add(property, {
        code: "PREFIX_LIST_SIZE",
        message: "The size of the prefix list does not fit its entries.",
        found: `entries: ${entries.length}, maxEntries: ${max}`,
        expected: `at least one entry, and maxEntries from the number of entries to ${MAX_ENTRIES}`,
        fix: sizeFix(entries.length),
      });
    }
  }
}

function sizeFix(entries: number): string {
  if (entries === 0) return "add an entry, or remove the prefix list";
  if (entries > MAX_ENTRIES) return `join ranges, or divide them among lists of at most ${MAX_ENTRIES} entries`;
  return `leave maxEntries out, or set it to at least ${entries} and at most ${MAX_ENTRIES}`;
}

/** AWS holds every range once, and refuses a description that is too long. */
function checkEntries(
  entries: readonly (readonly [what: string, cidr: string])[],
  problems: Problems,
  property: string,
) {
  const seen = new Map<string, string>();
  for (const [what, cidr] of entries) {
    const at = `${property}.${what}`;
    const valid = cidr.includes(":") ? checkIpv6Cidr(cidr, at, problems) : checkCidr(cidr, at, problems);
    if (valid === undefined) continue;
    const key = cidr.includes(":") ? canonicalIpv6Cidr(cidr) : cidr;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, what);
    else {
      problems.add(at, {
        code: "PREFIX_LIST_DUPLICATE",
        message: "A range stands twice in the prefix list.",
        found: `${cidr} for "${first}" and "${what}"`,
        expected: "each range once",
        fix: "remove one of the two",
      });
    }
  }
  for (const [what] of entries.filter(([text]) => text.length > MAX_DESCRIPTION)) {
    problems.add(property, {
      code: "PREFIX_LIST_DESCRIPTION",
      message: "The description of an entry is longer than AWS takes.",
      found: `${what.length} characters: "${what.slice(0, 40)}…"`,
      expected: `at most ${MAX_DESCRIPTION} characters`,
      fix: "shorten it",
    });
  }
}
