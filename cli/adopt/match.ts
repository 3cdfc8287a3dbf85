import type { Found, Match, Wanted } from "./found.types";
import { MATCH_KEYS } from "./match-keys";

/** What was found of an environment's resources, and what was not. */
export interface Matched {
  readonly matches: readonly Match[];
  /** Things that no resource is like. */
  readonly left: readonly Found[];
}

/** A reference to an attribute of another resource, or to one inside of it, alone in its text. */
const REFERENCE = /^\$\{([a-z]\w*\.[\w-]+)\.([\w.[\]]+)\}$/;

/**
 * Finds which resource is to take which thing over: by what both are like ({@link MATCH_KEYS}), and by what refers to them, such as a route
 * table by the associations of its subnets. What is the same with one resource alone is matched; where several would do, nothing is.
 *
 * @param wanted resources of an environment, in the order in which they were made
 * @param known matches that the user has given
 */
export function match(wanted: readonly Wanted[], found: readonly Found[], known: readonly Match[] = []): Matched {
  const matcher = new Matcher(wanted, found, known);
  while (matcher.step()) {
    // Each match may make others known.
  }
  return matcher.result;
}

class Matcher {
  readonly #matches = new Map<Wanted, Found>();
  readonly #taken = new Set<Found>();
  readonly #byAddress: ReadonlyMap<string, Wanted>;

  constructor(
    private readonly wanted: readonly Wanted[],
    private readonly found: readonly Found[],
    known: readonly Match[],
  ) {
    this.#byAddress = new Map(wanted.map((one) => [`${one.stack} ${one.address}`, one]));
    for (const one of known) this.#take(one.wanted, one.found);
  }

  get result(): Matched {
    const matches = this.wanted.flatMap((one) => {
      const found = this.#matches.get(one);
      return found ? [{ wanted: one, found }] : [];
    });
    return { matches, left: this.found.filter((one) => !this.#taken.has(one)) };
  }

  /** @returns whether something was matched */
  step(): boolean {
    const before = this.#matches.size;
    for (const one of this.#open()) this.#matchByKeys(one);
    this.#matchByReferences();
    return this.#matches.size > before;
  }

  #open(): readonly Wanted[] {
    return this.wanted.filter((one) => !this.#matches.has(one));
  }

  #take(wanted: Wanted, found: Found): void {
    this.#matches.set(wanted, found);
    this.#taken.add(found);
  }

  #matchByKeys(wanted: Wanted): void {
    const free = this.found.filter((one) => one.type === wanted.type && !this.#taken.has(one));
    for (const keys of MATCH_KEYS[wanted.type] ?? []) {
      const values = keys.map((key) => [key, this.#value(wanted, key)] as const);
      if (values.some(([, value]) => value === undefined)) continue;
      const alike = free.filter(({ attributes }) => values.every(([key, value]) => attributes[key] === value));
      const [only, ...others] = alike;
      if (!only) continue;
      if (others.length === 0 && this.#isAlone(wanted, values)) this.#take(wanted, only);
      return;
    }
  }

  /** Whether no other resource is like this one. */
  #isAlone(wanted: Wanted, values: readonly (readonly [key: string, value: string | undefined])[]): boolean {
    return !this.#open().some(
      (other) =>
        other !== wanted &&
        other.type === wanted.type &&
        values.every(([key, value]) => this.#value(other, key) === value),
    );
  }

  /** An attribute as AWS has it: a literal, or that of the thing which the referred resource takes over. */
  #value({ stack, attributes }: Wanted, key: string): string | undefined {
    const value = attributes[key];
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    if (typeof value !== "string" || value === "") return undefined;
    const [, address, attribute = ""] = REFERENCE.exec(value) ?? [];
    if (address === undefined) return value.includes("${") ? undefined : value;
    const target = this.#byAddress.get(`${stack} ${address}`);
    if (!target) return undefined;
    const found = this.#matches.get(target);
    return found ? (found.attributes[attribute] ?? this.#value(target, attribute)) : this.#value(target, attribute);
  }

  /** What matched things say of those that their resources refer to. */
  #matchByReferences(): void {
    const claims = new Map<Found, Set<Wanted>>();
    const claimed = new Map<Wanted, Set<Found>>();
    for (const [wanted, found] of this.#matches) {
      for (const [target, thing] of this.#referred(wanted, found)) {
        claims.set(thing, (claims.get(thing) ?? new Set()).add(target));
        claimed.set(target, (claimed.get(target) ?? new Set()).add(thing));
      }
    }
    for (const [thing, targets] of claims) {
      const one = [...targets].filter((target) => claimed.get(target)?.size === 1);
      // Of several the one that is called likewise takes it, or else the first: the others are made new, and what stands in them moves.
      const [first] = this.wanted
        .filter((target) => one.includes(target) && this.#fits(target, thing))
        .sort((a, b) => commonWords(b, thing) - commonWords(a, thing));
      if (first && !this.#matches.has(first) && !this.#taken.has(thing)) this.#take(first, thing);
    }
  }

  *#referred({ stack, attributes }: Wanted, found: Found): Iterable<readonly [Wanted, Found]> {
    for (const [key, value] of Object.entries(attributes)) {
      const [, address, attribute = ""] = typeof value === "string" ? (REFERENCE.exec(value) ?? []) : [];
      const target = address === undefined ? undefined : this.#byAddress.get(`${stack} ${address}`);
      const is = found.attributes[key];
      if (!target || is === undefined || this.#matches.has(target)) continue;
      const thing = this.found.find(
        (one) => one.type === target.type && !this.#taken.has(one) && one.attributes[attribute] === is,
      );
      if (thing) yield [target, thing];
    }
  }

  /** A route table fits where it leads to the same destinations; of others nothing more is known. */
  #fits(target: Wanted, thing: Found): boolean {
    if (target.type !== "aws_route_table") return true;
    const wanted = this.wanted
      .filter(({ type, stack }) => type === "aws_route" && stack === target.stack)
      .filter(({ attributes }) => attributes.route_table_id === `\${${target.address}.id}`)
      .map(({ attributes }) => String(attributes.destination_cidr_block ?? attributes.destination_ipv6_cidr_block));
    const has = this.found
      .filter(({ type, attributes }) => type === "aws_route" && attributes.route_table_id === thing.id)
      .map(({ attributes }) => attributes.destination_cidr_block ?? attributes.destination_ipv6_cidr_block);
    return wanted.includes("0.0.0.0/0") === has.includes("0.0.0.0/0");
  }
}

/** How many words of a thing's name the path of a resource has. */
function commonWords({ path }: Wanted, { name = "" }: Found): number {
  const words = new Set(path.toLowerCase().split(/[^a-z0-9]+/));
  return new Set(
    name
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => words.has(word)),
  ).size;
}
