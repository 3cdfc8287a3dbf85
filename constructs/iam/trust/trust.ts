import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { referenceText } from "../../core/texts/reference-text";
import { type PolicyStatement, policyDocument } from "../policies/policy-document";
import { sidPart } from "../policies/sid";
import { sendsSourceAccount, servicePrincipal, trustActions } from "./service-principals";
import type { TrustedAccount, TrustedBy, TrustedFederation, TrustedRole, TrustedService } from "./trust.types";

type Conditions = NonNullable<PolicyStatement["conditions"]>;

/** The statements of a role's trust policy, in the order of their sids: the order of the list makes no difference. */
export function trustStatements(trustedBy: readonly TrustedBy[], role: IConstruct): PolicyStatement[] {
  const stack = EnvironmentStack.of(role);
  return trustedBy
    .map((trusted) => ({ sid: trustSid(trusted, role), ...trustStatement(trusted, stack) }))
    .sort((a, b) => (a.sid < b.sid ? -1 : 1));
}

/** The trust policy of a role as JSON. */
export function trustPolicy(statements: readonly PolicyStatement[]): string {
  const [only] = statements;
  return policyDocument(statements.length === 1 && only ? [{ ...only, sid: "Trust" }] : statements);
}

/** Says who is trusted; two entries for the same one have the same sid. */
export function trustSid(trusted: TrustedBy, role: IConstruct): string {
  const name = (text: string): string => sidPart(referenceText(text, role));
  switch (trusted.by) {
    case "service":
      return `Service${name(trusted.service.replace(/\.amazonaws\.com(\.cn)?$/, ""))}`;
    case "account":
      return `Account${trusted.account === "*" ? "Any" : name(trusted.account)}`;
    case "role":
      return `Role${name(trusted.roleArn.replace(/^arn:[^:]*:iam::/, ""))}`;
    case "federation":
      return `Federation${name(trusted.providerArn.replace(/^arn:[^:]*:iam::/, ""))}`;
  }
}

type Trust = Pick<PolicyStatement, "principals" | "actions" | "conditions">;

function trustStatement(trusted: TrustedBy, stack: EnvironmentStack): Trust {
  switch (trusted.by) {
    case "service":
      return serviceStatement(trusted, stack);
    case "account":
      return accountStatement(trusted, stack);
    case "role":
      return roleStatement(trusted);
    case "federation":
      return federationStatement(trusted);
  }
}

function serviceStatement({ service, sourceArns, tagsSession, conditions }: TrustedService, stack: EnvironmentStack) {
  const ownAccount = sendsSourceAccount(service) || sourceArns !== undefined;
  return {
    principals: { Service: [servicePrincipal(service, stack.partition)] },
    actions: trustActions(service, tagsSession),
    ...merged(
      ownAccount ? { StringEquals: { "aws:SourceAccount": stack.environment.account } } : {},
      sourceArns ? { ArnLike: { "aws:SourceArn": sourceArns } } : {},
      conditions ?? {},
    ),
  };
}

function accountStatement({ account, externalId, mfa, conditions }: TrustedAccount, stack: EnvironmentStack) {
  return {
    principals: { AWS: [account === "*" ? "*" : `arn:${stack.partition}:iam::${account}:root`] },
    actions: ["sts:AssumeRole"],
    ...merged(
      withExternalId(externalId),
      mfa ? { Bool: { "aws:MultiFactorAuthPresent": "true" } } : {},
      conditions ?? {},
    ),
  };
}

function roleStatement({ roleArn, externalId, conditions }: TrustedRole) {
  return {
    principals: { AWS: [roleArn] },
    actions: ["sts:AssumeRole"],
    ...merged(withExternalId(externalId), conditions ?? {}),
  };
}

function federationStatement({ protocol, providerArn, conditions }: TrustedFederation) {
  return {
    principals: { Federated: [providerArn] },
    actions: [protocol === "oidc" ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRoleWithSAML"],
    ...merged(conditions),
  };
}

function withExternalId(externalId: string | undefined): Conditions {
  return externalId === undefined ? {} : { StringEquals: { "sts:ExternalId": externalId } };
}

/** Conditions together; of two values for one operator and key the later counts. */
function merged(...all: readonly Conditions[]): Pick<PolicyStatement, "conditions"> {
  const conditions: Record<string, Conditions[string]> = {};
  for (const part of all) {
    for (const [operator, byKey] of Object.entries(part)) {
      conditions[operator] = { ...conditions[operator], ...byKey };
    }
  }
  return Object.keys(conditions).length > 0 ? { conditions } : {};
}
