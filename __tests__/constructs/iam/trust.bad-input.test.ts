import type { Problem } from "../../../constructs/core/errors";
import type { RoleProps } from "../../../constructs/iam/roles/role-props";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { roleProblems, synthRole, TASKS } from "./support";

const PATH = "sandbox-test/import";
const OIDC = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com";

/** Every column is needed: a reader mends the input with nothing but the problem. */
type BadProps = readonly [
  name: string,
  props: Partial<RoleProps>,
  problem: Problem,
  ways: readonly Way<Partial<RoleProps>>[],
];

const teams = (length: number): RoleProps["trustedBy"] =>
  Array.from({ length }, (_, index) => ({ by: "role", roleArn: `arn:aws:iam::222222222222:role/team-${index}` }));

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
    [{ says: '{ by: "service", service: "ecs-tasks.amazonaws.com" }', to: { trustedBy: [TASKS] } }],
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
    [
      { says: "name the account", to: { trustedBy: [{ by: "account", account: "222222222222" }] } },
      {
        says: '{ StringEquals: { "aws:PrincipalOrgID": … } }',
        to: {
          trustedBy: [
            { by: "account", account: "*", conditions: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } },
          ],
        },
      },
    ],
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
    [
      {
        says: '{ StringEquals: { "aws:PrincipalOrgID": … } }',
        to: {
          trustedBy: [
            {
              by: "account",
              account: "*",
              conditions: {
                Bool: { "aws:SecureTransport": "true" },
                StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
              },
            },
          ],
        },
      },
    ],
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
    [{ says: "with its leading zeros", to: { trustedBy: [{ by: "account", account: "011111111111" }] } }],
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
    [
      {
        says: 'use "ecs-tasks.amazonaws.com"',
        to: { trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }] },
      },
    ],
  ],
  [
    "a service by its address",
    { trustedBy: [{ by: "service", service: "https://ecs-tasks.amazonaws.com" }] },
    {
      code: "SERVICE_PRINCIPAL_INVALID",
      path: `${PATH} › trustedBy[0].service`,
      message: "This is not a service principal.",
      found: '"https://ecs-tasks.amazonaws.com"',
      expected: 'a name that ends in .amazonaws.com, such as "ecs-tasks.amazonaws.com"',
      fix: "write the name that the service's guide gives under Principal in its trust policy, and nothing around it",
    },
    [
      {
        says: "write the name that the service's guide gives under Principal in its trust policy, and nothing around it",
        to: { trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }] },
      },
    ],
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
    [
      {
        says: "from the IAM console",
        to: { trustedBy: [{ by: "role", roleArn: "arn:aws:iam::111111111111:role/deploy" }] },
      },
    ],
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
    [
      {
        says: "use the id that the other side gave you",
        to: { trustedBy: [{ by: "account", account: "222222222222", externalId: "acme-1" }] },
      },
    ],
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
    [
      {
        says: '{ StringEquals: { "token.actions.githubusercontent.com:sub": "repo:acme/orders:ref:refs/heads/main" } }',
        to: {
          trustedBy: [
            {
              by: "federation",
              protocol: "oidc",
              providerArn: OIDC,
              conditions: {
                StringEquals: { "token.actions.githubusercontent.com:sub": "repo:acme/orders:ref:refs/heads/main" },
              },
            },
          ],
        },
      },
    ],
  ],
  [
    "everybody with an account at another identity provider",
    {
      trustedBy: [
        {
          by: "federation",
          protocol: "oidc",
          providerArn: "arn:aws:iam::111111111111:oidc-provider/login.example.com/ci",
          conditions: {},
        },
      ],
    },
    {
      code: "FEDERATION_TOO_WIDE",
      path: `${PATH} › trustedBy[0].conditions`,
      message: "Everybody with an account at the identity provider could assume the role.",
      found: "no conditions",
      expected: "a value for the provider's :sub or :aud, other than *",
      fix: 'name the identity, for example { StringEquals: { "login.example.com/ci:sub": "…" } }',
    },
    [
      {
        says: '{ StringEquals: { "login.example.com/ci:sub": "…" } }',
        to: {
          trustedBy: [
            {
              by: "federation",
              protocol: "oidc",
              providerArn: "arn:aws:iam::111111111111:oidc-provider/login.example.com/ci",
              conditions: { StringEquals: { "login.example.com/ci:sub": "deploy" } },
            },
          ],
        },
      },
    ],
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
    [
      {
        says: "take the ARN from the IAM console",
        to: {
          trustedBy: [
            {
              by: "federation",
              protocol: "saml",
              providerArn: "arn:aws:iam::111111111111:saml-provider/example",
              conditions: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
            },
          ],
        },
      },
    ],
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
    [
      {
        says: "make one entry of them",
        to: { trustedBy: [{ ...TASKS, sourceArns: ["arn:aws:ecs:ap-northeast-2:111111111111:*"] } as typeof TASKS] },
      },
    ],
  ],
  [
    "more who may assume it than a policy can hold",
    { trustedBy: teams(30) },
    {
      code: "TRUST_POLICY_TOO_LONG",
      path: `${PATH} › trustedBy`,
      message: "The role is trusted by more than a trust policy can hold.",
      found: "at least 4248 characters",
      expected: 'at most 2048 characters (IAM User Guide, "IAM and AWS STS quotas", Role trust policy length)',
      fix: "trust one role that the others may assume, or make several roles; no account takes more than 4096",
    },
    [
      { says: "trust one role that the others may assume", to: { trustedBy: teams(1) } },
      { says: "make several roles", to: { trustedBy: teams(10) } },
    ],
  ],
  [
    "more who may assume it than the account allows, and fewer than AWS does",
    { trustedBy: teams(20) },
    {
      code: "TRUST_POLICY_TOO_LONG",
      path: `${PATH} › trustedBy`,
      message: "The role is trusted by more than a trust policy can hold.",
      found: "at least 2838 characters",
      expected: 'at most 2048 characters (IAM User Guide, "IAM and AWS STS quotas", Role trust policy length)',
      fix: "trust one role that the others may assume, make several roles, or raise the quota, to 4096 at most, and set quotas: { trustPolicyLength: 2838 }",
    },
    [
      {
        says: "or raise the quota, to 4096 at most, and set quotas: { trustPolicyLength: 2838 }",
        to: { trustedBy: teams(20), quotas: { trustPolicyLength: 2838 } },
      },
    ],
  ],
];

test.each(BAD_PROPS)("a role with %s is refused", (_, props, problem) => {
  expect(roleProblems(props)).toEqual([problem]);
});

testAdvice(
  BAD_PROPS.map(([mistake, , problem, ways]) => ({ mistake: `a role with ${mistake}`, problems: [problem], ways })),
  (props) => problemsIfAny(() => synthRole(props)),
);
