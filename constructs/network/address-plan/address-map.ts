import type { AddressMapEntry, AddressPlan } from "./address-plan.types";
import { formatCount, parseCidr, usableAddresses } from "./cidr";

/** How many addresses of a range or tier are in which state. */
export interface AddressTotals {
  /** Addresses in subnets. */
  readonly used: number;
  /** Addresses kept for zones that are not in use, or by reserved ranges. */
  readonly reserved: number;
  /** Addresses that belong to nobody; always 0 for a tier. */
  readonly free: number;
  readonly total: number;
}

/** The address map as data. */
export interface AddressMapJson {
  readonly ranges: readonly (AddressTotals & { readonly cidr: string; readonly entries: readonly MapLine[] })[];
  readonly tiers: readonly (AddressTotals & {
    readonly name: string;
    readonly range: string;
    readonly slots: readonly string[];
    readonly ipv6Slot?: number;
  })[];
}

/** One line of the map. */
export type MapLine = Omit<AddressMapEntry, "range"> & {
  /** Addresses that AWS gives out, for subnets and for the places kept for them. */
  readonly usable?: number;
  /** Which of the VPC's /64 networks (0–255) the subnet has. */
  readonly ipv6Index?: number;
};

/** What `renderAddressMap` prints. */
export interface AddressMapOptions {
  /**
   * Whether to leave out the lines of single ranges and print the totals only.
   *
   * @default false
   */
  readonly summaryOnly?: boolean;
}

/** The address map as data, for tools; numbers are counts of IPv4 addresses. */
export function addressMapToJson(plan: AddressPlan): AddressMapJson {
  return {
    ranges: [plan.cidr, ...plan.secondaryCidrs].map((cidr) => {
      const entries = plan.map.filter((entry) => entry.range === cidr);
      return { cidr, ...totals(entries), entries: entries.map((entry) => toLine(plan, entry)) };
    }),
    tiers: plan.tiers.map(({ name, range, slots, ipv6Slot }) => ({
      name,
      range,
      slots,
      ...(ipv6Slot === undefined ? {} : { ipv6Slot }),
      ...totals(plan.map.filter((entry) => entry.tier === name)),
    })),
  };
}

/** The address map as text of at most 100 columns, without colours: per range a summary and a table, then a summary of the tiers. */
export function renderAddressMap(plan: AddressPlan, options: AddressMapOptions = {}): string {
  const json = addressMapToJson(plan);
  const dualStack = plan.tiers.some((tier) => tier.ipv6Slot !== undefined);
  const blocks = json.ranges.map((range, index) => {
    const heading = `${range.cidr} (${index === 0 ? "primary" : "secondary"}), ${formatCount(range.total)} addresses\n${summary(range)}`;
    return options.summaryOnly ? heading : `${heading}\n\n${renderEntries(range.entries, dualStack)}`;
  });
  const tiers = table(
    ["Tier", "Slots", "Used", "Reserved", "In use", ...(dualStack ? ["IPv6 slot"] : [])],
    json.tiers.map((tier) => [
      tier.name,
      tier.slots.join(" ") || "none",
      formatCount(tier.used),
      formatCount(tier.reserved),
      percent(tier.used, tier.total),
      ...(dualStack ? [String(tier.ipv6Slot ?? "")] : []),
    ]),
    new Set([2, 3, 4, 5]),
  );
  return `${[...blocks, ...(json.tiers.length > 0 ? [tiers] : [])].join("\n\n")}\n`;
}

function renderEntries(entries: readonly MapLine[], dualStack: boolean): string {
  return table(
    ["CIDR", "Addresses", "Usable", "State", "Tier", "Zone", ...(dualStack ? ["IPv6"] : [])],
    entries.map((entry) => [
      entry.cidr,
      formatCount(entry.size),
      entry.usable === undefined ? "" : formatCount(entry.usable),
      entry.state,
      entry.tier ?? (entry.reason === undefined ? "" : `(${shorten(entry.reason)})`),
      entry.zone ?? "",
      ...(dualStack ? [entry.ipv6Index === undefined ? "" : `…${hex(entry.ipv6Index)}::/64`] : []),
    ]),
    new Set([1, 2]),
  );
}

function toLine(plan: AddressPlan, { range: _, ...entry }: AddressMapEntry): MapLine {
  const subnet = plan.tiers
    .find((tier) => tier.name === entry.tier)
    ?.subnets.find((s) => s.zone === entry.zone && s.cidr === entry.cidr);
  return {
    ...entry,
    ...(entry.zone === undefined ? {} : { usable: usableAddresses(parseCidr(entry.cidr)) }),
    ...(subnet?.ipv6Index === undefined ? {} : { ipv6Index: subnet.ipv6Index }),
  };
}

function totals(entries: readonly AddressMapEntry[]): AddressTotals {
  const sum = (state?: AddressMapEntry["state"]) =>
    entries.filter((entry) => state === undefined || entry.state === state).reduce((n, entry) => n + entry.size, 0);
  return { used: sum("used"), reserved: sum("reserved"), free: sum("free"), total: sum() };
}

function summary({ used, reserved, free, total }: AddressTotals): string {
  const part = (n: number, what: string) => `${formatCount(n)} ${what} (${percent(n, total)})`;
  return `  ${part(used, "used")}, ${part(reserved, "reserved")}, ${part(free, "free")}`;
}

/** Aligned columns under their headings; those in `right` hold numbers. */
function table(head: readonly string[], rows: readonly (readonly string[])[], right: ReadonlySet<number>): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          right.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join("\n");
}

function percent(part: number, total: number): string {
  return `${(total === 0 ? 0 : (part / total) * 100).toFixed(1)} %`;
}

/** The last octet of the /56 that a /64 has: 10 becomes `0a`. */
function hex(index: number): string {
  return index.toString(16).padStart(2, "0");
}

function shorten(text: string): string {
  return text.length > 22 ? `${text.slice(0, 21).trimEnd()}…` : text;
}
