import type { Duration } from "../../../core/texts/text.types";
import type { ILambdaFunction } from "../../../functions/function.types";

/** Lets in whoever shows a token of an identity provider. */
export interface JwtAuthorizer {
  /** `jwt`: by a token of an identity provider. */
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
  /** `lambda`: by a function. */
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
