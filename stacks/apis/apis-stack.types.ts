import type { JwtAuthorizer, LambdaAuthorizerOptions } from "../../constructs/apis/http/authorizers/authorizer.types";
import type { HttpApiDomainOptions } from "../../constructs/apis/http/domain/domain.types";
import type { HttpApiOptions } from "../../constructs/apis/http/http-api-props";
import type { HttpApiNetworkOptions } from "../../constructs/apis/http/network/network.types";
import type { HttpRouteOptions, PrivateListener, PrivateService } from "../../constructs/apis/http/routes/route.types";
import type { HttpApiLogOptions } from "../../constructs/apis/http/stages/stage.types";
import type { ExistingCertificateProps } from "../../constructs/certificates/certificate.types";
import type { Name } from "../../constructs/core/texts/text.types";

/** Who has the security group of what lies in the network. */
interface GroupById {
  /**
   * Id of its security group: rules are made both ways.
   *
   * @example sg-0123456789abcdef0
   */
  readonly securityGroupId: string;
}

/** A listener of a private balancer of the network. */
export interface ApiListenerSpec extends Omit<PrivateListener, "connectTo">, GroupById {}

/** A service of Cloud Map in the network. */
export interface ApiServiceSpec extends Omit<PrivateService, "connectTo">, GroupById {}

/** What answers the requests of a route, and who may call it. One of `function`, `loadBalancer`, `listener`, `service` and `url` answers. */
export interface ApiRouteSpec extends HttpRouteOptions {
  /**
   * A function of the environment: `functions.orders`. It gets requests in the form 2.0.
   *
   * @example functions.orders
   * @default - something else answers
   */
  readonly function?: string;
  /**
   * The load balancer of the section `edge`, by the listener that the rules of services hang on.
   *
   * @default - something else answers
   */
  readonly loadBalancer?: "edge";
  /**
   * A listener of another balancer of the network.
   *
   * @default - something else answers
   */
  readonly listener?: ApiListenerSpec;
  /**
   * A service of Cloud Map in the network.
   *
   * @default - something else answers
   */
  readonly service?: ApiServiceSpec;
}

/** Lets in whom a function of the environment lets in, which answers `isAuthorized` (form 2.0, simple). */
export interface ApiLambdaAuthorizerSpec extends LambdaAuthorizerOptions {
  /**
   * The function: `functions.check`.
   *
   * @example functions.check
   */
  readonly function: string;
}

/** Where a line for each request goes, with the key by its ARN. */
export interface ApiLogsSpec extends Omit<HttpApiLogOptions, "key"> {
  /**
   * ARN of the KMS key of the log group. Its policy lets CloudWatch Logs use it.
   *
   * @default - that of the environment's `logs`, else CloudWatch Logs' own encryption
   */
  readonly keyArn?: string;
}

/** A name of one's own: its certificate is made and proved in the zone that its record is made in. */
export interface ApiDomainSpec extends HttpApiDomainOptions {
  /**
   * A public zone of the section `dns` that the name lies in, by its name there.
   *
   * @default - the zone of the edge's domain
   */
  readonly zone?: Name;
  /**
   * A certificate of the region that exists and covers the name.
   *
   * @default - one is made for the name
   */
  readonly certificate?: ExistingCertificateProps;
  /**
   * Whether the name's alias record is made. `false` where the name is looked after elsewhere; with a `certificate` no zone is needed then.
   *
   * @default true
   */
  readonly record?: boolean;
}

/** An HTTP API: everything that `HttpApi` takes. */
export interface ApiSpec extends HttpApiOptions, Omit<HttpApiNetworkOptions, "network"> {
  /**
   * What answers, by method and path: `GET /orders/{id}`, `ANY /{proxy+}`, or `$default` for whatever no other route takes. A text is a
   * function of the environment that is called under the API's `authorization`: `functions.orders`.
   *
   * @example { "GET /orders": "functions.orders" }
   */
  readonly routes: Readonly<Record<string, string | ApiRouteSpec>>;
  /**
   * Who decides whether a request is let in, by name.
   *
   * @named authorizer
   * @default - none
   */
  readonly authorizers?: Readonly<Record<string, JwtAuthorizer | ApiLambdaAuthorizerSpec>>;
  /**
   * A name of one's own.
   *
   * @default - the address that AWS gives it
   */
  readonly domain?: ApiDomainSpec;
  /**
   * Where a line for each request goes.
   *
   * @default - a log group of its own
   */
  readonly logs?: ApiLogsSpec;
}

/**
 * HTTP APIs of API Gateway, by name. Services name them in `uses`: `apis.shop`.
 *
 * @named API
 */
export interface ApisProps {
  readonly [name: Name]: ApiSpec;
}
