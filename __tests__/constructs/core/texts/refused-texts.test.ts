import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Lazy } from "cdktf";
import { Bastion } from "../../../../constructs/access";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { formatProblem, GroundplanError, type Problem } from "../../../../constructs/core/errors";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";

const KEY = `AKIA${"Q".repeat(16)}`;

type Build = (stack: EnvironmentStack) => unknown;

function problemsIn(build: Build): readonly Problem[] {
  return problemsIfAny(() => synthStack((stack) => void build(stack)));
}

/** A bastion with a script. */
function script(line: string): Build {
  return (stack) => new Bastion(stack, "bastion", { network: testNetwork(stack), userData: `#!/bin/sh\n${line}\n` });
}

/** So many parameters. */
function counted(count: number): Build {
  return (stack) => new SsmParameter(stack, "note", { name: "a", type: "String", value: "b", count });
}

const REFUSED = [
  {
    mistake: "is refused in a script, with the construct and the attribute",
    build: script(`export AWS_ACCESS_KEY_ID=${KEY}`),
    problems: [
      {
        code: "SECRET_IN_TEXT",
        path: "sandbox-test/bastion/instance › user_data",
        message:
          "The value looks like a secret, and everybody who may see the plan, the state or the resource would read it.",
        found: "the id of an AWS access key",
        expected: "a text without secrets: a script or a program reads them when it runs",
        fix: "take it out, and make it invalid where it came from; keep a new one in Secrets Manager, and let what needs it read it from there",
      },
    ],
    ways: [
      {
        says: "keep a new one in Secrets Manager, and let what needs it read it from there",
        to: script("aws secretsmanager get-secret-value --secret-id shop"),
      },
    ],
  },
  {
    mistake: "a number that is none is refused, by whatever property it came",
    build: counted(Number.NaN),
    problems: [
      {
        code: "NUMBER_NOT_FINITE",
        path: "sandbox-test/note › count",
        message: "The value is no number that can be written down.",
        found: "NaN",
        expected: "a number",
        fix: "look where it is computed; a division by zero or a missing value makes such numbers",
      },
    ],
    ways: [{ says: "look where it is computed", to: counted(1) }],
  },
];

testAdvice(REFUSED, problemsIn);

describe("a secret in what is synthesized, by whatever property it came", () => {
  test.each(REFUSED)("$mistake", ({ build, problems }) => {
    expect(problemsIn(build)).toEqual(problems);
  });

  test.each([
    ["in a tag", { tags: { note: `key ${KEY}` } }, ["tags.note", "the id of an AWS access key"]],
    ["as a key", { tags: { [KEY]: "note" } }, ["tags", "a secret as a key"]],
    [
      "in a text that is made late",
      { value: Lazy.stringValue({ produce: () => KEY }) },
      ["value", "the id of an AWS access key"],
    ],
  ])("%s", (_, config, [attribute, found]) => {
    const problems = problemsOf(() =>
      synthStack((stack) => new SsmParameter(stack, "note", { name: "note", type: "String", value: "x", ...config })),
    );
    expect(problems.map((problem) => [problem.path, problem.found])).toEqual([
      [`sandbox-test/note › ${attribute}`, found],
    ]);
  });
});

describe("what has the form of a secret is in no message", () => {
  test.each([
    KEY,
    `aws_secret_access_key = ${"wJalr/+".repeat(6).slice(0, 40)}`,
    `-----BEGIN PRIVATE KEY-----\n${"MIIEv".repeat(10)}\n-----END PRIVATE KEY-----`,
    `github_pat_${"a".repeat(30)}`,
    "xoxb-1234567890-abcdef",
    `eyJ${"a".repeat(12)}.${"b".repeat(12)}.c`,
    "https://me:hunter2@example.com",
  ])("%s", (secret) => {
    const problem = {
      code: "X",
      path: secret,
      message: secret,
      found: `"${secret}"`,
      expected: secret,
      fix: `not ${secret}`,
    };
    const told = `${new GroundplanError([problem]).message} ${formatProblem(problem)}`;
    expect(told).toContain("(not shown)");
    for (const part of secret.split(/[\s=]+/).filter((word) => /[A-Za-z0-9/+]{16}|hunter2/.test(word))) {
      expect(told).not.toContain(part);
    }
  });
});
