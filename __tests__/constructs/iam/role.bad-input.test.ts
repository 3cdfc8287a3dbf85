import type { Problem } from "../../../constructs/core/errors";
import { Role } from "../../../constructs/iam/roles/role";
import type { RoleProps } from "../../../constructs/iam/roles/role-props";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../support/synth";
import { roleProblems, synthRole } from "./support";

const PATH = "sandbox-test/import";

/** Every column is needed: a reader mends the input with nothing but the problem. */
type BadProps = readonly [
  name: string,
  props: Partial<RoleProps>,
  problem: Problem,
  ways: readonly Way<Partial<RoleProps>>[],
];

const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

const BAD_PROPS: readonly BadProps[] = [
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
    [{ says: "who uses the role, and for what", to: { description: "The importer, to read orders" } }],
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
    [{ says: "who uses the role, and for what", to: { description: "The importer, to read orders" } }],
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
    [
      { says: "leave one of them out", to: { name: "import" } },
      { says: "leave one of them out", to: { roleName: "orders-import" } },
    ],
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
    [{ says: "take the ARN from the IAM console", to: { managedPolicyArns: [READ_ONLY] } }],
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
    [{ says: "take one of them out", to: { managedPolicyArns: [READ_ONLY] } }],
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
    [{ says: "use 3600", to: { maxSessionDuration: 3600 } }],
  ],
];

test.each(BAD_PROPS)("a role with %s is refused", (_, props, problem) => {
  expect(roleProblems(props)).toEqual([problem]);
});

testAdvice(
  BAD_PROPS.map(([mistake, , problem, ways]) => ({ mistake: `a role with ${mistake}`, problems: [problem], ways })),
  (props) => problemsIfAny(() => synthRole(props)),
);

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
