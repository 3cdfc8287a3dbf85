import type { Problems } from "../../core/errors";
import type { ZonePosition } from "./address-plan.types";

/** Zones that share one slot: a–d in the first, e–h in the second. */
export const ZONES_PER_SLOT = 4;
/** Most zones that a plan knows: AWS has no region with more than six. */
export const MOST_ZONES = 2 * ZONES_PER_SLOT;
/** How many zones a tier can grow to when nothing else is said. */
export const DEFAULT_MAX_ZONES = ZONES_PER_SLOT;

/** A zone, read from its letter or id. */
export interface Zone {
  /** As given: `a` or `apne2-az1`. */
  readonly text: string;
  readonly position: ZonePosition;
  /** For a zone id the part that names the region (`apne2`); absent for a letter. */
  readonly prefix?: string;
}

/** Reads a zone: a letter from `a` to `h`, or a zone id from `…-az1` to `…-az8`. `undefined` when it is neither. */
export function readZone(text: string): Zone | undefined {
  if (/^[a-h]$/.test(text)) return { text, position: text.charCodeAt(0) - "a".charCodeAt(0) };
  const id = /^([a-z]{2,6}[1-9])-az([1-8])$/.exec(text);
  return id === null ? undefined : { text, position: Number(id[2]) - 1, prefix: id[1] };
}

/** The letter or zone id of a position, in the form that the plan's zones have. */
export function zoneAt(position: ZonePosition, prefix: string | undefined): string {
  return prefix === undefined ? "abcdefgh".charAt(position) : `${prefix}-az${position + 1}`;
}

/** The zones of a plan, by position. */
export interface PlanZones {
  readonly used: readonly Zone[];
  readonly maxZones: number;
  /** The part of the zone ids that names the region; absent when the zones are letters. */
  readonly prefix?: string;
}

/**
 * Reads the zones of a plan.
 *
 * Adds `MAX_ZONES`, `ZONES_EMPTY`, `ZONES_TOO_MANY`, `ZONE_UNKNOWN`, `ZONE_DUPLICATE`, `ZONES_MIXED` and `ZONE_BEYOND_MAXIMUM`.
 */
export function checkZones(
  zones: readonly string[],
  maxZones: number | undefined,
  problems: Problems,
  elsewhere: readonly string[] = [],
): PlanZones | undefined {
  const before = problems.list.length;
  const maximum = maxZones ?? DEFAULT_MAX_ZONES;
  const maximumIsValid = Number.isInteger(maximum) && maximum >= 1 && maximum <= MOST_ZONES;
  if (!maximumIsValid) {
    problems.add("maxZones", {
      code: "MAX_ZONES",
      message: "The largest number of availability zones is outside what a plan can hold.",
      found: String(maximum),
      expected: `a whole number from 1 to ${MOST_ZONES}`,
      fix: `use ${DEFAULT_MAX_ZONES}; a larger one can be set later without moving a subnet`,
    });
  }
  if (zones.length === 0) {
    problems.add("zones", {
      code: "ZONES_EMPTY",
      message: "No availability zone is given, so there is nowhere to put a subnet.",
      found: "an empty list",
      expected: "one or more letters (a to h) or zone ids",
      fix: "name at least two zones, for example a and c",
    });
  }

  const isTooLong = zones.length > MOST_ZONES;
  if (isTooLong) {
    problems.add("zones", {
      code: "ZONES_TOO_MANY",
      message: "No region has this many availability zones.",
      found: `${zones.length} zones`,
      expected: `at most ${MOST_ZONES}`,
      fix: "name the zones that subnets are to lie in, each once",
    });
  }

  const read: Zone[] = [];
  const unknown = isTooLong ? [] : zones.filter((text) => readZone(text) === undefined);
  if (unknown.length > 0) problems.add("zones", unknownZones(unknown, zones));
  for (const text of isTooLong ? [] : zones) {
    const zone = readZone(text);
    if (zone === undefined) continue;
    if (read.some((other) => other.text === zone.text)) {
      problems.add("zones", {
        code: "ZONE_DUPLICATE",
        message: `The zone \`${text}\` is named more than once.`,
        found: zones.join(", "),
        expected: "each zone once",
        fix: `remove the second \`${text}\`, or name another zone`,
      });
    } else {
      read.push(zone);
    }
  }

  const prefixes = [...new Set(read.map((zone) => zone.prefix))];
  if (prefixes.length > 1) {
    const letters = prefixes.includes(undefined);
    problems.add("zones", {
      code: "ZONES_MIXED",
      message: letters
        ? "The zones are letters and zone ids side by side, and a letter does not say which zone id it stands for."
        : "The zone ids belong to different regions.",
      found: zones.join(", "),
      expected: letters ? "only letters, or only zone ids" : "zone ids of one region",
      fix: letters
        ? "use zone ids for all, if accounts share subnets; letters for all otherwise"
        : "remove the ids of other regions",
    });
  }
  const isHere = ({ text }: Zone) => !elsewhere.includes(text);
  for (const zone of read.filter((z) => maximumIsValid && z.position >= maximum && isHere(z))) {
    problems.add("zones", {
      code: "ZONE_BEYOND_MAXIMUM",
      message: `The zone \`${zone.text}\` has position ${zone.position + 1}, but tiers can grow to ${maximum} only.`,
      found: zone.text,
      expected: `a zone up to \`${zoneAt(maximum - 1, zone.prefix)}\``,
      fix: `set maxZones to ${zone.position + 1} or more${maximum < ZONES_PER_SLOT ? "" : " (no subnet moves)"}, or use another zone`,
    });
  }
  if (problems.list.length > before || !read.every(isHere)) return undefined;
  return { used: read.sort((a, b) => a.position - b.position), maxZones: maximum, prefix: prefixes[0] };
}

/** The problem of texts that are neither zone letters nor zone ids, told once for the list that they are in. */
function unknownZones(unknown: readonly string[], zones: readonly string[]): Parameters<Problems["add"]>[1] {
  const [first = "", another] = unknown;
  if (another === undefined) return unknownZone(first);
  const meant = zones.map((text) => (readZone(text) ? text : meantZone(text)));
  return {
    ...unknownZone(first),
    message: "These are neither letters nor ids of availability zones.",
    found: unknown.join(", "),
    expected: "letters from a to h, or zone ids such as apne2-az1",
    fix: meant.includes(undefined)
      ? "use the letters at the ends of the zones' names"
      : `write [${[...new Set(meant)].join(", ")}]`,
  };
}

/** The letter or id that a text most likely means: the end of a zone's name, or what is written in upper case. */
function meantZone(text: string): string | undefined {
  const [, letter] = ZONE_NAME.exec(text) ?? [];
  return letter ?? readZone(text.toLowerCase())?.text;
}

const ZONE_NAME = /^[a-z]{2}(?:-[a-z]+)+-\d([a-h])$/;

/** The problem of a text that is neither a zone letter nor a zone id. */
export function unknownZone(text: string): Parameters<Problems["add"]>[1] {
  return {
    code: "ZONE_UNKNOWN",
    message: `\`${text}\` is neither the letter nor the id of an availability zone.`,
    found: text,
    expected: "a letter from a to h, or a zone id such as apne2-az1",
    fix: fixOfZone(text),
  };
}

function fixOfZone(text: string): string {
  const name = ZONE_NAME.exec(text);
  if (name !== null) return `write only the letter: ${name[1]}`;
  const lower = text.toLowerCase();
  return readZone(lower) === undefined
    ? "use the letter at the end of the zone's name"
    : `write it in lower case: ${lower}`;
}
