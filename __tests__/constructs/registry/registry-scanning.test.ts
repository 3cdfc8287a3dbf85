import { RegistryScanning, type RegistryScanningProps } from "../../../constructs/registry";
import { type Told, testAdvice } from "../../support/followed-advice";
import { resourceOf, synthStack } from "../../support/synth";
import { problemsIn } from "../dns/support";

const scanning = (props: RegistryScanningProps) =>
  resourceOf(
    synthStack((stack) => new RegistryScanning(stack, "scanning", props)),
    "aws_ecr_registry_scanning_configuration",
  );

const filters = (...names: string[]) => names.map((filter) => ({ filter, filter_type: "WILDCARD" }));

describe("the scan of a registry", () => {
  it("looks at every push, when it is basic", () => {
    expect(scanning({ mode: "basic" })).toEqual({
      scan_type: "BASIC",
      rule: [{ scan_frequency: "SCAN_ON_PUSH", repository_filter: filters("*") }],
    });
  });

  it("goes on for as long as images lie there, when it is enhanced", () => {
    expect(scanning({ mode: "enhanced" })).toEqual({
      scan_type: "ENHANCED",
      rule: [{ scan_frequency: "CONTINUOUS_SCAN", repository_filter: filters("*") }],
    });
  });

  it("tells repositories apart by name, in whatever order they are listed", () => {
    expect(scanning({ mode: "enhanced", continuous: ["prod/*"], scanOnPush: ["staging/*", "sandbox/*"] }).rule).toEqual(
      [
        { scan_frequency: "CONTINUOUS_SCAN", repository_filter: filters("prod/*") },
        { scan_frequency: "SCAN_ON_PUSH", repository_filter: filters("sandbox/*", "staging/*") },
      ],
    );
  });
});

const scanFilters = (property: string, found: string, fix: string) => ({
  code: "SCAN_FILTER_COUNT",
  path: `sandbox-test/scanning › ${property}`,
  message: "The list of repositories is empty, too long, or names one twice.",
  found,
  expected: "1 to 100 different filters",
  fix,
});

interface Mistake extends Told<RegistryScanningProps> {
  readonly given: RegistryScanningProps;
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "a list of nothing and a name in upper case",
    given: { mode: "enhanced", continuous: [], scanOnPush: ["Prod/*"] },
    problems: [
      scanFilters(
        "continuous",
        "0 filters, 0 of them different",
        'leave the list out for the default, or name a whole prefix: "prod/*"',
      ),
      {
        code: "SCAN_FILTER_INVALID",
        path: "sandbox-test/scanning › scanOnPush[0]",
        message: "This names no repositories.",
        found: '"Prod/*"',
        expected: "the name of a repository, in lower case, where * stands for any characters",
        fix: 'write for example "prod/*"',
      },
    ],
    ways: [
      {
        says: ["leave the list out for the default", 'write for example "prod/*"'],
        to: { mode: "enhanced", scanOnPush: ["prod/*"] },
      },
      {
        says: ['name a whole prefix: "prod/*"', 'write for example "prod/*"'],
        to: { mode: "enhanced", continuous: ["prod/*"], scanOnPush: ["prod/*"] },
      },
    ],
  },
  {
    mistake: "a name that stands twice",
    given: { mode: "basic", scanOnPush: ["prod/*", "prod/*"] },
    problems: [scanFilters("scanOnPush", "2 filters, 1 of them different", "name each once")],
    ways: [{ says: "name each once", to: { mode: "basic", scanOnPush: ["prod/*"] } }],
  },
  {
    mistake: "more names than a rule may have",
    given: { mode: "basic", scanOnPush: Array.from({ length: 101 }, (_, index) => `prod/${index}`) },
    problems: [scanFilters("scanOnPush", "101 filters, 101 of them different", 'name a whole prefix: "prod/*"')],
    ways: [{ says: 'name a whole prefix: "prod/*"', to: { mode: "basic", scanOnPush: ["prod/*"] } }],
  },
];

const problemsOfScanning = (given: RegistryScanningProps) =>
  problemsIn((stack) => new RegistryScanning(stack, "scanning", given));

test.each(MISTAKES)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfScanning(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsOfScanning);
