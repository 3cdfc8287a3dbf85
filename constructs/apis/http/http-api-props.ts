import type { Tagged } from "../../core/tags/tags";
import type { Duration } from "../../core/texts/text.types";
import type { ILambdaFunction } from "../../functions/function.types";
import type { AlarmOptions } from "../../monitoring/environment-alarms";
import type { HttpAuthorizer } from "./authorizers/authorizer.types";
import type { HttpApiDomain } from "./domain/domain.types";
import type { HttpApiNetworkOptions } from "./network/network.types";
import type { HttpRoute } from "./routes/route.types";
import type { HttpApiLogOptions, HttpStage, HttpThrottling } from "./stages/stage.types";

/** Which pages a browser lets call an API. API Gateway answers the questions of browsers (`OPTIONS`) by itself. */
export interface HttpCors {
  /**
   * Origins of the pages. `*`, every page, goes without `credentials` alone.
   *
   * @example ["https://shop.example.com"]
   */
  readonly origins: readonly string[];
  /**
   * Methods that they use.
   *
   * @default ["GET"]
   */
  readonly methods?: readonly ("*" | "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS")[];
  /**
   * Headers that they may send.
   *
   * @default - none but the plain ones
   */
  readonly headers?: readonly string[];
  /**
   * Headers of the answer that they see.
   *
   * @default - none but the plain ones
   */
  readonly exposedHeaders?: readonly string[];
  /**
   * Whether they send cookies, and headers of authorization that the browser keeps.
   *
   * @default false
   */
  readonly credentials?: boolean;
  /**
   * How long a browser remembers the answer: 0 s to 24 h.
   *
   * @default - every time anew
   */
  readonly maxAge?: Duration;
}

/** Who is told by the alarms of an API, and when it is slow. */
export interface HttpApiAlarmOptions extends AlarmOptions {
  /**
   * Milliseconds that the slowest of 100 requests may take.
   *
   * @minimum 1
   * @maximum 30000
   * @default 3000
   */
  readonly slowMilliseconds?: number;
}

/** What of an HTTP API is the same in code and in a configuration. */
export interface HttpApiOptions extends Tagged {
  /**
   * The whole name, for an API that is taken over. Clients know it by its id, so that another name is the same API.
   *
   * @default - made of project, environment, stack and id
   */
  readonly apiName?: string;
  /**
   * What the API is for, at most 1024 characters.
   *
   * @maxLength ./http-api-checks#MAX_DESCRIPTION
   * @default - none
   */
  readonly description?: string;
  /**
   * Who may call routes that say nothing of it: `iam`, those who sign their requests and are granted them, or the name of an authorizer.
   *
   * @default "iam"
   */
  readonly authorization?: string;
  /**
   * Which pages a browser lets call the API.
   *
   * @default - none of other origins
   */
  readonly cors?: HttpCors;
  /**
   * Stages by name, each of which gets every change at once. `$default` is the one without a name in its address.
   *
   * @default - `$default` alone
   */
  readonly stages?: Readonly<Record<string, HttpStage>>;
  /**
   * How many requests each stage lets through: less than an account may have, 10000 a second and 5000 at once.
   *
   * @default - 1000 a second, 500 at once
   */
  readonly throttling?: HttpThrottling;
  /**
   * Whether the API answers at the address that AWS gives it.
   *
   * @default - unless it has a `domain`
   */
  readonly executeApiEndpoint?: boolean;
  /**
   * Whether clients reach the API over IPv4 alone, or over IPv6 as well.
   *
   * @default "ipv4"
   */
  readonly addressType?: "ipv4" | "dualstack";
  /**
   * Whether CloudWatch has metrics of each route; billed.
   *
   * @default false
   */
  readonly routeMetrics?: boolean;
  /**
   * Alarms that tell when answers are errors of the server, and when answers come late.
   *
   * @default - there are alarms where the environment says by `alarms` who is told
   */
  readonly alarms?: HttpApiAlarmOptions | false;
}

/** Properties of `HttpApi`. */
export interface HttpApiProps extends HttpApiOptions, HttpApiNetworkOptions {
  /**
   * What answers, by method and path: `GET /orders/{id}`, `ANY /{proxy+}`, or `$default` for whatever no other route takes. A function
   * alone is one that is called under the API's `authorization`.
   */
  readonly routes: Readonly<Record<string, ILambdaFunction | HttpRoute>>;
  /**
   * Who decides whether a request is let in, by name.
   *
   * @default - none
   */
  readonly authorizers?: Readonly<Record<string, HttpAuthorizer>>;
  /**
   * A name of one's own.
   *
   * @default - the address that AWS gives it
   */
  readonly domain?: HttpApiDomain;
  /**
   * Where a line for each request goes.
   *
   * @default - a log group of its own
   */
  readonly logs?: HttpApiLogOptions;
}

/** What is known of an HTTP API that was not made in this stack. */
export interface ExistingHttpApiProps {
  /** Id of the API: a literal or a reference. */
  readonly apiId: string;
  /**
   * Address that clients begin with.
   *
   * @default - the one that AWS gives to the stage `$default`
   */
  readonly url?: string;
  /**
   * Names of its stages.
   *
   * @default ["$default"]
   */
  readonly stages?: readonly string[];
  /**
   * Keys of the routes that ask for signed requests: `GET /orders`.
   *
   * @default - none
   */
  readonly iamRoutes?: readonly string[];
}
