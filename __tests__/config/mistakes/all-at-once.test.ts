import { loadEnvironments, locateProblems } from "../../../config/load";
import { GroundplanError } from "../../../constructs/core/errors";
import { originsIn } from "../../../stacks/application/configuration/origins";
import { testAdvice } from "../../support/followed-advice";
import {
  configFolder,
  DEV,
  devWith,
  load,
  problemsIn,
  problemsOf,
  removeConfigFolders,
} from "../support/config-folder";

afterAll(removeConfigFolders);

test("the mistakes of all files are told at once, by file and line", () => {
  const problems = problemsOf({
    dev: devWith("zones: [a, c]", "zones: a").replace("owner:", "ownr:").replace("kind: private", "kind: privat"),
    prod: devWith("10.0.0.0/16", "10.0.0.0/99"),
    test: `${DEV}  nat: [`,
  });
  expect(problems.map(({ code, path }) => [path, code])).toEqual([
    ["config/dev.yaml:2:1 › ownr", "CONFIG_UNKNOWN_KEY"],
    ["config/dev.yaml:10:10 › network.zones", "CONFIG_WRONG_TYPE"],
    ["config/dev.yaml:16:13 › network.tiers.app.kind", "CONFIG_UNKNOWN_VALUE"],
    ["config/prod.yaml:9:9 › network.cidr", "CIDR_MALFORMED"],
    ["config/test.yaml:18:9", "CONFIG_YAML_SYNTAX"],
  ]);
});

test("a mistake in an environment that is not asked for is told too", () => {
  const problems = problemsOf({ dev: DEV, test: devWith("owner:", "ownr:") }, { GROUNDPLAN_ENV: "dev" });
  expect(problems.map(({ path }) => path)).toEqual(["config/test.yaml:2:1 › ownr"]);
});

test("a folder that does not exist is told", () => {
  expect(problemsIn(() => loadEnvironments("no-such-folder", { variables: {} }))).toEqual([
    {
      code: "CONFIG_FOLDER_MISSING",
      path: "no-such-folder:1:1",
      message: "There is no configuration folder.",
      found: 'no folder "no-such-folder"',
      expected: "a folder with one YAML file for each environment",
      fix: "run the command in the project's root folder, or name the folder in GROUNDPLAN_CONFIG",
    },
  ]);
});

describe("GROUNDPLAN_ENV", () => {
  const files = { dev: DEV, prod: DEV, test: DEV };
  const names = (value?: string) => load(files, { GROUNDPLAN_ENV: value }).map(({ environment }) => environment.name);

  test("limits the environments, in any order and with spaces", () => {
    expect(names("test, dev")).toEqual(["dev", "test"]);
  });

  test("means all environments when it is empty or absent", () => {
    expect([names(""), names()]).toEqual([
      ["dev", "prod", "test"],
      ["dev", "prod", "test"],
    ]);
  });
});

describe("GROUNDPLAN_UNPROTECT", () => {
  const files = { dev: devWith("protect: false", "protect: true"), prod: devWith("protect: false", "protect: true") };

  test("lifts the protection of the environment it names, and of no other", () => {
    const loaded = load(files, { GROUNDPLAN_UNPROTECT: "dev" });
    expect(loaded.map(({ environment }) => [environment.name, environment.protect])).toEqual([
      ["dev", false],
      ["prod", true],
    ]);
  });
});

const unknown = {
  code: "CONFIG_ENVIRONMENT_UNKNOWN",
  message: "There is no environment of this name.",
  expected: "one of dev, prod, test",
};
const three = { dev: DEV, prod: DEV, test: DEV };

const UNKNOWN_NAMES = [
  {
    mistake: "an environment that is named with a typing error",
    input: { files: three, variables: { GROUNDPLAN_ENV: "dev,tset" } },
    problems: [{ ...unknown, path: "GROUNDPLAN_ENV", found: '"tset"', fix: 'did you mean "test"?' }],
    ways: [{ says: 'did you mean "test"?', to: { files: three, variables: { GROUNDPLAN_ENV: "dev,test" } } }],
  },
  {
    mistake: "an environment to unprotect that there is not",
    input: { files: three, variables: { GROUNDPLAN_UNPROTECT: "everything" } },
    problems: [
      {
        ...unknown,
        path: "GROUNDPLAN_UNPROTECT",
        found: '"everything"',
        fix: "use one of these names, or add a file of this name to config/",
      },
    ],
    ways: [
      { says: "use one of these names", to: { files: three, variables: { GROUNDPLAN_UNPROTECT: "dev" } } },
      {
        says: "or add a file of this name to config/",
        to: { files: { ...three, everything: DEV }, variables: { GROUNDPLAN_UNPROTECT: "everything" } },
      },
    ],
  },
];

type Input = (typeof UNKNOWN_NAMES)[number]["input"];

const problemsWith = ({ files, variables }: Input) => problemsOf(files, variables);

test.each(UNKNOWN_NAMES)("$mistake is told", ({ input, problems }) => {
  expect(problemsWith(input)).toEqual(problems);
});

testAdvice<Input>(UNKNOWN_NAMES, problemsWith);

describe("a problem that a construct finds", () => {
  const folder = () => configFolder({ base: DEV, dev: "extends: base\naccess:\n  bastion:\n    tier: nowhere\n" });
  const problem = { code: "SOME_CODE", message: "Wrong.", found: "x", expected: "y", fix: "z" };
  const located = (path: string) =>
    locateProblems(
      new GroundplanError([{ ...problem, path }]),
      loadEnvironments(folder(), { variables: {} }),
      originsIn(),
    ).problems;

  test("is told at the place in the file that the value comes from", () => {
    expect(located("dev-access/bastion › tier")).toEqual([
      { ...problem, path: "config/dev.yaml:4:11 › access.bastion.tier" },
    ]);
  });

  test("names the environment when the value is inherited", () => {
    expect(located("dev-network/network › zones[1]")).toEqual([
      { ...problem, path: "config/base.yaml:10:14 › network.zones[1] (dev)" },
    ]);
  });

  test("stays as it is when it stems from no configuration", () => {
    expect(located("other/thing › tier")).toEqual([{ ...problem, path: "other/thing › tier" }]);
  });
});
