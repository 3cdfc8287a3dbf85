import { readFileSync } from "node:fs";
import { join } from "node:path";
import { frameworksMeant, readFrameworkNames, readFrameworks } from "../../../cli/audit/frameworks";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { testAdvice } from "../../support/followed-advice";

const KNOWN = [
  "aws_foundational_security_best_practices_aws",
  "cis_3.0_aws",
  "cis_4.0_aws",
  "cis_controls_8.1",
  "cisa_aws",
  "kisa_isms_p_2023_aws",
  "kisa_isms_p_2023_korean_aws",
  "pci_3.2.1_aws",
  "pci_4.0_aws",
];

test.each([
  ["fsbp", ["aws_foundational_security_best_practices_aws"]],
  ["cis", ["cis_3.0_aws", "cis_4.0_aws", "cis_controls_8.1"]],
  ["cis_3.0_aws", ["cis_3.0_aws"]],
  ["CIS-3.0", ["cis_3.0_aws"]],
  ["pci", ["pci_3.2.1_aws", "pci_4.0_aws"]],
  ["isms-p", ["kisa_isms_p_2023_aws", "kisa_isms_p_2023_korean_aws"]],
  ["kisa_isms_p_2023_aws", ["kisa_isms_p_2023_aws"]],
  ["KISA-ISMS-P-2023", ["kisa_isms_p_2023_aws"]],
])("%s names %j", (name, expected) => {
  expect(frameworksMeant([name], KNOWN)).toEqual(expected);
});

test("several names mean each framework once, in prowler's order", () => {
  expect(frameworksMeant(["pci_4.0_aws", "cis_3.0_aws", "pci"], KNOWN)).toEqual([
    "cis_3.0_aws",
    "pci_3.2.1_aws",
    "pci_4.0_aws",
  ]);
});

function problemsOf(wanted: readonly string[]): readonly Problem[] {
  try {
    frameworksMeant(wanted, KNOWN);
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  return [];
}

const unknown = (found: string, fix: string): Problem => ({
  code: "AUDIT_FRAMEWORK_UNKNOWN",
  path: "command line › --framework",
  message: "Prowler knows no such framework.",
  found,
  expected: `one of ${KNOWN.join(", ")}`,
  fix,
});

const LEAVE = "write one of these, or leave --framework out";
const ways = [
  { says: "write one of these", to: ["pci_4.0_aws"] },
  { says: "or leave --framework out", to: [] },
];

const MISTAKES = [
  {
    mistake: "a framework that is misspelt",
    wanted: ["csi_3.0_aws"],
    problems: [unknown("csi_3.0_aws", "write --framework cis_3.0_aws")],
    ways: [{ says: "write --framework cis_3.0_aws", to: ["cis_3.0_aws"] }],
  },
  {
    mistake: "a framework that nobody knows",
    wanted: ["our-own-framework"],
    problems: [unknown("our-own-framework", LEAVE)],
    ways,
  },
  { mistake: "a name without a word", wanted: ["--"], problems: [unknown("--", LEAVE)], ways },
  { mistake: "part of a word", wanted: ["isa"], problems: [unknown("isa", LEAVE)], ways },
];

test.each(MISTAKES)("$mistake is told", ({ wanted, problems }) => {
  expect(problemsOf(wanted)).toEqual(problems);
});

testAdvice<readonly string[]>(MISTAKES, problemsOf);

test("several names that mean none are told at once", () => {
  expect(problemsOf(["our-own", "cis", "theirs"]).map(({ found }) => found)).toEqual(["our-own", "theirs"]);
});

test("the names of prowler's list are read, and neither its sum nor its colours", () => {
  const printed =
    "- cis_3.0_aws\n- cis_controls_8.1\n\nThere are \u001b[33m2\u001b[0m available Compliance Frameworks.\n\n";
  expect(readFrameworkNames(printed)).toEqual(["cis_3.0_aws", "cis_controls_8.1"]);
});

test("what frameworks require is read, with the checks of AWS alone, and descriptions as one line", () => {
  const text = readFileSync(join(__dirname, "recorded", "frameworks.txt"), "utf8");
  const [cis, controls, fsbp] = readFrameworks(text, ["cis_4.0_aws", "cis_controls_8.1", "fsbp_aws"]);
  expect(cis?.requirements).toHaveLength(3);
  expect(controls).toEqual({
    name: "cis_controls_8.1",
    title: "CIS-Controls 8.1",
    requirements: [
      {
        id: "1.1",
        description: "Keep an inventory of all assets. It names owner and department of each.",
        checks: ["config_recorder_all_regions_enabled", "resourceexplorer2_indexes_found"],
      },
      { id: "1.2", description: "Look every week for assets that nobody knows.", checks: [] },
    ],
  });
  expect([fsbp?.title, fsbp?.requirements.length]).toEqual(["AWS-Foundational-Security-Best-Practices", 6]);
});

test("parts of one requirement, as some frameworks have them, are one", () => {
  const part = (check: string) => `Requirement Id: A\n\t- Description: Do.\n\t- Checks:\n \t\t[aws] ${check}\n\n`;
  const text = `Listing C5 2025 AWS Compliance Requirements:\n\n${part("one")}${part("two")}${part("one")}`;
  expect(readFrameworks(text, ["c5_aws"])).toEqual([
    { name: "c5_aws", title: "C5 2025", requirements: [{ id: "A", description: "Do.", checks: ["one", "two"] }] },
  ]);
});
