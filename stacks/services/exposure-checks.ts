import { closest } from "fastest-levenshtein";
import { covers } from "../../constructs/certificates/covers";
import type { Problems } from "../../constructs/core/errors";
import { checkConditions, describeConditions } from "../../constructs/load-balancing/rules/rule-conditions";
import { authenticatesOf, coveredNames, listenersOf } from "../edge/edge-contract";
import type { EdgeProps } from "../edge/edge-stack.types";
import type { ServiceExposure } from "./service-spec.types";

/** What stands below the edge, in the words of messages. */
export type ExposedWord = "service" | "server";

/** Something that may stand below the edge. */
export interface Exposable {
  readonly port?: number;
  readonly expose?: ServiceExposure;
}

/**
 * Adds what is wrong with the exposure of one of several: `ECS_WITHOUT_EDGE` or `SERVERS_WITHOUT_EDGE`, `EXPOSE_WITHOUT_PORT`,
 * `LISTENER_UNKNOWN`, `HOST_WITHOUT_DOMAIN`, `HOST_OUTSIDE_DOMAIN`, `AUTHENTICATION_WITHOUT_TLS`, `AUTHENTICATION_UNREACHABLE`, `EXPOSE_PATHS`,
 * `EXPOSE_WITHOUT_HOST`, `SERVICES_SAME_HOST` and `SERVICES_SAME_PATH`.
 *
 * @param all everything of the stack that may be exposed, by name
 */
export function checkExposures(
  name: string,
  all: Exposables,
  edge: EdgeProps | undefined,
  one: ExposedWord,
  problems: Problems,
): void {
  const { port, expose } = all[name] ?? {};
  if (expose) checkExposure(port, expose, edge, one, problems);
  const rival = edge && rivalOf(name, all, edge);
  if (edge && rival) addRival(name, rival, all, edge, one, problems);
}

type Exposables = Readonly<Record<string, Exposable>>;

/** Another that gets in the way of one. */
interface Rival {
  readonly name: string;
  /** A host of both. */
  readonly host?: string;
  /** Whether the edge would send the same requests to both; otherwise they share the record of the host alone. */
  readonly takesSame: boolean;
}

/** The first before this one that the edge would send the same requests to, or that has the record of the same host. */
function rivalOf(name: string, all: Exposables, edge: EdgeProps): Rival | undefined {
  const names = Object.keys(all);
  for (const other of names.slice(0, names.indexOf(name))) {
    const [one, two] = [all[name]?.expose, all[other]?.expose];
    if (!one || !two || (one.host === undefined) !== (two.host === undefined)) continue;
    const host = hostsOf(one).find((known) => hostsOf(two).includes(known));
    if (one.host !== undefined && host === undefined) continue;
    const takesSame =
      one.listener === two.listener &&
      furtherOf(one) === furtherOf(two) &&
      pathsOf(one).some((path) => pathsOf(two).includes(path));
    // Without a distribution each host has a record, and that belongs to one of them.
    const sharesRecord = host !== undefined && !edge.distribution && one.zone !== "none" && two.zone !== "none";
    if (takesSame || sharesRecord) return { name: other, takesSame, ...(host === undefined ? {} : { host }) };
  }
  return undefined;
}

function hostsOf({ host, otherHosts = [] }: ServiceExposure): readonly string[] {
  return host === undefined ? [] : [host, ...otherHosts].map((one) => one.toLowerCase());
}

function pathsOf({ paths = ["/*"] }: ServiceExposure): readonly string[] {
  return paths;
}

function furtherOf({ conditions = {} }: ServiceExposure): string {
  return describeConditions(conditions);
}

function addRival(
  name: string,
  { name: rival, host, takesSame }: Rival,
  all: Exposables,
  edge: EdgeProps,
  one: ExposedWord,
  problems: Problems,
): void {
  const expose = all[name]?.expose ?? {};
  if (host !== undefined) {
    const others = (expose.otherHosts ?? []).map((other) => other.toLowerCase());
    const at = others.indexOf(host);
    const written = at < 0 ? expose.host : expose.otherHosts?.[at];
    const another = `give ${name} another host, such as ${name}.${edge.domain?.name ?? "example.com"}`;
    problems.add(at < 0 ? "expose.host" : `expose.otherHosts[${at}]`, {
      code: "SERVICES_SAME_HOST",
      message: takesSame ? `Two ${one}s answer to the same host.` : `Two ${one}s have the record of the same host.`,
      found: `"${written}" of ${name} and of ${rival}`,
      expected: takesSame
        ? `a host, paths or conditions that no other ${one} has`
        : `one ${one} that has the record, and zone: none for the others`,
      fix: takesSame
        ? `${another}, or take its expose away`
        : `set zone: none in the expose of ${name}: the record of ${rival} leads to the same balancer; or ${another}`,
    });
  } else {
    problems.add(expose.paths ? "expose.paths" : "expose", {
      code: "SERVICES_SAME_PATH",
      message: `Two ${one}s answer to the same path of every host.`,
      found: `${pathsOf(expose).join(", ")} of ${name} and of ${rival}`,
      expected: `a path, a host or conditions that no other ${one} has`,
      fix: `give ${name} another path, such as paths: [/${name}/*], or take its expose away`,
    });
  }
}

function checkExposure(
  port: number | undefined,
  expose: ServiceExposure,
  edge: EdgeProps | undefined,
  one: ExposedWord,
  problems: Problems,
): void {
  const { listener, host, otherHosts = [], paths, authenticate, conditions } = expose;
  if (!edge) {
    problems.add("expose", {
      code: one === "service" ? "ECS_WITHOUT_EDGE" : "SERVERS_WITHOUT_EDGE",
      message: `The ${one} is exposed, and the environment has no edge that requests could come in by.`,
      found: "expose without edge",
      expected: `an edge, or a ${one} that nobody reaches from outside`,
      fix: "declare edge, or take expose away",
    });
  }
  if (port === undefined) {
    problems.add("expose", {
      code: "EXPOSE_WITHOUT_PORT",
      message: `The ${one} is exposed, and nothing says where it listens.`,
      found: "expose without port",
      expected: "the port that the application listens on",
      fix: "add port, such as port: 8080",
    });
  }
  const place = edge && placeOf(listener, edge);
  if (edge && !place) addUnknownListener(listener ?? "", edge, problems);
  if (edge && place && host !== undefined) {
    checkHost(host, "expose.host", place, edge, problems);
    for (const [index, other] of otherHosts.entries()) {
      checkHost(other, `expose.otherHosts[${index}]`, place, edge, problems);
    }
  }
  if (edge && place && authenticate) checkLogin(place, edge, problems);
  checkPaths(host, paths, one, problems);
  // Here, and not first where the rule is made: a host that is refused has no rule.
  if (conditions && describeConditions(conditions) !== "") checkConditions(conditions, problems, "expose.conditions");
  if (host === undefined) checkWithoutHost(expose, problems);
}

/** Adds `EXPOSE_WITHOUT_HOST` for what only a host has. */
function checkWithoutHost({ otherHosts, zone }: ServiceExposure, problems: Problems): void {
  const found = [...(otherHosts ? ["otherHosts"] : []), ...(zone ? ["zone"] : [])];
  for (const option of found) {
    problems.add(`expose.${option}`, {
      code: "EXPOSE_WITHOUT_HOST",
      message: "This belongs to a host, and no host is named.",
      found: `${option} without host`,
      expected: `a host beside ${option}`,
      fix: `name the host, or leave out ${option}`,
    });
  }
}

/** The listener that one hangs below. */
interface Place {
  /** Absent for the one of the edge itself. */
  readonly listener?: string;
  /** Names of its certificates; none: plain HTTP. */
  readonly certificateNames: readonly string[];
}

function placeOf(listener: string | undefined, edge: EdgeProps): Place | undefined {
  if (listener === undefined) return { certificateNames: coveredNames(edge) };
  const listeners = listenersOf(edge);
  const found = Object.hasOwn(listeners, listener) ? listeners[listener] : undefined;
  return found && { listener, certificateNames: found.certificateNames };
}

function addUnknownListener(listener: string, edge: EdgeProps, problems: Problems): void {
  const names = Object.keys(listenersOf(edge));
  problems.add("expose.listener", {
    code: "LISTENER_UNKNOWN",
    message: "The edge has no further listener of this name.",
    found: `"${listener}"`,
    expected: names.length > 0 ? `one of ${names.join(", ")}` : "no listener: the edge has no further ones",
    fix:
      names.length > 0
        ? `did you mean "${closest(listener, names)}"? Otherwise add it to edge.loadBalancer.listeners`
        : "leave out listener, or add it to edge.loadBalancer.listeners",
  });
}

/** Said in the words of the configuration; the rule would ask for what is done in code. */
function checkLogin({ listener, certificateNames }: Place, edge: EdgeProps, problems: Problems): void {
  if (certificateNames.length === 0) {
    problems.add("expose.authenticate", {
      code: "AUTHENTICATION_WITHOUT_TLS",
      message: "Users cannot log in over plain HTTP: AWS allows it on HTTPS listeners only.",
      found: `authenticate, and ${listener === undefined ? "an edge without a domain" : `"${listener}", which speaks plain HTTP`}`,
      expected: listener === undefined ? "an edge with a domain" : "a listener that speaks HTTPS",
      fix: edge.domain
        ? "leave out listener, or authenticate"
        : "give the edge its domain, or leave authenticate out in this environment",
    });
  } else if (!authenticatesOf(edge)) {
    problems.add("expose.authenticate", {
      code: "AUTHENTICATION_UNREACHABLE",
      message: "The balancer does not reach an identity provider: its security group lets it out to targets only.",
      found: "authenticate, and an edge without loadBalancer.authenticates",
      expected: "authenticates: true in edge.loadBalancer",
      fix: "set edge.loadBalancer.authenticates to true",
    });
  }
}

function checkHost(
  host: string,
  at: string,
  { listener, certificateNames }: Place,
  edge: EdgeProps,
  problems: Problems,
): void {
  const { domain, plainHttp } = edge;
  if (!domain && certificateNames.length === 0) {
    // An edge with neither is told as that.
    if (!plainHttp) return;
    problems.add(at, {
      code: "HOST_WITHOUT_DOMAIN",
      message: "The edge has no domain, so the name would lead nowhere.",
      found: `"${host}"`,
      expected: "no host, or an edge with a domain",
      fix: "give the edge its domain, or leave out host: requests are then taken whatever their host is",
    });
  } else if (listener !== undefined && certificateNames.length > 0 && !covers(certificateNames, host)) {
    problems.add(at, {
      code: "HOST_OUTSIDE_LISTENER",
      message: "The host is not one that the listener has a certificate for.",
      found: `"${host}"`,
      expected: `a host that ${certificateNames.join(", ")} covers`,
      fix: `take one of these, or give "${listener}" a certificate for the host in edge.loadBalancer.listeners`,
    });
  } else if (listener === undefined && domain && !covers(inLowerCase(certificateNames), host)) {
    problems.add(at, {
      code: "HOST_OUTSIDE_DOMAIN",
      message: "The host is not one that the edge has a certificate for.",
      found: `"${host}"`,
      expected: `${domain.name}, or one part in front of it`,
      fix: `for example "${host.split(".")[0]}.${domain.name}"`,
    });
  }
}

/** A domain in upper case is told as that, and not at each host besides. */
function inLowerCase(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

function checkPaths(
  host: string | undefined,
  paths: readonly string[] | undefined,
  one: ExposedWord,
  problems: Problems,
): void {
  if (paths === undefined || paths.length === 1 || (paths.length > 1 && host !== undefined)) return;
  problems.add("expose.paths", {
    code: "EXPOSE_PATHS",
    message: paths.length === 0 ? `No path is left for the ${one}.` : "Several paths belong to a host.",
    found: paths.length === 0 ? "an empty list" : `${paths.join(", ")} and no host`,
    expected: host === undefined ? "one path, or none for every path" : "one path or more, or none for every path",
    fix: paths.length === 0 ? "leave out paths, or name one" : "name the host, or leave only one path",
  });
}
