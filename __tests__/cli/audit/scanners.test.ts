import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { findScanners, runCheckov, runProwler } from "../../../cli/audit/scanners";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { testAdvice } from "../../support/followed-advice";
import { runIn } from "../run-command";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-scanners-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A program of a shell script, on the PATH that is returned. */
function onPath(programs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const bin = path.join(folder, "bin");
  fs.mkdirSync(bin, { recursive: true });
  for (const [name, script] of Object.entries(programs)) {
    fs.writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
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
  const env = onPath({ prowler: "echo Prowler 5.46.0" });
  expect(findScanners(env)).toEqual([
    { scanner: "prowler", program: path.join(folder, "bin", "prowler"), version: "5.46.0" },
  ]);
});

test("both are found in the order in which they run; one that tells no version runs all the same", () => {
  const env = onPath({ prowler: "exit 1", checkov: "echo 3.3.30" });
  expect(findScanners(env).map(({ scanner, version }) => [scanner, version])).toEqual([
    ["checkov", "3.3.30"],
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

test("without a scanner the command ends with 1, before anything is deployed", async () => {
  const { exitCode, err } = await runIn(folder, "audit sandbox", { PATH: folder });
  expect(exitCode).toBe(1);
  expect(err).toContain("[AUDIT_NO_SCANNER]");
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
