import type { LbListenerRuleAction } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Token } from "cdktf";
import type { Problems } from "../../core/errors";
import { checkNumber } from "../../core/number-check";
import type { IHttpListener } from "../load-balancer.types";
import type { Authentication, OidcAuthentication } from "../rules/listener-rule.types";

/** Elastic Load Balancing, "Authenticate users using an Application Load Balancer", as of 2026-11: 7 days. */
const SESSION_SECONDS = { least: 1, most: 604_800, unit: "seconds" };

/** Checks who must log in: the secret is no literal, and the listener may send users there. */
export function checkAuthentication(authenticate: Authentication, listener: IHttpListener, problems: Problems): void {
  if (listener.protocol !== "HTTPS") {
    problems.add("authenticate", {
      code: "AUTHENTICATION_WITHOUT_TLS",
      message: "Users cannot log in over plain HTTP: AWS allows it on HTTPS listeners only.",
      found: `${listener.protocol} on port ${listener.port}`,
      expected: "a balancer with a certificate",
      fix: "give the balancer a certificate, or leave authenticate out in this environment",
    });
  } else if (!listener.authenticates) {
    problems.add("authenticate", {
      code: "AUTHENTICATION_UNREACHABLE",
      message: "The balancer does not reach an identity provider: its security group lets it out to targets only.",
      found: "authenticates: false",
      expected: "a balancer with authenticates: true",
      fix: "set authenticates: true where the balancer is made, and where it is read from a contract",
    });
  }
  const login = "oidc" in authenticate ? authenticate.oidc : authenticate.cognito;
  const property = "oidc" in authenticate ? "authenticate.oidc" : "authenticate.cognito";
  checkNumber(login.sessionSeconds, SESSION_SECONDS, `${property}.sessionSeconds`, problems);
  if ("oidc" in authenticate) checkOidc(authenticate.oidc, problems);
}

function checkOidc(oidc: OidcAuthentication, problems: Problems): void {
  if (!Token.isUnresolved(oidc.clientSecret)) {
    problems.add("authenticate.oidc.clientSecret", {
      code: "SECRET_LITERAL",
      message: "A secret stands in the program as a literal, and so in its repository and in every plan.",
      found: `a text of ${oidc.clientSecret.length} characters`,
      expected: "a reference: a value of Secrets Manager or Parameter Store, or a sensitive variable",
      fix: "read it with a data source (aws_secretsmanager_secret_version), or declare a TerraformVariable with sensitive: true",
    });
  }
  for (const name of ["issuer", "authorizationEndpoint", "tokenEndpoint", "userInfoEndpoint"] as const) {
    const url = oidc[name];
    if (Token.isUnresolved(url) || url.startsWith("https://")) continue;
    problems.add(`authenticate.oidc.${name}`, {
      code: "OIDC_URL",
      message: "An address of the identity provider is not one of HTTPS.",
      found: `"${url}"`,
      expected: "an address that starts with https://",
      fix: "take it from the provider's /.well-known/openid-configuration",
    });
  }
}

/** The login in the words of the resource. */
export function authenticationBlock(authenticate: Authentication): LbListenerRuleAction {
  const login = "oidc" in authenticate ? authenticate.oidc : authenticate.cognito;
  const common = {
    onUnauthenticatedRequest: login.onUnauthenticated ?? "authenticate",
    scope: login.scope ?? "openid",
    sessionCookieName: login.sessionCookieName ?? "AWSELBAuthSessionCookie",
    sessionTimeout: login.sessionSeconds ?? SESSION_SECONDS.most,
  };
  if ("oidc" in authenticate) {
    const { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId, clientSecret } =
      authenticate.oidc;
    const provider = { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId, clientSecret };
    return { type: "authenticate-oidc", authenticateOidc: { ...provider, ...common } };
  }
  const { userPoolArn, userPoolClientId, userPoolDomain } = authenticate.cognito;
  return {
    type: "authenticate-cognito",
    authenticateCognito: { userPoolArn, userPoolClientId, userPoolDomain, ...common },
  };
}
