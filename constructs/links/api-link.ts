import type { IHttpApi } from "../apis/http/http-api.types";
import type { Link } from "./link.types";
import { checkLinked } from "./link-checks";

/**
 * What it means to use an API: permission to call its routes that ask for signed requests. The application is told `API_URL`; for routes
 * with another authorizer it brings a token of its own.
 *
 * ```ts
 * new FargateService(this, "web", { …, uses: { shop: apiLink(shop) } });
 * ```
 *
 * @param api one of the same stack, or `HttpApi.fromExisting`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function apiLink(api: IHttpApi): Link {
  checkLinked("apiLink", { what: "an API", maker: "HttpApi", key: "api", has: ["url", "grantInvoke"] }, api);
  return {
    grant: (user) => api.grantInvoke(user),
    variables: { API_URL: api.url },
  };
}
