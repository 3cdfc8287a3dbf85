import type { Problem } from "../../core/errors";
import type { RoutedRecord } from "./routing-arguments";

/** A record with a routing policy, among those of its name and type. */
export interface SetMember {
  readonly name: string;
  readonly type: string;
  readonly path: string;
  /** Seconds that resolvers keep it; none for an alias, which has that of its target. */
  readonly ttl?: number;
  readonly routed: RoutedRecord;
}

/**
 * What is wrong between a record and those of its name and type that were made before it: `RECORD_POLICIES_MIXED`, `RECORD_TWIN`,
 * `RECORD_IDENTIFIER_TAKEN`, `RECORD_IN_PLACE_TWICE`, `RECORD_WEIGHTED_TTL`, `RECORD_CIDR_COLLECTIONS`. One problem: the first.
 */
export function conflictInSet(member: SetMember, earlier: readonly SetMember[]): Problem | undefined {
  const { routing, distinction, identifier } = member.routed;
  const [first] = earlier;
  if (!first) return undefined;
  if (first.routed.routing.policy !== routing.policy) return policiesMixed(member, first);
  const twin = earlier.find(({ routed }) => routed.distinction === distinction);
  if (twin) return twins(member, twin);
  const namesake = earlier.find(({ routed }) => routed.identifier === identifier);
  if (namesake) return identifierTaken(member, namesake);
  const heir = routing.inPlaceOfPlain && earlier.find(({ routed }) => routed.routing.inPlaceOfPlain);
  if (heir) return inPlaceTwice(member, heir);
  const slower =
    routing.policy === "weighted" && member.ttl !== undefined
      ? earlier.find(({ ttl }) => ttl !== undefined && ttl !== member.ttl)
      : undefined;
  if (slower) return ttlsDiffer(member, slower);
  const elsewhere = earlier.find(({ routed }) => collectionOf(routed) !== collectionOf(member.routed));
  return elsewhere ? collectionsDiffer(member, elsewhere) : undefined;
}

/**
 * What a whole set lacks: `RECORD_FAILOVER_PRIMARY`, `RECORD_GEOLOCATION_DEFAULT`.
 *
 * @param set at least one
 */
export function missingInSet(set: readonly [SetMember, ...SetMember[]]): Problem | undefined {
  const [first] = set;
  const has = (distinction: string) => set.some(({ routed }) => routed.distinction === distinction);
  switch (first.routed.routing.policy) {
    case "failover":
      return has("primary") ? undefined : noPrimary(first);
    case "geolocation":
      return has("default") ? undefined : noDefault(first, set);
    default:
      return undefined;
  }
}

function collectionOf({ routing }: RoutedRecord): string | undefined {
  return routing.policy === "cidr" ? routing.collectionId : undefined;
}

const titleOf = ({ type, name }: SetMember) => `${type} ${name}`;

/** AWS's words: "cannot be created as a non-weighted set exists with the same name and type" (`InvalidChangeBatch`). */
function policiesMixed(member: SetMember, first: SetMember): Problem {
  return {
    code: "RECORD_POLICIES_MIXED",
    path: `${member.path} › routing.policy`,
    message: "The records of one name and type are chosen by one kind of policy.",
    found: `${member.routed.routing.policy} for ${titleOf(member)}, ${first.routed.routing.policy} by ${first.path}`,
    expected: "the same kind of policy for all of them",
    fix: `write policy: ${first.routed.routing.policy}, or give the record a name of its own that an alias record of this name leads to`,
  };
}

function twins(member: SetMember, twin: SetMember): Problem {
  const { routing, distinction } = member.routed;
  return {
    code: "RECORD_TWIN",
    path: `${member.path} › routing`,
    message: "Nothing tells the record from another one of its name and type.",
    found: `${routing.policy} ${distinction} for ${titleOf(member)}, also made by ${twin.path}`,
    expected: DISTINCT[routing.policy],
    fix: routing.policy === "failover" ? "write role: secondary for one of the two" : "change or remove one of the two",
  };
}

const DISTINCT = {
  weighted: "records with different names, or with an identifier each",
  failover: "one primary and one secondary record",
  latency: "one record for each region",
  geolocation: "one record for each place",
  geoproximity: "records with different names, or with an identifier each",
  multivalue: "records with different names, or with an identifier each",
  cidr: "one record for each location",
} as const;

function identifierTaken(member: SetMember, namesake: SetMember): Problem {
  return {
    code: "RECORD_IDENTIFIER_TAKEN",
    path: `${member.path} › routing.identifier`,
    message: "Another record of this name and type has the set identifier.",
    found: `${member.routed.identifier} for ${titleOf(member)}, also of ${namesake.path}`,
    expected: "a set identifier of its own for each",
    fix: "leave identifier out, or write another one",
  };
}

function inPlaceTwice(member: SetMember, heir: SetMember): Problem {
  return {
    code: "RECORD_IN_PLACE_TWICE",
    path: `${member.path} › routing.inPlaceOfPlain`,
    message: "Two records cannot take the place of one plain record.",
    found: `${titleOf(member)}, also taken by ${heir.path}`,
    expected: "one of them",
    fix: "remove inPlaceOfPlain from one of the two",
  };
}

function ttlsDiffer(member: SetMember, slower: SetMember): Problem {
  return {
    code: "RECORD_WEIGHTED_TTL",
    path: `${member.path} › ttl`,
    message: "Weighted records of one name and type have one time to live.",
    found: `${member.ttl} seconds for ${titleOf(member)}, ${slower.ttl} seconds by ${slower.path}`,
    expected: "the same ttl for all of them",
    fix: `write ttl: ${slower.ttl}`,
  };
}

function collectionsDiffer(member: SetMember, elsewhere: SetMember): Problem {
  return {
    code: "RECORD_CIDR_COLLECTIONS",
    path: `${member.path} › routing.collectionId`,
    message: "The records of one name and type are chosen by one collection of networks.",
    found: `${collectionOf(member.routed)} for ${titleOf(member)}, ${collectionOf(elsewhere.routed)} by ${elsewhere.path}`,
    expected: "the same collection for all of them",
    fix: `write collectionId: ${collectionOf(elsewhere.routed)}`,
  };
}

function noPrimary(secondary: SetMember): Problem {
  return {
    code: "RECORD_FAILOVER_PRIMARY",
    path: `${secondary.path} › routing.role`,
    message: "A secondary record stands in for a primary one, and there is none.",
    found: `${titleOf(secondary)} without a primary record`,
    expected: "one primary record of this name and type",
    fix: "write role: primary, or add the primary record; where others make it, give the zone by its id",
  };
}

function noDefault(first: SetMember, set: readonly SetMember[]): Problem {
  return {
    code: "RECORD_GEOLOCATION_DEFAULT",
    path: `${first.path} › routing`,
    message: "Whoever asks from anywhere else gets no answer: no record is for the rest of the world.",
    found: `${titleOf(first)} for ${set
      .map(({ routed }) => routed.distinction)
      .sort()
      .join(", ")}`,
    expected: 'one record with country: "*"',
    fix: 'add a record with country: "*"; where others make it, give the zone by its id',
  };
}
