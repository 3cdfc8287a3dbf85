import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { scannerNotes } from "../../../cli/audit/scanner-result";
import { findScanners, frameworksOf, runCheckov, runProwler } from "../../../cli/audit/scanners";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { testAdvice } from "../../support/followed-advice";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-scanners-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Programs on the PATH that is returned: each tells its version, and does what its shell script says when it is asked for anything else. */
function onPath(programs: Readonly<Record<string, string>>, version = "5.46.0"): NodeJS.ProcessEnv {
  const bin = path.join(folder, "bin");
  fs.mkdirSync(bin, { recursive: true });
  for (const [name, script] of Object.entries(programs)) {
    const told = `case "$*" in --version) echo "${version}"; exit;; esac`;
    fs.writeFileSync(path.join(bin, name), `#!/bin/sh\n${told}\n${script}\n`, { mode: 0o755 });
  }
  return {
    PATH: `${bin}:/usr/bin:/bin`,
    AWS_PROFILE: "mine",
    AWS_SESSION_TOKEN: "mine",
    PROWLER_CLOUD_API_KEY: "mine",
  };
}

const signal = new AbortController().signal;
const TARGET = { url: "http://127.0.0.1:4566", account: "111111111111", region: "ap-northeast-2" };

test("finds what is on the PATH, with its version, and no more", () => {
  const env = onPath({ prowler: "exit 1" }, "Prowler 5.46.0");
  expect(findScanners(env)).toEqual([
    { scanner: "prowler", program: path.join(folder, "bin", "prowler"), version: "5.46.0" },
  ]);
});

test("both are found in the order in which they run; one that tells no version runs all the same", () => {
  const env = onPath({ prowler: "exit 1", checkov: "exit 1" }, "what?");
  expect(findScanners(env).map(({ scanner, version }) => [scanner, version])).toEqual([
    ["checkov", "an unknown version"],
    ["prowler", "an unknown version"],
  ]);
});

type Programs = readonly string[];

function problemsOf(programs: Programs): readonly Problem[] {
  const own = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-path-"));
  try {
    for (const name of programs) fs.writeFileSync(path.join(own, name), "#!/bin/sh\necho 1.0\n", { mode: 0o755 });
    findScanners({ PATH: own });
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  } finally {
    fs.rmSync(own, { recursive: true, force: true });
  }
  return [];
}

const MISSING = {
  mistake: "no scanner on the PATH",
  programs: [],
  problems: [
    {
      code: "AUDIT_NO_SCANNER",
      path: "audit › scanners",
      message: "There is no scanner to audit with.",
      found: "no `checkov` and no `prowler` on the PATH",
      expected: "one of them, or both",
      fix: "install both: pipx install checkov==3.3.30 && pipx install prowler==5.46.0",
    },
  ],
  ways: [{ says: "install both", to: ["checkov", "prowler"] }],
};

test("without a scanner it is told how to get them", () => {
  expect(problemsOf(MISSING.programs)).toEqual(MISSING.problems);
});

testAdvice<Programs>([MISSING], problemsOf);

test.each([
  ["checkov", undefined, ["checkov is not on the PATH, and does not run: pipx install checkov==3.3.30"]],
  ["checkov", "3.3.30", []],
  [
    "prowler",
    "5.40.1",
    [
      "prowler is 5.40.1, and the answers are for 5.46.0: a check that one of them lacks is told as open, or not at all. For the other one: pipx install --force prowler==5.46.0",
    ],
  ],
] as const)("of %s %s is said: %j", (scanner, version, notes) => {
  expect(scannerNotes({ scanner, version }, "does not run")).toEqual(notes);
});

test("what frameworks require is asked of prowler, which writes into a folder of its own", async () => {
  const recorded = path.join(__dirname, "recorded", "frameworks.txt");
  const env = onPath({ prowler: `pwd > ${folder}/where; echo "$@" > ${folder}/args; cat ${recorded}` });
  const [program] = findScanners(env);
  if (!program) throw new Error("prowler is on the PATH");
  const names = ["cis_4.0_aws", "cis_controls_8.1", "aws_foundational_security_best_practices_aws"];
  const frameworks = await frameworksOf(program, names, folder, { env, signal });
  expect(frameworks.map(({ name, requirements }) => [name, requirements.length])).toEqual([
    ["cis_4.0_aws", 3],
    ["cis_controls_8.1", 2],
    ["aws_foundational_security_best_practices_aws", 6],
  ]);
  expect(fs.readFileSync(path.join(folder, "args"), "utf8")).toBe(
    `aws --no-banner --list-compliance-requirements ${names.join(" ")}\n`,
  );
  expect(fs.readFileSync(path.join(folder, "where"), "utf8")).toBe(`${fs.realpathSync(folder)}\n`);
  await expect(frameworksOf(program, names.slice(1), folder, { env, signal })).rejects.toMatchObject({
    problems: [{ code: "AUDIT_SCANNER_FAILED", found: "requirements of 3 frameworks of 2" }],
  });
});

test("prowler asks the emulator, with its credentials and none of the caller's, and reaches no other host", async () => {
  const env = onPath({
    prowler: `env | sort > ${folder}/env; echo "$@" > ${folder}/args; cp ${path.join(__dirname, "recorded")}/prowler.ocsf.json audit.ocsf.json`,
  });
  const [program] = findScanners(env);
  if (!program) throw new Error("prowler is on the PATH");
  const results = await runProwler(program, TARGET, folder, { env, signal });
  expect(results).toHaveLength(6);
  const words = fs.readFileSync(path.join(folder, "args"), "utf8");
  expect(words).toContain("--region ap-northeast-2 us-east-1");
  const variables = fs.readFileSync(path.join(folder, "env"), "utf8").split("\n");
  expect(variables.filter((line) => /^(AWS|PROWLER|HTTP|http|NO_|no_)/i.test(line)).sort()).toEqual(
    [
      "AWS_ACCESS_KEY_ID=EMULATOR111111111111",
      "AWS_CONFIG_FILE=/dev/null",
      "AWS_DEFAULT_REGION=ap-northeast-2",
      "AWS_EC2_METADATA_DISABLED=true",
      "AWS_ENDPOINT_URL=http://127.0.0.1:4566",
      "AWS_REGION=ap-northeast-2",
      "AWS_SECRET_ACCESS_KEY=emulator",
      "AWS_SHARED_CREDENTIALS_FILE=/dev/null",
      "HTTPS_PROXY=http://127.0.0.1:4566",
      "HTTP_PROXY=http://127.0.0.1:4566",
      "NO_PROXY=",
      "http_proxy=http://127.0.0.1:4566",
      "https_proxy=http://127.0.0.1:4566",
      "no_proxy=",
    ].sort(),
  );
});

test("checkov reads what synth wrote, answered checks too", async () => {
  const env = onPath({
    checkov: `echo "$@" > ${folder}/args; cat ${path.join(__dirname, "recorded")}/checkov.json`,
  });
  const [program] = findScanners(env);
  if (!program) throw new Error("checkov is on the PATH");
  expect(await runCheckov(program, "/somewhere/cdktf.out", folder, { env, signal })).toHaveLength(5);
  expect(fs.readFileSync(path.join(folder, "args"), "utf8")).toContain("--directory /somewhere/cdktf.out/stacks ");
});

test.each([
  ["prowler", "echo this cannot be >&2; exit 1", "this cannot be"],
  ["checkov", "echo this cannot be >&2; exit 2", "this cannot be"],
] as const)("%s that fails is told with its last line", async (name, script, found) => {
  const env = onPath({ [name]: script });
  const [program] = findScanners(env);
  if (!program) throw new Error(`${name} is on the PATH`);
  const run =
    name === "prowler"
      ? runProwler(program, TARGET, folder, { env, signal })
      : runCheckov(program, folder, folder, { env, signal });
  await expect(run).rejects.toMatchObject({ problems: [{ code: "AUDIT_SCANNER_FAILED", found }] });
});
