import type { Problem, Problems } from "../../constructs/core/errors";
import { authenticatesOf, listenersOf } from "./edge-contract";
import type { EdgeListenerProps } from "./edge-listener.types";
import type { EdgeProps } from "./edge-stack.types";

/**
 * Adds what is wrong with what is told of an edge's balancer, in the words of the configuration: `TLS_WITHOUT_DOMAIN`,
 * `CONNECTION_LOGS_WITHOUT_BUCKET`, `WAF_FAIL_OPEN_UNUSED`, `EDGE_ENTRY_DISTRIBUTION`, `AUTHENTICATION_WITHOUT_TLS`,
 * `AUTHENTICATION_UNREACHABLE`, `DEFAULT_ACTION_FORM`, `LISTENER_PLAIN_WITH_TLS`, `LISTENER_CERTIFICATE_MISSING`. What the balancer refuses, it says itself.
 */
export function checkEdgeBalancer(props: EdgeProps, problems: Problems): void {
  checkTlsOptions(props, problems);
  checkConnectionLogs(props, problems);
  checkFailOpen(props, problems);
  checkEntry(props, problems);
  checkActions(props, problems);
  checkLogins(props, problems);
  for (const [name, listener] of Object.entries(props.loadBalancer?.listeners ?? {})) {
    checkCertificates(`loadBalancer.listeners.${name}`, listener, problems);
  }
}

/** Whether what a balancer refuses has been told in the words of the configuration: by its code, or at its place. */
export function isTold({ code, path }: Problem, told: readonly Problem[]): boolean {
  const [construct = "", property = ""] = path.split(" › ");
  const section = construct.endsWith("/network-load-balancer") ? "networkLoadBalancer" : "loadBalancer";
  const place = `${section}.${property.replace(/^listener "([^"]*)"/, "listeners.$1")}`;
  return told.some((one) => {
    const [, other = ""] = one.path.split(" › ");
    return one.code === code || other === place || place.startsWith(`${other}.`) || other.startsWith(`${place}.`);
  });
}

/** What a balancer has for HTTPS alone, each with what would not hold without it. */
const TLS_OPTIONS = ["sslPolicy", "httpListener", "requestHeaderNames", "mutualTls", "moreCertificates"] as const;

/** Without a domain there is no TLS. */
function checkTlsOptions({ domain, loadBalancer = {} }: EdgeProps, problems: Problems): void {
  if (domain) return;
  for (const name of TLS_OPTIONS.filter((option) => loadBalancer[option] !== undefined)) {
    problems.add(`loadBalancer.${name}`, {
      code: "TLS_WITHOUT_DOMAIN",
      message: "The balancer speaks plain HTTP, so that nothing of TLS would hold.",
      found: `${JSON.stringify(loadBalancer[name])} without a domain`,
      expected: `no ${name}, or an edge with a domain`,
      fix: `take ${name} away, or declare the domain`,
    });
  }
}

/** Both logs of the balancer lie in one bucket. */
function checkConnectionLogs({ accessLogDays, loadBalancer }: EdgeProps, problems: Problems): void {
  if (!loadBalancer?.connectionLogs || accessLogDays !== false) return;
  problems.add("loadBalancer.connectionLogs", {
    code: "CONNECTION_LOGS_WITHOUT_BUCKET",
    message: "There is no bucket for the connection log: it lies in that of the access log.",
    found: "connectionLogs: true with accessLogDays: false",
    expected: "one of the two",
    fix: "remove accessLogDays, which keeps both for 90 days, or connectionLogs",
  });
}

/** Behind a distribution the web ACL stands there, and does not fail open. */
function checkFailOpen({ webAcl, distribution, loadBalancer }: EdgeProps, problems: Problems): void {
  if (!loadBalancer?.wafFailOpen || (webAcl !== false && !distribution)) return;
  problems.add("loadBalancer.wafFailOpen", {
    code: "WAF_FAIL_OPEN_UNUSED",
    message: "The balancer has no web ACL that requests could go past.",
    found: `wafFailOpen with ${webAcl === false ? "webAcl: false" : "a distribution, which has the web ACL"}`,
    expected: "wafFailOpen only where the web ACL is the balancer's",
    fix: "remove wafFailOpen",
  });
}

function checkEntry({ distribution, loadBalancer }: EdgeProps, problems: Problems): void {
  if (!distribution || !loadBalancer?.entry) return;
  problems.add("loadBalancer.entry", {
    code: "EDGE_ENTRY_DISTRIBUTION",
    message: "CloudFront alone connects to the balancer, so that nobody goes past the distribution.",
    found: `${loadBalancer.entry.join(", ") || "an empty list"} with a distribution`,
    expected: "one of the two",
    fix: "remove entry, or the distribution; a further listener in loadBalancer.listeners may have an entry of its own",
  });
}

function checkActions({ loadBalancer = {} }: EdgeProps, problems: Problems): void {
  const { defaultAction, httpListener, listeners = {} } = loadBalancer;
  const actions = [
    ["defaultAction", defaultAction] as const,
    ["httpListener.defaultAction", typeof httpListener === "object" ? httpListener.defaultAction : undefined] as const,
    ...Object.entries(listeners).map(([name, listener]) => {
      return [`listeners.${name}.defaultAction`, listener.defaultAction] as const;
    }),
  ];
  for (const [at, action] of actions) {
    if (!action || (action.redirect === undefined) !== (action.respond === undefined)) continue;
    const isTwice = action.redirect !== undefined;
    problems.add(`loadBalancer.${at}`, {
      code: "DEFAULT_ACTION_FORM",
      message: isTwice
        ? "Requests cannot be both redirected and answered."
        : "Nothing says what happens to the requests.",
      found: isTwice ? "redirect and respond" : "neither redirect nor respond",
      expected: "one of redirect and respond",
      fix: isTwice ? "leave out respond, or redirect" : "add respond: { status: 404 }, or a redirect",
    });
  }
}

/** Users log in by HTTPS, at a balancer that reaches the identity provider. */
function checkLogins(props: EdgeProps, problems: Problems): void {
  const { domain, loadBalancer = {} } = props;
  const listeners = listenersOf(props);
  const asked = [
    ["loadBalancer", loadBalancer.defaultAction, domain !== undefined] as const,
    ...Object.entries(loadBalancer.listeners ?? {}).map(([name, { defaultAction }]) => {
      const isTls = (listeners[name]?.certificateNames ?? []).length > 0;
      return [`loadBalancer.listeners.${name}`, defaultAction, isTls] as const;
    }),
  ];
  for (const [at, action, isTls] of asked) {
    if (!action?.authenticate) continue;
    if (!isTls) {
      problems.add(`${at}.defaultAction.authenticate`, {
        code: "AUTHENTICATION_WITHOUT_TLS",
        message: "Users cannot log in over plain HTTP: AWS allows it on HTTPS listeners only.",
        found: "authenticate, and a listener that speaks plain HTTP",
        expected: "a listener that speaks HTTPS",
        fix: domain ? "remove plainHttp, or authenticate" : "give the edge its domain, or remove authenticate",
      });
    } else if (!authenticatesOf(props)) {
      problems.add(`${at}.defaultAction.authenticate`, {
        code: "AUTHENTICATION_UNREACHABLE",
        message: "The balancer does not reach an identity provider: its security group lets it out to targets only.",
        found: "authenticate, and loadBalancer.authenticates: false",
        expected: "authenticates left out, or true",
        fix: "remove edge.loadBalancer.authenticates, which is true where a default action asks for a login",
      });
    }
  }
}

function checkCertificates(at: string, listener: EdgeListenerProps, problems: Problems): void {
  const { plainHttp, certificate, moreCertificates } = listener;
  const tls = (["certificate", "moreCertificates", "sslPolicy", "requestHeaderNames", "mutualTls"] as const).filter(
    (name) => listener[name] !== undefined,
  );
  const [first] = tls;
  if (plainHttp && first) {
    problems.add(`${at}.${first}`, {
      code: "LISTENER_PLAIN_WITH_TLS",
      message: "The listener speaks plain HTTP, so that nothing of TLS would hold.",
      found: `${tls.join(", ")} with plain HTTP`,
      expected: "one of the two",
      fix: `remove plainHttp, or ${tls.join(", ")}`,
    });
  } else if (moreCertificates && !certificate) {
    problems.add(`${at}.moreCertificates`, {
      code: "LISTENER_CERTIFICATE_MISSING",
      message: "The listener has further certificates of its own, and none for clients that name no host.",
      found: "moreCertificates without certificate",
      expected: "both, or neither",
      fix: "write the one for clients that name no host into certificate, or put them all into loadBalancer.moreCertificates",
    });
  }
}
