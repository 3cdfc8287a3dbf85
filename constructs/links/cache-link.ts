import type { ICache } from "../caches/cache.types";
import type { Link } from "./link.types";
import { checkLinked } from "./link-checks";

/**
 * What it means to use a cache: rules both ways, and permission to log in by IAM as its user. The application is told `HOST`, `PORT`, `USERNAME` and
 * `CACHE_NAME`, which its tokens are signed for.
 *
 * ```ts
 * new FargateService(this, "api", { …, uses: { sessions: cacheLink(sessions) } });
 * ```
 *
 * @param cache one of the same stack, or `Cache.fromExisting`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function cacheLink(cache: ICache): Link {
  checkLinked(
    "cacheLink",
    { what: "a cache", maker: "Cache", key: "cache", has: ["cacheName", "grantConnect"] },
    cache,
  );
  return {
    grant: (user) => cache.grantConnect(user),
    connections: [{ to: cache, port: cache.port }],
    variables: {
      HOST: cache.host,
      PORT: String(cache.portNumber),
      USERNAME: cache.userName,
      CACHE_NAME: cache.cacheName,
    },
  };
}
