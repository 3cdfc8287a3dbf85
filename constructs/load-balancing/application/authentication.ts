import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import type { LbListenerRuleAction } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption, checkExemptionReason } from "../../core/environments/exemptions";
import type { Problems } from "../../core/errors";
import type { IHttpListener } from "../load-balancer.types";
import type { Authentication, JwtValidation, OidcAuthentication } from "../rules/listener-rule.types";

/** Elastic Load Balancing, "Authenticate users using an Application Load Balancer", as of 2026-11: 7 days. */
const DEFAULT_SESSION_SECONDS = 604_800;

/** `JwtValidationActionConfig` and `JwtValidationActionAdditionalClaim`, Elastic Load Balancing API Reference, as of 2026-11. */
const MAX_TEXT = 256;
const MAX_CLAIMS = 10;
const ALWAYS_CHECKED = ["iss", "exp", "nbf", "iat"];

/** A key of a secret's JSON that Terraform's attribute access knows. */
const FIELD = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** The oldest AWS provider that knows JWT validation (its release notes, 6.22.0, 2025-11). */
const JWT_PROVIDER = "6.22.0";

/** What must be known of a listener that asks for a login. */
export type LoginListener = Pick<IHttpListener, "protocol" | "port" | "authenticates">;

/** Checks who must log in: the secret is no literal, and the listener may send users there. */
export function checkAuthentication(
  authenticate: Authentication,
  listener: LoginListener,
  problems: Problems,
  at = "authenticate",
): void {
  if (listener.protocol !== "HTTPS") {
    problems.add(at, {
      code: "AUTHENTICATION_WITHOUT_TLS",
      message: "Users cannot log in over plain HTTP: AWS allows it on HTTPS listeners only.",
      found: `${listener.protocol} on port ${listener.port}`,
      expected: "a balancer with a certificate",
      fix: "give the balancer a certificate, or leave authenticate out in this environment",
    });
  } else if (!listener.authenticates) {
    problems.add(at, {
      code: "AUTHENTICATION_UNREACHABLE",
      message: "The balancer does not reach an identity provider: its security group lets it out to targets only.",
      found: "authenticates: false",
      expected: "a balancer with authenticates: true",
      fix: "set authenticates: true where the balancer is made, and where it is read from a contract",
    });
  }
  if ("jwt" in authenticate) {
    checkJwt(authenticate.jwt, `${at}.jwt`, problems);
    return;
  }
  if ("oidc" in authenticate) checkOidc(authenticate.oidc, `${at}.oidc`, problems);
}

function checkOidc(oidc: OidcAuthentication, at: string, problems: Problems): void {
  const { clientSecret, clientSecretInState } = oidc;
  if (typeof clientSecret === "string" && !Token.isUnresolved(clientSecret)) {
    problems.add(`${at}.clientSecret`, {
      code: "SECRET_LITERAL",
      message: "A secret stands in the program as a literal, and so in its repository and in every plan.",
      found: `a text of ${clientSecret.length} characters`,
      expected: "a secret of Secrets Manager, or a reference to a value that Terraform reads",
      fix: 'put it into Secrets Manager, and write clientSecret: { secret: "shop/login" }; or declare a TerraformVariable with sensitive: true',
    });
  }
  const field = typeof clientSecret === "string" ? undefined : clientSecret.field;
  if (field !== undefined && !FIELD.test(field)) {
    problems.add(`${at}.clientSecret.field`, {
      code: "SECRET_FIELD",
      message: "Terraform reads no key of this form from the secret.",
      found: JSON.stringify(field),
      expected: "letters, digits, _ and -, a letter or _ first",
      fix: `name the key in the secret otherwise, such as "${field.replace(/[^A-Za-z0-9_-]+/g, "_").replace(/^[^A-Za-z_]+/, "") || "clientSecret"}"`,
    });
  }
  checkExemptionReason(clientSecretInState?.reason ?? "", `${at}.clientSecretInState.reason`, problems);
  for (const name of ["issuer", "authorizationEndpoint", "tokenEndpoint", "userInfoEndpoint"] as const) {
    const url = oidc[name];
    if (Token.isUnresolved(url) || url.startsWith("https://")) continue;
    problems.add(`${at}.${name}`, {
      code: "OIDC_URL",
      message: "An address of the identity provider is not one of HTTPS.",
      found: `"${url}"`,
      expected: "an address that starts with https://",
      fix: "take it from the provider's /.well-known/openid-configuration",
    });
  }
}

function checkJwt({ issuer, jwksEndpoint, claims = {} }: JwtValidation, at: string, problems: Problems): void {
  for (const [name, text] of Object.entries({ issuer, jwksEndpoint })) {
    if (Token.isUnresolved(text) || (text.length > 0 && text.length <= MAX_TEXT)) continue;
    problems.add(`${at}.${name}`, tooLong(text, `1 to ${MAX_TEXT} characters`));
  }
  if (!Token.isUnresolved(jwksEndpoint) && !jwksEndpoint.startsWith("https://")) {
    problems.add(`${at}.jwksEndpoint`, {
      code: "OIDC_URL",
      message: "An address of the identity provider is not one of HTTPS.",
      found: `"${jwksEndpoint}"`,
      expected: "an address that starts with https://",
      fix: "take it from jwks_uri of the provider's /.well-known/openid-configuration",
    });
  }
  const names = Object.keys(claims);
  if (names.length > MAX_CLAIMS) {
    problems.add(`${at}.claims`, {
      code: "TOKEN_CLAIMS",
      message: "More claims are asked for than AWS checks.",
      found: `${names.length} claims`,
      expected: `at most ${MAX_CLAIMS}`,
      fix: "let the service look at the others",
    });
  }
  for (const [name, { format = "single-string", values }] of Object.entries(claims)) {
    if (ALWAYS_CHECKED.includes(name)) {
      problems.add(`${at}.claims.${name}`, {
        code: "TOKEN_CLAIM_CHECKED",
        message: "AWS checks this claim anyway, and takes no values for it.",
        found: name,
        expected: `claims other than ${ALWAYS_CHECKED.join(", ")}`,
        fix: name === "iss" ? "leave the claim out, and name the issuer in issuer" : "leave the claim out",
      });
    }
    const bad = values.filter(
      (text) => text.length < 1 || text.length > MAX_TEXT || (format === "space-separated-values" && /\s/.test(text)),
    );
    if (bad.length === 0 && values.length >= 1 && values.length <= MAX_CLAIMS) continue;
    problems.add(`${at}.claims.${name}.values`, {
      code: "TOKEN_CLAIM_VALUES",
      message: "These are not values that AWS compares with a claim.",
      found: bad.length > 0 ? bad.map((text) => JSON.stringify(text)).join(", ") : `${values.length} values`,
      expected: `1 to ${MAX_CLAIMS} values of 1 to ${MAX_TEXT} characters, without spaces when the format is space-separated-values`,
      fix: values.length === 0 ? "name a value, or leave the claim out" : "write each value by itself",
    });
  }
}

function tooLong(text: string, expected: string) {
  return {
    code: "TOKEN_TEXT_LENGTH",
    message: "The text is shorter or longer than AWS keeps.",
    found: `${text.length} characters`,
    expected,
    fix: "write it as the identity provider's /.well-known/openid-configuration has it",
  };
}

/**
 * The login in the words of the resource.
 *
 * @param scope what reads the client secret is made below it
 */
export function authenticationBlock(scope: Construct, authenticate: Authentication): LbListenerRuleAction {
  if ("jwt" in authenticate) return jwtBlock(scope, authenticate.jwt);
  const login = "oidc" in authenticate ? authenticate.oidc : authenticate.cognito;
  const common = {
    onUnauthenticatedRequest: login.onUnauthenticated ?? "authenticate",
    scope: login.scope ?? "openid",
    sessionCookieName: login.sessionCookieName ?? "AWSELBAuthSessionCookie",
    sessionTimeout: login.sessionSeconds ?? DEFAULT_SESSION_SECONDS,
  };
  if ("oidc" in authenticate) {
    const { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId, clientSecretInState } =
      authenticate.oidc;
    addExemption(scope, { option: "clientSecretInState", rules: ["ALB-91"], reason: clientSecretInState.reason });
    const clientSecret = secretValue(scope, authenticate.oidc);
    const provider = { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId, clientSecret };
    return { type: "authenticate-oidc", authenticateOidc: { ...provider, ...common } };
  }
  const { userPoolArn, userPoolClientId, userPoolDomain } = authenticate.cognito;
  return {
    type: "authenticate-cognito",
    authenticateCognito: { userPoolArn, userPoolClientId, userPoolDomain, ...common },
  };
}

/** Only AWS knows the value, so it is read at plan time; Terraform hides it in plans. */
function secretValue(scope: Construct, { clientSecret }: OidcAuthentication): string {
  if (typeof clientSecret === "string") return clientSecret;
  const { secret: secretId, field } = clientSecret;
  const { secretString } = new DataAwsSecretsmanagerSecretVersion(scope, "client-secret", { secretId });
  return field === undefined ? secretString : Token.asString(Fn.lookup(Fn.jsondecode(secretString), field));
}

function jwtBlock(scope: Construct, { issuer, jwksEndpoint, claims = {} }: JwtValidation): LbListenerRuleAction {
  EnvironmentStack.of(scope).requireAwsProvider(JWT_PROVIDER);
  const additionalClaim = Object.entries(claims)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { format = "single-string", values }]) => ({ name, format, values: [...values] }));
  return {
    type: "jwt-validation",
    jwtValidation: { issuer, jwksEndpoint, ...(additionalClaim.length > 0 ? { additionalClaim } : {}) },
  };
}
