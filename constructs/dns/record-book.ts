import type { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problem } from "../core/errors";
import { waitFor } from "../core/resources/wait-for";
import { referenceText } from "../core/texts/reference-text";
import { addCheck } from "../core/validation";
import type { IHostedZone } from "./hosted-zone.types";
import type { RoutedRecord } from "./routing/routing-arguments";
import { conflictInSet, missingInSet, type SetMember } from "./routing/set-checks";

/** A record, as it is noted. */
export interface NotedRecord extends Omit<SetMember, "path" | "routed"> {
  /** Whether it points to a resource of AWS in place of values. */
  readonly alias?: boolean;
  /**
   * How it is told from others of its name and type.
   *
   * @default - it is the only one
   */
  readonly routed?: RoutedRecord;
  readonly resource?: Route53Record;
}

/** One record as the other records of its zone see it. */
interface Entry extends NotedRecord {
  readonly path: string;
}

/** The records of an app, by app and zone. */
const books = new WeakMap<IConstruct, Map<string, Entry[]>>();

/**
 * Notes a record, and checks at synth that it goes together with the others of its zone, in whichever stack of the app they
 * are. A record with a routing policy waits for the one of its name and type that takes the place of a plain record.
 */
export function noteRecord(record: Construct, zone: IHostedZone, noted: NotedRecord): void {
  const { root } = record.node;
  const book = books.get(root) ?? new Map<string, Entry[]>();
  books.set(root, book);
  const key = identityOf(zone);
  const entries = book.get(key) ?? [];
  book.set(key, entries);
  const entry = { ...noted, path: record.node.path };
  entries.push(entry);
  // In a zone that is not made here, and whose name servers are not known, others may hold the rest of a set.
  const isWhole = "nameServers" in zone;
  addCheck(record, () => conflictsOf(entry, entries, zone.zoneName, isWhole));
  const { resource } = noted;
  if (!resource || !noted.routed || noted.routed.routing.inPlaceOfPlain) return;
  waitFor(resource, () =>
    entries.flatMap((other) =>
      isSameSet(entry, other) && other.routed?.routing.inPlaceOfPlain && other.resource ? [other.resource] : [],
    ),
  );
}

/**
 * Checks at synth that ACM finds what proves a domain in a zone: nobody asks the zone for what it has handed to another one, and a
 * certificate would wait for its proof in vain.
 */
export function checkProof(record: Construct, zone: IHostedZone, domain: string): void {
  const proof = { name: `_proof.${domain}`, type: "CNAME", path: record.node.path };
  addCheck(record, () => {
    const entries = books.get(record.node.root)?.get(identityOf(zone)) ?? [];
    const delegation = delegationOver(proof, entries, zone.zoneName);
    return delegation ? [unproved(domain, zone, proof, delegation)] : [];
  });
}

/** What tells two zones apart: a public zone is known by its name, of private zones there may be several of one name. */
function identityOf(zone: IHostedZone): string {
  if (zone.visibility === "public") return `${EnvironmentStack.of(zone).environment.account} ${zone.zoneName}`;
  if (!Token.isUnresolved(zone.zoneId)) return zone.zoneId;
  // A reference means the same within its stack only.
  return `${EnvironmentStack.of(zone).node.path} ${referenceText(zone.zoneId, zone)}`;
}

function conflictsOf(entry: Entry, entries: readonly Entry[], zoneName: string, isWhole: boolean): Problem[] {
  const earlier = entries.slice(0, entries.indexOf(entry));
  const twins = earlier.filter((other) => isSameSet(entry, other));
  const [twin] = twins;
  if (twin && !(entry.routed && twin.routed)) return [besidePlain(entry, twin)];
  if (hasPolicy(entry)) {
    const conflict = conflictInSet(entry, twins.filter(hasPolicy));
    if (conflict) return [conflict];
    const set = entries.filter((other) => isSameSet(entry, other)).filter(hasPolicy);
    const missing = isWhole && set[0] === entry ? missingInSet([entry, ...set.slice(1)]) : undefined;
    if (missing) return [missing];
  }
  const neighbour = earlier.find(
    ({ name, type }) => name === entry.name && type !== entry.type && (type === "CNAME" || entry.type === "CNAME"),
  );
  if (neighbour) return [besideCname(entry, neighbour)];
  const delegation = delegationOver(entry, entries, zoneName);
  return delegation ? [hidden(entry, delegation)] : [];
}

function isSameSet(entry: Entry, other: Entry): boolean {
  return other.name === entry.name && other.type === entry.type;
}

function hasPolicy(entry: Entry): entry is Entry & SetMember {
  return entry.routed !== undefined;
}

function delegationOver(entry: Entry, entries: readonly Entry[], zoneName: string): Entry | undefined {
  return entries.find(({ name, type }) => type === "NS" && name !== zoneName && hides(name, entry));
}

/** Whoever asks for a name below a delegation is sent to the child zone, whatever the parent has. */
function hides(delegated: string, entry: Entry): boolean {
  if (entry.name === delegated) return entry.type !== "NS" && entry.type !== "DS";
  return entry.name.endsWith(`.${delegated}`);
}

/** Of two plain records, and of a plain one beside one with a policy, Route 53 has one alone. */
function besidePlain(entry: Entry, twin: Entry): Problem {
  if (!entry.routed && !twin.routed) return duplicate(entry, twin);
  const [plain, routed] = entry.routed ? [twin, entry] : [entry, twin];
  return {
    code: "RECORD_POLICIES_MIXED",
    path: entry.path,
    message: "A name and type has one plain record, or records with a routing policy each.",
    found: `${entry.type} ${entry.name}, plain by ${plain.path} and ${routed.routed?.routing.policy} by ${routed.path}`,
    expected: "a routing policy for all of them, or one plain record",
    fix: "give the plain record a routing policy of the same kind, or remove one of the two",
  };
}

function duplicate(entry: Entry, twin: Entry): Problem {
  return {
    code: "RECORD_DUPLICATE",
    path: entry.path,
    message: "The zone has another record of this name and type.",
    found: `${entry.type} ${entry.name}, also made by ${twin.path}`,
    expected: "one record for each name and type",
    fix: [...(entry.alias || twin.alias ? [] : ["put all values into one record"]), "remove one of the two"].join(
      ", or ",
    ),
  };
}

function besideCname(entry: Entry, neighbour: Entry): Problem {
  return {
    code: "RECORD_BESIDE_CNAME",
    path: entry.path,
    message: "A name with a CNAME record can have no other record (RFC 1034, section 3.6.2).",
    found: `${entry.type} ${entry.name} beside ${neighbour.type} ${neighbour.name} of ${neighbour.path}`,
    expected: "the CNAME record alone, or records of other types without it",
    fix: "point to the target by an alias record or by its addresses, or use another name",
  };
}

function hidden(entry: Entry, delegation: Entry): Problem {
  return {
    code: "RECORD_BELOW_DELEGATION",
    path: entry.path,
    message: "The record is never answered, because the zone hands its name to another zone.",
    found: `${entry.type} ${entry.name} below the delegation of ${delegation.name} by ${delegation.path}`,
    expected: `records of ${delegation.name} and below in the zone ${delegation.name}`,
    fix: `put the record into the zone ${delegation.name}`,
  };
}

function unproved(domain: string, zone: IHostedZone, proof: Entry, delegation: Entry): Problem {
  return {
    code: "CERTIFICATE_BELOW_DELEGATION",
    path: proof.path,
    message:
      "The certificate would wait in vain: its proof is never found, because the zone hands the name to another zone.",
    found: `${domain} in the zone ${zone.zoneName}, below the delegation of ${delegation.name} by ${delegation.path}`,
    expected: `a proof in the zone ${delegation.name}`,
    fix: `give the certificate the zone ${delegation.name} in zones, or leave the name out`,
  };
}
