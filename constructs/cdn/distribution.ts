import {
  CloudfrontDistribution,
  type CloudfrontDistributionDefaultCacheBehavior,
  type CloudfrontDistributionOrigin,
} from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { addExemption } from "../core/environments/exemptions";
import { pathInStack } from "../core/names/path-in-stack";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { addCheck } from "../core/validation";
import type { AliasTarget } from "../dns/alias-target";
import { sidPart } from "../iam/policies/sid";
import { AccessLog } from "./access-log";
import type { PlacedBehavior } from "./behaviors";
import { CachePolicies, hostSeen } from "./cache-policies";
import type { BucketOrigin, DistributionProps, IDistribution, LoadBalancerOrigin } from "./distribution.types";
import { type DistributionPlan, planDistribution } from "./distribution-checks";
import { distributionAlias, ExistingDistribution, type ExistingDistributionProps } from "./existing-distribution";
import { openOrigins } from "./origin-checks";
import { SecurityHeadersPolicy } from "./security-headers";
import { VpcOrigin } from "./vpc-origin";

const READ_METHODS = ["GET", "HEAD", "OPTIONS"];
const ALL_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** Security policy of viewers: TLS 1.2 with forward secrecy, and 1.3. The newest that both majors of the provider know. */
const MINIMUM_TLS = "TLSv1.2_2021";

/**
 * A CloudFront distribution in front of a load balancer, a private bucket, or both. Viewers get HTTPS only, over HTTP/2, HTTP/3
 * and IPv6, with security headers.
 *
 * ```ts
 * const cdn = new Distribution(this, "cdn", {
 *   certificate,
 *   webAcl,
 *   origins: { app: { kind: "load-balancer", loadBalancer: edge }, files: { kind: "bucket", bucket } },
 *   defaultBehavior: { origin: "app", cache: "dynamic" },
 *   behaviors: { "/account/*": { origin: "app", cache: "none" }, "/static/*": { origin: "files", cache: "static" } },
 * });
 * ```
 *
 * At synth: `ORIGIN_OPEN`.
 */
export class Distribution extends BaseConstruct implements IDistribution {
  /**
   * A distribution that exists already, for alias records and policies. Nothing is looked up.
   *
   * @throws GroundplanError `DISTRIBUTION_ID_INVALID`, `DOMAIN_NAME_INVALID`
   */
  static fromExisting(scope: Construct, id: string, props: ExistingDistributionProps): IDistribution {
    return new ExistingDistribution(scope, id, props);
  }

  readonly distribution: CloudfrontDistribution;
  readonly cachePolicies: CachePolicies;
  /** Absent with `securityHeaders: false`. */
  readonly securityHeaders?: SecurityHeadersPolicy;
  /** By name of the origin; only bucket origins have one. */
  readonly originAccessControls = new Map<string, CloudfrontOriginAccessControl>();
  /** By name of the origin; only internal load balancers have one. */
  readonly vpcOrigins = new Map<string, VpcOrigin>();
  /** Absent without `accessLogs`. */
  readonly accessLog?: AccessLog;
  /** Names that the distribution answers for, beside CloudFront's own. */
  readonly aliases: readonly string[];

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: DistributionProps) {
    super(scope, id);
    props = layDefaults(this, "Distribution", props);
    const problems = checkShape(this, "Distribution", props);
    tag(this, props);
    namedBy(this, "id");
    const plan = planDistribution(props, EnvironmentStack.of(this), problems);
    this.aliases = plan.aliases;
    this.cachePolicies = new CachePolicies(this, "cache", props.names?.cachePolicyNames);
    this.securityHeaders = this.#createSecurityHeaders(props);
    this.distribution = this.#create(props, plan);
    namedBy(this.distribution, "aliases", this);
    this.#admitToBuckets(props);
    if (props.accessLogs) this.accessLog = new AccessLog(this, "access-log", this.distributionArn, props.accessLogs);
    this.#noteExemptions(props);
    addCheck(this, () => openOrigins(props.origins, this.node.path));
  }

  get distributionArn(): string {
    return this.distribution.arn;
  }

  get distributionId(): string {
    return this.distribution.id;
  }

  get domainName(): string {
    return this.distribution.domainName;
  }

  get aliasTarget(): AliasTarget {
    return distributionAlias(this.domainName);
  }

  #createSecurityHeaders({ securityHeaders, names }: DistributionProps): SecurityHeadersPolicy | undefined {
    if (securityHeaders === false) return undefined;
    const given = names?.responseHeadersPolicyName;
    const made = new SecurityHeadersPolicy(this, "security-headers", securityHeaders ?? {}, given);
    if (given !== undefined) namedBy(made, "names.responseHeadersPolicyName", this);
    return made;
  }

  #create(props: DistributionProps, plan: DistributionPlan): CloudfrontDistribution {
    const stack = EnvironmentStack.of(this);
    const { certificate, geoRestriction, webAcl } = props;
    return new CloudfrontDistribution(this, "distribution", {
      enabled: true,
      comment: props.comment ?? `${stack.node.id} ${pathInStack(this)}`.slice(0, 128),
      aliases: [...plan.aliases],
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      priceClass: `PriceClass_${props.priceClass === undefined || props.priceClass === "all" ? "All" : props.priceClass}`,
      defaultRootObject: props.rootObject ?? this.#defaultRootObject(props),
      ...(webAcl ? { webAclId: webAcl.webAclArn } : {}),
      origin: this.#origins(props),
      defaultCacheBehavior: this.#behavior(plan.defaultBehavior, props),
      orderedCacheBehavior: plan.behaviors.map((placed) => ({
        pathPattern: placed.pattern,
        ...this.#behavior(placed, props),
      })),
      customErrorResponse: errorResponses(props),
      restrictions: {
        geoRestriction: geoRestriction?.allow
          ? { restrictionType: "whitelist", locations: countries(geoRestriction.allow) }
          : geoRestriction?.deny
            ? { restrictionType: "blacklist", locations: countries(geoRestriction.deny) }
            : { restrictionType: "none" },
      },
      viewerCertificate: certificate
        ? {
            acmCertificateArn: certificate.certificateArn,
            minimumProtocolVersion: MINIMUM_TLS,
            sslSupportMethod: "sni-only",
          }
        : { cloudfrontDefaultCertificate: true },
      tags: { Name: stack.physicalName("tag", stack.stackName, pathInStack(this)) },
    });
  }

  #defaultRootObject({ origins, defaultBehavior }: DistributionProps): string | undefined {
    return origins[defaultBehavior.origin]?.kind === "bucket" ? "index.html" : undefined;
  }

  #origins({ origins, names }: DistributionProps): CloudfrontDistributionOrigin[] {
    const controlNames = new Map(Object.entries(names?.originAccessControlNames ?? {}));
    return Object.entries(origins)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, origin]) =>
        origin.kind === "bucket"
          ? this.#bucketOrigin(name, origin, controlNames.get(name))
          : this.#loadBalancerOrigin(name, origin),
      );
  }

  #bucketOrigin(name: string, { bucket, folder }: BucketOrigin, controlName?: string): CloudfrontDistributionOrigin {
    const stack = EnvironmentStack.of(this);
    const control = new CloudfrontOriginAccessControl(this, `origin-access-control-${name}`, {
      name: controlName ?? stack.physicalName("cloudFrontPolicy", stack.stackName, pathInStack(this), name),
      description: "Signs requests to the bucket",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    if (controlName !== undefined) namedBy(control, `names.originAccessControlNames.${name}`, this);
    this.originAccessControls.set(name, control);
    return {
      originId: name,
      domainName: bucket.regionalDomainName,
      originAccessControlId: control.id,
      ...(folder === undefined ? {} : { originPath: folder }),
    };
  }

  #loadBalancerOrigin(name: string, origin: LoadBalancerOrigin): CloudfrontDistributionOrigin {
    const { loadBalancer } = origin;
    const { cloudFront } = loadBalancer.listener;
    const common = { originId: name, domainName: origin.hostName ?? loadBalancer.dnsName };
    const timeouts = {
      originReadTimeout: origin.readTimeoutSeconds ?? 30,
      originKeepaliveTimeout: origin.keepAliveSeconds ?? 5,
    };
    if (cloudFront?.by === "vpc-origin") {
      const protocol = origin.plainHttp ? "HTTP" : "HTTPS";
      const vpcOrigin = new VpcOrigin(this, `vpc-origin-${name}`, { loadBalancer, protocol });
      this.vpcOrigins.set(name, vpcOrigin);
      return { ...common, vpcOriginConfig: { vpcOriginId: vpcOrigin.vpcOriginId, ...timeouts } };
    }
    return {
      ...common,
      ...(cloudFront ? { customHeader: [{ name: cloudFront.header, value: cloudFront.value }] } : {}),
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: origin.plainHttp ? "http-only" : "https-only",
        originSslProtocols: ["TLSv1.2"],
        ...timeouts,
      },
    };
  }

  #behavior(placed: PlacedBehavior, { origins }: DistributionProps): CloudfrontDistributionDefaultCacheBehavior {
    const { behavior } = placed;
    const origin = origins[behavior.origin];
    const readsOnly = origin?.kind === "bucket" || behavior.cache !== "none";
    const methods = behavior.methods ?? (readsOnly ? "read" : "all");
    return {
      targetOriginId: behavior.origin,
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: methods === "all" ? ALL_METHODS : READ_METHODS,
      cachedMethods: ["GET", "HEAD"],
      compress: behavior.compress ?? true,
      ...this.cachePolicies.policiesOf(placed, hostSeen(origin)),
      ...(this.securityHeaders ? { responseHeadersPolicyId: this.securityHeaders.policy.id } : {}),
      ...(behavior.viewerRequest
        ? {
            functionAssociation: [{ eventType: "viewer-request", functionArn: behavior.viewerRequest.functionArn }],
          }
        : {}),
    };
  }

  /** Amazon CloudFront Developer Guide, "Restrict access to an Amazon S3 origin" (origin access control), as of 2026-11. */
  #admitToBuckets({ origins }: DistributionProps): void {
    const principals = { Service: ["cloudfront.amazonaws.com"] };
    const conditions = { StringEquals: { "aws:SourceArn": this.distributionArn } };
    for (const [name, origin] of Object.entries(origins)) {
      if (origin.kind !== "bucket") continue;
      const { bucket, folder = "" } = origin;
      const sid = `Read${sidPart(pathInStack(this))}${sidPart(name)}`;
      bucket.admit({
        sid,
        principals,
        actions: ["s3:GetObject"],
        resources: [`${bucket.arn}${folder}/*`],
        conditions,
      });
      bucket.key?.admit({ sid, principals, actions: ["kms:Decrypt"], resources: ["*"], conditions });
    }
  }

  #noteExemptions({ origins, withoutWebAcl }: DistributionProps): void {
    if (withoutWebAcl) addExemption(this, { option: "withoutWebAcl", rules: ["CDN-03"], reason: withoutWebAcl.reason });
    for (const [name, origin] of Object.entries(origins)) {
      if (origin.kind !== "load-balancer" || !origin.plainHttp) continue;
      addExemption(this, {
        option: `plainHttp of the origin ${name}`,
        rules: ["CDN-04"],
        reason: origin.plainHttp.reason,
      });
    }
  }
}

function errorResponses({ errorResponses: responses = {} }: DistributionProps) {
  return Object.entries(responses).map(([status, response]) => ({
    errorCode: Number(status),
    responseCode: response.status ?? Number(status),
    responsePagePath: response.page,
    errorCachingMinTtl: response.ttlSeconds ?? 10,
  }));
}

function countries(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
