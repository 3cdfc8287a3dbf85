import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ManagedPolicy, type PolicyFile, Role, statementsFromFile } from "../../../constructs/iam";
import { wildcardsOf } from "../../../constructs/iam/policies/wildcards";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";
import { makeRole, statements, synthRole } from "./support";

const PATH = "policies/api.json";

/** A project with a policy in a file; the process stands in it. */
function inProject(text: string): void {
  const folder = mkdtempSync(join(tmpdir(), "policy-file-"));
  mkdirSync(`${folder}/policies`);
  writeFileSync(`${folder}/${PATH}`, text);
  process.chdir(folder);
}

const policy = (...entries: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: entries }, undefined, 2);

const READ = {
  Sid: "ReadOrders",
  Effect: "Allow",
  Action: ["s3:GetObject", "s3:ListBucket"],
  Resource: "arn:${partition}:s3:::orders-${account}-${region}/*",
  Condition: {
    StringEquals: { "aws:PrincipalTag/team": "${aws:PrincipalTag/team}" },
    Bool: { "aws:SecureTransport": true },
  },
} as const;

describe("a policy in a file", () => {
  test("is granted to a role, with the environment in it and with IAM's own variables as they are", () => {
    inProject(policy(READ));
    const [statement] = statements(synthRole({ policyFile: PATH }), "aws_iam_role_policy");
    expect(statement).toEqual({
      Sid: "ReadOrders",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: "arn:aws:s3:::orders-111111111111-ap-northeast-2/*",
      Condition: {
        Bool: { "aws:SecureTransport": "true" },
        // As Terraform reads it: two dollar signs are one that is no code.
        StringEquals: { "aws:PrincipalTag/team": "$${aws:PrincipalTag/team}" },
      },
    });
  });

  test("may hold one statement without a list, without a sid, and what is denied", () => {
    const entry = { Effect: "Deny", Action: "*", Resource: "*" };
    inProject(JSON.stringify({ Version: "2012-10-17", Statement: entry }));
    const [statement] = statements(synthRole({ policyFile: PATH }), "aws_iam_role_policy");
    expect(statement).toEqual({ Sid: expect.stringMatching(/^Statement[0-9a-f]{8}$/), ...entry });
  });

  test("gives its statements to a policy that several roles share", () => {
    inProject(policy({ ...READ, Condition: undefined }));
    const synthesized = synthStack((stack) => {
      new ManagedPolicy(stack, "read", { description: "Reads orders", statements: statementsFromFile(stack, PATH) });
    });
    expect(statements(synthesized, "aws_iam_policy")).toMatchObject([{ Sid: "ReadOrders" }]);
  });

  test("has the reasons of its wildcards beside its path, where they are listed", () => {
    inProject(policy({ Sid: "Logs", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" }));
    const wildcards = synthStack((stack) => {
      makeRole(stack, { policyFile: { path: PATH, wildcardReasons: { Logs: "it lists log groups" } } });
      expect(wildcardsOf(stack)).toEqual([
        { path: "sandbox-test/import/grants", sid: "Logs", reason: "it lists log groups" },
      ]);
    });
    expect(wildcards.problems).toEqual([]);
  });

  test("is the same whatever stands where in the file", () => {
    const [one, two] = [
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: "arn:aws:sqs:ap-northeast-2:111111111111:jobs" },
      { ...READ, Condition: undefined },
    ];
    inProject(policy(one, two));
    const first = synthRole({ policyFile: PATH }).json;
    inProject(policy(two, one));
    expect(synthRole({ policyFile: PATH }).json).toBe(first);
  });
});

interface Input {
  /** What the file holds. */
  readonly text: string;
  readonly file?: string | PolicyFile;
}

interface Mistake extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly {
    code: string;
    path: string;
    message: string;
    found: string;
    expected: string;
    fix: string;
  }[];
}

const ROLE = "sandbox-test/import";
const WHOLE = policy({ Sid: "Logs", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" });
const SEND = {
  Sid: "Send",
  Effect: "Allow",
  Action: "sqs:SendMessage",
  Resource: "arn:aws:sqs:ap-northeast-2:111111111111:jobs",
};

const MISTAKES: readonly Mistake[] = [
  ...["/etc/policies/api.json", "../policies/api.json", ""].map((file) => ({
    mistake: `a path that leads out of the project: "${file}"`,
    input: { text: policy(SEND), file },
    problems: [
      {
        code: "POLICY_FILE_PATH",
        path: `${ROLE} › policyFile`,
        message: "A policy is read from a file of the project, and from nowhere else.",
        found: JSON.stringify(file),
        expected: "a path from the project's folder, such as policies/api.json",
        fix: "put the file into the project, and name it from the project's folder",
      },
    ],
    ways: [{ says: "put the file into the project", to: { text: policy(SEND) } }],
  })),
  {
    mistake: "a file that is not there",
    input: { text: policy(SEND), file: "policies/apo.json" },
    problems: [
      {
        code: "POLICY_FILE_MISSING",
        path: `${ROLE} › policyFile`,
        message: "There is no policy to read at this path.",
        found: "no file policies/apo.json",
        expected: "a file with a policy of IAM as JSON",
        fix: "correct the path, which begins at the project's folder, or add the file",
      },
    ],
    ways: [{ says: "correct the path", to: { text: policy(SEND) } }],
  },
  {
    mistake: "a comma too many",
    input: { text: '{\n  "Version": "2012-10-17",\n  "Statement": [],\n}\n' },
    problems: [
      {
        code: "POLICY_FILE_JSON",
        path: `${PATH}:4`,
        message: "The file is not JSON.",
        found: "something that JSON does not have here: a comma too many or too few, a comment, a text without quotes",
        expected: "JSON, as IAM takes it",
        fix: "mend this line, or the one before it",
      },
    ],
    ways: [{ says: "mend this line", to: { text: policy(SEND) } }],
  },
  {
    mistake: "a list of statements alone",
    input: { text: JSON.stringify([SEND]) },
    problems: [
      {
        code: "POLICY_FILE_FORM",
        path: `${PATH}:1`,
        message: "The file holds no policy of IAM.",
        found: "a list",
        expected: '{ "Version": "2012-10-17", "Statement": [ … ] } with one statement or more',
        fix: "write the policy as the IAM console shows it",
      },
    ],
    ways: [{ says: "write the policy as the IAM console shows it", to: { text: policy(SEND) } }],
  },
  {
    mistake: "elements that a permission does not have, and a form that IAM does not take",
    input: {
      text: policy(SEND, { ...SEND, Sid: 1, Principal: "*", NotAction: "s3:*", Effect: "allow", Resource: [] }),
    },
    problems: [
      ...(
        [
          ["Principal", "take Principal out"],
          ["NotAction", "name what is meant, in place of NotAction"],
        ] as const
      ).map(([element, fix]) => ({
        code: "POLICY_FILE_ELEMENT",
        path: `${PATH}:10 › ${element}`,
        message: "A permission of a role has no such element.",
        found: element,
        expected: "Sid, Effect, Action, Resource, Condition",
        fix,
      })),
      ...(
        [
          ["Effect", '"allow"', '"Allow" or "Deny"'],
          ["Resource", "[]", "a text, or a list of texts"],
          ["Sid", "1", "a text"],
        ] as const
      ).map(([element, found, expected]) => ({
        code: "POLICY_FILE_STATEMENT",
        path: `${PATH}:10 › ${element}`,
        message: "The statement does not have the form that IAM takes.",
        found,
        expected,
        fix: "write the statement as the IAM console shows it",
      })),
    ],
    ways: [
      {
        says: ["take Principal out", "name what is meant", "write the statement as the IAM console shows it"],
        to: { text: policy(SEND, { ...SEND, Sid: "Again" }) },
      },
    ],
  },
  {
    mistake: "a variable that nothing is put in the place of",
    input: { text: policy({ ...SEND, Resource: "arn:aws:sqs:${region}:${account}:${queue}" }) },
    problems: [
      {
        code: "POLICY_FILE_VARIABLE",
        path: `${PATH}:4`,
        message: "Nothing is put in the place of this variable, and IAM has none of this name.",
        found: "${queue}",
        expected: "${account}, ${region} or ${partition}, or one of IAM's own such as ${aws:username}",
        fix: "write the value, or grant this in code, where it can be a reference",
      },
    ],
    ways: [{ says: "write the value", to: { text: policy(SEND) } }],
  },
  {
    mistake: "an action that IAM does not know",
    input: { text: policy(SEND, { ...SEND, Sid: "Take", Action: "sqs:RecieveMessage" }) },
    problems: [
      {
        code: "ACTION_UNKNOWN",
        path: `${PATH}:10 › Take › actions`,
        message: expect.any(String) as unknown as string,
        found: expect.stringContaining("sqs:RecieveMessage") as unknown as string,
        expected: expect.any(String) as unknown as string,
        fix: expect.stringContaining("sqs:ReceiveMessage") as unknown as string,
      },
    ],
  },
  {
    mistake: "a wildcard without a reason",
    input: { text: WHOLE },
    problems: [
      {
        code: "WILDCARD_WITHOUT_REASON",
        path: `${PATH}:4 › Logs`,
        message: "The statement is wider than named actions on named resources, and nothing says why.",
        found: '"*"',
        expected: "named actions and ARNs, or a reason",
        fix: 'name what the role needs; where AWS knows nothing narrower, give the reason beside the path: wildcardReasons: { Logs: "…" }',
      },
    ],
    ways: [
      { says: "name what the role needs", to: { text: policy(SEND) } },
      {
        says: "give the reason beside the path",
        to: { text: WHOLE, file: { path: PATH, wildcardReasons: { Logs: "it lists log groups" } } },
      },
    ],
  },
  {
    mistake: "a reason for a statement that is not there",
    input: { text: policy(SEND), file: { path: PATH, wildcardReasons: { Log: "it lists log groups" } } },
    problems: [
      {
        code: "POLICY_FILE_SID",
        path: `${ROLE} › policyFile.wildcardReasons.Log`,
        message: "A reason is given for a statement that needs none.",
        found: '"Log", and policies/api.json has no statement of this sid with a wildcard',
        expected: "no reasons: no statement has a wildcard",
        fix: "correct the sid, or take the reason out",
      },
    ],
    ways: [{ says: "take the reason out", to: { text: policy(SEND) } }],
  },
];

const problemsIn = ({ text, file = PATH }: Input) => {
  inProject(text);
  return problemsIfAny(() =>
    synthStack((stack) => {
      new Role(stack, "import", {
        description: "Imports orders",
        trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
        policyFile: file,
      });
    }),
  );
};

test.each(MISTAKES)("a policy in a file is refused for $mistake", ({ input, problems }) => {
  expect(problemsIn(input)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);
