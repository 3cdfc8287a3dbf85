import { TerraformStack } from "cdktf";
import { loadEnvironments } from "../../../config/load";
import { stackOfSection } from "../../../config/sections";
import { type ApplicationOptions, createApplication } from "../../../stacks/application/application";
import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import { STACKS } from "../../../stacks/registry";
import { problemsIn } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";

const sandbox = loadEnvironments("config", { variables: {} }).filter(
  ({ environment }) => environment.name === "sandbox",
);

/** The sandbox under another name. */
function named(name: string): readonly EnvironmentSpec[] {
  return sandbox.map((spec) => ({ ...spec, environment: { ...spec.environment, name } }));
}

/** What the sandbox has besides network and state, in the order that it is made in. */
const further = STACKS.filter(({ section }) => section === "access" || Object.hasOwn(sandbox[0] ?? {}, section)).map(
  ({ section }) => `sandbox-${stackOfSection(section)}`,
);
const all = further.join(", ");

/** What of it is deployed after the network. */
const onNetwork = (() => {
  const stacks = createApplication(named("sandbox"), { outdir: "cdktf.out" }).node.children.filter(
    TerraformStack.isStack,
  );
  const isOnNetwork = ({ dependencies }: TerraformStack): boolean =>
    dependencies.some((one) => one.node.id === "sandbox-network" || isOnNetwork(one));
  const names = stacks.filter(isOnNetwork).map(({ node }) => node.id);
  return further.filter((name) => names.includes(name));
})();

interface Input extends Pick<ApplicationOptions, "mock" | "without"> {
  /**
   * Names of the environments.
   *
   * @default - the sandbox alone
   */
  readonly names?: readonly string[];
}

function toldOf({ names = ["sandbox"], ...options }: Input) {
  return problemsIn(() => createApplication(names.flatMap(named), { outdir: "cdktf.out", ...options }));
}

const unknown = {
  code: "STACK_UNKNOWN",
  message: "A stack is named that is not there.",
  expected: `some of sandbox-state, sandbox-network, ${all}`,
};

const needed = {
  code: "STACK_NEEDED",
  path: "app › without (GROUNDPLAN_WITHOUT)",
  message: "The stack is to be left out, and others are deployed after it.",
  expected: "a stack that no other one needs",
};

const CASES = [
  {
    mistake: "a stack that is left out and that there is not",
    input: { without: ["sandbox-eks-addon"] },
    problems: [
      {
        ...unknown,
        path: "app › without (GROUNDPLAN_WITHOUT)",
        found: '"sandbox-eks-addon"',
        fix: 'did you mean "sandbox-eks-addons"?',
      },
    ],
    ways: [{ says: 'did you mean "sandbox-eks-addons"?', to: { without: ["sandbox-eks-addons"] } }],
  },
  {
    mistake: "a stack that is left out and that another one needs",
    input: { without: ["sandbox-eks"] },
    problems: [
      {
        ...needed,
        found: "sandbox-eks left out, and sandbox-eks-addons not",
        fix: "leave out sandbox-eks-addons too",
      },
    ],
    ways: [{ says: "leave out sandbox-eks-addons too", to: { without: ["sandbox-eks", "sandbox-eks-addons"] } }],
  },
  {
    mistake: "a stack that is left out and that others need, one of them by another",
    input: { without: ["sandbox-network"] },
    problems: [
      {
        ...needed,
        found: `sandbox-network left out, and ${onNetwork.join(", ")} not`,
        fix: `leave out ${onNetwork.join(", ")} too`,
      },
    ],
    ways: [
      {
        says: `leave out ${onNetwork.join(", ")} too`,
        to: { without: ["sandbox-network", ...onNetwork] },
      },
    ],
  },
  {
    mistake: "a stack that is read as mock values and that there is not",
    input: { mock: ["network"] },
    problems: [
      {
        ...unknown,
        path: "app › mock (GROUNDPLAN_MOCK)",
        found: '"network"',
        fix: "write the stack's full name, with its environment, or leave out what the configuration no longer makes",
      },
    ],
    ways: [
      { says: "write the stack's full name, with its environment", to: { mock: ["sandbox-network"] } },
      { says: "or leave out what the configuration no longer makes", to: { mock: [] } },
    ],
  },
  {
    mistake: "names of environments that are taken, or that stacks cannot have",
    input: { names: ["dev", "a b", "dev"] },
    problems: [
      {
        code: "ENVIRONMENT_FORM",
        path: "a b › name",
        message: "The text has a wrong form.",
        found: '"a b"',
        expected: "2 to 12 of a-z, 0-9 and -, starting with a letter and not ending with -",
        fix: "use a short name in lower case",
      },
      {
        code: "ENVIRONMENT_TWICE",
        path: "dev",
        message: "Two environments have the same name, and so would their stacks.",
        found: '"dev" twice',
        expected: "a name of its own for each environment",
        fix: "give one of them another name",
      },
    ],
    ways: [
      {
        says: ["use a short name in lower case", "give one of them another name"],
        to: { names: ["dev", "ab", "test"] },
      },
    ],
  },
];

test.each(CASES)("an application tells $mistake", ({ input, problems }) => {
  expect(toldOf(input)).toEqual(problems);
});

testAdvice(CASES, toldOf);
