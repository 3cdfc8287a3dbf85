import type { PolicyStatement } from "../policies/policy-document";

type Conditions = NonNullable<PolicyStatement["conditions"]>;

/** Who may assume a role. One role may be trusted by several. */
export type TrustedBy = TrustedService | TrustedAccount | TrustedRole | TrustedFederation;

/** An AWS service that acts for resources of the own account. */
export interface TrustedService {
  readonly by: "service";
  /** Service principal, such as `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  /**
   * ARNs, with `*` where wanted, of the resources for which the service may take the role (`aws:SourceArn`).
   *
   * @default - any resource of the account
   */
  readonly sourceArns?: readonly string[];
  /**
   * Whether the service hands over tags of the session (`sts:TagSession`), by which policies tell for whom it acts.
   *
   * @default - false, but true for EKS Pod Identity
   */
  readonly tagsSession?: boolean;
  /**
   * Further conditions.
   *
   * @default - `aws:SourceAccount` is this account, for services that are known to send it; for others none
   */
  readonly conditions?: Conditions;
}

/** An AWS account: whoever that account lets assume the role. */
export interface TrustedAccount {
  readonly by: "account";
  /** Account id, 12 digits; or `*` for any account that the conditions admit. */
  readonly account: string;
  /**
   * Text that the caller must give. For roles that are lent to somebody outside the organization.
   *
   * @default - none is asked for
   */
  readonly externalId?: string;
  /**
   * Whether the caller must have signed in with a second factor.
   *
   * @default false
   */
  readonly mfa?: boolean;
  /**
   * Further conditions. With account `*` one of them must say who the caller is: `aws:PrincipalOrgID`, `aws:PrincipalOrgPaths`,
   * `aws:PrincipalAccount` or `aws:PrincipalArn`.
   *
   * @default - none
   */
  readonly conditions?: Conditions;
}

/** One role, of this account or another. */
export interface TrustedRole {
  readonly by: "role";
  readonly roleArn: string;
  /** @default - none is asked for */
  readonly externalId?: string;
  /** @default - none */
  readonly conditions?: Conditions;
}

/** Whoever an identity provider vouches for, such as a workflow on GitHub or a pod of a Kubernetes cluster. */
export interface TrustedFederation {
  readonly by: "federation";
  readonly protocol: "oidc" | "saml";
  /** ARN of the identity provider in IAM. */
  readonly providerArn: string;
  /**
   * Which of the provider's identities are meant. For `oidc` a condition on the provider's `:sub` or `:aud` is needed, for
   * `saml` one on `SAML:aud`: without it everybody with an account at the provider would be let in.
   */
  readonly conditions: Conditions;
}
