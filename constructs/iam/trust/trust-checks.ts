import { Token } from "cdktf";
import type { AlsoKnown } from "../../aws/also-known";
import { unknownPrincipal } from "../../aws/known-principals";
import type { Problems } from "../../core/errors";
import type { PolicyStatement } from "../policies/policy-document";
import { checkRoleArn } from "../roles/existing-role";
import type { TrustedAccount, TrustedBy, TrustedFederation, TrustedService } from "./trust.types";

type Conditions = NonNullable<PolicyStatement["conditions"]>;

/** Condition keys that say who the caller is (IAM User Guide, "AWS global condition context keys", as of 2026-11). */
const CALLER_KEYS = ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn"];

/** Checks who may assume a role. */
export function checkTrust(trustedBy: readonly TrustedBy[], problems: Problems, alsoKnown?: AlsoKnown): void {
  if (trustedBy.length === 0) {
    problems.add("trustedBy", {
      code: "TRUST_MISSING",
      message: "Nobody may assume the role.",
      found: "an empty list",
      expected: "at least one service, account, role or identity provider",
      fix: 'say who uses the role, for example { by: "service", service: "ecs-tasks.amazonaws.com" }',
    });
  }
  trustedBy.forEach((trusted, index) => {
    const property = `trustedBy[${index}]`;
    if (trusted.by === "service") checkService(trusted, property, problems, alsoKnown);
    if (trusted.by === "account") checkAccount(trusted, property, problems);
    if (trusted.by === "role") checkRoleArn(trusted.roleArn, `${property}.roleArn`, problems);
    if (trusted.by === "federation") checkFederation(trusted, property, problems);
    if (trusted.by === "account" || trusted.by === "role") checkExternalId(trusted.externalId, property, problems);
  });
}

function checkService({ service }: TrustedService, property: string, problems: Problems, alsoKnown?: AlsoKnown): void {
  if (Token.isUnresolved(service)) return;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(service)) {
    const unknown = unknownPrincipal(service, alsoKnown);
    if (unknown) problems.add(`${property}.service`, unknown);
    return;
  }
  problems.add(`${property}.service`, {
    code: "SERVICE_PRINCIPAL_INVALID",
    message: "This is not a service principal.",
    found: `"${service}"`,
    expected: 'a name that ends in .amazonaws.com, such as "ecs-tasks.amazonaws.com"',
    fix: /^[a-z0-9-]+$/.test(service)
      ? `use "${service}.amazonaws.com"`
      : "write the name that the service's guide gives under Principal in its trust policy, and nothing around it",
  });
}

function checkAccount({ account, conditions }: TrustedAccount, property: string, problems: Problems): void {
  if (account === "*") {
    if (conditions && namesCaller(conditions)) return;
    problems.add(`${property}.account`, {
      code: "TRUST_ANYBODY",
      message: "Everybody in the world with an AWS account could assume the role.",
      found: conditions ? `"*" with conditions on ${keysOf(conditions).join(", ")}` : '"*" without a condition',
      expected: `an account id, or a condition that says who the caller is: ${CALLER_KEYS.join(", ")}`,
      fix: 'name the account, or limit the callers to the organization: { StringEquals: { "aws:PrincipalOrgID": … } }',
    });
    return;
  }
  if (Token.isUnresolved(account) || /^\d{12}$/.test(account)) return;
  problems.add(`${property}.account`, {
    code: "ACCOUNT_ID_INVALID",
    message: "This is not an AWS account id.",
    found: `"${account}"`,
    expected: "12 digits",
    fix: "use the id of the account, with its leading zeros, as a text",
  });
}

/** IAM User Guide, "IAM and AWS STS quotas", as of 2026-11. */
function checkExternalId(externalId: string | undefined, property: string, problems: Problems): void {
  if (externalId === undefined || Token.isUnresolved(externalId)) return;
  if (/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) return;
  problems.add(`${property}.externalId`, {
    code: "EXTERNAL_ID_INVALID",
    message: "The external id is not one that AWS STS takes.",
    found: `"${externalId}"`,
    expected: "2 to 1224 letters, digits and + = , . @ : / - _",
    fix: "use the id that the other side gave you; it is no secret, but it must be theirs alone",
  });
}

function checkFederation(trusted: TrustedFederation, property: string, problems: Problems): void {
  const { protocol, providerArn, conditions } = trusted;
  const kind = protocol === "oidc" ? "oidc-provider" : "saml-provider";
  if (!Token.isUnresolved(providerArn) && !new RegExp(`^arn:aws[a-z-]*:iam::\\d{12}:${kind}/.+$`).test(providerArn)) {
    problems.add(`${property}.providerArn`, {
      code: "IDENTITY_PROVIDER_ARN_INVALID",
      message: `This is not the ARN of an identity provider of the protocol ${protocol}.`,
      found: `"${providerArn}"`,
      expected: `an ARN such as arn:aws:iam::111111111111:${kind}/example, or a reference to one`,
      fix: "take the ARN from the IAM console, under identity providers",
    });
  }
  const needed = protocol === "oidc" ? /:(sub|aud)$/ : /^SAML:aud$/;
  if (isLimitedBy(conditions, (key) => needed.test(key))) return;
  problems.add(`${property}.conditions`, {
    code: "FEDERATION_TOO_WIDE",
    message: "Everybody with an account at the identity provider could assume the role.",
    found: keysOf(conditions).length === 0 ? "no conditions" : `conditions on ${keysOf(conditions).join(", ")}`,
    expected:
      protocol === "oidc"
        ? "a value for the provider's :sub or :aud, other than *"
        : "a value for SAML:aud, other than *",
    fix:
      protocol === "oidc"
        ? identityExample(providerArn)
        : 'name the audience: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } }',
  });
}

/** A condition that names an identity, by the key that tokens of this provider have. */
function identityExample(providerArn: string): string {
  const github = "token.actions.githubusercontent.com";
  const issuer = /:oidc-provider\/(.+)$/.exec(Token.isUnresolved(providerArn) ? "" : providerArn)?.[1] ?? github;
  const identity = issuer === github ? "repo:acme/orders:ref:refs/heads/main" : "…";
  return `name the identity, for example { StringEquals: { "${issuer}:sub": "${identity}" } }`;
}

function namesCaller(conditions: Conditions): boolean {
  return isLimitedBy(conditions, (key) => CALLER_KEYS.some((known) => known.toLowerCase() === key.toLowerCase()));
}

/** Whether a condition demands values other than `*` for a key. Negative operators and those that a missing key passes do not. */
function isLimitedBy(conditions: Conditions, isKey: (key: string) => boolean): boolean {
  return Object.entries(conditions)
    .filter(([operator]) =>
      /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/.test(operator),
    )
    .flatMap(([, byKey]) => Object.entries(byKey))
    .some(([key, values]) => {
      const list = typeof values === "string" ? [values] : values;
      return isKey(key) && list.length > 0 && list.every((value) => !/^\**$/.test(value));
    });
}

function keysOf(conditions: Conditions): string[] {
  return Object.values(conditions).flatMap((byKey) => Object.keys(byKey));
}
