import type { Problems } from "../core/errors";
import { checkCidr } from "./cidr";
import type { PrefixListProps } from "./network-props";

/** Most entries of a prefix list (Amazon VPC User Guide, "Amazon VPC quotas", read 2026-11). */
const MAX_ENTRIES = 1000;

/** Checks the ranges and the size of prefix lists. */
export function checkPrefixLists(lists: Readonly<Record<string, PrefixListProps>>, problems: Problems): void {
  for (const [name, list] of Object.entries(lists)) {
    const property = `prefixLists.${name}`;
    const entries = Object.entries(list.entries);
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
    for (const [what, cidr] of entries) {
      if (!cidr.includes(":")) checkCidr(cidr, `${property}.entries.${what}`, problems);
    }
    const max = list.maxEntries ?? entries.length;
    if (entries.length === 0 || max < entries.length || max > MAX_ENTRIES) {
      problems.add(property, {
        code: "PREFIX_LIST_SIZE",
        message: "The size of the prefix list does not fit its entries.",
        found: `${entries.length} entries, maxEntries ${max}`,
        expected: `at least one entry, and maxEntries from the number of entries to ${MAX_ENTRIES}`,
        fix: "leave maxEntries out, or make it large enough for what will come",
      });
    }
  }
}
