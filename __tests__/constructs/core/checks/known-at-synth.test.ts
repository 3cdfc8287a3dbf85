import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Testing, Token } from "cdktf";
import { checkNumber } from "../../../../constructs/core/checks/number-check";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { Problems } from "../../../../constructs/core/errors";
import { checkName, physicalName } from "../../../../constructs/core/names/naming";
import { tellingReferences } from "../../../../constructs/core/names/telling-references";
import { checkCidr } from "../../../../constructs/network/address-plan/cidr";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack, testEnvironment } from "../../../support/synth";

const token = () => Token.asString({ resolve: () => "${a.b.c}", creationStack: [], toString: () => "" });

const told = (path: string) => ({
  code: "KNOWN_AFTER_APPLY",
  path,
  message: "The value must be known at synth, and this one is known only after apply.",
  found: "a reference to a value of another resource",
  expected: "the value itself: names, ranges, zones, keys and whatever else decides on what is made",
  fix: "write the value out, or give both sides the same constant; a reference can stand where AWS takes an id, an ARN or an address",
});

/** What a check adds. */
function added(check: (problems: Problems) => unknown) {
  const problems = new Problems("here");
  check(problems);
  return problems.list;
}

describe("a reference where a literal is needed is told as that", () => {
  test("in a name", () => {
    expect(problemsOf(() => physicalName("iamRole", ["shop", token()]))).toEqual([
      told("the name of a resource (iamRole)"),
    ]);
    expect(problemsOf(() => synthStack((stack) => stack.physicalName("bucket", `logs-${token()}`)))).toEqual([
      told("sandbox-test › name of a resource (bucket)"),
    ]);
    expect(added((problems) => checkName("alarm", token(), problems, "name"))).toEqual([told("here › name")]);
  });

  test.each(["name", "project", "account", "region"] as const)("in the environment's %s", (key) => {
    const environment = testEnvironment({ [key]: token() });
    expect(problemsOf(() => new EnvironmentStack(Testing.app(), "test", environment))).toEqual([
      told(`${key === "name" ? "(a reference)" : "sandbox"} › ${key}`),
    ]);
  });

  test("in a range or a number, whichever check meets it", () => {
    expect(added((problems) => checkCidr(token(), "cidr", problems))).toEqual([told("here › cidr")]);
    const number = Token.asNumber({ resolve: () => 5, creationStack: [], toString: () => "" });
    const rule = { least: 1, most: 9, unit: "days" };
    expect(added((problems) => checkNumber(number, rule, "days", problems))).toEqual([told("here › days")]);
  });

  test("in an id", () => {
    const named = (stack: EnvironmentStack) =>
      new SsmParameter(stack, token(), { name: "a", type: "String", value: "b" });
    expect(problemsOf(() => tellingReferences(() => synthStack(named)))).toEqual([
      told("the construct or the key (a reference)"),
    ]);
    const other = new Error("other");
    expect(() =>
      tellingReferences(() => {
        throw other;
      }),
    ).toThrow(other);
  });

  test("where its text was changed and would reach AWS", () => {
    const changed = (stack: EnvironmentStack) =>
      new SsmParameter(stack, "parameter", { name: token().replace(/\W+/g, "-"), type: "String", value: token() });
    expect(problemsOf(() => synthStack(changed))).toEqual([told("sandbox-test/parameter › name")]);
  });
});

test("what is expected and how it is mended names no reference by its number", () => {
  const [problem] = added((problems) =>
    problems.add("x", { code: "X", message: "m", found: "f", expected: `one of ${token()}`, fix: `use ${token()}` }),
  );
  expect([problem?.expected, problem?.fix]).toEqual(["one of (a reference)", "use (a reference)"]);
});

const NAMED = [
  {
    mistake: "a reference in a name",
    problems: [told("sandbox-test/parameter › name")],
    ways: [
      { says: "write the value out", to: "shop" },
      { says: "give both sides the same constant", to: ["shop", "orders"].join("-") },
    ],
  },
];

testAdvice(NAMED, (name: string) =>
  problemsIfAny(() =>
    synthStack((stack) => void new SsmParameter(stack, "parameter", { name, type: "String", value: token() })),
  ),
);
