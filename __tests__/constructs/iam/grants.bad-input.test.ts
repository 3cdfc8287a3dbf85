import type { Problem } from "../../../constructs/core/errors";
import type { GrantStatement } from "../../../constructs/iam/grantable";
import { testAdvice, type Way } from "../../support/followed-advice";
import { grantProblems } from "./support";

const GRANTS = "sandbox-test/import/grants";

const READ: GrantStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] };

type BadGrants = readonly [
  name: string,
  grants: readonly GrantStatement[],
  problem: Problem,
  ways: readonly Way<readonly GrantStatement[]>[],
];

const BAD_GRANTS: readonly BadGrants[] = [
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
    [
      { says: "name the actions", to: [READ] },
      {
        says: "use `<service>:*` with a wildcardReason",
        to: [{ ...READ, actions: ["s3:*"], wildcardReason: "The role owns the bucket." }],
      },
    ],
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
    [
      { says: "name what the role needs", to: [READ] },
      {
        says: "say so in wildcardReason",
        to: [{ sid: "All", actions: ["s3:*"], resources: ["*"], wildcardReason: "It cleans the account." }],
      },
    ],
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
    [{ says: "name what the role needs", to: [READ] }],
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
    [{ says: "look the action up", to: [{ ...READ, actions: ["s3:GetObject"] }] }],
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
    [{ says: "use the ARN of the resource", to: [{ ...READ, resources: ["arn:aws:s3:::orders"] }] }],
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
    [{ says: 'use "Readorders"', to: [{ ...READ, sid: "Readorders" }] }],
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
    [
      { says: "name them", to: [READ] },
      { says: "leave the statement out", to: [] },
    ],
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
    [
      { says: "give one of them another sid", to: [READ, { ...READ, sid: "Write", actions: ["s3:PutObject"] }] },
      {
        says: "put their actions and resources into one statement",
        to: [{ ...READ, actions: ["s3:GetObject", "s3:PutObject"] }],
      },
    ],
  ],
];

test.each(BAD_GRANTS)("a grant %s is a problem at synth", (_, grants, problem) => {
  expect(grantProblems(...grants)).toEqual([problem]);
});

testAdvice(
  BAD_GRANTS.map(([mistake, , problem, ways]) => ({ mistake: `a grant ${mistake}`, problems: [problem], ways })),
  (grants) => grantProblems(...grants),
);
