import { closest, distance } from "fastest-levenshtein";
import { covers } from "../../constructs/certificates/covers";
import { fargateTaskSize } from "../../constructs/compute/fargate-sizes";
import { Problems } from "../../constructs/core/errors";
import { authenticatesOf, coveredNames, listenersOf } from "../edge/edge-contract";
import type { EdgeProps } from "../edge/edge-stack.types";
import type { Offers } from "../sections/offers";
import type { ServiceExposure, ServiceSpec } from "../services/service-spec.types";
import { checkCalls } from "./ecs-calls";
import type { EcsProps } from "./ecs-stack.types";

/** An image by its name alone, without a registry: `api:1.4.2`, `api@sha256:…`, `api`. */
export const BARE_IMAGE = /^([^/:@]+)(?::([^/:@]+)|@([^/@]+))?$/;

/**
 * Adds what is wrong with the repositories and services of an environment, at the paths of their constructs:
 * `REPOSITORY_TWICE`, `IMAGE_REPOSITORY_UNKNOWN`, `EXPOSE_WITHOUT_PORT`, `HOST_WITHOUT_DOMAIN`, `HOST_OUTSIDE_DOMAIN`,
 * `LISTENER_UNKNOWN`, `HOST_OUTSIDE_LISTENER`, `AUTHENTICATION_WITHOUT_TLS`, `AUTHENTICATION_UNREACHABLE`, `EXPOSE_PATHS`, `ECS_WITHOUT_EDGE`, `SERVICES_SAME_HOST`,
 * `SERVICES_SAME_PATH`, and those of its calls and of what it uses.
 *
 * @param path path of the stack
 */
export function checkEcs(
  path: string,
  props: EcsProps,
  edge: EdgeProps | undefined,
  offers: Offers,
  problems: Problems,
): void {
  const { repositories = [], services } = props;
  const twice = repositories.filter((name, index) => repositories.indexOf(name) !== index);
  for (const name of new Set(twice)) {
    problems.add("repositories", {
      code: "REPOSITORY_TWICE",
      message: "Two repositories have the same name.",
      found: `"${name}" more than once`,
      expected: "every name once",
      fix: "remove one of them",
    });
  }
  for (const [name, spec] of Object.entries(services)) {
    const found = new Problems(`${path}/services/${name}`);
    checkImage(spec.image, repositories, found);
    checkCalls(name, spec, services, found);
    offers.check(spec.uses, "uses", found);
    for (const [sidecar, { uses }] of Object.entries(spec.sidecars ?? {})) {
      offers.check(uses, `sidecars.${sidecar}.uses`, found);
    }
    if (spec.expose) checkExposure(spec, spec.expose, edge, found);
    const rival = edge && rivalOf(name, services, edge);
    if (edge && rival) addRival(name, rival, services, edge, found);
    problems.addAll(found.list);
  }
}

/** Adds `FARGATE_CPU_UNKNOWN` and `FARGATE_MEMORY_MISMATCH` where no service is made, which would tell them itself. */
export function checkSizes(path: string, { services }: EcsProps, problems: Problems): void {
  for (const [name, spec] of Object.entries(services)) {
    const found = new Problems(`${path}/services/${name}`);
    fargateTaskSize(spec, found);
    problems.addAll(found.list);
  }
}

/** The first service before this one that the edge would send the same requests to. */
function rivalOf(name: string, services: EcsProps["services"], edge: EdgeProps): string | undefined {
  const names = Object.keys(services);
  return names.slice(0, names.indexOf(name)).find((other) => {
    const [one, two] = [services[name]?.expose, services[other]?.expose];
    if (!one || !two || hostOf(one) !== hostOf(two)) return false;
    // Without a host there is no record, and each listener has paths of its own.
    if (one.listener !== two.listener && (one.host === undefined || edge.distribution)) return false;
    // Without a distribution each host has a record, and that belongs to one service.
    if (one.host !== undefined && !edge.distribution) return true;
    return pathsOf(one).some((path) => pathsOf(two).includes(path));
  });
}

function hostOf({ host }: ServiceExposure): string | undefined {
  return host?.toLowerCase();
}

function pathsOf({ paths = ["/*"] }: ServiceExposure): readonly string[] {
  return paths;
}

function addRival(
  name: string,
  rival: string,
  services: EcsProps["services"],
  edge: EdgeProps,
  problems: Problems,
): void {
  const host = services[name]?.expose?.host;
  if (host !== undefined) {
    problems.add("expose.host", {
      code: "SERVICES_SAME_HOST",
      message: "Two services answer to the same host.",
      found: `"${host}" of ${name} and of ${rival}`,
      expected: edge.distribution
        ? "a host, or paths, that no other service has"
        : "a host of its own for each service",
      fix: `give ${name} another host, such as ${name}.${edge.domain?.name ?? "example.com"}, or take its expose away`,
    });
  } else {
    problems.add(services[name]?.expose?.paths ? "expose.paths" : "expose", {
      code: "SERVICES_SAME_PATH",
      message: "Two services answer to the same path of every host.",
      found: `${pathsOf(services[name]?.expose ?? {}).join(", ")} of ${name} and of ${rival}`,
      expected: "a path, or a host, that no other service has",
      fix: `give ${name} another path, such as paths: [/${name}/*], or take its expose away`,
    });
  }
}

/** A registry is named, because an image of another's that happens to have the name of ours would run without a word. */
function checkImage(image: string, repositories: readonly string[], problems: Problems): void {
  const [, name] = BARE_IMAGE.exec(image) ?? [];
  if (name === undefined || repositories.includes(name)) return;
  const near = repositories.length > 0 ? closest(name, [...repositories]) : undefined;
  const meant = near !== undefined && distance(near, name) <= 2 ? near : undefined;
  problems.add("image", {
    code: "IMAGE_REPOSITORY_UNKNOWN",
    message: "The image names neither a registry nor one of the environment's repositories.",
    found: `"${image}"`,
    expected: repositories.length > 0 ? `a registry, or one of ${repositories.join(", ")}` : "a registry",
    fix: meant
      ? `did you mean "${image.replace(name, meant)}"?`
      : `add "${name}" to repositories; an image of Docker Hub is docker.io/library/${image}`,
  });
}

function checkExposure(
  { port }: ServiceSpec,
  { listener, host, paths, authenticate }: ServiceExposure,
  edge: EdgeProps | undefined,
  problems: Problems,
): void {
  if (!edge) {
    problems.add("expose", {
      code: "ECS_WITHOUT_EDGE",
      message: "The service is exposed, and the environment has no edge that requests could come in by.",
      found: "expose without edge",
      expected: "an edge, or a service that nobody reaches from outside",
      fix: "declare edge, or take expose away",
    });
  }
  if (port === undefined) {
    problems.add("expose", {
      code: "EXPOSE_WITHOUT_PORT",
      message: "The service is exposed, and nothing says where it listens.",
      found: "expose without port",
      expected: "the port that the application listens on",
      fix: "add port, such as port: 8080",
    });
  }
  const place = edge && placeOf(listener, edge);
  if (edge && !place) addUnknownListener(listener ?? "", edge, problems);
  if (edge && place && host !== undefined) checkHost(host, place, edge, problems);
  if (edge && place && authenticate) checkLogin(place, edge, problems);
  checkPaths(host, paths, problems);
}

/** The listener that a service hangs below. */
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

function checkHost(host: string, { listener, certificateNames }: Place, edge: EdgeProps, problems: Problems): void {
  const { domain } = edge;
  if (!domain && certificateNames.length === 0) {
    problems.add("expose.host", {
      code: "HOST_WITHOUT_DOMAIN",
      message: "The edge has no domain, so the name would lead nowhere.",
      found: `"${host}"`,
      expected: "no host, or an edge with a domain",
      fix: "give the edge its domain, or leave out host: requests are then taken whatever their host is",
    });
  } else if (listener !== undefined && certificateNames.length > 0 && !covers(certificateNames, host)) {
    problems.add("expose.host", {
      code: "HOST_OUTSIDE_LISTENER",
      message: "The host is not one that the listener has a certificate for.",
      found: `"${host}"`,
      expected: `a host that ${certificateNames.join(", ")} covers`,
      fix: `take one of these, or give "${listener}" a certificate for the host in edge.loadBalancer.listeners`,
    });
  } else if (listener === undefined && domain && !covers(certificateNames, host)) {
    problems.add("expose.host", {
      code: "HOST_OUTSIDE_DOMAIN",
      message: "The host is not one that the edge has a certificate for.",
      found: `"${host}"`,
      expected: `${domain.name}, or one part in front of it`,
      fix: `for example "${host.split(".")[0]}.${domain.name}"`,
    });
  }
}

function checkPaths(host: string | undefined, paths: readonly string[] | undefined, problems: Problems): void {
  if (paths === undefined || paths.length === 1 || (paths.length > 1 && host !== undefined)) return;
  problems.add("expose.paths", {
    code: "EXPOSE_PATHS",
    message: paths.length === 0 ? "No path is left for the service." : "Several paths belong to a host.",
    found: paths.length === 0 ? "an empty list" : `${paths.join(", ")} and no host`,
    expected: host === undefined ? "one path, or none for every path" : "one path or more, or none for every path",
    fix: paths.length === 0 ? "leave out paths, or name one" : "name the host, or leave only one path",
  });
}
