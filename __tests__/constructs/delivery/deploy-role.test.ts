import { policyDocument } from "../../../constructs/iam/policies/policy-document";
import { decide, type PolicyRequest } from "../../support/policy-evaluator";
import { DELIVERY, type Delivered, deliver, deliveredEnvironment, REPOSITORY } from "./support";

const BUCKET = "arn:aws:s3:::groundplan-prod-state-111111111111-ap-northeast-2";
const OTHERS = "arn:aws:s3:::groundplan-staging-state-111111111111-ap-northeast-2";
const BOUNDARY = "arn:aws:iam::111111111111:policy/groundplan-prod-delivery-boundary";

/** More than any managed policy allows: what a role must not do, it must not do with this one either. */
const EVERYTHING = policyDocument([{ sid: "A", actions: ["*"], resources: ["*"] }]);

/** What `PowerUserAccess` allows, of what the tests ask (AWS Managed Policy Reference Guide, as of 2026-11). */
const POWER_USER = policyDocument([
  { sid: "A", notActions: ["iam:*", "organizations:*", "account:*"], resources: ["*"] },
  {
    sid: "B",
    actions: ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:ListRoles"],
    resources: ["*"],
  },
]);

function may(delivered: Delivered, role: "plan" | "apply", request: PolicyRequest, further: readonly string[] = []) {
  const { identity, boundary } = delivered.policies(role);
  return decide(request, { identity: [...identity, ...further], boundary }) === "allowed";
}

const on = (action: string, resource = "*", context?: PolicyRequest["context"]): PolicyRequest => ({
  action,
  resource,
  ...(context ? { context } : {}),
});
const role = (name: string): string => `arn:aws:iam::111111111111:role/${name}`;
const policy = (name: string): string => `arn:aws:iam::111111111111:policy/${name}`;
const bounded = { "iam:PermissionsBoundary": BOUNDARY };
const once = { "s3:if-none-match": "*" };

describe("the planning role", () => {
  const delivered = deliver();

  test.each<[string, PolicyRequest]>([
    ["read a state of its environment", on("s3:GetObject", `${BUCKET}/groundplan/prod/network.tfstate`)],
    ["see that there is no state yet", on("s3:ListBucket", BUCKET)],
    ["lock a state", on("s3:PutObject", `${BUCKET}/groundplan/prod/network.tfstate.tflock`)],
    ["give the lock back", on("s3:DeleteObject", `${BUCKET}/groundplan/prod/network.tfstate.tflock`)],
    ["save a plan", on("s3:PutObject", `${BUCKET}/plans/prod/0a1b2c/network.tfplan`, once)],
    [
      "read a parameter of its environment",
      on("ssm:GetParameter", "arn:aws:ssm:ap-northeast-2:111111111111:parameter/groundplan/prod/agent"),
    ],
    [
      "read configuration that AWS's policies lack",
      on("wafv2:GetIPSet", "arn:aws:wafv2:ap-northeast-2:111111111111:regional/ipset/a/1"),
    ],
  ])("may %s", (_, request) => {
    expect(may(delivered, "plan", request)).toBe(true);
  });

  test.each<[string, PolicyRequest]>([
    ["change a state", on("s3:PutObject", `${BUCKET}/groundplan/prod/network.tfstate`)],
    ["delete a state", on("s3:DeleteObject", `${BUCKET}/groundplan/prod/network.tfstate`)],
    ["lock a state of another environment", on("s3:PutObject", `${OTHERS}/groundplan/staging/network.tfstate.tflock`)],
    ["put another plan in the place of one", on("s3:PutObject", `${BUCKET}/plans/prod/0a1b2c/network.tfplan`)],
    ["save a plan of another environment", on("s3:PutObject", `${BUCKET}/plans/staging/0a1b2c/network.tfplan`, once)],
    ["make anything", on("ec2:CreateVpc")],
    ["take a role", on("sts:AssumeRole", role("groundplan-prod-delivery-apply"))],
    ["hand a role on", on("iam:PassRole", role("groundplan-prod-ecs-web"))],
  ])("has no policy to %s", (_, request) => {
    expect(may(delivered, "plan", request)).toBe(false);
  });

  test.each<[string, PolicyRequest]>([
    ["a secret", on("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:db")],
    ["many secrets", on("secretsmanager:BatchGetSecretValue")],
    ["a state of another environment", on("s3:GetObject", `${OTHERS}/groundplan/staging/network.tfstate`)],
    [
      "an older state of another environment",
      on("s3:GetObjectVersion", `${OTHERS}/groundplan/staging/network.tfstate`),
    ],
    ["an object of another bucket", on("s3:GetObject", "arn:aws:s3:::orders/1")],
    ["a saved plan", on("s3:GetObject", `${BUCKET}/plans/prod/0a1b2c/network.tfplan`)],
    [
      "a parameter of somebody else",
      on("ssm:GetParameters", "arn:aws:ssm:ap-northeast-2:111111111111:parameter/billing/key"),
    ],
    ["an item of a table", on("dynamodb:GetItem", "arn:aws:dynamodb:ap-northeast-2:111111111111:table/orders")],
    ["what a key of the account encrypted", on("kms:Decrypt", "arn:aws:kms:ap-northeast-2:111111111111:key/1")],
    ["a message of a queue", on("sqs:ReceiveMessage", "arn:aws:sqs:ap-northeast-2:111111111111:jobs")],
    ["a log", on("logs:GetLogEvents", "arn:aws:logs:ap-northeast-2:111111111111:log-group:/shop:log-stream:1")],
    ["a password of Windows", on("ec2:GetPasswordData", "arn:aws:ec2:ap-northeast-2:111111111111:instance/i-1")],
  ])("never reads %s, whatever its policies allow", (_, request) => {
    expect(may(delivered, "plan", request, [EVERYTHING])).toBe(false);
  });

  test("reads AWS's own parameters when a policy allows it", () => {
    const image = on("ssm:GetParameter", "arn:aws:ssm:ap-northeast-2::parameter/aws/service/ami-amazon-linux-latest/x");
    expect(may(delivered, "plan", image, [EVERYTHING])).toBe(true);
  });

  test("has AWS's policies that read no data, and those that are added with a reason", () => {
    const reads = "arn:aws:iam::111111111111:policy/reads-athena";
    const attached = (of: Delivered): unknown[] =>
      Object.values(of.resources("aws_iam_role_policy_attachment"))
        .filter((attachment) => String(attachment.role).includes("plan"))
        .map((attachment) => attachment.policy_arn);
    const ofAws = ["arn:aws:iam::aws:policy/SecurityAudit", "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"];
    expect(attached(delivered)).toEqual(ofAws);
    const more = { arns: [reads], reason: "workgroups of Athena are planned too" };
    expect(attached(deliver({ ...DELIVERY, plan: { morePolicies: more } }))).toEqual([...ofAws, reads]);
  });
});

describe("the applying role", () => {
  const delivered = deliver();
  const applies = (request: PolicyRequest): boolean => may(delivered, "apply", request, [POWER_USER]);

  test.each<[string, PolicyRequest]>([
    ["make what the stacks hold", on("ec2:CreateVpc")],
    ["write a state", on("s3:PutObject", `${BUCKET}/groundplan/prod/network.tfstate`)],
    ["lock a state", on("s3:PutObject", `${BUCKET}/groundplan/prod/network.tfstate.tflock`)],
    ["read a saved plan", on("s3:GetObject", `${BUCKET}/plans/prod/0a1b2c/network.tfplan`)],
    ["read how the state bucket is set up", on("s3:GetBucketPolicy", BUCKET)],
    ["make a bucket", on("s3:CreateBucket", "arn:aws:s3:::groundplan-prod-logs")],
    ["make a role that carries the boundary", on("iam:CreateRole", role("groundplan-prod-ecs-web"), bounded)],
    ["widen such a role", on("iam:PutRolePolicy", role("groundplan-prod-ecs-web"), bounded)],
    [
      "give a role the boundary that has none yet",
      on("iam:PutRolePermissionsBoundary", role("groundplan-prod-ecs-web"), bounded),
    ],
    ["delete a role that was made before there was a boundary", on("iam:DeleteRole", role("groundplan-prod-ecs-old"))],
    ["hand such a role to a service", on("iam:PassRole", role("groundplan-prod-ecs-web"))],
    [
      "make the identity provider of a cluster",
      on(
        "iam:CreateOpenIDConnectProvider",
        "arn:aws:iam::111111111111:oidc-provider/oidc.eks.ap-northeast-2.amazonaws.com/id/1",
      ),
    ],
    [
      "make a role of a service",
      on("iam:CreateServiceLinkedRole", role("aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS")),
    ],
    ["take a role of another account", on("sts:AssumeRole", "arn:aws:iam::999999999999:role/dns")],
  ])("may %s", (_, request) => {
    expect(applies(request)).toBe(true);
  });

  test.each<[string, PolicyRequest]>([
    ["make a role without a boundary", on("iam:CreateRole", role("groundplan-prod-ecs-web"))],
    [
      "make a role with a boundary of its own choice",
      on("iam:CreateRole", role("groundplan-prod-x"), { "iam:PermissionsBoundary": policy("mine") }),
    ],
    ["make a role of other names", on("iam:CreateRole", role("admin"), bounded)],
    ["make a role of another environment", on("iam:CreateRole", role("groundplan-staging-x"), bounded)],
    ["widen a role without a boundary", on("iam:AttachRolePolicy", role("groundplan-prod-ecs-old"))],
    [
      "have a role without a boundary trust somebody else",
      on("iam:UpdateAssumeRolePolicy", role("groundplan-prod-ecs-old")),
    ],
    ["take its boundary off", on("iam:DeleteRolePermissionsBoundary", role("groundplan-prod-delivery-apply"), bounded)],
    [
      "take the boundary off a role that it made",
      on("iam:DeleteRolePermissionsBoundary", role("groundplan-prod-ecs-web"), bounded),
    ],
    [
      "exchange its boundary",
      on("iam:PutRolePermissionsBoundary", role("groundplan-prod-delivery-apply"), {
        "iam:PermissionsBoundary": policy("mine"),
      }),
    ],
    ["change what its boundary says", on("iam:CreatePolicyVersion", BOUNDARY)],
    ["go back to an older version of its boundary", on("iam:SetDefaultPolicyVersion", BOUNDARY)],
    ["widen itself", on("iam:PutRolePolicy", role("groundplan-prod-delivery-apply"), bounded)],
    ["let others take it", on("iam:UpdateAssumeRolePolicy", role("groundplan-prod-delivery-apply"), bounded)],
    ["change the planning role", on("iam:AttachRolePolicy", role("groundplan-prod-delivery-plan"), bounded)],
    [
      "change whom the account believes",
      on(
        "iam:AddClientIDToOpenIDConnectProvider",
        "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com",
      ),
    ],
    ["make a user", on("iam:CreateUser", "arn:aws:iam::111111111111:user/groundplan-prod-eve")],
    ["hand on a role of other names", on("iam:PassRole", role("admin"))],
    ["take a role of its account that has other names", on("sts:AssumeRole", role("cdk-hnb659fds-deploy-role"))],
    ["read a state of another environment", on("s3:GetObject", `${OTHERS}/groundplan/staging/network.tfstate`)],
    ["write a state of another environment", on("s3:PutObject", `${OTHERS}/groundplan/staging/network.tfstate`)],
    [
      "read it by an access point",
      on("s3:CreateAccessPoint", "arn:aws:s3:ap-northeast-2:111111111111:accesspoint/mine"),
    ],
    [
      "delete an older version of its own state",
      on("s3:DeleteObjectVersion", `${BUCKET}/groundplan/prod/network.tfstate`),
    ],
    ["open the state bucket", on("s3:PutBucketPolicy", BUCKET)],
    ["delete the state bucket", on("s3:DeleteBucket", BUCKET)],
    ["delete a saved plan", on("s3:DeleteObject", `${BUCKET}/plans/prod/0a1b2c/network.tfplan`)],
    ["leave the organization", on("organizations:LeaveOrganization")],
    ["close the account", on("account:CloseAccount")],
  ])("may not %s, whatever its policies allow", (_, request) => {
    expect(applies(request)).toBe(false);
    expect(may(delivered, "apply", request, [EVERYTHING])).toBe(false);
  });

  test("has the policies that are named, and otherwise PowerUserAccess", () => {
    const attached = (of: Delivered): unknown[] =>
      Object.values(of.resources("aws_iam_role_policy_attachment"))
        .filter((attachment) => String(attachment.role).includes("apply"))
        .map((attachment) => attachment.policy_arn);
    expect(attached(delivered)).toEqual(["arn:aws:iam::aws:policy/PowerUserAccess"]);
    const policyArns = ["arn:aws:iam::111111111111:policy/deploys-network"];
    expect(attached(deliver({ ...DELIVERY, apply: { policyArns } }))).toEqual(policyArns);
  });
});

describe("a state bucket that several environments share", () => {
  const delivered = deliver(DELIVERY, { backend: { type: "s3", bucket: "acme-states", bucketExists: true } });
  const state = (environment: string) => `arn:aws:s3:::acme-states/groundplan/${environment}/network.tfstate`;

  test.each(["plan", "apply"] as const)("is open to the %s role below its environment's keys only", (name) => {
    expect(may(delivered, name, on("s3:GetObject", state("prod")), [EVERYTHING])).toBe(true);
    expect(may(delivered, name, on("s3:GetObject", state("staging")), [EVERYTHING])).toBe(false);
    expect(may(delivered, name, on("s3:PutObject", state("staging")), [EVERYTHING])).toBe(false);
  });
});

test("locks in a table are taken in the rows of the environment", () => {
  const delivered = deliver(DELIVERY, { backend: { type: "s3", lock: "dynamodb" } });
  const table = "arn:aws:dynamodb:ap-northeast-2:111111111111:table/groundplan-prod-state-lock";
  const bucket = BUCKET.replace("arn:aws:s3:::", "");
  const row = (key: string) => ({ "dynamodb:LeadingKeys": [key] });
  for (const name of ["plan", "apply"] as const) {
    expect(may(delivered, name, on("dynamodb:PutItem", table, row(`${bucket}/groundplan/prod/network.tfstate`)))).toBe(
      true,
    );
    expect(may(delivered, name, on("dynamodb:PutItem", table, row(`${bucket}/groundplan/qa/network.tfstate`)))).toBe(
      false,
    );
    expect(may(delivered, name, on("dynamodb:PutItem", table.replace("lock", "orders"), row(`${bucket}/x`)))).toBe(
      false,
    );
  }
});

test("the key of the state bucket can be used, and no other", () => {
  const stateKeyArn = "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111";
  const delivered = deliver({ ...DELIVERY, stateKeyArn });
  for (const name of ["plan", "apply"] as const) {
    expect(may(delivered, name, on("kms:Decrypt", stateKeyArn))).toBe(true);
    expect(may(delivered, name, on("kms:GenerateDataKey", stateKeyArn))).toBe(true);
    expect(may(delivered, name, on("kms:Decrypt", stateKeyArn.replace(/1$/, "2")))).toBe(false);
  }
});

test("a delivery makes the provider, the boundary before the roles that carry it, and tells their ARNs", () => {
  const delivered = deliver();
  expect(delivered.resources("aws_iam_openid_connect_provider")).toEqual({
    "github-provider": expect.objectContaining({
      url: "https://token.actions.githubusercontent.com",
      client_id_list: ["sts.amazonaws.com"],
    }),
  });
  for (const name of ["plan", "apply"]) {
    expect(delivered.resources("aws_iam_role")[name]).toMatchObject({
      name: `groundplan-prod-delivery-${name}`,
      permissions_boundary: BOUNDARY,
      depends_on: expect.arrayContaining([
        "aws_iam_policy.boundary",
        "aws_iam_openid_connect_provider.github-provider",
      ]),
    });
    expect(delivered.outputs[`${name}_role_arn`]?.value).toBe(`\${aws_iam_role.${name}.arn}`);
  }
  expect(delivered.resources("aws_iam_policy").boundary?.name).toBe("groundplan-prod-delivery-boundary");
});

test("the boundary fits into what IAM takes, also with the longest names", () => {
  const longest = deliveredEnvironment({ project: "p".repeat(16), name: "e".repeat(12) });
  const bucket = "b".repeat(63);
  const { boundary } = deliver({ github: REPOSITORY }, { ...longest, backend: { type: "s3", bucket } }).policies(
    "apply",
  );
  // IAM User Guide, "IAM and AWS STS quotas", as of 2026-11.
  expect(boundary.length).toBeLessThanOrEqual(6_144);
});
