// Caches of ElastiCache: in the isolated tier, with TLS and logins by IAM alone.

export { Cache } from "./cache";
export type { CacheMetricOptions, CacheMetrics, ICache } from "./cache.types";
export { CACHE_ENGINES_AS_OF, CACHE_VERSIONS, type CacheVersion } from "./cache-engines";
export type { CacheOptions, CacheProps, ExistingCacheProps } from "./cache-props";
