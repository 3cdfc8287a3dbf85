import { Construct } from "constructs";
import { CLOUDFRONT_REGION } from "../../constructs/aws/regions";
import { Distribution } from "../../constructs/cdn/distribution";
import { Certificate } from "../../constructs/certificates/certificate";
import type { ICertificate } from "../../constructs/certificates/certificate.types";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { addExemption } from "../../constructs/core/environments/exemptions";
import { GroundplanError, type Problem, Problems } from "../../constructs/core/errors";
import { remember, remembered } from "../../constructs/core/memory/remembered";
import { withoutDefaults } from "../../constructs/core/shapes/defaults";
import { AliasRecord } from "../../constructs/dns/alias-record";
import { HostedZone } from "../../constructs/dns/hosted-zone";
import type { IHostedZone } from "../../constructs/dns/hosted-zone.types";
import { delegationProblems } from "../../constructs/dns/zone-delegation";
import { ApplicationLoadBalancer } from "../../constructs/load-balancing/application/application-load-balancer";
import type {
  HttpsLoadBalancerProps,
  PlainHttpLoadBalancerProps,
} from "../../constructs/load-balancing/load-balancer.types";
import { publishLoadBalancers } from "../../constructs/load-balancing/load-balancer-contract";
import type { NetworkLoadBalancer } from "../../constructs/load-balancing/network/network-load-balancer";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { Bucket } from "../../constructs/storage/bucket";
import type { BucketProps } from "../../constructs/storage/bucket-props";
import { WebAcl } from "../../constructs/waf/web-acl";
import { dnsContract } from "../dns/dns-contract";
import { dns } from "../dns/dns-stack";
import type { DnsProps } from "../dns/dns-stack.types";
import { defineStack } from "../sections/define-stack";
import { single } from "../sections/places";
import { isTold } from "./edge-balancer-checks";
import { checkEdge } from "./edge-checks";
import {
  authenticatesOf,
  isDualstack,
  isZoneAlone,
  namesOf,
  publishDistribution,
  publishFiles,
  publishNameServers,
  publishZone,
  schemeOf,
} from "./edge-contract";
import {
  addListeners,
  defaultActionOf,
  knownCertificates,
  peersOf,
  plainListenerOf,
  planListeners,
} from "./edge-listeners";
import { createNetworkBalancer } from "./edge-network-balancer";
import type { EdgeDistributionProps, EdgeProps } from "./edge-stack.types";

/** What a balancer has with a certificate, or without one. */
type Tls =
  | Pick<
      HttpsLoadBalancerProps,
      "certificate" | "moreCertificates" | "sslPolicy" | "httpListener" | "requestHeaderNames" | "mutualTls"
    >
  | Pick<PlainHttpLoadBalancerProps, "plainHttp">;

/** What a balancer stands on. Without a zone it speaks plain HTTP. */
type BalancerParts = Pick<EdgeStack, "zone" | "accessLogs" | "webAcl">;

/** The usual limit of requests from one source in five minutes. */
const FLOOD = { flood: { rate: { limit: 2000 } } };

/** Id of what stands in for parts that are refused. */
const STAND_IN = "stand-in";

/** What is remembered of a zone: that all the rest of the edge was deployed with it. */
const WHOLE = "whole";

function takenBack({ name }: Environment) {
  return {
    code: "EDGE_TAKEN_BACK",
    message: "The edge is deployed, and with delegated: false nothing of it would be left but the zone.",
    found: "delegated: false, and the balancer with its certificates is deployed",
    expected: "delegated: false only before their first deploy",
    fix: `remove delegated, or destroy ${name}-edge first`,
  };
}

/**
 * `<environment>-edge`: the way from the internet to services: zone, certificates, load balancer, web ACL, distribution, access
 * logs. Services hang themselves below it from their own stacks.
 */
export class EdgeStack extends EnvironmentStack {
  readonly zone?: IHostedZone;
  readonly webAcl?: WebAcl;
  readonly accessLogs?: Bucket;
  /** Absent as long as the domain is not delegated. */
  readonly loadBalancer?: ApplicationLoadBalancer;
  /** Only with `networkLoadBalancer`. */
  readonly networkLoadBalancer?: NetworkLoadBalancer;
  readonly staticFiles?: Bucket;
  readonly distribution?: Distribution;

  readonly #props: EdgeProps;
  #certificate?: Certificate;

  /**
   * @param network the properties that the environment's network stack is made from
   * @param dns the section `dns`; read where the domain lies in a zone of it
   * @throws GroundplanError with everything that is wrong with the properties, and `EDGE_TAKEN_BACK`
   */
  constructor(scope: Construct, environment: Environment, network: NetworkProps, props: EdgeProps, dns?: DnsProps) {
    super(scope, "edge", environment);
    this.#props = props;
    // Also without a distribution: what one has left in the state can be destroyed by its provider only.
    this.providerFor(CLOUDFRONT_REGION);
    const problems = new Problems(this.node.path);
    checkEdge(environment, props, dns, problems);
    this.zone = this.#createZone(dns, problems);
    if (isZoneAlone(props)) {
      if (this.zone && remembered(this.zone, WHOLE)) problems.add("domain.delegated", takenBack(environment));
      problems.throwIfAny();
      return;
    }
    if (this.zone instanceof HostedZone) remember(this.zone, WHOLE, true);
    this.webAcl = problems.collect(() => this.#createWebAcl());
    this.accessLogs = problems.collect(() => this.#createAccessLogs());
    if (problems.list.length > 0)
      throw new GroundplanError([...problems.list, ...this.#problemsBelow(network, problems)]);
    const loadBalancer = this.#createLoadBalancer(network, this);
    this.loadBalancer = loadBalancer;
    if (props.distribution && this.zone) {
      // A release replaces the files of the one before; a month is time to find out.
      const files: BucketProps = { bucketName: this.#bucketName("static"), expireOldVersionsDays: 30 };
      this.staticFiles = new Bucket(this, "static-files", withoutDefaults(files, "versioned"));
      this.distribution = this.#createDistribution(props.distribution, this.zone, this.staticFiles, loadBalancer);
      this.#pointNamesTo(this.distribution, this.zone);
    }
    if (props.distribution?.publicOrigin) {
      const { reason } = props.distribution.publicOrigin;
      addExemption(loadBalancer, { option: "publicOrigin", rules: ["CDN-91"], reason });
    }
    publishLoadBalancers({ edge: loadBalancer });
    this.networkLoadBalancer = this.#createNetworkBalancer(network);
    publishFiles(this, this);
  }

  #createZone(dns: DnsProps | undefined, problems: Problems): IHostedZone | undefined {
    const { domain } = this.#props;
    if (!domain) return undefined;
    const { name: zoneName, delegations = {} } = domain;
    const zoneId = domain.zoneId ?? this.#zoneIdOf(domain.zone, dns);
    const zone = problems.collect(() =>
      zoneId === undefined
        ? new HostedZone(this, "zone", { zoneName })
        : HostedZone.fromExisting(this, "zone", { zoneId, zoneName }),
    );
    for (const [name, nameServers] of Object.entries(delegations)) {
      const child = { zoneName: name, nameServers };
      if (zone) problems.collect(() => zone.delegate(child));
      else problems.addAll(delegationProblems(`${this.node.path}/zone`, { zoneName, visibility: "public" }, child));
    }
    if (!zone) return undefined;
    publishZone(this, zone);
    if (zone instanceof HostedZone) publishNameServers(this, zone);
    return zone;
  }

  /** Id of a zone of the section `dns`; nothing where the zone is made here, or the section has no such zone, which is told. */
  #zoneIdOf(name: string | undefined, dns: DnsProps | undefined): string | undefined {
    if (name === undefined || !Object.hasOwn(dns?.zones ?? {}, name)) return undefined;
    return dns?.zones[name]?.zoneId ?? dnsContract.read(this).zoneIds(name);
  }

  #createWebAcl(): WebAcl | undefined {
    const { webAcl = {}, distribution } = this.#props;
    if (webAcl === false) return undefined;
    const { rateLimit, ...options } = webAcl;
    return new WebAcl(this, "web-acl", {
      ...options,
      scope: distribution ? "CLOUDFRONT" : "REGIONAL",
      rules: rateLimit === undefined ? FLOOD : { flood: { rate: { limit: rateLimit } } },
    });
  }

  #createAccessLogs(): Bucket | undefined {
    const { accessLogDays = 90, distribution } = this.#props;
    if (accessLogDays === false) return undefined;
    const bucket = new Bucket(this, "access-logs", this.#logBucket("access-logs", accessLogDays));
    bucket.admitDelivery("alb", { prefix: "load-balancer" });
    if (this.#props.loadBalancer?.connectionLogs) bucket.admitDelivery("alb", { prefix: "connections" });
    if (this.#props.networkLoadBalancer) bucket.admitDelivery("nlb", { prefix: "network" });
    if (distribution) bucket.admitDelivery("cloudfront");
    return bucket;
  }

  /** ALB writes to no bucket with a key of the account's, and nobody reads logs for longer than is said. */
  #logBucket(role: string, expireDays: number): BucketProps {
    const properties: BucketProps = { bucketName: this.#bucketName(role), versioned: false, expireDays };
    return withoutDefaults(properties, "key", "lifecycleRules");
  }

  /** What is wrong with the balancers of an edge that is refused, beside what has been told. */
  #problemsBelow(network: NetworkProps, told: Problems): readonly Problem[] {
    const found = new Problems(this.node.path);
    const parts = this.#standIns();
    found.collect(() => this.#createLoadBalancer(network, parts));
    found.collect(() => this.#createNetworkBalancer(network, () => this.#certificate ?? parts.certificate));
    // What comes to light when all is made is not about what only stands in.
    this.node.tryRemoveChild(STAND_IN);
    return found.list.filter((problem) => !isTold(problem, told.list));
  }

  /** What balancers stand on, with something in the place of what is refused, or is missing. */
  #standIns(): BalancerParts & { readonly certificate: ICertificate } {
    const { domain, plainHttp } = this.#props;
    const { protect } = this.environment;
    const scope = new Construct(this, STAND_IN);
    const isPlain = plainHttp && !domain && !protect;
    const known = { zoneId: "Z00000000000000000000", zoneName: "stand-in.example.com" };
    const zone = this.zone ?? (isPlain ? undefined : HostedZone.fromExisting(scope, "zone", known));
    const logs = () => new Bucket(scope, "access-logs", this.#logBucket("stand-in", 1));
    const accessLogs = this.accessLogs ?? (protect ? logs() : undefined);
    const webAcl = this.webAcl ?? new WebAcl(scope, "web-acl", { scope: "REGIONAL", rules: FLOOD });
    const certificate = Certificate.fromExisting(scope, "certificate", {
      certificateArn: `arn:aws:acm:${this.environment.region}:${this.environment.account}:certificate/stand-in`,
      names: ["stand-in.example.com"],
    });
    return { webAcl, certificate, ...(zone ? { zone } : {}), ...(accessLogs ? { accessLogs } : {}) };
  }

  #createLoadBalancer(network: NetworkProps, parts: BalancerParts): ApplicationLoadBalancer {
    const { zone, accessLogs: logs, webAcl } = parts;
    const { distribution, plainHttp, loadBalancer = {} } = this.#props;
    const {
      entry,
      defaultAction,
      listeners = {},
      moreCertificates,
      connectionLogs,
      sslPolicy,
      httpListener,
      requestHeaderNames,
      mutualTls,
      ...options
    } = loadBalancer;
    const problems = new Problems(this.node.path);
    const shared = networkFromContract(this, "network", network);
    const ipv6 = isDualstack(this.#props);
    const planned = planListeners(this, listeners, { network: shared, ipv6 }, problems);
    const common = {
      ...options,
      network: shared,
      name: "edge",
      ...schemeOf(this.#props),
      ...(defaultAction ? { defaultAction: defaultActionOf(defaultAction) } : {}),
      ...(entry ? { entry: peersOf(entry, shared, ipv6, "loadBalancer.entry", problems) } : {}),
      authenticates: authenticatesOf(this.#props),
      ...(logs ? { accessLogs: { bucket: logs, prefix: "load-balancer" } } : {}),
      ...(logs && connectionLogs ? { connectionLogs: { bucket: logs, prefix: "connections" } } : {}),
      // Behind a distribution the web ACL stands there, where it stops requests before they travel.
      ...(webAcl && !distribution ? { webAcl } : {}),
    };
    const create = (own: Tls) => {
      problems.throwIfAny();
      const balancer = new ApplicationLoadBalancer(this, "load-balancer", { ...common, ...own });
      addListeners(balancer, planned);
      return balancer;
    };
    if (!zone) return create({ plainHttp: plainHttp ?? { reason: "" } });
    this.#certificate = this.#createCertificate(zone);
    const at = "loadBalancer.moreCertificates";
    const more = knownCertificates(this, "more-certificates", moreCertificates, at, problems);
    return create({
      ...(sslPolicy === undefined ? {} : { sslPolicy }),
      ...(httpListener === undefined ? {} : { httpListener: plainListenerOf(httpListener) }),
      ...(requestHeaderNames ? { requestHeaderNames } : {}),
      ...(mutualTls ? { mutualTls } : {}),
      certificate: this.#certificateOfDomain(),
      ...(more.length > 0 ? { moreCertificates: more } : {}),
    });
  }

  #createNetworkBalancer(
    network: NetworkProps,
    certificate: () => ICertificate = () => this.#certificateOfDomain(),
  ): NetworkLoadBalancer | undefined {
    const { networkLoadBalancer } = this.#props;
    if (!networkLoadBalancer) return undefined;
    return createNetworkBalancer(this, networkLoadBalancer, {
      network: networkFromContract(this, "network-of-connections", network),
      certificate,
      ...(this.accessLogs ? { accessLogs: this.accessLogs } : {}),
    });
  }

  /** Checked before: a listener without one and without a domain is told. */
  #certificateOfDomain(): ICertificate {
    if (!this.#certificate) throw new Error("a listener for TLS without a certificate");
    return this.#certificate;
  }

  #createDistribution(
    props: EdgeDistributionProps,
    zone: IHostedZone,
    staticFiles: Bucket,
    loadBalancer: ApplicationLoadBalancer,
  ): Distribution {
    const { staticPath = "/static/*", publicOrigin: _, apexRecord: __, wildcardRecord: ___, ...options } = props;
    return new Distribution(this, "distribution", {
      ...options,
      origins: {
        services: { kind: "load-balancer", loadBalancer },
        files: { kind: "bucket", bucket: staticFiles },
      },
      defaultBehavior: { origin: "services", cache: "none" },
      behaviors: { [staticPath]: { origin: "files", cache: "static" } },
      certificate: this.#createCertificate(zone, CLOUDFRONT_REGION),
      ...(this.webAcl ? { webAcl: this.webAcl } : {}),
      ...(this.accessLogs ? { accessLogs: { bucket: this.accessLogs } } : {}),
    });
  }

  #createCertificate(zone: IHostedZone, region?: string): Certificate {
    return new Certificate(this, region ? `certificate-${region}` : "certificate", {
      names: namesOf(zone.zoneName),
      zones: [zone],
      ...(region ? { region } : {}),
    });
  }

  /** Behind a distribution all names lead to it; services then make no records of their own. */
  #pointNamesTo(distribution: Distribution, zone: IHostedZone): void {
    const { apexRecord, wildcardRecord } = this.#props.distribution ?? {};
    const target = distribution.aliasTarget;
    const [apex = "", wildcard = ""] = namesOf(zone.zoneName);
    for (const [id, name, record] of [
      ["record-apex", apex, apexRecord],
      ["record-wildcard", wildcard, wildcardRecord],
    ] as const) {
      if (record !== "leave") new AliasRecord(this, id, { zone, name, target, ...record });
    }
    if ([apexRecord, wildcardRecord].includes("leave")) publishDistribution(this, target.dnsName);
  }

  #bucketName(part: string): string {
    const { account, region } = this.environment;
    return this.physicalName("bucket", part, account, region);
  }
}

/** The stack of the section `edge`. */
export const edge = defineStack<EdgeProps>()({
  section: "edge",
  places: [
    [/^zone › zoneId$/, "domain.zoneId"],
    [/^zone[^›]* › delegate\b.*$/, "domain.delegations"],
    [/^load-balancer › entry$/, "distribution"],
    [/^load-balancer › listener "([^"]+)"\.certificates\b.*$/, "loadBalancer.listeners.$1.certificate"],
    [/^load-balancer › listener "([^"]+)"(.*)$/, "loadBalancer.listeners.$1$2"],
    [
      /^load-balancer › (?!accessLogs|connectionLogs|certificate|moreCertificates|webAcl|plainHttp|network)(.+)$/,
      "loadBalancer.$1",
    ],
    [
      /^distribution › (priceClass|geoRestriction|securityHeaders|errorResponses|rootObject|comment|names)(.*)$/,
      "distribution.$1$2",
    ],
    [/^network-certificates\/([^/ ]+)[^›]* › (.*)$/, "networkLoadBalancer.listeners.$1.certificate.$2"],
    ...single("network-load-balancer", "networkLoadBalancer"),
    [/^(zone|certificate|record)[^›]*( ›.*)?$/, "domain.name"],
    [/^web-acl(?:\/[^›]*)? › managed(.*)$/, "webAcl.managed$1"],
    [/^web-acl(?:\/[^›]*)? › .*\brate.*$/, "webAcl.rateLimit"],
    [/^web-acl(?:\/[^›]*)? › ((?:webAclName|description|logging|sampledRequests|capacity)\b.*)$/, "webAcl.$1"],
    [/^web-acl.*$/, "webAcl"],
    [/^access-logs.*$/, "accessLogDays"],
    [/^load-balancer[^›]* › (?:accessLogs|connectionLogs).*$/, "accessLogDays"],
    [/^(?:distribution)[^›]* › behaviors.*$/, "distribution.staticPath"],
    [/^(?:distribution|static-files)[^›]* › (?!webAcl).*$/, "distribution"],
  ],
  reads: [dns],
  create: ({ app, environment, network, props, sections }) =>
    new EdgeStack(app, environment, network, props, sections.dns),
});
