import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import type { Construct } from "constructs";
import type { ICertificate } from "../../certificates/certificate.types";
import { readBy } from "../../core/contract-ways";
import { addExemption } from "../../core/environments/exemptions";
import { Problems } from "../../core/errors";
import { remember, remembered } from "../../core/memory/remembered";
import { stoodAt } from "../../core/names/address";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import type { IHostedZone } from "../../dns/hosted-zone.types";
import type { INetwork, ITier } from "../../network/network.types";
import { Peer } from "../../security-groups/peer";
import { Port } from "../../security-groups/port";
import type { SecurityGroup } from "../../security-groups/security-group";
import { addressByResource } from "../../waf/association-address";
import {
  APPLICATION_BALANCER,
  balancerLabel,
  beginBalancer,
  createBalancer,
  createBalancerGroup,
} from "../balancer-parts";
import { ExistingLoadBalancer, type ExistingLoadBalancerProps } from "../existing-load-balancer";
import type {
  ApplicationLoadBalancerProps,
  CloudFrontWay,
  ILoadBalancer,
  LoadBalancerEntry,
  LoadBalancerScheme,
} from "../load-balancer.types";
import { LoadBalancerBase } from "../load-balancer-base";
import { logSetting } from "../log-delivery";
import { type BalancerPlan, planBalancer } from "./application-load-balancer-checks";
import { HttpListener, LISTENER_RESOURCE } from "./http-listener";
import type { AdditionalListenerProps, DefaultAction, TlsListenerOptions } from "./http-listener.types";
import { checkAdditionalListener } from "./http-listener-checks";
import { OriginSecret, SECRET_HEADER } from "./origin-secret";
import { entryPeers } from "./public-entry";

/** What requests get that no rule takes. */
const NOT_FOUND: DefaultAction = { respond: { status: 404, contentType: "text/plain", body: "Not found" } };
const TO_HTTPS: DefaultAction = { redirect: { protocol: "HTTPS", port: 443, permanent: true } };

/** What is remembered of a balancer that CloudFront reaches by a VPC origin. */
const VPC_ORIGIN = "vpcOrigin";

const HTTPS_PORT = 443;
const HTTP_PORT = 80;

/**
 * The construct of port 80, whatever the port does: a balancer has one listener for a port, so it has one address. With an address
 * for each use, a change from plain HTTP to HTTPS would make the new one while the old one has the port (`DuplicateListener`, Elastic
 * Load Balancing API Reference, `CreateListener`, as of 2026-11).
 */
const PLAIN_LISTENER = "http";

/** What is special about a listener. */
interface ListenProps extends TlsListenerOptions {
  /** Name of its construct. */
  readonly id: string;
  readonly name: string;
  readonly port: number;
  /** None: plain HTTP. */
  readonly certificates: readonly ICertificate[];
  /** @default - CloudFront does not reach it */
  readonly cloudFront?: CloudFrontWay | undefined;
}

/**
 * An Application Load Balancer: takes HTTPS from the internet or from within, and shares requests out by host, path and more. It
 * answers 404 to whatever no rule takes, and port 80 only redirects, unless it is told otherwise.
 *
 * ```ts
 * const edge = new ApplicationLoadBalancer(this, "edge", { network, certificate, accessLogs });
 * ```
 *
 * Services hang themselves below it, from their own stack: `expose: edge.host("api.example.com")`.
 */
export class ApplicationLoadBalancer extends LoadBalancerBase {
  /** A balancer that exists already. Nothing is looked up: what is declared is what is known. */
  static fromExisting(scope: Construct, id: string, props: ExistingLoadBalancerProps): ILoadBalancer {
    return new ExistingLoadBalancer(scope, id, props);
  }

  readonly resource: Lb;
  override readonly securityGroup: SecurityGroup;
  override readonly scheme: LoadBalancerScheme;
  override readonly network: INetwork;
  override readonly zones: readonly IHostedZone[];
  override readonly ipv6: boolean;
  override readonly listener: HttpListener;
  /** Port 80 beside HTTPS. Absent with plain HTTP, with `httpListener: "none"`, and behind CloudFront, which redirects by itself. */
  readonly httpListener?: HttpListener;
  /** Only where CloudFront reaches it over the internet. */
  readonly originSecret?: OriginSecret;
  /** Only with `webAcl`. */
  readonly webAclAssociation?: Wafv2WebAclAssociation;

  readonly #props: ApplicationLoadBalancerProps;
  readonly #tier: ITier;
  readonly #listeners: HttpListener[] = [];
  #identity: string;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    props = layDefaults(this, "ApplicationLoadBalancer", props);
    const problems = checkShape(this, "ApplicationLoadBalancer", props);
    beginBalancer(this, props);
    readBy(this, `loadBalancerFromContract(this, "edge", …)`);
    const plan = planBalancer(this, props, problems);
    this.#props = props;
    this.#identity = this.node.path;
    this.scheme = plan.scheme;
    this.#tier = plan.tier;
    this.network = props.network;
    this.ipv6 = props.addressType === "dualstack";
    this.zones = props.zones ?? this.#certificates.flatMap(({ zones }) => zones ?? []);
    this.securityGroup = this.#createSecurityGroup();
    this.resource = this.#createBalancer(plan);
    if (isBehindCloudFront(plan) && plan.scheme === "internet-facing") {
      this.originSecret = new OriginSecret(this, "origin-secret");
    }
    const cloudFront = isBehindCloudFront(plan) ? this.#wayOfCloudFront() : undefined;
    this.listener = this.#createListener(cloudFront);
    this.httpListener = this.#createHttpListener(plan);
    this.#admit(
      plan.entry,
      this.#listeners.map(({ port }) => port),
    );
    this.webAclAssociation = this.#associateWebAcl();
    if (props.plainHttp) addExemption(this, { option: "plainHttp", rules: ["ALB-03"], reason: props.plainHttp.reason });
    if (props.withoutWebAcl)
      addExemption(this, { option: "withoutWebAcl", rules: ["ALB-08"], reason: props.withoutWebAcl.reason });
    if (props.wafFailOpen)
      addExemption(this, { option: "wafFailOpen", rules: ["ALB-13"], reason: props.wafFailOpen.reason });
  }

  get loadBalancerArn(): string {
    return this.resource.arn;
  }

  get arnSuffix(): string {
    return this.resource.arnSuffix;
  }

  get dnsName(): string {
    return this.resource.dnsName;
  }

  get hostedZoneId(): string {
    return this.resource.zoneId;
  }

  /** The same for the same balancer in every stack of the app. */
  get identity(): string {
    return this.#identity;
  }

  /** Takes the name that other stacks know the balancer by. Called by `publishLoadBalancers`. */
  publishAs(identity: string): void {
    this.#identity = identity;
  }

  override get furtherListeners(): Readonly<Record<string, HttpListener>> {
    const { listener, redirect } = this;
    const further = this.#listeners.filter((one) => one !== listener && one !== redirect);
    return Object.fromEntries(further.map((one) => [one.name, one]));
  }

  /** Every listener, in the order in which they were made. */
  get listeners(): readonly HttpListener[] {
    return this.#listeners;
  }

  /** Port 80, when it only redirects. */
  get redirect(): HttpListener | undefined {
    return this.#props.httpListener === undefined || this.#props.httpListener === "redirect"
      ? this.httpListener
      : undefined;
  }

  /**
   * Adds a listener: for the test traffic of a blue/green deployment, for certificates of its own, or for plain HTTP.
   *
   * @param id name of the listener, for its tag and for `furtherListeners`. Its address in the state follows from the port: a listener that is only renamed stays
   * @throws GroundplanError with everything that is wrong with the properties
   */
  addListener(id: string, props: AdditionalListenerProps): HttpListener {
    const certificates = props.plainHttp ? [] : (props.certificates ?? this.#certificates);
    const problems = new Problems(this.node.path);
    const facts = { ...this.#facts, listeners: this.#listeners, certificates, scheme: this.scheme, tier: this.#tier };
    checkAdditionalListener(this, id, props, facts, problems);
    problems.throwIfAny();
    const { entry = [], publicEntry, plainHttp } = props;
    const listener = this.#listen({ ...this.#inherited, ...props, id: `port-${props.port}`, name: id, certificates });
    if (id !== listener.node.id) stoodAt(listener.resource, this, id, LISTENER_RESOURCE);
    if (publicEntry !== undefined) this.securityGroup.declarePublicEntry(Port.tcp(props.port), publicEntry);
    if (plainHttp) addExemption(listener, { option: "plainHttp", rules: ["ALB-03"], reason: plainHttp.reason });
    this.#admit(entry, [props.port]);
    return listener;
  }

  /** What a further listener has of the balancer when it says nothing itself. */
  get #inherited(): TlsListenerOptions {
    const { sslPolicy, responseHeaders } = this.#props;
    return { ...(sslPolicy === undefined ? {} : { sslPolicy }), ...(responseHeaders ? { responseHeaders } : {}) };
  }

  get #certificates(): readonly ICertificate[] {
    const { certificate, moreCertificates = [] } = this.#props;
    return certificate ? [certificate, ...moreCertificates] : [];
  }

  get #facts(): { readonly authenticates: boolean; readonly tlsHeaders: boolean } {
    const { authenticates, defaultAction, tlsHeaders = false } = this.#props;
    return { authenticates: authenticates ?? defaultAction?.authenticate !== undefined, tlsHeaders };
  }

  #createSecurityGroup(): SecurityGroup {
    const group = createBalancerGroup(this, APPLICATION_BALANCER, this.#props);
    if (this.#facts.authenticates) {
      group.connections.allowTo(Peer.anyIpv4(), Port.tcp(HTTPS_PORT), "identity provider that users log in at");
    }
    return group;
  }

  /**
   * Whether another balancer in its place has another name, so that it can be made first. That holds behind CloudFront, and when a
   * balancer leaves its VPC origin: Terraform then has no order that destroys the old one first (it tells a cycle).
   */
  #outlivesItsName(plan: BalancerPlan): boolean {
    const hadVpcOrigin = remembered(this, VPC_ORIGIN) === true;
    if (isBehindCloudFront(plan) && plan.scheme === "internal") remember(this, VPC_ORIGIN, true);
    return isBehindCloudFront(plan) || hadVpcOrigin;
  }

  #wayOfCloudFront(): CloudFrontWay {
    if (!this.originSecret) return { by: "vpc-origin" };
    return { by: "secret-header", header: SECRET_HEADER, value: this.originSecret.value };
  }

  #createBalancer(plan: BalancerPlan): Lb {
    const { tier, scheme } = plan;
    const props = this.#props;
    const label = balancerLabel(this, props);
    const connections = logSetting(props.connectionLogs, APPLICATION_BALANCER.delivery);
    return createBalancer(this, APPLICATION_BALANCER, props, {
      scheme,
      securityGroup: this.securityGroup,
      // With another scheme it is another balancer, which stands beside the old one until CloudFront has left that.
      nameLabel: isBehindCloudFront(plan) && scheme === "internal" ? `${label}-origin` : label,
      attributes: {
        ...(this.#outlivesItsName(plan) ? { lifecycle: { createBeforeDestroy: true } } : {}),
        subnets: tier.subnets.map(({ subnetId }) => subnetId),
        ipAddressType: props.addressType ?? "ipv4",
        dropInvalidHeaderFields: true,
        desyncMitigationMode: props.desyncMitigation ?? "defensive",
        enableHttp2: props.http2 ?? true,
        idleTimeout: props.idleTimeoutSeconds ?? 60,
        preserveHostHeader: props.preserveHostHeader ?? false,
        xffHeaderProcessingMode: props.xForwardedFor ?? "append",
        enableXffClientPort: props.xForwardedForPort ?? false,
        ...(props.clientKeepAliveSeconds === undefined ? {} : { clientKeepAlive: props.clientKeepAliveSeconds }),
        ...(props.tlsHeaders === undefined ? {} : { enableTlsVersionAndCipherSuiteHeaders: props.tlsHeaders }),
        ...(props.wafFailOpen ? { enableWafFailOpen: true } : {}),
        ...(connections ? { connectionLogs: connections.block, dependsOn: [...connections.dependsOn] } : {}),
      },
    });
  }

  #listen({ id, cloudFront, defaultAction = NOT_FOUND, ...options }: ListenProps): HttpListener {
    const listener = new HttpListener(this, id, {
      ...options,
      loadBalancerArn: this.resource.arn,
      defaultAction,
      authenticates: this.#facts.authenticates,
      ...(cloudFront ? { cloudFront } : {}),
      balancer: () => this.#identity,
    });
    this.#listeners.push(listener);
    return listener;
  }

  /** The listener that rules hang on. */
  #createListener(cloudFront: CloudFrontWay | undefined): HttpListener {
    const { certificate, defaultAction, requestHeaderNames, mutualTls } = this.#props;
    const place = certificate
      ? { id: "https", name: "https", port: HTTPS_PORT }
      : { id: PLAIN_LISTENER, name: PLAIN_LISTENER, port: HTTP_PORT };
    return this.#listen({
      ...place,
      ...this.#inherited,
      certificates: this.#certificates,
      cloudFront,
      ...(defaultAction ? { defaultAction } : {}),
      ...(requestHeaderNames ? { requestHeaderNames } : {}),
      ...(mutualTls ? { mutualTls } : {}),
    });
  }

  /** Port 80 beside HTTPS. */
  #createHttpListener({ entry }: BalancerPlan): HttpListener | undefined {
    const { certificate, httpListener = "redirect" } = this.#props;
    if (!certificate || entry === "cloudfront" || httpListener === "none") return undefined;
    const place = { id: PLAIN_LISTENER, name: "redirect", port: HTTP_PORT, certificates: [] };
    if (httpListener === "redirect") {
      const listener = this.#listen({ ...place, defaultAction: TO_HTTPS });
      stoodAt(listener.resource, this, "redirect", LISTENER_RESOURCE);
      return listener;
    }
    const { reason, ...options } = httpListener;
    const listener = this.#listen({ ...this.#inherited, ...options, ...place, name: PLAIN_LISTENER });
    addExemption(listener, { option: "httpListener", rules: ["ALB-03"], reason });
    return listener;
  }

  #admit(entry: LoadBalancerEntry, ports: readonly number[]): void {
    for (const peer of entryPeers(this, entry, this.ipv6)) {
      for (const port of ports) {
        const reason = port === HTTP_PORT ? "clients that begin with HTTP" : "clients";
        this.connections.allowFrom(peer, Port.tcp(port), reason);
      }
    }
  }

  #associateWebAcl(): Wafv2WebAclAssociation | undefined {
    const { webAcl } = this.#props;
    if (!webAcl) return undefined;
    const { arn: resourceArn } = this.resource;
    const association = new Wafv2WebAclAssociation(this, "web-acl", { resourceArn, webAclArn: webAcl.webAclArn });
    addressByResource(association, resourceArn);
    return association;
  }
}

function isBehindCloudFront({ entry }: BalancerPlan): boolean {
  return entry === "cloudfront";
}
