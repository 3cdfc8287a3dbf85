import { Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { quotaOf } from "../../core/environments/environment-quotas";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkExemptionReason, type ExemptionReason } from "../../core/environments/exemptions";
import type { Problem, Problems } from "../../core/errors";
import type { ITier } from "../../network/network.types";
import { checkReach } from "../../network/network-acls/network-acl-reach";
import { areInternet } from "../../network/wide-ranges";
import { rangesOf } from "../../security-groups/peer-ranges";
import { APPLICATION_BALANCER, checkBalancer, checkCertificateRegions } from "../balancer-parts";
import type { ApplicationLoadBalancerProps, LoadBalancerEntry, LoadBalancerScheme } from "../load-balancer.types";
import { checkTlsPolicy } from "../tls-policies";
import { checkListenerOptions, checkPlainListener } from "./http-listener-checks";
import { checkVpcOrigin } from "./vpc-origin-checks";

/** `CreateLoadBalancer`, Elastic Load Balancing API Reference, as of 2026-11: each subnet of `dualstack` has an IPv6 range. */
const WITHOUT_IPV6: Omit<Problem, "path"> = {
  code: "BALANCER_WITHOUT_IPV6",
  message: "The balancer would have addresses of IPv6 in subnets that have none.",
  found: 'addressType: "dualstack" in a network without IPv6',
  expected: "a network with IPv6",
  fix: "set ipv6: true of the network, or leave addressType out",
};

/** What is decided before the first resource is made. */
export interface BalancerPlan {
  readonly tier: ITier;
  readonly scheme: LoadBalancerScheme;
  readonly entry: LoadBalancerEntry;
}

/**
 * Checks the properties of a balancer and decides where it lies.
 *
 * @throws GroundplanError with everything that is wrong
 */
export function planBalancer(
  balancer: Construct,
  props: ApplicationLoadBalancerProps,
  problems: Problems,
): BalancerPlan {
  const { network, addressType } = props;
  const scheme = props.scheme ?? "internet-facing";
  const entry = props.entry ?? (scheme === "internal" ? [] : "internet");
  const tier = checkBalancer(APPLICATION_BALANCER, props, scheme, problems);
  checkEntry(scheme, entry, problems);
  if (scheme === "internal" && entry === "cloudfront") {
    checkVpcOrigin(network, tier, EnvironmentStack.of(balancer).environment.region, problems);
  }
  if (addressType === "dualstack" && !network.ipv6) problems.add("addressType", WITHOUT_IPV6);
  else if (tier && scheme === "internet-facing") checkClientsReach(balancer, tier, props, entry, problems);
  checkTls(balancer, props, problems);
  checkProtection(balancer, props, scheme, entry, problems);
  checkMainListener(balancer, props, entry, problems);
  problems.throwIfAny();
  if (!tier) throw new Error("a balancer without a tier and without a problem");
  return { tier, scheme, entry };
}

/** The network ACL has to let the requests in. A listener of 80 that only sends them on is not worth a refusal. */
function checkClientsReach(
  balancer: IConstruct,
  tier: ITier,
  { certificate, addressType, httpListener }: ApplicationLoadBalancerProps,
  entry: LoadBalancerEntry,
  problems: Problems,
): void {
  const everybody = addressType === "dualstack" ? ["0.0.0.0/0", "::/0"] : ["0.0.0.0/0"];
  const clients: readonly (string | undefined)[] =
    entry === "internet"
      ? everybody
      : entry === "cloudfront"
        ? [undefined]
        : entry.flatMap((peer) => rangesOf(balancer, peer)).filter((range) => !Token.isUnresolved(range));
  const ports = [...(certificate ? [443] : []), ...(!certificate || typeof httpListener === "object" ? [80] : [])];
  for (const from of clients) {
    for (const port of ports) {
      const reach = { protocol: "tcp", port, ...(from === undefined ? {} : { from }) } as const;
      checkReach(tier, reach, "clients of the load balancer", problems, "entry");
    }
  }
}

function checkEntry(scheme: LoadBalancerScheme, entry: LoadBalancerEntry, problems: Problems): void {
  if (scheme !== "internal" || entry !== "internet") return;
  problems.add("entry", {
    code: "BALANCER_ENTRY",
    message: "An internal balancer has no public address: the internet does not reach it.",
    found: `entry: "${entry}" with scheme: "internal"`,
    expected: 'peers that are in the VPC or connected to it, or "cloudfront"',
    fix: "leave entry out and allow groups: balancer.connections.allowFrom(app, Port.tcp(443), …)",
  });
}

function checkTls(balancer: Construct, props: ApplicationLoadBalancerProps, problems: Problems): void {
  const { certificate, moreCertificates = [], plainHttp } = props;
  if (!certificate && !plainHttp) {
    problems.add("certificate", {
      code: "CERTIFICATE_MISSING",
      message: "A balancer without a certificate would speak plain HTTP.",
      found: "neither certificate nor plainHttp",
      expected: "a certificate; or, where there is no domain yet, plainHttp with the reason",
      fix: 'make one with new Certificate(…), or write plainHttp: { reason: "…" }',
    });
  }
  checkCertificateRegions(balancer, [certificate, ...moreCertificates].filter(isThere), "certificate", problems);
  const most = quotaOf(balancer, "certificatesPerLoadBalancer");
  if (moreCertificates.length > most) {
    problems.add("moreCertificates", {
      code: "CERTIFICATES_TOO_MANY",
      message: "The balancer has more certificates than AWS allows the account.",
      found: `${moreCertificates.length} besides the first`,
      expected: `at most ${most}`,
      fix:
        "put several names, or a wildcard, into one certificate, or have the quota raised and set " +
        "quotas.certificatesPerLoadBalancer of the environment",
    });
  }
  checkTlsPolicy(props.sslPolicy, "sslPolicy", problems);
}

/** What a protected environment asks for beyond the others: rules ALB-03, ALB-04 and ALB-08. */
function checkProtection(
  balancer: IConstruct,
  props: ApplicationLoadBalancerProps,
  scheme: LoadBalancerScheme,
  entry: LoadBalancerEntry,
  problems: Problems,
): void {
  const { name, protect } = EnvironmentStack.of(balancer).environment;
  const { plainHttp, withoutWebAcl, webAcl } = props;
  if (plainHttp) checkExemptionReason(plainHttp.reason, "plainHttp.reason", problems);
  if (withoutWebAcl) checkExemptionReason(withoutWebAcl.reason, "withoutWebAcl.reason", problems);
  if (webAcl && webAcl.scope !== "REGIONAL") {
    problems.add("webAcl", {
      code: "WEB_ACL_SCOPE",
      message: "A web ACL of scope CLOUDFRONT can be used at distributions only.",
      found: `scope ${webAcl.scope}`,
      expected: "scope REGIONAL",
      fix: 'make one with scope: "REGIONAL" for the balancer',
    });
  }
  if (!protect) return;
  if (plainHttp) {
    problems.add("plainHttp", {
      code: "PLAIN_HTTP_PROTECTED",
      message: "A protected environment does not serve plain HTTP: everybody on the way could read and change it.",
      found: `plainHttp in ${name}: ${plainHttp.reason}`,
      expected: "a certificate",
      fix: "declare the environment's domain and give the balancer a certificate for it",
    });
  }
  if (!props.accessLogs) {
    problems.add("accessLogs", {
      code: "ACCESS_LOGS_MISSING",
      message:
        "A balancer of a protected environment needs an access log: without it nobody can tell who asked for what.",
      found: "no accessLogs",
      expected: "a bucket",
      fix: "make a Bucket without a KMS key and with expireDays, and pass it as accessLogs",
    });
  }
  const isDirect = scheme === "internet-facing" && admitsInternet(balancer, entry);
  if (isDirect && !webAcl && !withoutWebAcl) {
    problems.add("webAcl", {
      code: "WEB_ACL_MISSING",
      message: "The internet connects to a balancer of a protected environment without a web application firewall.",
      found: "no webAcl",
      expected: "a web ACL of scope REGIONAL, or a written reason",
      fix: 'pass a WebAcl as webAcl, put CloudFront in front (entry: "cloudfront"), or write withoutWebAcl: { reason: "…" }',
    });
  }
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/** The listener that rules hang on, and port 80 beside it. */
function checkMainListener(
  balancer: IConstruct,
  props: ApplicationLoadBalancerProps,
  entry: LoadBalancerEntry,
  problems: Problems,
): void {
  const { certificate, defaultAction, authenticates = defaultAction?.authenticate !== undefined } = props;
  const [port, protocol] = certificate ? ([443, "HTTPS"] as const) : ([80, "HTTP"] as const);
  checkListenerOptions(props, { port, protocol, authenticates, tlsHeaders: props.tlsHeaders }, "", problems);
  if (props.wafFailOpen) checkFailOpen(props.wafFailOpen, props, problems);
  const { httpListener } = props;
  if (httpListener === undefined || typeof httpListener === "string") return;
  if (entry === "cloudfront") {
    problems.add("httpListener", {
      code: "HTTP_LISTENER_CLOUDFRONT",
      message: "CloudFront alone connects to the balancer, by HTTPS: nobody would reach port 80.",
      found: 'httpListener with entry: "cloudfront"',
      expected: "one of the two",
      fix: "leave httpListener out; the distribution redirects by itself",
    });
  }
  checkPlainListener(balancer, httpListener, "httpListener", problems);
  const plain = { port: 80, protocol: "HTTP", authenticates } as const;
  checkListenerOptions(httpListener, plain, "httpListener", problems);
}

function checkFailOpen(
  { reason }: ExemptionReason,
  { webAcl }: ApplicationLoadBalancerProps,
  problems: Problems,
): void {
  checkExemptionReason(reason, "wafFailOpen.reason", problems);
  if (webAcl) return;
  problems.add("wafFailOpen", {
    code: "WAF_FAIL_OPEN_UNUSED",
    message: "There is no web ACL that requests could go past.",
    found: "wafFailOpen without webAcl",
    expected: "wafFailOpen only with webAcl",
    fix: "pass a WebAcl as webAcl, or leave wafFailOpen out",
  });
}

function admitsInternet(balancer: IConstruct, entry: LoadBalancerEntry): boolean {
  if (typeof entry === "string") return entry === "internet";
  return areInternet(entry.flatMap((peer) => rangesOf(balancer, peer)));
}
