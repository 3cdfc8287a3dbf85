import type { ITargetGroup } from "../target-groups/target-group.types";

/**
 * What a request must be like. All that are given must hold; of several values of one condition one is enough. At most five
 * values in all, each method, header value and query pair counting as one.
 */
export interface RuleConditions {
  /** Host names: `api.example.com`, `*.example.com`. Upper and lower case are the same. */
  readonly hosts?: readonly string[];
  /** Paths: `/api/*`, `/health`. `*` is any text, `?` one character; upper and lower case differ. */
  readonly paths?: readonly string[];
  /** Values by name of the header: `{ "X-Canary": ["yes"] }`. */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Query parameters, one of which must be there: `[{ key: "version", value: "2" }]`; without key any key. */
  readonly query?: readonly QueryCondition[];
  /** Methods in upper case: `GET`, `POST`. */
  readonly methods?: readonly string[];
  /** Ranges that the connection comes from: `192.0.2.0/24`. Behind CloudFront these are CloudFront's own addresses. */
  readonly sourceIps?: readonly string[];
}

/** One query parameter. */
export interface QueryCondition {
  /** @default - any key */
  readonly key?: string;
  readonly value: string;
}

/** One of several target groups, with its share. */
export interface WeightedTarget {
  readonly targetGroup: ITargetGroup;
  /** Share of the requests, 0 to 999, relative to the sum of all. */
  readonly weight: number;
}

/** Requests shared between target groups. */
export interface WeightedForward {
  /** 1 to 5 target groups; the sum of the weights is more than 0. */
  readonly targets: readonly WeightedTarget[];
  /**
   * Seconds that a client stays with the target group that it got first, 1 to 604800 (7 days).
   *
   * @default - each request is shared out anew
   */
  readonly stickySeconds?: number;
}

/** Sends the client somewhere else. What is not given stays as it was asked for. */
export interface Redirect {
  /** @default - the host that was asked for */
  readonly host?: string;
  /** Starts with `/`; may hold `#{host}`, `#{path}` and `#{port}`. @default - the path that was asked for */
  readonly path?: string;
  /** 1 to 65535. @default - the port that was asked for */
  readonly port?: number;
  /** @default - the protocol that was asked for */
  readonly protocol?: "HTTP" | "HTTPS";
  /** Without `?`. @default - the query that was asked for */
  readonly query?: string;
  /**
   * Whether clients may remember the answer for ever (301) or ask again each time (302).
   *
   * @default false
   */
  readonly permanent?: boolean;
}

/** An answer by the balancer itself. */
export interface FixedResponse {
  /** 200 to 299, 400 to 499 or 500 to 599. */
  readonly status: number;
  /** @default "text/plain" */
  readonly contentType?: "text/plain" | "text/css" | "text/html" | "application/javascript" | "application/json";
  /** At most 1024 characters. @default - empty */
  readonly body?: string;
}

interface AuthenticationBase {
  /** @default "authenticate" - sends the user to log in */
  readonly onUnauthenticated?: "authenticate" | "deny" | "allow";
  /** @default "openid" */
  readonly scope?: string;
  /** @default "AWSELBAuthSessionCookie" */
  readonly sessionCookieName?: string;
  /** Seconds that a login lasts, 1 to 604800. @default 604800 */
  readonly sessionSeconds?: number;
}

/** Log in at an identity provider that speaks OpenID Connect. */
export interface OidcAuthentication extends AuthenticationBase {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly userInfoEndpoint: string;
  readonly clientId: string;
  /**
   * Client secret, as a reference: a value of Secrets Manager, an SSM parameter, or a sensitive variable. A literal is refused.
   * The value is part of the rule, so it stands in the Terraform state, which must be encrypted and private.
   */
  readonly clientSecret: string;
}

/** Log in at a user pool of Amazon Cognito. */
export interface CognitoAuthentication extends AuthenticationBase {
  readonly userPoolArn: string;
  readonly userPoolClientId: string;
  /** Prefix or whole name of the pool's domain. */
  readonly userPoolDomain: string;
}

/** Who must be logged in before the request goes on. The balancer needs HTTPS and `authenticates: true`. */
export type Authentication = { readonly oidc: OidcAuthentication } | { readonly cognito: CognitoAuthentication };

/** What happens to a request. */
export type RuleAction =
  | { readonly forward: ITargetGroup | WeightedForward }
  | { readonly redirect: Redirect }
  | { readonly respond: FixedResponse };
