import type { ExemptionReason } from "../../constructs/core/environments/exemptions";
import type { ListenerOptions } from "../../constructs/load-balancing/application/http-listener.types";
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
export type EdgeDefaultAction =
  | {
      readonly redirect: Redirect;
      /**
       * Who must be logged in before.
       *
       * @default - nobody
       */
      readonly authenticate?: Login;
    }
  | {
      readonly respond: FixedResponse;
      /**
       * Who must be logged in before.
       *
       * @default - nobody
       */
      readonly authenticate?: Login;
    };

/** What the edge says of a listener's default action. */
interface WithDefaultAction {
  /**
   * What happens to requests that no service takes.
   *
   * @default - they are answered with 404
   */
  readonly defaultAction?: EdgeDefaultAction;
}

/** Port 80 beside HTTPS, when it serves requests itself. */
export interface EdgeHttpListener extends ExemptionReason, Omit<ListenerOptions, "defaultAction">, WithDefaultAction {}
