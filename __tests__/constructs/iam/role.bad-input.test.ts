import type { Problem } from "../../../constructs/core/errors";
import type { GrantStatement } from "../../../constructs/iam/grantable";
import { InlinePolicy } from "../../../constructs/iam/inline-policy";
import { ManagedPolicy } from "../../../constructs/iam/managed-policy";
import { Role } from "../../../constructs/iam/role";
import type { RoleProps } from "../../../constructs/iam/role-props";
import { problemsOf, synthStack } from "../../support/synth";
import { grantProblems, makeRole, roleProblems, TASKS } from "./support";

const PATH = "sandbox-test/import";
const GRANTS = `${PATH}/grants`;
const OIDC = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com";

/** Every column is needed: a reader mends the input with nothing but the problem. */
type BadProps = readonly [name: string, props: Partial<RoleProps>, problem: Problem];

const BAD_PROPS: readonly BadProps[] = [
  [
    "nobody who may assume it",
    { trustedBy: [] },
    {
      code: "TRUST_MISSING",
      path: `${PATH} › trustedBy`,
      message: "Nobody may assume the role.",
      found: "an empty list",
      expected: "at least one service, account, role or identity provider",
      fix: 'say who uses the role, for example { by: "service", service: "ecs-tasks.amazonaws.com" }',
    },
  ],
  [
    "a way to trust that there is not, which only code without types can ask for",
    { trustedBy: [{ by: "toString" } as never] },
    {
      code: "TRUST_UNKNOWN",
      path: `${PATH} › trustedBy[0].by`,
      message: "There is no such way to trust.",
      found: '"toString"',
      expected: "one of service, account, role, federation",
      fix: 'say who uses the role, for example { by: "service", service: "ecs-tasks.amazonaws.com" }',
    },
  ],
  [
    "everybody who may assume it",
    { trustedBy: [{ by: "account", account: "*" }] },
    {
      code: "TRUST_ANYBODY",
      path: `${PATH} › trustedBy[0].account`,
      message: "Everybody in the world with an AWS account could assume the role.",
      found: '"*" without a condition',
      expected:
        "an account id, or a condition that says who the caller is: aws:PrincipalOrgID, aws:PrincipalOrgPaths, aws:PrincipalAccount, aws:PrincipalArn",
      fix: 'name the account, or limit the callers to the organization: { StringEquals: { "aws:PrincipalOrgID": … } }',
    },
  ],
  [
    "everybody, with a condition that anybody meets",
    {
      trustedBy: [
        {
          by: "account",
          account: "*",
          conditions: {
            Bool: { "aws:SecureTransport": "true" },
            StringLike: { "aws:PrincipalArn": "*" },
            StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
          },
        },
      ],
    },
    {
      code: "TRUST_ANYBODY",
      path: `${PATH} › trustedBy[0].account`,
      message: "Everybody in the world with an AWS account could assume the role.",
      found: '"*" with conditions on aws:SecureTransport, aws:PrincipalArn, aws:PrincipalOrgID',
      expected:
        "an account id, or a condition that says who the caller is: aws:PrincipalOrgID, aws:PrincipalOrgPaths, aws:PrincipalAccount, aws:PrincipalArn",
      fix: 'name the account, or limit the callers to the organization: { StringEquals: { "aws:PrincipalOrgID": … } }',
    },
  ],
  [
    "an account that is no account id",
    { trustedBy: [{ by: "account", account: "11111111111" }] },
    {
      code: "ACCOUNT_ID_INVALID",
      path: `${PATH} › trustedBy[0].account`,
      message: "This is not an AWS account id.",
      found: '"11111111111"',
      expected: "12 digits",
      fix: "use the id of the account, with its leading zeros, as a text",
    },
  ],
  [
    "a service by its short name",
    { trustedBy: [{ by: "service", service: "ecs-tasks" }] },
    {
      code: "SERVICE_PRINCIPAL_INVALID",
      path: `${PATH} › trustedBy[0].service`,
      message: "This is not a service principal.",
      found: '"ecs-tasks"',
      expected: 'a name that ends in .amazonaws.com, such as "ecs-tasks.amazonaws.com"',
      fix: 'use "ecs-tasks.amazonaws.com"',
    },
  ],
  [
    "a session in place of a role",
    { trustedBy: [{ by: "role", roleArn: "arn:aws:sts::111111111111:assumed-role/deploy/me" }] },
    {
      code: "ROLE_ARN_INVALID",
      path: `${PATH} › trustedBy[0].roleArn`,
      message: "This is not the ARN of an IAM role.",
      found: '"arn:aws:sts::111111111111:assumed-role/deploy/me"',
      expected: "an ARN such as arn:aws:iam::111111111111:role/deploy, or a reference to one",
      fix: "take the ARN from a contract or from the IAM console; the ARN of a session (sts, assumed-role) is not one",
    },
  ],
  [
    "an external id with a space",
    { trustedBy: [{ by: "account", account: "222222222222", externalId: "acme 1" }] },
    {
      code: "EXTERNAL_ID_INVALID",
      path: `${PATH} › trustedBy[0].externalId`,
      message: "The external id is not one that AWS STS takes.",
      found: '"acme 1"',
      expected: "2 to 1224 letters, digits and + = , . @ : / - _",
      fix: "use the id that the other side gave you; it is no secret, but it must be theirs alone",
    },
  ],
  [
    "everybody with an account at GitHub",
    {
      trustedBy: [
        {
          by: "federation",
          protocol: "oidc",
          providerArn: OIDC,
          conditions: { StringLike: { "token.actions.githubusercontent.com:sub": "*" } },
        },
      ],
    },
    {
      code: "FEDERATION_TOO_WIDE",
      path: `${PATH} › trustedBy[0].conditions`,
      message: "Everybody with an account at the identity provider could assume the role.",
      found: "conditions on token.actions.githubusercontent.com:sub",
      expected: "a value for the provider's :sub or :aud, other than *",
      fix: 'name the identity, for example { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:acme/orders:ref:refs/heads/main" } }',
    },
  ],
  [
    "an identity provider of another protocol",
    {
      trustedBy: [
        {
          by: "federation",
          protocol: "saml",
          providerArn: OIDC,
          conditions: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
        },
      ],
    },
    {
      code: "IDENTITY_PROVIDER_ARN_INVALID",
      path: `${PATH} › trustedBy[0].providerArn`,
      message: "This is not the ARN of an identity provider of the protocol saml.",
      found: `"${OIDC}"`,
      expected: "an ARN such as arn:aws:iam::111111111111:saml-provider/example, or a reference to one",
      fix: "take the ARN from the IAM console, under identity providers",
    },
  ],
  [
    "one service that is trusted twice",
    { trustedBy: [TASKS, { ...TASKS, sourceArns: ["arn:aws:ecs:ap-northeast-2:111111111111:*"] } as typeof TASKS] },
    {
      code: "TRUST_TWICE",
      path: `${PATH} › trustedBy`,
      message: "The role trusts the same one twice; the wider of the two would decide.",
      found: "2 entries for ServiceEcsTasks",
      expected: "one entry for each service, account, role and identity provider",
      fix: "make one entry of them; a condition takes several values",
    },
  ],
  [
    "more who may assume it than a policy can hold",
    {
      trustedBy: Array.from({ length: 30 }, (_, index) => ({
        by: "role" as const,
        roleArn: `arn:aws:iam::222222222222:role/team-${index}`,
      })),
    },
    {
      code: "TRUST_POLICY_TOO_LONG",
      path: `${PATH} › trustedBy`,
      message: "The role is trusted by more than a trust policy can hold.",
      found: "at least 4248 characters",
      expected: 'at most 2048 characters (IAM User Guide, "IAM and AWS STS quotas", Role trust policy length)',
      fix: "trust one role that the others may assume, make several roles, or raise the quota, to 4096 at most, and set quotas.trustPolicyLength",
    },
  ],
  [
    "a description that says nothing",
    { description: " " },
    {
      code: "ROLE_DESCRIPTION_INVALID",
      path: `${PATH} › description`,
      message: "The description of a role must say what it is for, in characters that IAM takes.",
      found: "nothing",
      expected: "1 to 1000 characters of Latin-1",
      fix: "say in a few plain words who uses the role, and for what",
    },
  ],
  [
    "a description in characters that IAM refuses",
    { description: "주문 수집" },
    {
      code: "ROLE_DESCRIPTION_INVALID",
      path: `${PATH} › description`,
      message: "The description of a role must say what it is for, in characters that IAM takes.",
      found: '5 characters: "주문 수집"',
      expected: "1 to 1000 characters of Latin-1",
      fix: "say in a few plain words who uses the role, and for what",
    },
  ],
  [
    "two names",
    { name: "import", roleName: "orders-import" },
    {
      code: "ROLE_NAME_TWICE",
      path: `${PATH} › name`,
      message: "The role has a whole name and a part of a name, and only one of them can count.",
      found: 'name "import" and roleName "orders-import"',
      expected: "name, roleName, or neither",
      fix: "leave one of them out",
    },
  ],
  [
    "a managed policy by its name",
    { managedPolicyArns: ["ReadOnlyAccess"] },
    {
      code: "POLICY_ARN_INVALID",
      path: `${PATH} › managedPolicyArns`,
      message: "This is not the ARN of a managed policy.",
      found: '"ReadOnlyAccess"',
      expected: "an ARN such as arn:aws:iam::aws:policy/ReadOnlyAccess, or a reference to one",
      fix: "take the ARN from the IAM console; a name is not enough",
    },
  ],
  [
    "a managed policy twice",
    { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"] },
    {
      code: "MANAGED_POLICY_TWICE",
      path: `${PATH} › managedPolicyArns`,
      message: "A managed policy is attached to the role twice.",
      found: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      expected: "each policy once",
      fix: "take one of them out",
    },
  ],
  [
    "sessions that are too short",
    { maxSessionDuration: 900 },
    {
      code: "SESSION_DURATION_INVALID",
      path: `${PATH} › maxSessionDuration`,
      message: "The longest session of a role is out of range.",
      found: "900 seconds",
      expected: "a whole number of 3600 to 43200 seconds (1 to 12 hours)",
      fix: "use 3600",
    },
  ],
];

test.each(BAD_PROPS)("a role with %s is refused", (_, props, problem) => {
  expect(roleProblems(props)).toEqual([problem]);
});

test("everything that is wrong with a role is told at once", () => {
  const problems = roleProblems({
    description: "",
    trustedBy: [{ by: "service", service: "ec2" }],
    roleName: "a/b",
    permissionsBoundary: "boundary",
    maxSessionDuration: 1.5,
  });
  expect(problems.map(({ code, path }) => `${code} ${path.slice(PATH.length + 3)}`)).toEqual([
    "NAME_INVALID roleName",
    "ROLE_DESCRIPTION_INVALID description",
    "SERVICE_PRINCIPAL_INVALID trustedBy[0].service",
    "POLICY_ARN_INVALID permissionsBoundary",
    "SESSION_DURATION_INVALID maxSessionDuration",
  ]);
});

test("an existing role must be named by its ARN", () => {
  const step = () => synthStack((stack) => Role.fromExisting(stack, "ci", { roleArn: "deploy" }));
  expect(problemsOf(step).map(({ code, path }) => [code, path])).toEqual([
    ["ROLE_ARN_INVALID", "sandbox-test/ci › roleArn"],
  ]);
});

const READ: GrantStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] };

const BAD_GRANTS: readonly (readonly [name: string, grants: readonly GrantStatement[], problem: Problem])[] = [
  [
    "of everything",
    [{ ...READ, actions: ["*"], wildcardReason: "It is easier." }],
    {
      code: "ACTION_ALL",
      path: `${GRANTS} › Read › actions`,
      message: "The statement allows every action of every service, which no reason can justify.",
      found: '"*"',
      expected: 'actions of a service, such as "s3:GetObject"',
      fix: "name the actions; for a whole service use `<service>:*` with a wildcardReason",
    },
  ],
  [
    "of a whole service on everything, without a reason",
    [{ sid: "All", actions: ["s3:*"], resources: ["*"] }],
    {
      code: "WILDCARD_WITHOUT_REASON",
      path: `${GRANTS} › All`,
      message: "The statement is wider than named actions on named resources, and nothing says why.",
      found: '"s3:*", "*"',
      expected: "named actions and ARNs, or a wildcardReason",
      fix: "name what the role needs; where AWS knows nothing narrower, say so in wildcardReason",
    },
  ],
  [
    "on every bucket there is, with an empty reason",
    [{ ...READ, resources: ["arn:aws:s3:::*"], wildcardReason: " " }],
    {
      code: "WILDCARD_WITHOUT_REASON",
      path: `${GRANTS} › Read`,
      message: "The statement is wider than named actions on named resources, and nothing says why.",
      found: '"arn:aws:s3:::*"',
      expected: "named actions and ARNs, or a wildcardReason",
      fix: "name what the role needs; where AWS knows nothing narrower, say so in wildcardReason",
    },
  ],
  [
    "of an action without its service",
    [{ ...READ, actions: ["GetObject"] }],
    {
      code: "ACTION_INVALID",
      path: `${GRANTS} › Read › actions`,
      message: "This is not the name of an IAM action.",
      found: '"GetObject"',
      expected: 'a service, a colon and an action, such as "s3:GetObject"',
      fix: "look the action up in the Service Authorization Reference",
    },
  ],
  [
    "on a name in place of an ARN",
    [{ ...READ, resources: ["orders"] }],
    {
      code: "RESOURCE_INVALID",
      path: `${GRANTS} › Read › resources`,
      message: "The resource of a statement is not an ARN.",
      found: '"orders"',
      expected: 'an ARN, such as "arn:aws:s3:::orders/*", or a reference to one',
      fix: "use the ARN of the resource and not its name or id",
    },
  ],
  [
    "with a sid that IAM refuses",
    [{ ...READ, sid: "Read-orders" }],
    {
      code: "STATEMENT_SID_INVALID",
      path: `${GRANTS} › Read-orders`,
      message: "The sid of a statement may hold letters and digits only.",
      found: '"Read-orders"',
      expected: "one or more of A-Z, a-z and 0-9",
      fix: 'use "Readorders"',
    },
  ],
  [
    "of nothing",
    [{ ...READ, resources: [] }],
    {
      code: "STATEMENT_EMPTY",
      path: `${GRANTS} › Read`,
      message: "The statement allows nothing: it lacks actions or resources.",
      found: "actions: 1, resources: 0",
      expected: "at least one action and one resource",
      fix: "name them, or leave the statement out",
    },
  ],
  [
    "of two things by one sid",
    [READ, { ...READ, actions: ["s3:PutObject"] }],
    {
      code: "STATEMENT_SID_TWICE",
      path: `${GRANTS} › Read`,
      message: "Two different statements have the same sid, and a policy with both would be refused.",
      found: "s3:GetObject on arn:aws:s3:::orders/*; s3:PutObject on arn:aws:s3:::orders/*",
      expected: "one statement of each sid",
      fix: "give one of them another sid, or put their actions and resources into one statement",
    },
  ],
];

test.each(BAD_GRANTS)("a grant %s is a problem at synth", (_, grants, problem) => {
  expect(grantProblems(...grants)).toEqual([problem]);
});

function long(sid: string, length: number): GrantStatement {
  return { ...READ, sid, resources: [`arn:aws:s3:::${"x".repeat(length)}`] };
}

test("the inline policies of a role must fit together into what IAM takes", () => {
  const total = (length: number) =>
    synthStack((stack) => {
      const role = makeRole(stack);
      role.allow(long("A", 5000));
      new InlinePolicy(stack, "more", { role, name: "more", statements: [long("B", length)] });
    }).problems;
  expect(total(5004)).toEqual([]);
  expect(total(5005)).toEqual([
    {
      code: "INLINE_POLICIES_TOO_LONG",
      path: PATH,
      message: "The role is granted more than IAM takes in inline policies.",
      found: "at least 10241 characters: grants 5118, more 5123",
      expected: "at most 10240 characters in all inline policies of a role",
      fix: "give the parts of the program roles of their own, or put what many roles share into a ManagedPolicy",
    },
  ]);
});

test("a managed policy must have statements, and no more than IAM takes", () => {
  const problems = (statements: readonly GrantStatement[]) =>
    synthStack((stack) => void new ManagedPolicy(stack, "shared", { description: "Shared", statements })).problems;
  expect(problems([])).toEqual([
    {
      code: "MANAGED_POLICY_EMPTY",
      path: "sandbox-test/shared › statements",
      message: "The policy has no statement, and IAM takes no policy without one.",
      found: "an empty list",
      expected: "at least one statement",
      fix: "say what the policy allows, or leave the policy out",
    },
  ]);
  expect(problems([long("A", 6100)])).toEqual([
    {
      code: "MANAGED_POLICY_TOO_LONG",
      path: "sandbox-test/shared › statements",
      message: "The policy is longer than IAM takes.",
      found: "at least 6218 characters",
      expected: "at most 6144 characters",
      fix: "make two policies of it",
    },
  ]);
});
