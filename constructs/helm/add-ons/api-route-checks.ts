import type { Problems } from "../../core/errors";

/** A way to the Kubernetes API other than straight to its endpoint. */
export interface ApiRoute {
  readonly tunnelPort?: number;
  readonly proxyUrl?: string;
}

/** Schemes of proxies that Kubernetes' client takes (client-go, `rest.Config.Proxy`, by net/http, as of 2026-11). */
const PROXY = /^(https?|socks5h?):\/\/[A-Za-z0-9.-]+(:\d{1,5})?\/?$/;

/** Adds what is wrong with the way to the Kubernetes API: `API_PROXY_INVALID`, `API_ROUTE_TWICE`. */
export function checkApiRoute({ tunnelPort, proxyUrl }: ApiRoute, problems: Problems): void {
  if (proxyUrl === undefined) return;
  if (tunnelPort !== undefined) {
    problems.add("proxyUrl", {
      code: "API_ROUTE_TWICE",
      message: "The Kubernetes API is reached one way.",
      found: "tunnelPort and proxyUrl",
      expected: "one of the two, or neither",
      fix: "leave proxyUrl out",
    });
  }
  if (PROXY.test(proxyUrl)) return;
  problems.add("proxyUrl", {
    code: "API_PROXY_INVALID",
    message: "This is not the address of a proxy.",
    found: `"${proxyUrl}"`,
    expected: "http://, https:// or socks5:// with host and port, and no credentials",
    fix: "for example http://proxy.example.com:3128",
  });
}
