import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environment-stack";
import { problemsOf, testEnvironment } from "../../support/synth";

const problemsWith = (overrides: Parameters<typeof testEnvironment>[0], stackName = "network") =>
  problemsOf(() => new EnvironmentStack(Testing.app(), stackName, testEnvironment(overrides)));

const NAME = "a-z, 0-9 and -, starting with a letter and not ending with -";

describe("an environment from code", () => {
  it.each([
    [{ name: "a b" }, "a b › name", `2 to 12 of ${NAME}`, "use a short name in lower case"],
    [{ name: "" }, "environment › name", `2 to 12 of ${NAME}`, "use a short name in lower case"],
    [{ project: "Shop*" }, "sandbox › project", `2 to 16 of ${NAME}`, "use a short name in lower case"],
    [
      { account: "1234" },
      "sandbox › account",
      "12 digits in quotes",
      "copy the account id from the AWS console, without hyphens, and put it in quotes",
    ],
    [
      { region: "us-east-1a" },
      "sandbox › region",
      "a region code such as ap-northeast-2",
      "write the region's code, without the letter of an availability zone",
    ],
  ])("with %j is refused", (overrides, path, expected, fix) => {
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
