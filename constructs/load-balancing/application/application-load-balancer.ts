import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import type { Construct } from "constructs";
import type { ICertificate } from "../../certificates/certificate.types";
import { readBy } from "../../core/contract-ways";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption } from "../../core/environments/exemptions";
import { Problems } from "../../core/errors";
import { remember, remembered } from "../../core/memory/remembered";
import { stoodAt } from "../../core/names/address";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkNumber } from "../../core/number-check";
import { tag } from "../../core/tags/tags";
import type { IHostedZone } from "../../dns/hosted-zone.types";
import type { INetwork } from "../../network/network.types";
import type { RulePeer } from "../../security-groups/connections";
import { Peer } from "../../security-groups/peer";
import { Port } from "../../security-groups/port";
import { SecurityGroup } from "../../security-groups/security-group";
import { addressByResource } from "../../waf/association-address";
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
import { balancerName, labelOf } from "../names";
import type { RuleAction } from "../rules/listener-rule.types";
import { checkAction } from "../rules/rule-actions";
import { type BalancerPlan, planBalancer } from "./application-load-balancer-checks";
import { HttpListener, LISTENER_RESOURCE } from "./http-listener";
import { OriginSecret, SECRET_HEADER } from "./origin-secret";
import { entryPeers } from "./public-entry";

/** What requests get that no rule takes. */
const NOT_FOUND: RuleAction = { respond: { status: 404, contentType: "text/plain", body: "Not found" } };
const TO_HTTPS: RuleAction = { redirect: { protocol: "HTTPS", port: 443, permanent: true } };

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
interface ListenOptions {
  /** @default - 404 */
  readonly defaultAction?: RuleAction | undefined;
  /** Whether it has no certificates. @default false */
  readonly plain?: boolean;
  /** @default - CloudFront does not reach it */
  readonly cloudFront?: CloudFrontWay | undefined;
}

/** Options of {@link ApplicationLoadBalancer.addListener}. */
export interface AdditionalListenerProps {
  /** 1 to 65535, other than those that the balancer listens on. */
  readonly port: number;
  /** Peers that may connect to the port. @default - nobody yet: groups are allowed by `connections.allowFrom` */
  readonly entry?: readonly RulePeer[];
  /** What happens to requests that no rule takes. @default - 404 */
  readonly defaultAction?: RuleAction;
}

/**
 * An Application Load Balancer: takes HTTPS from the internet or from within, and shares requests out by host, path and more. It
 * answers 404 to whatever no rule takes; port 80 only redirects.
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
  /** Port 80, which only redirects. Absent with plain HTTP, and behind CloudFront, which redirects by itself. */
  readonly redirect?: HttpListener;
  /** Only where CloudFront reaches it over the internet. */
  readonly originSecret?: OriginSecret;
  /** Only with `webAcl`. */
  readonly webAclAssociation?: Wafv2WebAclAssociation;

  readonly #props: ApplicationLoadBalancerProps;
  readonly #listeners: HttpListener[] = [];
  #identity: string;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    tag(this, props);
    namedBy(this, props.loadBalancerName === undefined ? "name" : "loadBalancerName");
    readBy(this, `loadBalancerFromContract(this, "edge", …)`);
    const plan = planBalancer(this, props, new Problems(this.node.path));
    this.#props = props;
    this.#identity = this.node.path;
    this.scheme = plan.scheme;
    this.network = props.network;
    this.ipv6 = props.addressType === "dualstack";
    this.zones = props.zones ?? this.#certificates.flatMap(({ zones }) => zones ?? []);
    this.securityGroup = this.#createSecurityGroup();
    this.resource = this.#createBalancer(plan);
    if (isBehindCloudFront(plan) && plan.scheme === "internet-facing") {
      this.originSecret = new OriginSecret(this, "origin-secret");
    }
    const cloudFront = isBehindCloudFront(plan) ? this.#wayOfCloudFront() : undefined;
    this.listener = props.certificate
      ? this.#listen("https", "https", HTTPS_PORT, { cloudFront })
      : this.#listen(PLAIN_LISTENER, PLAIN_LISTENER, HTTP_PORT, { plain: true, cloudFront });
    this.redirect = this.#createRedirect(plan);
    this.#admit(
      plan.entry,
      this.#listeners.map(({ port }) => port),
    );
    this.webAclAssociation = this.#associateWebAcl();
    if (props.plainHttp) addExemption(this, { rule: "plain HTTP", reason: props.plainHttp.reason });
    if (props.withoutWebAcl) addExemption(this, { rule: "no web ACL", reason: props.withoutWebAcl.reason });
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

  /** Every listener, in the order in which they were made. */
  get listeners(): readonly HttpListener[] {
    return this.#listeners;
  }

  /**
   * Adds a listener with the same certificates, for example for the test traffic of a blue/green deployment.
   *
   * @param id name of the listener, for its tag. Its address in the state follows from the port: a listener that is only renamed stays
   * @throws GroundplanError `LISTENER_PORT_CLASH`, `NUMBER_OUT_OF_RANGE`, and what is wrong with the action
   */
  addListener(id: string, props: AdditionalListenerProps): HttpListener {
    const problems = new Problems(this.node.path);
    const property = `listener "${id}"`;
    checkNumber(props.port, { least: 1, most: 65_535, unit: "as port" }, `${property}.port`, problems);
    if (props.defaultAction) checkAction(props.defaultAction, problems, `${property}.defaultAction`);
    const same = this.#listeners.find(({ port }) => port === props.port);
    if (same) {
      problems.add(`${property}.port`, {
        code: "LISTENER_PORT_CLASH",
        message: "The balancer listens on the port already.",
        found: `${props.port}, which is that of the listener "${same.name}"`,
        expected: `a port other than ${this.#listeners.map(({ port }) => port).join(", ")}`,
        fix: "hang a rule on the listener that is there, or choose another port, such as 8443",
      });
    }
    problems.throwIfAny();
    const listener = this.#listen(`port-${props.port}`, id, props.port, { defaultAction: props.defaultAction });
    if (id !== listener.node.id) stoodAt(listener.resource, this, id, LISTENER_RESOURCE);
    this.#admit(props.entry ?? [], [props.port]);
    return listener;
  }

  get #certificates(): readonly ICertificate[] {
    const { certificate, moreCertificates = [] } = this.#props;
    return certificate ? [certificate, ...moreCertificates] : [];
  }

  #createSecurityGroup(): SecurityGroup {
    const { network } = this.#props;
    const group = new SecurityGroup(this, "security-group", {
      network,
      name: this.#props.name ?? labelOf(this),
      description: "Load balancer: entry for HTTP",
    });
    if (this.#props.authenticates) {
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
    const stack = EnvironmentStack.of(this);
    const label = props.name ?? labelOf(this);
    const access = logSetting(props.accessLogs, "alb");
    const connections = logSetting(props.connectionLogs, "alb");
    return new Lb(this, "load-balancer", {
      // With another scheme it is another balancer, which stands beside the old one until CloudFront has left that.
      name:
        props.loadBalancerName ??
        balancerName(this, isBehindCloudFront(plan) && scheme === "internal" ? `${label}-origin` : label),
      ...(this.#outlivesItsName(plan) ? { lifecycle: { createBeforeDestroy: true } } : {}),
      loadBalancerType: "application",
      internal: scheme === "internal",
      subnets: tier.subnets.map(({ subnetId }) => subnetId),
      securityGroups: [this.securityGroup.securityGroupId],
      ipAddressType: props.addressType ?? "ipv4",
      enableDeletionProtection: props.deletionProtection ?? stack.environment.protect,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: props.desyncMitigation ?? "defensive",
      enableHttp2: props.http2 ?? true,
      idleTimeout: props.idleTimeoutSeconds ?? 60,
      preserveHostHeader: props.preserveHostHeader ?? false,
      xffHeaderProcessingMode: props.xForwardedFor ?? "append",
      enableXffClientPort: props.xForwardedForPort ?? false,
      ...(access ? { accessLogs: access.block } : {}),
      ...(connections ? { connectionLogs: connections.block } : {}),
      tags: { Name: stack.physicalName("tag", stack.stackName, label) },
      // AWS writes a first file at once to see whether it may.
      ...(access || connections
        ? { dependsOn: [...(access?.dependsOn ?? []), ...(connections?.dependsOn ?? [])] }
        : {}),
    });
  }

  #listen(id: string, name: string, port: number, options: ListenOptions = {}): HttpListener {
    const { sslPolicy, authenticates = false } = this.#props;
    const { defaultAction = NOT_FOUND, plain = false, cloudFront } = options;
    const listener = new HttpListener(this, id, {
      name,
      loadBalancerArn: this.resource.arn,
      port,
      certificates: plain ? [] : this.#certificates,
      ...(sslPolicy === undefined ? {} : { sslPolicy }),
      defaultAction,
      authenticates,
      ...(cloudFront ? { cloudFront } : {}),
      balancer: () => this.#identity,
    });
    this.#listeners.push(listener);
    return listener;
  }

  #createRedirect({ entry }: BalancerPlan): HttpListener | undefined {
    if (!this.#props.certificate || entry === "cloudfront") return undefined;
    const listener = this.#listen(PLAIN_LISTENER, "redirect", HTTP_PORT, { defaultAction: TO_HTTPS, plain: true });
    stoodAt(listener.resource, this, "redirect", LISTENER_RESOURCE);
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
