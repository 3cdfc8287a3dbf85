import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkExemptionReason } from "../core/environments/exemptions";
import { type Problem, Problems } from "../core/errors";
import { checkDomainName } from "../dns/domain-name";
import { areInternet } from "../network/wide-ranges";
import type { Rule } from "../security-groups/rule.types";
import { SecurityGroup } from "../security-groups/security-group";
import type { BucketOrigin, LoadBalancerOrigin, Origin } from "./distribution.types";

/** What an origin is checked against. */
export interface OriginContext {
  readonly stack: EnvironmentStack;
  /** Names that viewers ask for; empty when it is CloudFront's own name only. */
  readonly aliases: readonly string[];
  readonly problems: Problems;
}

/** Checks the origins and their names. */
export function checkOrigins(origins: Readonly<Record<string, Origin>>, context: OriginContext): void {
  for (const [name, origin] of Object.entries(origins)) {
    const property = `origins.${name}`;
    if (!/^[A-Za-z0-9-]{1,128}$/.test(name)) {
      context.problems.add(property, {
        code: "ORIGIN_NAME_INVALID",
        message: "The name of an origin becomes its id.",
        found: `"${name}"`,
        expected: "1 to 128 of letters, digits and -",
        fix: "name it by what it is: app, files",
      });
    }
    if (origin.kind === "load-balancer") checkLoadBalancer(origin, property, context);
    else checkBucket(origin, property, context);
  }
}

function checkLoadBalancer(origin: LoadBalancerOrigin, property: string, context: OriginContext): void {
  const { problems } = context;
  checkWay(origin, property, problems);
  checkSeconds(origin.readTimeoutSeconds, `${property}.readTimeoutSeconds`, problems);
  checkSeconds(origin.keepAliveSeconds, `${property}.keepAliveSeconds`, problems);
  const { hostName } = origin;
  if (hostName !== undefined && !checkDomainName(hostName, `${property}.hostName`, problems)) return;
  if (origin.plainHttp) checkPlainHttp(origin, property, context);
  else checkHttps(origin, property, context);
}

/**
 * CDN-02: the addresses of CloudFront's edge are those of everybody's distributions. A balancer that admits them without asking for
 * more can be asked past this one's web ACL (Amazon CloudFront Developer Guide, "Restrict access to Application Load Balancers", as of
 * 2026-11).
 */
function checkWay({ loadBalancer }: LoadBalancerOrigin, property: string, problems: Problems): void {
  const { cloudFront } = loadBalancer.listener;
  const isInternal = loadBalancer.scheme === "internal";
  if (cloudFront && isInternal === (cloudFront.by === "vpc-origin")) return;
  problems.add(`${property}.loadBalancer`, {
    code: "ORIGIN_WAY_MISSING",
    message: isInternal
      ? "CloudFront has no way to the internal load balancer, which does not admit it."
      : "The load balancer cannot tell this distribution from anybody else's.",
    found: `${loadBalancer.scheme}, and ${cloudFront ? `cloudFront: ${cloudFront.by}` : "no way of CloudFront"}`,
    expected: isInternal
      ? "a load balancer that CloudFront reaches privately"
      : "a load balancer that asks for a secret",
    fix: `make the balancer with entry: "cloudfront"; for one that exists declare cloudFront: { by: "${isInternal ? "vpc-origin" : "secret-header"}", … }`,
  });
}

/** CloudFront asks by HTTPS only, so the certificate has to cover the name that it asks for. */
function checkHttps({ loadBalancer, hostName }: LoadBalancerOrigin, property: string, context: OriginContext): void {
  const { aliases, problems } = context;
  const { listener } = loadBalancer;
  if (listener.protocol === "HTTP") {
    problems.add(`${property}.loadBalancer`, {
      code: "ORIGIN_WITHOUT_HTTPS",
      message: "CloudFront would have to speak plain HTTP to this load balancer, across the internet.",
      found: `${listener.node.path} on port ${listener.port} with HTTP`,
      expected: "a load balancer with a certificate",
      fix: `give the balancer a certificate${needsHostName(hostName, aliases) ? ", and the origin a hostName that it covers" : ""}; without a domain, write the origin's plainHttp: { reason: … }`,
    });
    return;
  }
  const asked = hostName === undefined ? aliases : [hostName];
  const uncovered = asked.filter((host) => !listener.covers(host));
  if (asked.length > 0 && uncovered.length === 0) return;
  problems.add(`${property}.${hostName === undefined ? "loadBalancer" : "hostName"}`, {
    code: "ORIGIN_HOST_UNCOVERED",
    message: "CloudFront would refuse the balancer's certificate, which does not cover the host that is asked for.",
    found:
      asked.length === 0
        ? "no aliases: viewers ask for CloudFront's own name, which no certificate of yours covers"
        : `${uncovered.join(", ")}, with a certificate for ${listener.certificateNames.join(", ")}`,
    expected: "a certificate of the balancer that covers each alias, or the origin's hostName",
    fix:
      asked.length === 0
        ? "give the origin a hostName that the balancer's certificate covers, or the distribution aliases that it covers"
        : "add the names to the balancer's certificate, or give the origin a hostName that it covers",
  });
}

/** Whether the balancer would be asked for CloudFront's own name. */
function needsHostName(hostName: string | undefined, aliases: readonly string[]): boolean {
  return hostName === undefined && aliases.length === 0;
}

function checkPlainHttp(origin: LoadBalancerOrigin, property: string, context: OriginContext): void {
  const { stack, problems } = context;
  checkExemptionReason(origin.plainHttp?.reason ?? "", `${property}.plainHttp.reason`, problems);
  const { listener } = origin.loadBalancer;
  if (listener.protocol === "HTTPS") {
    problems.add(`${property}.plainHttp`, {
      code: "ORIGIN_PLAIN_HTTP_UNUSED",
      message: "The load balancer speaks HTTPS, so there is no reason for plain HTTP.",
      found: `plainHttp, with a listener on port ${listener.port}`,
      expected: "no plainHttp",
      fix: "remove it",
    });
  } else if (stack.environment.protect) {
    problems.add(`${property}.plainHttp`, {
      code: "ORIGIN_PLAIN_HTTP_PROTECTED",
      message: "A protected environment sends nothing over the internet in plain text.",
      found: `plainHttp in the environment ${stack.environment.name}`,
      expected: "a load balancer with a certificate",
      fix: needsHostName(origin.hostName, context.aliases)
        ? "give the balancer a certificate, and the origin a hostName that it covers instead of plainHttp"
        : "give the balancer a certificate, and the origin no plainHttp",
    });
  }
}

function checkBucket({ bucket, folder }: BucketOrigin, property: string, { stack, problems }: OriginContext): void {
  const bucketStack = EnvironmentStack.of(bucket);
  if (bucketStack !== stack) {
    problems.add(`${property}.bucket`, {
      code: "ORIGIN_BUCKET_ELSEWHERE",
      message:
        "The policy of the bucket names the distribution and the other way round, so both are made in one stack.",
      found: `${bucket.node.path}, while the distribution is in ${stack.node.path}`,
      expected: `a bucket in ${stack.node.path}`,
      fix: "make the bucket beside the distribution",
    });
  }
  if (folder !== undefined && !/^(\/[\w.!*'()-]+)+$/.test(folder)) {
    problems.add(`${property}.folder`, {
      code: "ORIGIN_FOLDER_INVALID",
      message: "CloudFront puts the folder in front of every path.",
      found: `"${folder}"`,
      expected: "a slash and a name, as often as needed, without a slash at the end",
      fix: `write "/${folder.replace(/^\/+|\/+$/g, "")}"`,
    });
  }
}

/** Amazon CloudFront Developer Guide, "Response timeout" and "Keep-alive timeout", as of 2026-11: 60 without a raised quota. */
function checkSeconds(seconds: number | undefined, property: string, problems: Problems): void {
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= 1 && seconds <= 60)) return;
  problems.add(property, {
    code: "ORIGIN_TIMEOUT_INVALID",
    message: "CloudFront does not wait for an origin for this time.",
    found: `${seconds} seconds`,
    expected: "a whole number from 1 to 60",
    fix: seconds > 60 ? "use at most 60, and let longer work answer at once and be asked for later" : "use at least 1",
  });
}

/**
 * CDN-02: a balancer behind a distribution that the internet reaches directly can be asked past its cache and its web ACL.
 * Only rules that are made in this app can be seen.
 */
export function openOrigins(origins: Readonly<Record<string, Origin>>, path: string): readonly Problem[] {
  const problems = new Problems(path);
  for (const [name, origin] of Object.entries(origins)) {
    if (origin.kind !== "load-balancer" || !(origin.loadBalancer.securityGroup instanceof SecurityGroup)) continue;
    if (origin.loadBalancer.scheme === "internal") continue;
    const open = openRules(origin.loadBalancer.securityGroup.rules.rules);
    if (open.length === 0) continue;
    problems.add(`origins.${name}.loadBalancer`, {
      code: "ORIGIN_OPEN",
      message: "The internet reaches the load balancer directly, past the distribution's cache and web ACL.",
      found: open.map(({ port, target }) => `${port.text} from ${target.label}`).join(", "),
      expected: "ingress from CloudFront's prefix list only",
      fix: 'take these rules away: entry: "cloudfront" admits what has to come in',
    });
  }
  return problems.list;
}

/** The rules that let the internet in: by themselves, or else together. */
function openRules(rules: readonly Rule[]): readonly Rule[] {
  const entering = rules.filter(({ direction, target }) => direction === "ingress" && target.ranges.length > 0);
  const open = entering.filter(({ target }) => target.internet);
  if (open.length > 0) return open;
  return areInternet(entering.flatMap(({ target }) => target.ranges)) ? entering : [];
}
