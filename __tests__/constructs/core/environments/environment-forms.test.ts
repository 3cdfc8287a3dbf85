import { Testing } from "cdktf";
import type { Environment } from "../../../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { collectChecks } from "../../../../constructs/core/validation";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, testEnvironment } from "../../../support/synth";

type Overrides = Partial<Environment>;

const stackWith = (overrides: Overrides, stackName = "network") =>
  new EnvironmentStack(Testing.app(), stackName, testEnvironment(overrides));

const problemsWith = (overrides: Overrides, stackName?: string) => problemsOf(() => stackWith(overrides, stackName));

const NAME = "a-z, 0-9 and -, starting with a letter and not ending with -";

type Form = readonly [refused: Overrides, path: string, expected: string, fix: string, follows: Overrides];

const FORMS: readonly Form[] = [
  [{ name: "a b" }, "a b › name", `2 to 12 of ${NAME}`, "use a short name in lower case", { name: "ab" }],
  [{ name: "" }, "environment › name", `2 to 12 of ${NAME}`, "use a short name in lower case", { name: "dev" }],
  [
    { project: "Shop*" },
    "sandbox › project",
    `2 to 16 of ${NAME}`,
    "use a short name in lower case",
    { project: "shop" },
  ],
  [
    { account: "1234" },
    "sandbox › account",
    "12 digits in quotes",
    "copy the account id from the AWS console, without hyphens, and put it in quotes",
    { account: "123456789012" },
  ],
  [
    { region: "us-east-1a" },
    "sandbox › region",
    "a region code such as ap-northeast-2",
    "write the region's code, without the letter of an availability zone",
    { region: "us-east-1" },
  ],
];

testAdvice(
  FORMS.map(([refused, , , fix, to]) => ({
    mistake: `an environment with ${JSON.stringify(refused)}`,
    problems: [{ code: "ENVIRONMENT_FORM", fix }],
    ways: [{ says: fix, to }],
  })),
  (overrides) => problemsIfAny(() => ({ problems: collectChecks(stackWith(overrides).node.root) })),
);

describe("an environment from code", () => {
  it.each(FORMS)("with %j is refused", (overrides, path, expected, fix) => {
    expect(problemsWith(overrides)).toEqual([
      {
        code: "ENVIRONMENT_FORM",
        path,
        message: "The text has a wrong form.",
        found: JSON.stringify(Object.values(overrides)[0]),
        expected,
        fix,
      },
    ]);
  });

  it.each(["", "my stack", "a*", "-a", "a/b"])("does not take a stack that is called %j", (stackName) => {
    expect(problemsWith({}, stackName)).toEqual([
      {
        code: "ENVIRONMENT_FORM",
        path: "sandbox › stack",
        message: "The text has a wrong form.",
        found: JSON.stringify(stackName),
        expected: "letters, digits, - and _, starting with a letter or a digit",
        fix: "use a short name in lower case",
      },
    ]);
  });
});
