import type { ICertificate } from "../../certificates/certificate.types";
import type { ExemptionReason } from "../../core/environments/exemptions";
import type { Tagged } from "../../core/tags/tags";
import type { Duration } from "../../core/texts/text.types";
import type { IHostedZone } from "../../dns/hosted-zone.types";
import type { EncryptionKey } from "../../encryption/encryption-key";
import type { ILambdaFunction } from "../../functions/function.types";
import type { ILoadBalancer } from "../../load-balancing/load-balancer.types";
import type { AlarmOptions } from "../../monitoring/environment-alarms";
import type { INetwork } from "../../network/network.types";
import type { IConnectable } from "../../security-groups/connections";

/** A listener of a private balancer. */
export interface PrivateListener {
  /** ARN of the listener: a literal or a reference. */
  readonly listenerArn: string;
  /**
   * Port of the listener.
   *
   * @minimum 1
   * @maximum 65535
   */
  readonly port: number;
  /** What has the security group of the balancer: rules are made both ways. */
  readonly connectTo: IConnectable;
  /**
   * Name that the certificate of the listener is for: requests go by HTTPS then.
   *
   * @example shop.internal.example.com
   * @default - requests go by HTTP, within the network
   */
  readonly serverName?: string;
}

/** A service of Cloud Map, whose tasks or instances are asked in turn. */
export interface PrivateService {
  /**
   * ARN of the service, which knows ports (`SRV` records, or attributes of instances).
   *
   * @example arn:aws:servicediscovery:ap-northeast-2:111111111111:service/srv-0123456789abcdef
   */
  readonly serviceArn: string;
  /**
   * Port that the tasks or instances listen on.
   *
   * @minimum 1
   * @maximum 65535
   */
  readonly port: number;
  /** What has the security group of the tasks or instances: rules are made both ways. */
  readonly connectTo: IConnectable;
  /**
   * Name that their certificates are for: requests go by HTTPS then.
   *
   * @default - requests go by HTTP, within the network
   */
  readonly serverName?: string;
}

/** How many requests are let through. */
export interface HttpThrottling {
  /**
   * Requests a second, on average.
   *
   * @minimum 1
   * @default 1000
   */
  readonly rate?: number;
  /**
   * Requests that may come at once.
   *
   * @minimum 1
   * @default 500
   */
  readonly burst?: number;
}

/** What of a route is the same in code and in a configuration. */
export interface HttpRouteOptions {
  /**
   * An address of the internet that answers, beginning with `https://`. Parameters of the path stand in it as in the route: `{proxy}`.
   *
   * @example https://prices.example.com/{proxy}
   * @default - something else answers
   */
  readonly url?: string;
  /**
   * How long the answer may take: 1 s to 30 s.
   *
   * @default "30 s"
   */
  readonly timeout?: Duration;
  /**
   * Who may call: those whom an authorizer lets in, by its name, or `iam`, those who sign their requests and are granted the route.
   *
   * @default - the API's `authorization`
   */
  readonly authorization?: string;
  /**
   * Scopes of which the token has one. For a JWT authorizer alone.
   *
   * @default - none are asked for
   */
  readonly scopes?: readonly string[];
  /**
   * Why everybody may call the route.
   *
   * @default - nobody may whom `authorization` does not let in
   */
  readonly public?: ExemptionReason;
  /**
   * How many requests the route lets through.
   *
   * @default - the API's `throttling`
   */
  readonly throttling?: HttpThrottling;
}

/** What answers the requests of a route, and who may call it. One of `function`, `loadBalancer`, `listener`, `service` and `url` answers. */
export interface HttpRoute extends HttpRouteOptions {
  /**
   * A function, which is called by its alias. It gets requests in the form 2.0.
   *
   * @default - something else answers
   */
  readonly function?: ILambdaFunction;
  /**
   * An Application Load Balancer of the network, by the listener that its rules hang on; by HTTPS where that speaks HTTPS, for the first
   * name of its certificate.
   *
   * @default - something else answers
   */
  readonly loadBalancer?: ILoadBalancer;
  /**
   * A listener of another balancer of the network, such as a Network Load Balancer.
   *
   * @default - something else answers
   */
  readonly listener?: PrivateListener;
  /**
   * A service of Cloud Map in the network.
   *
   * @default - something else answers
   */
  readonly service?: PrivateService;
}

/** Lets in whoever shows a token of an identity provider. */
export interface JwtAuthorizer {
  readonly kind: "jwt";
  /**
   * Who issues the tokens: the address that they name as `iss`, below which the provider publishes its keys.
   *
   * @example https://cognito-idp.ap-northeast-2.amazonaws.com/ap-northeast-2_Example1
   */
  readonly issuer: string;
  /** Whom the tokens are for: one of these is their `aud`, or their `client_id`. */
  readonly audiences: readonly string[];
  /**
   * Where the token stands in a request.
   *
   * @default "$request.header.Authorization"
   */
  readonly identitySource?: string;
}

/** What of an authorizer that is a function is the same in code and in a configuration. */
export interface LambdaAuthorizerOptions {
  readonly kind: "lambda";
  /**
   * What of a request the function decides by. A request without it is refused, and answers are kept for it.
   *
   * @example ["$request.header.X-Api-Token"]
   * @default ["$request.header.Authorization"]
   */
  readonly identitySources?: readonly string[];
  /**
   * How long an answer is kept: 0 s to 1 h.
   *
   * @default "0 s"
   */
  readonly cache?: Duration;
}

/** Lets in whom a function lets in, which answers `isAuthorized` (form 2.0, simple). */
export interface LambdaAuthorizer extends LambdaAuthorizerOptions {
  /** Called by its alias. */
  readonly function: ILambdaFunction;
}

/** Who decides whether a request is let in. */
export type HttpAuthorizer = JwtAuthorizer | LambdaAuthorizer;

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

/** A stage: the API under an address of its own, with values of its own. */
export interface HttpStage {
  /**
   * What the stage is for.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Values that functions get with each request as `stageVariables`, and that addresses name as `${stageVariables.name}`.
   *
   * @default - none
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * How many requests the stage lets through.
   *
   * @default - the API's `throttling`
   */
  readonly throttling?: HttpThrottling;
}

/** Clients that show a certificate. */
export interface HttpMutualTls {
  /**
   * Certificates of those who may sign certificates of clients, as an object of S3.
   *
   * @example s3://example-trust/clients.pem
   */
  readonly truststoreUri: string;
  /**
   * Version of the object.
   *
   * @default - the newest at the apply
   */
  readonly truststoreVersion?: string;
}

/** What of a domain is the same in code and in a configuration. */
export interface HttpApiDomainOptions {
  /**
   * Whole name.
   *
   * @example api.example.com
   */
  readonly name: string;
  /**
   * Clients have to show a certificate.
   *
   * @default - they need none
   */
  readonly mutualTls?: HttpMutualTls;
}

/** A name of one's own for an API: the stage `$default` at its root, others below their names. */
export interface HttpApiDomain extends HttpApiDomainOptions {
  /** Certificate of the environment's region that covers the name. */
  readonly certificate: ICertificate;
  /**
   * Zone that the alias record is made in, or `"none"` where the name is looked after elsewhere.
   *
   * @default - of the zones of the certificate the one with the longest matching name
   */
  readonly zone?: IHostedZone | "none";
}

/** Where a line for each request goes. */
export interface HttpApiLogOptions {
  /**
   * The whole name of the log group. Another name is another log group.
   *
   * @default - made from the name of the API, below `/aws/vendedlogs/`
   */
  readonly logGroupName?: string;
  /**
   * Days that lines are kept.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 365 in a protected environment, otherwise 30
   */
  readonly retentionDays?: number;
  /**
   * KMS key of the log group: one that was made here, or an ARN.
   *
   * @default - that of the environment's `logs`, else CloudWatch Logs' own encryption
   */
  readonly key?: EncryptionKey | string;
  /**
   * Further fields of each line, by the variables of API Gateway that they hold.
   *
   * @example { "user": "$context.authorizer.claims.sub" }
   * @default - time, request, route, status, error, sizes, times, and where it came from
   */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What private integrations lie in. */
export interface HttpApiNetworkOptions {
  /**
   * Network of what is reached by a VPC link.
   *
   * @default - none: nothing private is behind the API
   */
  readonly network?: INetwork;
  /**
   * Private or isolated tier that the VPC link lies in.
   *
   * @default - the first private tier
   */
  readonly tier?: string;
  /**
   * The whole name of the VPC link.
   *
   * @default - made of the construct's path
   */
  readonly vpcLinkName?: string;
  /**
   * The whole name of the security group of the VPC link. Another name is another group.
   *
   * @default - made of the construct's path
   */
  readonly securityGroupName?: string;
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
