import { checkVariables, readVariable } from "../../variables/read";
import { problemsIn } from "../config/support/config-folder";
import { testAdvice } from "../support/followed-advice";

const problemsWith = (variables: NodeJS.ProcessEnv) => problemsIn(() => checkVariables(variables));

describe("a variable", () => {
  it("has its default where it is not set or is empty", () => {
    expect(readVariable("GROUNDPLAN_CONFIG", {})).toBe("config");
    expect(readVariable("GROUNDPLAN_CONFIG", { GROUNDPLAN_CONFIG: "" })).toBe("config");
    expect(readVariable("CDKTF_OUTDIR", { CDKTF_OUTDIR: "" })).toBeUndefined();
    expect(readVariable("GROUNDPLAN_WITHOUT", { GROUNDPLAN_WITHOUT: "" })).toEqual([]);
    expect(readVariable("SYNTH_HCL_OUTPUT", {})).toBe(false);
    expect(readVariable("XDG_DATA_DIRS", {})).toEqual(["/usr/local/share", "/usr/share"]);
  });

  it.each([" ", "\t \n"])("has its default where it holds %j alone", (spaces) => {
    expect(readVariable("GROUNDPLAN_CONFIG", { GROUNDPLAN_CONFIG: spaces })).toBe("config");
    expect(readVariable("CDKTF_OUTDIR", { CDKTF_OUTDIR: spaces })).toBeUndefined();
    expect(readVariable("GROUNDPLAN_ENV", { GROUNDPLAN_ENV: spaces })).toEqual([]);
    expect(readVariable("SYNTH_HCL_OUTPUT", { SYNTH_HCL_OUTPUT: spaces })).toBe(false);
    expect(readVariable("AWS_ENDPOINT_URL", { AWS_ENDPOINT_URL: spaces })).toBeUndefined();
    expect(readVariable("XDG_DATA_DIRS", { XDG_DATA_DIRS: spaces })).toEqual(["/usr/local/share", "/usr/share"]);
  });

  it.each(["GROUNDPLAN_ENV", "GROUNDPLAN_WITHOUT", "GROUNDPLAN_UNPROTECT", "GROUNDPLAN_MOCK"] as const)(
    "%s holds names with commas between; spaces, repetitions and a comma too many mean nothing",
    (name) => {
      expect(readVariable(name, { [name]: " dev , prod,\tdev,\n" })).toEqual(["dev", "prod"]);
    },
  );

  it("means the same with spaces around it", () => {
    expect(readVariable("GROUNDPLAN_CONFIG", { GROUNDPLAN_CONFIG: " environments " })).toBe("environments");
    expect(readVariable("SYNTH_HCL_OUTPUT", { SYNTH_HCL_OUTPUT: "true " })).toBe(true);
    expect(readVariable("XDG_DATA_DIRS", { XDG_DATA_DIRS: " /a::/b " })).toEqual(["/a", "/b"]);
  });

  it("that is a moment is one", () => {
    expect(readVariable("SOURCE_DATE_EPOCH", { SOURCE_DATE_EPOCH: "1767225600" })).toEqual(
      new Date("2026-01-01T00:00:00Z"),
    );
    expect(readVariable("SOURCE_DATE_EPOCH", {})).toBeUndefined();
  });

  it("of another program is left to that program", () => {
    expect(problemsWith({ CDKTF_LOG_LEVEL: ",", TF_LOG: "loud", GROUND: "1", PLAN_B: "1" })).toEqual([]);
  });

  it("that is right is told nothing of", () => {
    const variables = { GROUNDPLAN_MOCK: "*", AWS_ENDPOINT_URL: "http://[::1]:5000", SYNTH_HCL_OUTPUT: "false" };
    expect(problemsWith(variables)).toEqual([]);
  });
});

const UNREADABLE = [
  ["GROUNDPLAN_ENV", ",", "VARIABLE_NOT_NAMES", "at least one name", "name one, or unset GROUNDPLAN_ENV"],
  ["GROUNDPLAN_UNPROTECT", " , ", "VARIABLE_NOT_NAMES", "at least one name", "name one, or unset GROUNDPLAN_UNPROTECT"],
  [
    "GROUNDPLAN_WITHOUT",
    "dev-eks dev-ecs",
    "VARIABLE_NOT_NAMES",
    "names with commas between, and none with a space in it",
    "write GROUNDPLAN_WITHOUT=dev-eks,dev-ecs",
  ],
  [
    "CDKTF_OUTDIR",
    "out\nput",
    "VARIABLE_NOT_A_LINE",
    "one line of text, without control characters",
    "correct it, or unset CDKTF_OUTDIR",
  ],
  [
    "GROUNDPLAN_CONFIG",
    "con\u0000fig",
    "VARIABLE_NOT_A_LINE",
    "one line of text, without control characters",
    "correct it, or unset GROUNDPLAN_CONFIG",
  ],
  [
    "AWS_ENDPOINT_URL",
    "127.0.0.1:5000",
    "VARIABLE_NOT_AN_ADDRESS",
    "an address such as http://127.0.0.1:5000",
    "correct it, or unset AWS_ENDPOINT_URL",
  ],
  [
    "SOURCE_DATE_EPOCH",
    "2026-01-01",
    "VARIABLE_NOT_A_TIME",
    "whole seconds since 1970, such as 1767225600",
    "correct it, or unset SOURCE_DATE_EPOCH",
  ],
  ["SYNTH_HCL_OUTPUT", "yes", "VARIABLE_NOT_A_SWITCH", "true or false", "correct it, or unset SYNTH_HCL_OUTPUT"],
] as const;

it.each(UNREADABLE)("%s=%j is refused", (path, text, code, expected, fix) => {
  const found = JSON.stringify(text);
  expect(problemsWith({ [path]: text })).toEqual([
    { code, path, message: "The variable cannot be read.", found, expected, fix },
  ]);
});

it.each(["localhost:5000", "5000", "http://", "ftp://localhost"])("AWS_ENDPOINT_URL=%s is refused too", (text) => {
  expect(problemsWith({ AWS_ENDPOINT_URL: text })).toHaveLength(1);
});

/** A value of each variable as its advice, or what is expected, has it. */
const CORRECTED: NodeJS.ProcessEnv = {
  GROUNDPLAN_ENV: "dev",
  GROUNDPLAN_UNPROTECT: "dev",
  GROUNDPLAN_WITHOUT: "dev-eks,dev-ecs",
  CDKTF_OUTDIR: "output",
  GROUNDPLAN_CONFIG: "config",
  AWS_ENDPOINT_URL: "http://127.0.0.1:5000",
  SYNTH_HCL_OUTPUT: "true",
  SOURCE_DATE_EPOCH: "1767225600",
};

testAdvice(
  UNREADABLE.map(([name, text, code, , fix]) => {
    const [first = "", ...more] = fix.split(", or ");
    const corrected: NodeJS.ProcessEnv = { [name]: CORRECTED[name] };
    return {
      mistake: `${name}=${JSON.stringify(text)}`,
      problems: [{ code, fix }],
      ways: [{ says: first, to: corrected }, ...more.map((says) => ({ says, to: {} }))],
    };
  }),
  problemsWith,
);

const UNKNOWN = [
  ["GROUNDPLAN_ENVIRONMENT", "did you mean GROUNDPLAN_ENV?"],
  ["GROUNDPLAN_MOCKS", "did you mean GROUNDPLAN_MOCK?"],
  ["GROUNDPLN_ENV", "did you mean GROUNDPLAN_ENV?"],
  ["groundplan_without", "did you mean GROUNDPLAN_WITHOUT?"],
  ["GROUNDPLAN_", "unset GROUNDPLAN_"],
  ["GROUNDPLAN_SOMETHING_ELSE", "unset GROUNDPLAN_SOMETHING_ELSE"],
] as const;

it.each(UNKNOWN)("%s, which nothing reads, is told", (name, fix) => {
  expect(problemsWith({ [name]: "1" })).toEqual([
    {
      code: "VARIABLE_UNKNOWN",
      path: name,
      message: "Nothing reads a variable of this name.",
      found: name,
      expected:
        "one of GROUNDPLAN_CONFIG, GROUNDPLAN_ENV, GROUNDPLAN_WITHOUT, GROUNDPLAN_UNPROTECT, GROUNDPLAN_MOCK, " +
        "GROUNDPLAN_TERRAFORM, GROUNDPLAN_PLUGIN_DIR, GROUNDPLAN_MOTO_IMAGE, GROUNDPLAN_HELM, GROUNDPLAN_CHARTS, GROUNDPLAN_KUBECONFIG, GROUNDPLAN_JUDGED, " +
        "GROUNDPLAN_BENCH_RESULT",
      fix,
    },
  ]);
});

testAdvice(
  UNKNOWN.map(([name, fix]) => {
    const [, meant] = /did you mean (\w+)\?/.exec(fix) ?? [];
    const to: NodeJS.ProcessEnv = meant ? { [meant]: "1" } : {};
    return { mistake: name, problems: [{ code: "VARIABLE_UNKNOWN", fix }], ways: [{ says: fix, to }] };
  }),
  problemsWith,
);

it("all mistakes are told at once", () => {
  const problems = problemsWith({ GROUNDPLAN_ENV: ",", AWS_ENDPOINT_URL: "x", GROUNDPLAN_MOK: "1" });
  expect(problems.map(({ path }) => path)).toEqual(["GROUNDPLAN_MOK", "GROUNDPLAN_ENV", "AWS_ENDPOINT_URL"]);
});
