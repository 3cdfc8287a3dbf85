import type { ExistingCertificateProps } from "../../constructs/certificates/certificate.types";
import type { ExemptionReason } from "../../constructs/core/environments/exemptions";
import type { Name } from "../../constructs/core/texts/text.types";
import type { AdditionalListenerProps } from "../../constructs/load-balancing/application/http-listener.types";
import type { ResponseHeaders } from "../../constructs/load-balancing/application/listener-headers.types";
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

/**
 * What happens to requests that no service takes: one of `redirect` and `respond`. A service that takes all of them is exposed without host
 * and paths, and has the login in its own `expose`.
 */
export interface EdgeDefaultAction {
  /**
   * Sends them somewhere else.
   *
   * @default - they are answered
   */
  readonly redirect?: Redirect;
  /**
   * Answers them.
   *
   * @default - they are redirected
   */
  readonly respond?: FixedResponse;
  /**
   * Who must be logged in before. Needs HTTPS.
   *
   * @default - nobody
   */
  readonly authenticate?: Login;
}

/** Port 80 beside HTTPS, when it serves requests by plain HTTP itself. Refused in protected environments. */
export interface EdgePlainListener extends ExemptionReason {
  /**
   * What happens to requests that no service takes.
   *
   * @default - they are answered with 404
   */
  readonly defaultAction?: Omit<EdgeDefaultAction, "authenticate">;
  /**
   * Headers on every answer.
   *
   * @default - those of the balancer; none when it has none
   */
  readonly responseHeaders?: ResponseHeaders;
}

/** A further listener of the edge's balancer, which services choose by its name: `expose: { listener: partners }`. */
export interface EdgeListenerProps
  extends Omit<AdditionalListenerProps, "port" | "entry" | "certificates" | "defaultAction"> {
  /**
   * The port, other than 80 and 443.
   *
   * @minimum 1
   * @maximum 65535
   * @example 8443
   */
  readonly port: number;
  /**
   * Who may connect to the port: everybody, who is then given a reason in `publicEntry`, or ranges.
   *
   * @example ["203.0.113.0/24"]
   * @default - nobody yet: groups are allowed by stacks of your own
   */
  readonly entry?: "internet" | readonly string[];
  /**
   * What happens to requests that no service takes.
   *
   * @default - they are answered with 404
   */
  readonly defaultAction?: EdgeDefaultAction;
  /**
   * Certificate of its own; the one for clients that name no host.
   *
   * @default - those of the balancer
   */
  readonly certificate?: ExistingCertificateProps;
  /**
   * Further certificates of its own by a name of yours, chosen by the host that a client asks for (SNI). Only with `certificate`.
   *
   * @named certificate
   * @default - none
   */
  readonly moreCertificates?: Readonly<Record<Name, ExistingCertificateProps>>;
}
