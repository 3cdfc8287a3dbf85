import type {
  CognitoAuthentication,
  FixedResponse,
  JwtValidation,
  OidcAuthentication,
  Redirect,
  SecretReference,
} from "../../constructs/load-balancing/rules/listener-rule.types";

/** Log in at an identity provider that speaks OpenID Connect, with the client secret by its name. */
export interface OidcLogin extends Omit<OidcAuthentication, "clientSecret"> {
  /** Client secret: a secret of Secrets Manager. */
  readonly clientSecret: SecretReference;
}

/** Who must be logged in: one of `oidc`, `cognito` and `jwt`. */
export type Login =
  | { readonly oidc: OidcLogin }
  | { readonly cognito: CognitoAuthentication }
  | { readonly jwt: JwtValidation };

/** What happens to requests that no service takes. A service that takes all of them is exposed without host and paths. */
export type EdgeDefaultAction = { readonly redirect: Redirect } | { readonly respond: FixedResponse };
