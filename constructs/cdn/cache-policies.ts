import { createHash } from "node:crypto";
import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { pathInStack } from "../core/names/path-in-stack";
import { namedBy } from "../core/names/physical-names/name-source";
import { cacheOf, DYNAMIC_TTL, type PlacedBehavior } from "./behaviors";
import type { DynamicCache, Origin } from "./distribution.types";
import { MANAGED_POLICIES } from "./managed-policies";

/** Which host an origin sees: the one that the viewer asked for, its own name, or its own name in S3's signed requests. */
export type HostSeen = "own" | "signed" | "viewer";

/** The host that an origin sees. */
export function hostSeen(origin: Origin | undefined): HostSeen {
  if (origin?.kind !== "load-balancer") return "signed";
  return origin.hostName === undefined ? "viewer" : "own";
}

/** Ids of the policies of a behaviour. */
export interface BehaviorPolicies {
  readonly cachePolicyId: string;
  readonly originRequestPolicyId?: string;
}

const DAY = 86_400;

/**
 * What the cache policy of a behaviour is called in `names.cachePolicyNames`: `dynamic`, `dynamic-host`, `static-host`, or the pattern of a
 * behaviour with settings of its own; nothing where the policy is AWS's.
 */
export function cachePolicyKey({ pattern, behavior }: PlacedBehavior, host: HostSeen): string | undefined {
  const { intent } = cacheOf(behavior);
  if (intent === "none" || (intent === "static" && host !== "viewer")) return undefined;
  if (typeof behavior.cache !== "string") return pattern;
  return host === "viewer" ? `${intent}-host` : intent;
}

/**
 * The cache policies of a distribution, each made when a behaviour first needs it. What tells answers apart in the cache is also
 * all that reaches the origin, unless nothing is kept: so no answer can depend on something that the cache does not look at.
 */
export class CachePolicies extends BaseConstruct {
  /** By id: `dynamic`, `dynamic-host`, `static-host`, and one for each behaviour with settings of its own. */
  readonly policies = new Map<string, CloudfrontCachePolicy>();

  /** @param names whole names, by {@link cachePolicyKey} */
  constructor(
    readonly distribution: Construct,
    id: string,
    private readonly names: Readonly<Record<string, string>> = {},
  ) {
    super(distribution, id);
  }

  /** The policies of a behaviour whose origin sees the host so. */
  policiesOf(placed: PlacedBehavior, host: HostSeen): BehaviorPolicies {
    const cache = cacheOf(placed.behavior);
    if (cache.intent === "dynamic") return { cachePolicyId: this.#dynamicPolicy(placed, cache, host) };
    if (cache.intent === "static") return { cachePolicyId: this.#staticPolicy(placed, host) };
    return uncached(host);
  }

  #staticPolicy(placed: PlacedBehavior, host: HostSeen): string {
    if (host !== "viewer") return MANAGED_POLICIES.cachingOptimized;
    return this.#policy("static-host", cachePolicyKey(placed, host), "Files that change their name when they change", {
      // As in AWS's own policy for files, which does not pass the host on.
      ttl: { min: 1, default: DAY, max: 365 * DAY },
      headers: ["Host"],
      cookies: [],
      queryParameters: [],
    });
  }

  #dynamicPolicy(placed: PlacedBehavior, cache: DynamicCache, host: HostSeen): string {
    const { pattern, behavior } = placed;
    const id = typeof behavior.cache === "string" ? "dynamic" : `dynamic-${slug(pattern)}`;
    const ttl = cache.ttlSeconds ?? DYNAMIC_TTL.default;
    const ownId = host === "viewer" ? `${id}-host` : id;
    return this.#policy(ownId, cachePolicyKey(placed, host), "The same answer for everybody, for some seconds", {
      ttl: { min: 0, default: ttl, max: cache.maxTtlSeconds ?? Math.max(DYNAMIC_TTL.longest, ttl) },
      headers: keyHeaders(cache.headers ?? [], host),
      cookies: cache.cookies ?? [],
      queryParameters: cache.queryParameters ?? "all",
    });
  }

  #policy(id: string, key: string | undefined, comment: string, settings: CacheSettings): string {
    const known = this.policies.get(id);
    if (known) return known.id;
    const stack = EnvironmentStack.of(this);
    const { ttl } = settings;
    const given = key !== undefined && Object.hasOwn(this.names, key) ? this.names[key] : undefined;
    const policy = new CloudfrontCachePolicy(this, id, {
      name: given ?? stack.physicalName("cloudFrontPolicy", stack.stackName, pathInStack(this), id),
      comment,
      minTtl: ttl.min,
      defaultTtl: ttl.default,
      maxTtl: ttl.max,
      parametersInCacheKeyAndForwardedToOrigin: {
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
        cookiesConfig: cookiesConfig(settings.cookies),
        headersConfig: headersConfig(settings.headers),
        queryStringsConfig: queryStringsConfig(settings.queryParameters),
      },
    });
    if (given !== undefined) namedBy(policy, `names.cachePolicyNames.${key}`, this.distribution);
    this.policies.set(id, policy);
    return policy.id;
  }
}

interface CacheSettings {
  readonly ttl: { readonly min: number; readonly default: number; readonly max: number };
  readonly headers: readonly string[];
  readonly cookies: readonly string[];
  readonly queryParameters: readonly string[] | "all";
}

/** The headers by which answers are told apart: the host too where the origin sees the viewer's. Case makes no difference. */
export function keyHeaders(headers: readonly string[], host: HostSeen): readonly string[] {
  const hasHost = headers.some((header) => header.toLowerCase() === "host");
  return host === "viewer" && !hasHost ? ["Host", ...headers] : headers;
}

function uncached(host: HostSeen): BehaviorPolicies {
  const cachePolicyId = MANAGED_POLICIES.cachingDisabled;
  if (host === "viewer") return { cachePolicyId, originRequestPolicyId: MANAGED_POLICIES.allViewer };
  if (host === "own") return { cachePolicyId, originRequestPolicyId: MANAGED_POLICIES.allViewerExceptHost };
  // A request to S3 is signed by CloudFront, and a viewer's own headers would break the signature.
  return { cachePolicyId };
}

function cookiesConfig(names: readonly string[]) {
  if (names.length === 0) return { cookieBehavior: "none" };
  return { cookieBehavior: "whitelist", cookies: { items: unique(names) } };
}

function headersConfig(names: readonly string[]) {
  if (names.length === 0) return { headerBehavior: "none" };
  return { headerBehavior: "whitelist", headers: { items: unique(names) } };
}

function queryStringsConfig(names: readonly string[] | "all") {
  if (names === "all") return { queryStringBehavior: "all" };
  if (names.length === 0) return { queryStringBehavior: "none" };
  return { queryStringBehavior: "whitelist", queryStrings: { items: unique(names) } };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** A part of an id for a path pattern. The hash tells apart what looks the same without the special characters. */
function slug(pattern: string): string {
  const readable = pattern.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const hash = createHash("sha256").update(pattern).digest("hex").slice(0, 6);
  return readable === "" ? hash : `${readable}-${hash}`;
}
