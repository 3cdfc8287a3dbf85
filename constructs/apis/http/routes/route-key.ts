import { hashOf } from "../../../core/names/naming";

/** The route that takes what no other one takes. */
export const DEFAULT_ROUTE = "$default";

/** The stage without a name in its address. */
export const DEFAULT_STAGE = "$default";

const METHODS = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const SEGMENT = /^([A-Za-z0-9._~:@!$&'()*+,;=%-]+|\{[A-Za-z0-9._-]+\})$/;
const GREEDY = /^\{[A-Za-z0-9._-]+\+\}$/;

/**
 * Whether API Gateway takes it as the key of a route: `$default`, or a method and a path (Amazon API Gateway Developer Guide, "Create routes
 * for HTTP APIs in API Gateway", as of 2026-11).
 */
export function isRouteKey(key: string): boolean {
  if (key === DEFAULT_ROUTE) return true;
  const [method = "", path = "", ...more] = key.split(" ");
  if (more.length > 0 || !METHODS.includes(method) || !path.startsWith("/")) return false;
  if (path === "/") return true;
  const segments = path.slice(1).split("/");
  return segments.every((segment, index) =>
    index === segments.length - 1 && GREEDY.test(segment) ? true : SEGMENT.test(segment),
  );
}

/** The key with its parameters unnamed: two routes that have the same one take the same requests. */
export function routeShape(key: string): string {
  return key.replace(/\{[^}+]*(\+?)\}/g, "{$1}");
}

/** What a route is called in ids: readable, and different for different keys. */
export function routeId(key: string): string {
  const plain = key.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return /^[A-Z]+(?: \/[A-Za-z0-9]+)?$/.test(key) ? plain : `${plain.slice(0, 40)}-${hashOf(key)}`;
}

/**
 * The part of an ARN behind the id of the API that requests of a route have, in policies (Amazon API Gateway Developer Guide, "Control access
 * for invoking an API": stage, method and path, with `*` for what is not said; for HTTP APIs as of 2026-11).
 */
export function routeResource(stage: string, key: string): string {
  if (key === DEFAULT_ROUTE) return `${stage}/*`;
  const [method = "", path = ""] = key.split(" ");
  return `${stage}/${method === "ANY" ? "*" : method}${path.replace(/\{[^}]*\}/g, "*")}`;
}
