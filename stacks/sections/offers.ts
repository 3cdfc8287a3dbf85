import { Construct } from "constructs";
import { closest } from "../../config/checks/suggest";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problems } from "../../constructs/core/errors";
import type { ILambdaFunction } from "../../constructs/functions/function.types";
import type { Link } from "../../constructs/links/link.types";
import { checkLinkVariables, type NamedLink } from "../../constructs/links/links";
import type { IQueue } from "../../constructs/messaging/queue/queue.types";
import type { NetworkProps } from "../../constructs/network/network-props";
import type { EventSource, LinkMaker, Offer, Offering, Use, UseOptions, WhyAway } from "./offer.types";
import { USE_FORMS } from "./use-forms";

/** One thing that is offered. */
export interface Offered {
  /** `buckets` */
  readonly kind: string;
  /** `uploads` */
  readonly name: string;
  /** The section of the stack that offers it. */
  readonly section: string;
  readonly props: unknown;
  readonly offer: Offer<unknown>;
}

/** Something that an environment offers, whose stack it does not have for a while, or at all. */
export interface Away extends Pick<Offered, "kind" | "name"> {
  /** Why the stack is not there for a while; nothing where that is told by its section. */
  readonly why?: WhyAway | undefined;
}

/** A kind, and a section whose stack offers things of it where an environment has them. */
export interface OfferableKind {
  readonly kind: string;
  readonly section: string;
}

/** How many things of a kind an advice names. */
const MOST_LIKE = 3;

type Told = Parameters<Problems["add"]>[1];

/**
 * What the stacks of an environment offer to one that is made after them: by it the stack checks the `uses` of its section, and makes links
 * of them.
 */
export class Offers {
  readonly #made = new Map<string, Link | LinkMaker>();
  readonly #sources = new Map<string, EventSource>();
  readonly #functions = new Map<string, ILambdaFunction>();

  /**
   * @param offered by kind and name, each once
   * @param kinds what registered stacks offer, whether the environment has their sections or not
   * @param away what sections of the environment offer whose stacks are not there
   * @param released places of what stays in AWS and is offered no more: `data/queues/jobs`
   */
  constructor(
    private readonly network: NetworkProps,
    private readonly offered: readonly Offered[],
    private readonly kinds: readonly OfferableKind[],
    private readonly away: readonly Away[] = [],
    private readonly released: readonly string[] = [],
  ) {}

  /**
   * Adds what is wrong with what something uses: `USE_UNKNOWN`, `USE_AWAY`, `USE_ACCESS_UNKNOWN`, `USE_PREFIX_NOT_TAKEN`, and
   * what a file would be told of its texts.
   *
   * @param at the property that holds the list
   */
  check(uses: readonly Use[] = [], at: string, problems: Problems): void {
    for (const [index, use] of uses.entries()) {
      const asked = optionsOf(use);
      const place = (key: string) => (typeof use === "string" ? `${at}[${index}]` : `${at}[${index}].${key}`);
      const found = this.#find(asked.name);
      for (const key of ["prefix", "as"] as const) checkForm(asked[key], USE_FORMS[key], place(key), problems);
      if (found) checkAsked(found, asked, place, problems);
      else this.#addUnknown(asked.name, place("name"), problems);
    }
  }

  /**
   * The links of what something uses, in the order of the list. What `check` refuses has none.
   *
   * @param stack the stack that they are made in
   * @param own names of the environment variables that the user has of its own, by the property that they stand in
   * @param problems for `USE_VARIABLE_TWICE`
   */
  links(
    stack: EnvironmentStack,
    uses: readonly Use[] = [],
    at: string,
    own: Readonly<Record<string, readonly string[]>>,
    problems: Problems,
  ): readonly NamedLink[] {
    const links = uses.flatMap((use, index) => {
      const asked = optionsOf(use);
      const found = this.#find(asked.name);
      if (!found || !isOffered(found, asked)) return [];
      return [{ name: asked.as ?? found.name, link: this.#link(stack, found, asked), at: `${at}[${index}]` }];
    });
    checkLinkVariables(links, own, "give one of them another beginning, such as as: OTHER", problems);
    return links;
  }

  /**
   * What calls functions, or takes what they send. Adds `USE_UNKNOWN`, and `SOURCE_NOT_OFFERED` for what does neither.
   *
   * @param stack the stack of the functions
   * @param name kind and name: `buckets.uploads`
   */
  source(stack: EnvironmentStack, name: string, at: string, problems: Problems): EventSource | undefined {
    const found = this.#named(name, at, problems);
    if (!found) return undefined;
    const { source } = found.offer;
    if (source) return this.#once(this.#sources, stack, `source ${name}`, found, (offering) => source(offering));
    problems.add(at, this.#noSource(name));
    return undefined;
  }

  /**
   * A queue that takes what came to nothing. Adds `USE_UNKNOWN`, and `QUEUE_NOT_OFFERED` for what is none.
   *
   * @param stack the stack whose failures it takes
   * @param name kind and name: `queues.lost`
   */
  queue(stack: EnvironmentStack, name: string, at: string, problems: Problems): IQueue | undefined {
    const found = this.#named(name, at, problems);
    if (!found) return undefined;
    const source = found.offer.source ? this.source(stack, name, at, problems) : undefined;
    if (source?.kind === "queue") return source.queue;
    const all = this.offered.filter(({ kind }) => kind === "queues").map((one) => `${one.kind}.${one.name}`);
    problems.add(at, {
      code: "QUEUE_NOT_OFFERED",
      message: "This is no queue.",
      found: `"${name}"`,
      expected: all.length > 0 ? `one of ${all.join(", ")}` : "a queue of the section data, and there is none",
      fix: "name a queue, or take it out",
    });
    return undefined;
  }

  /**
   * A function that answers APIs. Adds `USE_UNKNOWN`, and `FUNCTION_NOT_OFFERED` for what is none.
   *
   * @param stack the stack of the APIs
   * @param name kind and name: `functions.orders`
   */
  function(stack: EnvironmentStack, name: string, at: string, problems: Problems): ILambdaFunction | undefined {
    const found = this.#named(name, at, problems);
    if (!found) return undefined;
    const made = found.offer.function;
    if (made) return this.#once(this.#functions, stack, `function ${name}`, found, (offering) => made(offering));
    const all = this.offered.filter(({ offer }) => offer.function).map((one) => `${one.kind}.${one.name}`);
    problems.add(at, {
      code: "FUNCTION_NOT_OFFERED",
      message: "This is no function.",
      found: `"${name}"`,
      expected: all.length > 0 ? `one of ${all.join(", ")}` : "a function of the section functions, and there is none",
      fix: "name a function, or another target of the route",
    });
    return undefined;
  }

  /** What has a name. Adds `USE_UNKNOWN`, and `USE_AWAY`. */
  #named(name: string, at: string, problems: Problems): Offered | undefined {
    const found = this.#find(name);
    if (!found) this.#addUnknown(name, at, problems);
    return found;
  }

  /** Adds `USE_UNKNOWN`, or `USE_AWAY` where a section offers it whose stack is not there for a while. */
  #addUnknown(use: string, at: string, problems: Problems): void {
    const away = this.away.find(({ kind, name }) => use === `${kind}.${name}`);
    if (!away) problems.add(at, this.#unknown(use));
    else if (away.why) problems.add(at, awaited(use, away.why));
  }

  /** Makes of something that is offered what a stack needs, once for each. */
  #once<T>(
    made: Map<string, T>,
    stack: EnvironmentStack,
    id: string,
    { name, props }: Offered,
    make: (offering: Offering<unknown>) => T,
  ): T {
    const key = `${stack.node.id} ${id}`;
    const thing = made.get(key) ?? make({ name, props, network: this.network, scope: new Construct(stack, id) });
    made.set(key, thing);
    return thing;
  }

  #noSource(name: string): Told {
    const all = this.offered.filter(({ offer }) => offer.source).map((one) => `${one.kind}.${one.name}`);
    return {
      code: "SOURCE_NOT_OFFERED",
      message: "This neither calls functions nor takes what they send.",
      found: `"${name}"`,
      expected: all.length > 0 ? `one of ${all.join(", ")}` : "a bucket, a queue or a topic, and there is none",
      fix: "take it out; what a function uses is named in uses",
    };
  }

  #find(use: string): Offered | undefined {
    return this.offered.find(({ kind, name }) => use === `${kind}.${name}`);
  }

  #link(stack: EnvironmentStack, found: Offered, { access, prefix }: UseOptions): Link {
    const id = `${found.kind}.${found.name}`;
    const key = `${stack.node.id} ${id}`;
    const made = this.#made.get(key) ?? this.#make(new Construct(stack, id), found);
    this.#made.set(key, made);
    if (typeof made !== "function") return made;
    const asked = access ?? found.offer.accesses?.[0];
    return made({ ...(asked === undefined ? {} : { access: asked }), ...(prefix === undefined ? {} : { prefix }) });
  }

  #make(scope: Construct, { name, props, offer }: Offered): Link | LinkMaker {
    return offer.link({ scope, name, props, network: this.network });
  }

  #unknown(use: string): Told {
    const all = this.offered.map(({ kind, name }) => `${kind}.${name}`);
    const [kind = ""] = use.split(".");
    const meant = closest(use, all) ?? all.find((one) => one.endsWith(`.${use}`));
    const sections = this.kinds.filter((one) => one.kind === kind).map(({ section }) => section);
    const added = `add it to the section ${sections.join(" or ")}`;
    const released = this.released.find((place) => place.split("/").slice(1, 3).join(".") === use);
    const like = all.filter((one) => one.startsWith(`${kind}.`));
    const renamed = like.length > 0 && like.length <= MOST_LIKE ? `name ${like.join(" or ")} if it was renamed, ` : "";
    return {
      code: "USE_UNKNOWN",
      message: "No stack of the environment offers this.",
      found: released === undefined ? `"${use}"` : `"${use}", which released lets go of`,
      expected: all.length > 0 ? `one of ${all.join(", ")}` : "nothing: no section of the environment offers anything",
      fix: released
        ? `take it out, and name its ARN in permissions where it is still used; or take ${released} out of released, and ${added}`
        : meant
          ? `did you mean "${meant}"?`
          : sections.length > 0
            ? `${renamed}${added}, or take it out`
            : "take it out",
    };
  }
}

function awaited(use: string, { found, fix }: WhyAway): Told {
  return {
    code: "USE_AWAY",
    message: "The section offers this, and the environment does not have its stack yet.",
    found: `"${use}", and ${found}`,
    expected: "what stacks offer that are there",
    fix: `${fix}; until then take it out`,
  };
}

/** What is used, written in full. */
export function optionsOf(use: Use): UseOptions {
  return typeof use === "string" ? { name: use } : use;
}

function checkForm(
  text: string | undefined,
  { pattern, ...told }: (typeof USE_FORMS)[keyof typeof USE_FORMS],
  at: string,
  problems: Problems,
): void {
  if (text !== undefined && !pattern.test(text)) problems.add(at, { ...told, found: JSON.stringify(text) });
}

/** Whether something may be used in the way that is asked for. */
function isOffered({ offer: { accesses = [], prefixes = false } }: Offered, { access, prefix }: UseOptions): boolean {
  return (access === undefined || accesses.includes(access)) && (prefix === undefined || prefixes);
}

function checkAsked(
  { kind, offer }: Offered,
  { access, prefix }: UseOptions,
  place: (key: string) => string,
  problems: Problems,
): void {
  const { accesses = [], prefixes = false } = offer;
  if (access !== undefined && !accesses.includes(access)) {
    const meant = closest(access, accesses);
    problems.add(place("access"), {
      code: "USE_ACCESS_UNKNOWN",
      message: "What is used cannot be used in this way.",
      found: `"${access}"`,
      expected: accesses.length > 0 ? `one of ${accesses.join(", ")}` : `no access: ${kind} are used in one way`,
      fix: accesses.length === 0 ? "leave out access" : meant ? `did you mean "${meant}"?` : "use one of these",
    });
  }
  if (prefix === undefined || prefixes) return;
  problems.add(place("prefix"), {
    code: "USE_PREFIX_NOT_TAKEN",
    message: "What is used cannot be narrowed by a prefix.",
    found: `"${prefix}"`,
    expected: `no prefix: ${kind} have no parts that are named so`,
    fix: "leave out prefix",
  });
}

/** A stack that is handed nothing, made by hand. */
export function noOffers(network: NetworkProps): Offers {
  return new Offers(network, [], []);
}
