import type { ExemptionReason } from "../../core/environments/exemptions";
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
  /** Regular expressions. */
  readonly regex?: RegexConditions;
}

/** One query parameter. */
export interface QueryCondition {
  /** @default - any key */
  readonly key?: string;
  /** The value, with wildcards `*` and `?`. */
  readonly value: string;
}

/** One of several target groups, with its share. */
export interface WeightedTarget {
  readonly targetGroup: ITargetGroup;
  /**
   * Share of the requests, 0 to 999, relative to the sum of all.
   *
   * @minimum 0
   * @maximum 999
   * @counts shares
   */
  readonly weight: number;
}

/** Requests shared between target groups. */
export interface WeightedForward {
  /** 1 to 5 target groups; the sum of the weights is more than 0. */
  readonly targets: readonly WeightedTarget[];
  /**
   * Seconds that a client stays with the target group that it got first, 1 to 604800 (7 days).
   *
   * @minimum 1
   * @maximum 604800
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
  /**
   * 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   * @default - the port that was asked for
   */
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
  /**
   * 200 to 299, 400 to 499 or 500 to 599.
   *
   * @minimum 200
   * @maximum 599
   * @rangeToldAs RESPONSE_STATUS
   */
  readonly status: number;
  /** @default "text/plain" */
  readonly contentType?: "text/plain" | "text/css" | "text/html" | "application/javascript" | "application/json";
  /**
   * At most 1024 characters.
   *
   * @maxLength ./rule-actions#MAX_BODY
   * @default - empty
   */
  readonly body?: string;
}

interface AuthenticationBase {
  /** @default "authenticate" - sends the user to log in */
  readonly onUnauthenticated?: "authenticate" | "deny" | "allow";
  /** @default "openid" */
  readonly scope?: string;
  /** @default "AWSELBAuthSessionCookie" */
  readonly sessionCookieName?: string;
  /**
   * Seconds that a login lasts, 1 to 604800.
   *
   * @minimum 1
   * @maximum 604800
   * @default 604800
   */
  readonly sessionSeconds?: number;
}

/** Log in at an identity provider that speaks OpenID Connect. */
export interface OidcAuthentication extends AuthenticationBase {
  /**
   * Who the identity provider says that it is: `issuer` of its `/.well-known/openid-configuration`, where the other addresses stand too.
   *
   * @example https://login.example.com
   */
  readonly issuer: string;
  /** Where users log in. */
  readonly authorizationEndpoint: string;
  /** Where the balancer gets tokens. */
  readonly tokenEndpoint: string;
  /** Where the balancer asks who a user is. */
  readonly userInfoEndpoint: string;
  /** The balancer's id at the identity provider. */
  readonly clientId: string;
  /**
   * Client secret: a secret of Secrets Manager, or a reference to another value that Terraform reads. A literal is refused.
   */
  readonly clientSecret: SecretReference | string;
  /**
   * Why the client secret may stand in the Terraform state: the value is part of the rule, and the provider has no other way to give it to
   * AWS (`aws_lb_listener_rule` has no write-only argument, 6.25.0). Whoever reads the state reads it. Listed after each synth.
   */
  readonly clientSecretInState: ExemptionReason;
}

/** A secret of Secrets Manager, which is there before the plan: Terraform reads its current value at every plan. */
export interface SecretReference {
  /**
   * Name in the environment's account and region, or ARN.
   *
   * @example shop/login
   */
  readonly secret: string;
  /**
   * Key of the secret's JSON whose value is meant.
   *
   * @example clientSecret
   * @default - the whole secret
   */
  readonly field?: string;
}

/** Log in at a user pool of Amazon Cognito. */
export interface CognitoAuthentication extends AuthenticationBase {
  /** ARN of the user pool. */
  readonly userPoolArn: string;
  /** Id of the pool's client for the balancer, which has a secret. */
  readonly userPoolClientId: string;
  /** Prefix or whole name of the pool's domain. */
  readonly userPoolDomain: string;
}

/** A claim that a token must have. */
export interface TokenClaim {
  /**
   * How the token holds the values: as one text, as a list of texts, or as one text with spaces between them.
   *
   * @default "single-string"
   */
  readonly format?: "single-string" | "string-array" | "space-separated-values";
  /**
   * Values of which one must be there, 1 to 10, each of at most 256 characters.
   *
   * @maxLength ../application/authentication#MAX_TEXT
   */
  readonly values: readonly string[];
}

/**
 * A token that the request must carry, as services send it to services (Elastic Load Balancing, "Verify JWTs using an Application Load
 * Balancer", as of 2026-11). A request without one that is valid is refused. Signatures by RS256 only.
 */
export interface JwtValidation {
  /** The AWS provider that the stack then needs: `aws_lb_listener_rule` has it from 6.22.0 on. */
  readonly provider: "6.22 or later";
  /**
   * Who issues the token: its claim `iss`, at most 256 characters.
   *
   * @maxLength ../application/authentication#MAX_TEXT
   */
  readonly issuer: string;
  /**
   * Where the keys of the issuer are, which the internet reaches: an address of HTTPS, at most 256 characters.
   *
   * @maxLength ../application/authentication#MAX_TEXT
   * @example https://login.example.com/.well-known/jwks.json
   */
  readonly jwksEndpoint: string;
  /**
   * Claims that must be there besides, by name: at most 10; `iss`, `exp`, `nbf` and `iat` are checked anyway.
   *
   * @default - none
   */
  readonly claims?: Readonly<Record<string, TokenClaim>>;
}

/**
 * Who must be logged in before the request goes on. The balancer needs HTTPS and `authenticates: true`, by which it reaches the identity
 * provider.
 */
export type Authentication =
  | { readonly oidc: OidcAuthentication }
  | { readonly cognito: CognitoAuthentication }
  | { readonly jwt: JwtValidation };

/** A rewrite of a text by a regular expression. */
export interface Rewrite {
  /**
   * Regular expression, at most 1024 characters: `^/shop/(.*)$`.
   *
   * @maxLength ./request-rewrites#MAX_REWRITE
   */
  readonly regex: string;
  /**
   * What stands in its place, at most 1024 characters; `$1` is the first group: `/$1`.
   *
   * @maxLength ./request-rewrites#MAX_REWRITE
   */
  readonly replace: string;
}

/**
 * What targets get in place of what was asked for (Elastic Load Balancing, "Transforms for listener rules", as of 2026-11). Which rule
 * takes the request is decided before. What does not match stays.
 */
export interface RequestRewrites {
  /** The AWS provider that the stack then needs: `aws_lb_listener_rule` has it from 6.19.0 on. */
  readonly provider: "6.19 or later";
  /**
   * The path with its query.
   *
   * @default - as it was asked for
   */
  readonly url?: Rewrite;
  /**
   * The host.
   *
   * @default - as it was asked for
   */
  readonly host?: Rewrite;
}

/**
 * Conditions by regular expressions, each of at most 128 characters, which count as values like the others. They hold together with the
 * other conditions.
 */
export interface RegexConditions {
  /** The AWS provider that the stack then needs: `aws_lb_listener_rule` has it from 6.19.0 on. */
  readonly provider: "6.19 or later";
  /**
   * Hosts, in place of `hosts`.
   *
   * @default - by `hosts`
   */
  readonly hosts?: readonly string[];
  /**
   * Paths, in place of `paths`.
   *
   * @default - by `paths`
   */
  readonly paths?: readonly string[];
  /**
   * Values by name of the header, other headers than in `headers`.
   *
   * @default - none
   */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
}

/** What happens to a request. */
export type RuleAction =
  | { readonly forward: ITargetGroup | WeightedForward }
  | { readonly redirect: Redirect }
  | { readonly respond: FixedResponse };
