import { closest, distance } from "fastest-levenshtein";
import { holdsReference } from "../../../core/checks/known-at-synth";
import { checkExemptionReason } from "../../../core/environments/exemptions";
import type { Problems } from "../../../core/errors";
import { checkDuration } from "../../../core/texts/durations";
import { checkDomainName } from "../../../dns/domain-name";
import type { HttpApiProps } from "../http-api-props";
import type { HttpRoute } from "./route.types";
import { isRouteKey, routeShape } from "./route-key";
import { privateTargetOf, routeOf, serverNameOf, targetsOf } from "./route-target";

/** Amazon API Gateway Developer Guide, "Quotas for configuring and running an HTTP API in API Gateway", as of 2026-11. */
const TIMEOUT = { least: "1 s", most: "30 s" } as const;
const MOST_ROUTES = 300;
const MOST_SCOPES = 10;

/** Adds `HTTP_API_ROUTE_KEY` for what is no key of a route. */
export function checkRouteKey(key: string, property: string, problems: Problems): boolean {
  if (!holdsReference(key) && isRouteKey(key)) return true;
  problems.add(property, {
    code: "HTTP_API_ROUTE_KEY",
    message: "This is not the key of a route.",
    found: JSON.stringify(key),
    expected: "$default, or a method in capitals, a space, and a path: GET /orders/{id}, ANY /{proxy+}",
    fix:
      meantKey(key) ?? "write the method, a space, and the path from its first slash; {name+} stands at its end alone",
  });
  return false;
}

/** What was meant by `get orders` or `get /orders/:id`, as frameworks write routes. */
function meantKey(key: string): string | undefined {
  const meant = key
    .trim()
    .replace(/^([A-Za-z]+)\s+\/?/, (_, method: string) => `${method.toUpperCase()} /`)
    .replace(/(?<=\/):([A-Za-z]\w*)/g, "{$1}");
  return meant !== key && !holdsReference(meant) && isRouteKey(meant) ? `did you mean "${meant}"?` : undefined;
}

/** Checks what answers, and who may call it. */
export function checkRoutes(props: HttpApiProps, problems: Problems): void {
  const keys = Object.keys(props.routes);
  if (keys.length === 0 || keys.length > MOST_ROUTES) {
    problems.add("routes", {
      code: "HTTP_API_ROUTES",
      message: keys.length === 0 ? "An API without routes answers nothing." : "An API has fewer routes.",
      found: `${keys.length} routes`,
      expected: `1 to ${MOST_ROUTES}`,
      fix:
        keys.length === 0
          ? "add a route, such as GET /orders"
          : "take several paths together, such as ANY /orders/{proxy+}",
    });
  }
  const shapes = new Map<string, string>();
  for (const key of keys) {
    if (!checkRouteKey(key, `routes.${key}`, problems)) continue;
    const other = shapes.get(routeShape(key));
    if (other !== undefined) {
      problems.add(`routes.${key}`, {
        code: "HTTP_API_ROUTE_TWICE",
        message: "Two routes take the same requests: names of parameters tell none apart.",
        found: `${other} and ${key}`,
        expected: "each path once for a method",
        fix: `leave out ${key}`,
      });
    }
    shapes.set(routeShape(key), key);
    checkRoute(key, routeOf(props.routes[key] as HttpRoute), props, problems);
  }
  checkAuthorization(props.authorization, "authorization", props, problems);
}

function checkRoute(key: string, route: HttpRoute, props: HttpApiProps, problems: Problems): void {
  const at = `routes.${key}`;
  checkTarget(at, route, problems);
  checkParameters(key, route, problems);
  checkDuration(route.timeout, TIMEOUT, `${at}.timeout`, problems);
  checkAuthorization(route.authorization, `${at}.authorization`, props, problems);
  checkCaller(at, route, props, problems);
}

function checkTarget(at: string, route: HttpRoute, problems: Problems): void {
  const targets = targetsOf(route);
  if (targets.length !== 1) {
    problems.add(at, {
      code: "HTTP_API_ROUTE_TARGET",
      message: targets.length === 0 ? "Nothing answers the requests of the route." : "More than one answers the route.",
      found: targets.length === 0 ? "no target" : targets.join(" and "),
      expected: "one of function, loadBalancer, listener, service and url",
      fix: targets.length === 0 ? "name what answers, such as function" : `leave out ${targets.slice(1).join(" and ")}`,
    });
  }
  const { url, loadBalancer, host } = route;
  if (url !== undefined && !holdsReference(url) && !/^https:\/\/[^/\s]+(\/\S*)?$/.test(url)) {
    problems.add(`${at}.url`, {
      code: "HTTP_API_URL",
      message: "This is not an address that requests can go on to.",
      found: JSON.stringify(url),
      expected: "https://, a host name, and a path where there is one",
      fix: "write the whole address, with https; what speaks HTTP alone belongs into the network, behind listener",
    });
  }
  checkHost(at, route, problems);
  if (loadBalancer?.listener.protocol !== "HTTPS" || serverNameOf(loadBalancer, host) !== undefined) return;
  problems.add(`${at}.loadBalancer`, {
    code: "HTTP_API_SERVER_NAME",
    message: "Requests go by HTTPS for a name, and the certificates of the balancer have none that is whole.",
    found: loadBalancer.listener.certificateNames.join(", ") || "no names",
    expected: "a name without *",
    fix: "use listener in its place, with the serverName that the certificate covers",
  });
}

function checkHost(at: string, route: HttpRoute, problems: Problems): void {
  const { host } = route;
  if (host === undefined) return;
  if (!holdsReference(host)) checkDomainName(host, `${at}.host`, problems);
  if (privateTargetOf(route) !== undefined) return;
  problems.add(`${at}.host`, {
    code: "HTTP_API_HOST_OUTSIDE",
    message: "A function is asked for no host, and an address says its own.",
    found: `host: "${host}" beside ${targetsOf(route).join(" and ") || "no target"}`,
    expected: "host beside loadBalancer, listener or service",
    fix: "leave out host",
  });
}

function checkParameters(key: string, { url }: HttpRoute, problems: Problems): void {
  const known = [...key.matchAll(/\{([^}+]*)\+?\}/g)].map(([, name]) => name);
  const unknown = [...(url ?? "").replace(/\$\{[^}]*\}/g, "").matchAll(/\{([^}]*)\}/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  problems.add(`routes.${key}.url`, {
    code: "HTTP_API_URL_PARAMETER",
    message: "The address has parameters that the path of the route has not.",
    found: unknown.map((name) => `{${name}}`).join(", "),
    expected: known.length > 0 ? known.map((name) => `{${name}}`).join(", ") : "none: the path has no parameters",
    fix: "name parameters as the route does, without +",
  });
}

function checkCaller(
  at: string,
  route: HttpRoute,
  { authorizers = {}, authorization }: HttpApiProps,
  problems: Problems,
): void {
  const { scopes, public: open } = route;
  if (open) {
    checkExemptionReason(open.reason, `${at}.public.reason`, problems);
    if (route.authorization !== undefined) {
      problems.add(`${at}.public`, {
        code: "HTTP_API_PUBLIC_AUTHORIZATION",
        message: "Everybody may call the route, and somebody is asked for.",
        found: `public beside authorization: "${route.authorization}"`,
        expected: "one of the two",
        fix: "leave out public, or authorization",
      });
    }
  }
  if (scopes === undefined) return;
  const by = open ? "public" : (route.authorization ?? authorization ?? "iam");
  // An authorizer that is not there is told by itself.
  if (by !== "public" && by !== "iam" && !Object.hasOwn(authorizers, by)) return;
  if (by !== "public" && authorizers[by]?.kind === "jwt") {
    if (scopes.length >= 1 && scopes.length <= MOST_SCOPES) return;
    problems.add(`${at}.scopes`, {
      code: "HTTP_API_SCOPES",
      message: "A route asks for some scopes.",
      found: `${scopes.length} scopes`,
      expected: `1 to ${MOST_SCOPES}`,
      fix: scopes.length === 0 ? "leave out scopes" : "ask for a scope that stands for several",
    });
    return;
  }
  problems.add(`${at}.scopes`, {
    code: "HTTP_API_SCOPES_WITHOUT_TOKEN",
    message: "Scopes stand in tokens, and the route asks for none.",
    found: `scopes, and ${by}`,
    expected: "authorization by an authorizer of kind jwt",
    fix: "name an authorizer of kind jwt, or leave out scopes",
  });
}

function checkAuthorization(
  name: string | undefined,
  property: string,
  { authorizers = {} }: HttpApiProps,
  problems: Problems,
): void {
  if (name === undefined || name === "iam" || Object.hasOwn(authorizers, name)) return;
  const names = Object.keys(authorizers).filter((one) => !holdsReference(one));
  const known = ["iam", ...names.sort()];
  problems.add(property, {
    code: "HTTP_API_AUTHORIZER_UNKNOWN",
    message: "The API has no authorizer of this name.",
    found: JSON.stringify(name),
    expected: known.length > 1 ? `one of ${known.join(", ")}` : "iam, for there are no authorizers",
    fix: authorizerFix(name, known, property),
  });
}

/** So many letters are typing errors. */
const MOST_TYPOS = 2;

/** What other tools call it when nobody is asked. */
const NOBODY = ["none", "public", "anonymous"];

function authorizerFix(name: string, known: readonly string[], property: string): string {
  if (NOBODY.includes(name.toLowerCase())) {
    return property === "authorization"
      ? 'leave it out, and say public: { reason: "…" } for each route that everybody may call'
      : 'write public: { reason: "…" } in its place, with a sentence that says why everybody may call the route';
  }
  const meant = closest(name, [...known]);
  return distance(name, meant) <= MOST_TYPOS
    ? `did you mean "${meant}"? Otherwise add it to authorizers`
    : "name one of these, or add it to authorizers";
}
