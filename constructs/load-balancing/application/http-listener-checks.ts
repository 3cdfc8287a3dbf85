import { Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { ICertificate } from "../../certificates/certificate.types";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkExemptionReason, type ExemptionReason } from "../../core/environments/exemptions";
import type { Problem, Problems } from "../../core/errors";
import { checkRanges } from "../../core/shapes/check-ranges";
import type { ITier } from "../../network/network.types";
import { checkReach } from "../../network/network-acls/network-acl-reach";
import { areInternet } from "../../network/wide-ranges";
import { checkInternetIngress } from "../../security-groups/internet-exposure";
import { rangesOf } from "../../security-groups/peer-ranges";
import { Port } from "../../security-groups/port";
import { checkCertificateRegions } from "../balancer-parts";
import type { LoadBalancerScheme } from "../load-balancer.types";
import { checkAction } from "../rules/rule-actions";
import { checkTlsPolicy } from "../tls-policies";
import { checkAuthentication, type LoginListener } from "./authentication";
import type { HttpListener } from "./http-listener";
import type { AdditionalListenerProps, TlsListenerOptions } from "./http-listener.types";
import { checkRequestHeaderNames, checkResponseHeaders } from "./listener-headers";
import type { MutualTls } from "./listener-headers.types";

/** What a listener is beside its options. */
export interface ListenerFacts extends LoginListener {
  readonly tlsHeaders?: boolean | undefined;
}

/** Checks what every listener can be told. */
export function checkListenerOptions(
  options: TlsListenerOptions,
  listener: ListenerFacts,
  property: string,
  problems: Problems,
): void {
  const at = (name: string) => (property === "" ? name : `${property}.${name}`);
  const { defaultAction, responseHeaders, requestHeaderNames, mutualTls } = options;
  if (defaultAction) {
    checkAction(defaultAction, problems, at("defaultAction"));
    const { authenticate } = defaultAction;
    if (authenticate) checkAuthentication(authenticate, listener, problems, at("defaultAction.authenticate"));
  }
  if (responseHeaders) checkResponseHeaders(responseHeaders, at("responseHeaders"), problems);
  if (requestHeaderNames) {
    const sources = { tlsHeaders: listener.tlsHeaders, mutualTls };
    checkRequestHeaderNames(requestHeaderNames, sources, at("requestHeaderNames"), problems);
  }
  if (mutualTls) checkMutualTls(mutualTls, at("mutualTls"), problems);
}

function checkMutualTls(mutualTls: MutualTls, property: string, problems: Problems): void {
  if (mutualTls.mode !== "verify" || !mutualTls.expiredCertificates) return;
  checkExemptionReason(mutualTls.expiredCertificates.reason, `${property}.expiredCertificates.reason`, problems);
}

/** Checks why a listener speaks plain HTTP beside HTTPS: `EXEMPTION_REASON`, and `PLAIN_HTTP_PROTECTED`. */
export function checkPlainListener(
  balancer: IConstruct,
  { reason }: ExemptionReason,
  property: string,
  problems: Problems,
): void {
  const { name, protect } = EnvironmentStack.of(balancer).environment;
  checkExemptionReason(reason, `${property}.reason`, problems);
  if (!protect) return;
  problems.add(property, {
    code: "PLAIN_HTTP_PROTECTED",
    message: "A protected environment does not serve plain HTTP: everybody on the way could read and change it.",
    found: `${property} in ${name}: ${reason}`,
    expected: "HTTPS alone",
    fix: `leave ${property} out`,
  });
}

/** What a further listener is added to. */
export interface ListeningBalancer {
  readonly authenticates: boolean;
  readonly tlsHeaders: boolean;
  readonly listeners: readonly HttpListener[];
  /** Certificates that the new listener gets; none: plain HTTP. */
  readonly certificates: readonly ICertificate[];
  readonly scheme: LoadBalancerScheme;
  readonly tier: ITier;
}

/**
 * Checks a listener that is added: `LISTENER_PORT_CLASH`, `LISTENER_NAME_TWICE`, `NUMBER_OUT_OF_RANGE`, `BALANCER_ENTRY`,
 * `PUBLIC_ENTRY_UNDECLARED` and its kin, `NETWORK_ACL_BLOCKS`, `CERTIFICATE_REGION`,
 * `LISTENER_PLAIN_WITH_TLS`, and what is wrong with its options.
 */
export function checkAdditionalListener(
  balancer: Construct,
  id: string,
  props: AdditionalListenerProps,
  { listeners, certificates, scheme, tier, ...facts }: ListeningBalancer,
  problems: Problems,
): void {
  const property = `listener "${id}"`;
  const protocol = certificates.length > 0 ? "HTTPS" : "HTTP";
  checkRanges("AdditionalListenerProps", props, problems, property);
  checkListenerOptions(props, { ...facts, port: props.port, protocol }, property, problems);
  checkTlsPolicy(props.sslPolicy, `${property}.sslPolicy`, problems);
  checkCertificateRegions(balancer, props.certificates ?? [], `${property}.certificates`, problems);
  if (props.plainHttp) checkPlainListener(balancer, props.plainHttp, `${property}.plainHttp`, problems);
  if (!problems.hasAt(`${property}.port`)) checkEntry(balancer, props, { scheme, tier }, property, problems);
  if (protocol === "HTTP") checkTlsUnused(props, property, problems);
  const same = listeners.find(({ port }) => port === props.port);
  if (!same) {
    checkListenerName(id, listeners, property, problems);
    return;
  }
  problems.add(`${property}.port`, {
    code: "LISTENER_PORT_CLASH",
    message: "The balancer listens on the port already.",
    found: `${props.port}, which is that of the listener "${same.name}"`,
    expected: `a port other than ${listeners.map(({ port }) => port).join(", ")}`,
    fix: "hang a rule on the listener that is there, or choose another port, such as 8443",
  });
}

/** Services choose a listener by its name. */
function checkListenerName(id: string, listeners: readonly HttpListener[], property: string, problems: Problems): void {
  const same = listeners.find(({ name }) => name === id);
  if (!same) return;
  problems.add(property, {
    code: "LISTENER_NAME_TWICE",
    message: "Another listener of the balancer has the name already; rules could not tell the two apart.",
    found: `"${id}", which is the name of port ${same.port}`,
    expected: `a name other than ${listeners.map(({ name }) => name).join(", ")}`,
    fix: "give the listener another name",
  });
}

/** Said where the port is opened: the security group of the balancer is nobody's to declare. */
function checkEntry(
  balancer: Construct,
  { entry = [], port, publicEntry }: AdditionalListenerProps,
  { scheme, tier }: Pick<ListeningBalancer, "scheme" | "tier">,
  property: string,
  problems: Problems,
): void {
  const ranges = entry.flatMap((peer) => rangesOf(balancer, peer));
  if (scheme === "internal" && areInternet(ranges)) {
    problems.add(`${property}.entry`, internalEntry());
    return;
  }
  for (const from of ranges.filter((range) => !Token.isUnresolved(range))) {
    checkReach(tier, { protocol: "tcp", port, from }, "clients of the listener", problems, `${property}.entry`);
  }
  const internet = entry.find((peer) => "label" in peer && areInternet(rangesOf(balancer, peer)));
  if (!internet || !("label" in internet)) return;
  checkInternetIngress(Port.tcp(port), internet.label, publicEntry, problems, `${property}.entry`, "listener");
}

function internalEntry(): Omit<Problem, "path"> {
  return {
    code: "BALANCER_ENTRY",
    message: "An internal balancer has no public address: the internet does not reach it.",
    found: "an entry for the internet at an internal balancer",
    expected: "peers that are in the VPC or connected to it",
    fix: "name the ranges of those who connect, or leave entry out and allow groups",
  };
}

function checkTlsUnused(props: AdditionalListenerProps, property: string, problems: Problems): void {
  const names = (["certificates", "sslPolicy", "requestHeaderNames", "mutualTls"] as const).filter(
    (name) => props[name] !== undefined,
  );
  if (names.length === 0) return;
  problems.add(`${property}.${names[0]}`, {
    code: "LISTENER_PLAIN_WITH_TLS",
    message: "The listener speaks plain HTTP, so that nothing of TLS would hold.",
    found: `${names.join(", ")} with plain HTTP`,
    expected: "one of the two",
    fix: props.plainHttp
      ? `leave plainHttp out, or ${names.join(", ")}`
      : `give the listener certificates, or leave ${names.join(", ")} out`,
  });
}
