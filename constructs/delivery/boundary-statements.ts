import type { S3BackendConfig } from "../core/environments/backend";
import type { Environment } from "../core/environments/environment";
import type { PolicyStatement } from "../iam/policies/policy-document";
import { boundaryName, DELIVERY_STACK, iamArn, ownPrefix, stateBuckets, statePlaces } from "./delivery-names";
import { GITHUB_ISSUER } from "./github-oidc-provider";

/** What changes something in IAM, or hands a role on. What only reads is not among them. */
const IAM_CHANGES = [
  "Add",
  "Attach",
  "Create",
  "Delete",
  "Detach",
  "Pass",
  "Put",
  "Remove",
  "Set",
  "Tag",
  "Untag",
  "Update",
];

/**
 * Actions by which a role would get more than it has. IAM tells all of them the boundary of the role that they are about, and those that set
 * one the new boundary (Service Authorization Reference, "Actions, resources, and condition keys for AWS Identity and Access Management", as
 * of 2026-11).
 */
const ROLE_WIDENINGS = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
];

/**
 * Whoever reads by one of these names it, and not the bucket behind it (Amazon S3 User Guide, "Managing access to shared datasets with access
 * points", as of 2026-11).
 */
const OTHER_WAYS = [
  "s3:CreateAccessGrant",
  "s3:CreateAccessGrantsLocation",
  "s3:CreateAccessPoint",
  "s3:CreateAccessPointForObjectLambda",
  "s3:CreateMultiRegionAccessPoint",
];

/** What the environment itself makes in IAM: things of its own names, and the identity providers of its Kubernetes clusters. */
export function ownIdentities(
  environment: Environment,
): Readonly<Record<"roles" | "profiles" | "policies" | "clusters", string>> {
  const prefix = ownPrefix(environment);
  return {
    roles: iamArn(environment, `role/${prefix}*`),
    profiles: iamArn(environment, `instance-profile/${prefix}*`),
    policies: iamArn(environment, `policy/${prefix}*`),
    clusters: iamArn(environment, "oidc-provider/oidc.eks.*"),
  };
}

/**
 * The most that the applying role may do, and with it every role that it makes: a role without this boundary it can neither make nor widen
 * (IAM User Guide, "Permissions boundaries for IAM entities", as of 2026-11). A deny counts whatever allows, so nobody who has the boundary
 * can take it off, or change what it consists of.
 *
 * States are told by the names of their buckets, because S3 tells a policy nothing else about an object that it could go by.
 */
export function boundaryStatements(environment: Environment, backend: S3BackendConfig): readonly PolicyStatement[] {
  const own = ownIdentities(environment);
  const state = statePlaces(environment, backend);
  return [
    {
      sid: "AllowIdentitiesOfOwnNames",
      actions: ["iam:*"],
      resources: Object.values(own),
    },
    { sid: "AllowReadingIdentities", actions: ["iam:Get*", "iam:List*"], resources: ["*"] },
    {
      sid: "AllowServiceLinkedRoles",
      actions: ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole"],
      resources: [iamArn(environment, "role/aws-service-role/*")],
    },
    // Other roles of the account may trust everybody in it, those of other deployment tools among them.
    { sid: "AllowRolesOfOtherAccounts", actions: ["sts:AssumeRole"], notResources: [iamArn(environment, "role/*")] },
    { sid: "AllowRolesOfOwnNames", actions: ["sts:AssumeRole"], resources: [own.roles] },
    {
      sid: "AllowServices",
      notActions: ["account:*", "iam:*", "organizations:*", "s3:*", "sts:AssumeRole"],
      resources: ["*"],
    },
    { sid: "AllowStorageButStates", actions: ["s3:*"], notResources: stateBuckets(environment, backend) },
    { sid: "AllowOwnStateBucket", actions: ["s3:Get*", "s3:List*"], resources: [state.bucket] },
    { sid: "AllowOwnStates", actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources: [state.states] },
    { sid: "AllowOwnPlans", actions: ["s3:GetObject", "s3:PutObject"], resources: [state.plans] },
    {
      sid: "DenyChangingDelivery",
      effect: "Deny",
      actions: IAM_CHANGES.map((verb) => `iam:${verb}*`),
      resources: [
        iamArn(environment, `role/${ownPrefix(environment)}${DELIVERY_STACK}-*`),
        iamArn(environment, `policy/${boundaryName(environment)}`),
        iamArn(environment, `oidc-provider/${GITHUB_ISSUER}`),
      ],
    },
    { sid: "DenyOtherWaysToStates", effect: "Deny", actions: OTHER_WAYS, resources: ["*"] },
    {
      sid: "DenyTakingBoundariesOff",
      effect: "Deny",
      actions: ["iam:DeleteRolePermissionsBoundary"],
      resources: ["*"],
    },
    {
      sid: "DenyWideningRolesWithoutBoundary",
      effect: "Deny",
      actions: ROLE_WIDENINGS,
      resources: ["*"],
      // A role without any boundary is denied as well: what is absent is not equal.
      conditions: {
        StringNotEquals: { "iam:PermissionsBoundary": iamArn(environment, `policy/${boundaryName(environment)}`) },
      },
    },
  ];
}
