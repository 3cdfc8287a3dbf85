import { closest } from "fastest-levenshtein";
import { QUOTAS, type RaisedQuotas } from "../aws/quotas";
import type { Problems } from "../core/errors";
import { cacheOf, DYNAMIC_TTL, type PlacedBehavior } from "./behaviors";
import { type HostSeen, hostSeen, keyHeaders } from "./cache-policies";
import type { DynamicCache, Origin } from "./distribution.types";

/** Headers that name a visitor; an answer that depends on them is for nobody else. */
const PERSONAL_HEADERS = ["authorization", "cookie"];

/**
 * Checks the behaviours, the default one among them.
 *
 * @param most how many the account may have
 */
export function checkBehaviors(
  behaviors: readonly PlacedBehavior[],
  origins: Readonly<Record<string, Origin>>,
  quotaFor: (name: keyof RaisedQuotas) => number,
  problems: Problems,
): void {
  const most = quotaFor("behaviorsPerDistribution");
  for (const placed of behaviors) {
    checkPattern(placed, problems);
    checkOrigin(placed, origins, problems);
    const cache = cacheOf(placed.behavior);
    if (cache.intent !== "dynamic") continue;
    const property = `${placed.property}.cache`;
    checkDynamic(cache, property, problems);
    checkKeyParts(cache, hostSeen(origins[placed.behavior.origin]), quotaFor, property, problems);
  }
  if (behaviors.length > most) {
    problems.add("behaviors", {
      code: "BEHAVIORS_MANY",
      message: "CloudFront takes no more behaviours for one distribution.",
      found: `${behaviors.length - 1} behaviours`,
      expected: `at most ${most - 1} beside the default one`,
      fix: "join paths that are treated alike under one pattern, or have the quota raised and set quotas.behaviorsPerDistribution of the environment",
    });
  }
  checkUnusedOrigins(behaviors, origins, problems);
}

/** CloudFront API Reference, `CacheBehavior`, as of 2026-11. */
function checkPattern({ pattern, property }: PlacedBehavior, problems: Problems): void {
  if (property === "defaultBehavior") return;
  const isValid = pattern.length <= 255 && /^\/?[A-Za-z0-9_\-.*$/~"'@:+&?]+$/.test(pattern);
  if (isValid && pattern !== "*" && pattern !== "/*") return;
  problems.add(property, {
    code: "PATH_PATTERN_INVALID",
    message: isValid ? "This pattern is for every path, as the default behaviour is." : "This is not a path pattern.",
    found: `"${pattern}"`,
    expected: `a path of at most 255 of letters, digits and _ - . $ / ~ " ' @ : + &, with * and ? as wildcards`,
    fix: isValid ? "change defaultBehavior instead" : 'write a pattern such as "/static/*"',
  });
}

function checkOrigin(
  { behavior, property }: PlacedBehavior,
  origins: Readonly<Record<string, Origin>>,
  problems: Problems,
): void {
  const origin = origins[behavior.origin];
  const names = Object.keys(origins).sort();
  if (!origin) {
    problems.add(`${property}.origin`, {
      code: "ORIGIN_UNKNOWN",
      message: "The distribution has no origin of this name.",
      found: `"${behavior.origin}"`,
      expected: names.length > 0 ? `one of ${names.join(", ")}` : "an origin",
      fix: names.length > 0 ? `did you mean ${closest(behavior.origin, names)}?` : "add it to origins",
    });
  } else if (origin.kind === "bucket" && behavior.methods === "all") {
    problems.add(`${property}.methods`, {
      code: "BUCKET_METHODS",
      message: "The distribution may only read the bucket, so other methods would end in errors.",
      found: 'methods: "all" for a bucket',
      expected: 'methods: "read"',
      fix: "leave methods out; upload by presigned addresses or through the application",
    });
  }
}

/** CDN-01. */
function checkDynamic(cache: DynamicCache, property: string, problems: Problems): void {
  const { ttlSeconds = DYNAMIC_TTL.default, maxTtlSeconds } = cache;
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < DYNAMIC_TTL.min || ttlSeconds > DYNAMIC_TTL.max) {
    problems.add(`${property}.ttlSeconds`, {
      code: "DYNAMIC_TTL_INVALID",
      message:
        "Dynamic content is kept for some seconds: enough to take a rush from the origin, too short to be noticed.",
      found: `${ttlSeconds} seconds`,
      expected: `a whole number from ${DYNAMIC_TTL.min} to ${DYNAMIC_TTL.max}`,
      fix: `use ${ttlSeconds > DYNAMIC_TTL.max ? DYNAMIC_TTL.max : DYNAMIC_TTL.min}, or cache: "static" for files that never change, and cache: "none" for what must be fresh or is for one visitor`,
    });
  }
  if (maxTtlSeconds !== undefined && (!Number.isInteger(maxTtlSeconds) || maxTtlSeconds < ttlSeconds)) {
    problems.add(`${property}.maxTtlSeconds`, {
      code: "DYNAMIC_TTL_ORDER",
      message: "The greatest time that an answer is kept is shorter than the usual time.",
      found: `maxTtlSeconds: ${maxTtlSeconds}, ttlSeconds: ${ttlSeconds}`,
      expected: `a whole number of at least ${ttlSeconds}`,
      fix: `leave it out for ${DYNAMIC_TTL.longest}`,
    });
  }
  const personal = (cache.headers ?? []).filter((header) => PERSONAL_HEADERS.includes(header.toLowerCase()));
  if (personal.length === 0) return;
  problems.add(`${property}.headers`, {
    code: "CACHE_KEY_PERSONAL",
    message: "An answer that depends on who asks is for one visitor, and keeping it is of no use to another.",
    found: personal.join(", "),
    expected: "headers that many visitors share, such as Accept-Language",
    fix: `use cache: "none" for this path, or leave ${personal.join(", ")} out of \`headers\`; single cookies belong into \`cookies\``,
  });
}

/** What tells answers apart is limited by quotas, and headers are one whatever their case (RFC 9110, section 5.1). */
function checkKeyParts(
  cache: DynamicCache,
  host: HostSeen,
  quotaFor: (name: keyof RaisedQuotas) => number,
  property: string,
  problems: Problems,
): void {
  const { headers = [], cookies = [], queryParameters = [] } = cache;
  const allHeaders = keyHeaders(headers, host);
  const counted = [
    ["headers", allHeaders, "headersPerCachePolicy"],
    ["cookies", cookies, "cookiesPerCachePolicy"],
    ["queryParameters", queryParameters, "queryParametersPerCachePolicy"],
  ] as const;
  for (const [name, values, quota] of counted) {
    const most = quotaFor(quota);
    const count = new Set(values).size;
    if (count <= most) continue;
    const withHost =
      name === "headers" && allHeaders.length > headers.length ? ", with Host, which the origin sees" : "";
    problems.add(`${property}.${name}`, {
      code: "CACHE_KEY_TOO_LONG",
      message: "CloudFront tells answers apart by no more than this.",
      found: `${count} ${name}${withHost}`,
      expected: `at most ${most} (${QUOTAS[quota].source})`,
      fix: `leave out ${name} that answers do not depend on, use cache: "none" for this path, or have the quota raised and set quotas.${quota} of the environment`,
    });
  }
  const lower = headers.map((header) => header.toLowerCase());
  const twice = headers.filter((_, index) => lower.indexOf(lower[index] ?? "") !== index);
  if (twice.length > 0) {
    problems.add(`${property}.headers`, {
      code: "CACHE_HEADER_TWICE",
      message: "A header is named twice; its case makes no difference.",
      found: twice.join(", "),
      expected: "each header once",
      fix: `leave out ${twice.join(", ")}`,
    });
  }
  if (!lower.includes("accept-encoding")) return;
  problems.add(`${property}.headers`, {
    code: "CACHE_ACCEPT_ENCODING",
    message:
      "CloudFront looks at Accept-Encoding by itself when it keeps compressed answers, and refuses a policy that names it too.",
    found: headers.find((header) => header.toLowerCase() === "accept-encoding") ?? "",
    expected: "headers other than Accept-Encoding",
    fix: "leave it out: gzip and Brotli are told apart already",
  });
}

function checkUnusedOrigins(
  behaviors: readonly PlacedBehavior[],
  origins: Readonly<Record<string, Origin>>,
  problems: Problems,
): void {
  const used = new Set(behaviors.map(({ behavior }) => behavior.origin));
  for (const name of Object.keys(origins).filter((origin) => !used.has(origin))) {
    problems.add(`origins.${name}`, {
      code: "ORIGIN_UNUSED",
      message: "No behaviour asks this origin.",
      found: `"${name}", while behaviours ask ${[...used].sort().join(", ")}`,
      expected: "every origin named by a behaviour",
      fix: "name it in a behaviour, or remove it",
    });
  }
}
