import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { runIn } from "../run-command";

const PROJECT = path.join(__dirname, "..", "..", "..");
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-audit-command-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Programs on the PATH, which print what is given when they are asked for it. */
function onPath(programs: Readonly<Record<string, Readonly<Record<string, string>>>>): NodeJS.ProcessEnv {
  const bin = path.join(folder, "bin");
  fs.mkdirSync(bin);
  for (const [name, answers] of Object.entries(programs)) {
    const cases = Object.entries(answers).map(([words, text]) => `"${words}") printf '%b\\n' '${text}';;`);
    const script = `#!/bin/sh\ncase "$*" in\n${cases.join("\n")}\n*) exit 9;;\nesac\n`;
    fs.writeFileSync(path.join(bin, name), script, { mode: 0o755 });
  }
  return { PATH: bin };
}

const PROWLER = {
  "--version": "Prowler 5.46.0",
  "aws --no-banner --list-compliance": "- cis_3.0_aws\\n- pci_4.0_aws",
};

/** The problems that are printed, without those of Terraform and of the emulator, which a machine may have or not. */
function problemsIn(err: string): readonly string[] {
  return err
    .split(/\n\n(?:\d+\. )?/)
    .filter((text) => text.includes("at: ") && !text.includes("emulator tools"))
    .map((text) => text.trimEnd());
}

test("all that is wrong with what is asked for is told at once, before anything is deployed", async () => {
  const command = `audit nope --framework csi_3.0_aws pci --json ${folder}/none/audit.json --html ${folder}`;
  const { exitCode, out, err } = await runIn(PROJECT, command, onPath({ prowler: PROWLER }));
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
  expect(problemsIn(err.replaceAll(folder, "/there"))).toEqual([
    [
      "There is no environment of this name. [CONFIG_ENVIRONMENT_UNKNOWN]",
      "   at:       command line › environment",
      '   found:    "nope"',
      "   expected: one of production, sandbox, staging",
      "   fix:      use one of these names, or add a file of this name to config/",
    ].join("\n"),
    [
      "The audit cannot be written there, so none of its forms was written. [REVIEW_NOT_WRITTEN]",
      "   at:       command line › --json",
      "   found:    ENOENT at /there/none/audit.json",
      "   expected: a file in a folder that can be written to",
      "   fix:      make the folder first: mkdir -p /there/none",
    ].join("\n"),
    [
      "The audit cannot be written there, so none of its forms was written. [REVIEW_NOT_WRITTEN]",
      "   at:       command line › --html",
      "   found:    EISDIR at /there",
      "   expected: a file in a folder that can be written to",
      "   fix:      name a file in it: /there/audit",
    ].join("\n"),
    [
      "Prowler knows no such framework. [AUDIT_FRAMEWORK_UNKNOWN]",
      "   at:       command line › --framework",
      "   found:    csi_3.0_aws",
      "   expected: one of cis_3.0_aws, pci_4.0_aws",
      "   fix:      write --framework cis_3.0_aws",
    ].join("\n"),
  ]);
  expect(fs.readdirSync(folder)).toEqual(["bin"]);
});

test("without a scanner it is told how to get them, beside what else is wrong", async () => {
  const command = `audit sandbox --framework pci --json ${folder}/audit --html ${folder}/audit`;
  const { exitCode, err } = await runIn(PROJECT, command, onPath({}));
  expect(exitCode).toBe(1);
  expect(problemsIn(err.replaceAll(folder, "/there"))).toEqual([
    [
      "Two forms of the audit would be written to one file. [REVIEW_FILE_TWICE]",
      "   at:       command line › --html",
      "   found:    /there/audit, for --json too",
      "   expected: a file of its own for each form",
      "   fix:      name another file for --html",
    ].join("\n"),
    [
      "There is no scanner to audit with. [AUDIT_NO_SCANNER]",
      "   at:       audit › scanners",
      "   found:    no `checkov` and no `prowler` on the PATH",
      "   expected: one of them, or both",
      "   fix:      install both: pipx install checkov==3.3.30 && pipx install prowler==5.46.0",
    ].join("\n"),
  ]);
});

test("frameworks without prowler are told, since its checks judge them", async () => {
  const env = onPath({ checkov: { "--version": "3.3.30" } });
  const { exitCode, err } = await runIn(PROJECT, "audit sandbox --framework pci fsbp", env);
  expect(exitCode).toBe(1);
  expect(problemsIn(err)).toEqual([
    [
      "Frameworks are judged by prowler's checks. [AUDIT_FRAMEWORK_UNKNOWN]",
      "   at:       command line › --framework",
      "   found:    pci, fsbp, and no `prowler` on the PATH",
      "   expected: prowler among the scanners",
      "   fix:      install it: pipx install prowler==5.46.0; or leave --framework out",
    ].join("\n"),
  ]);
});

test("a prowler that lists no frameworks is told", async () => {
  const env = onPath({ prowler: { "--version": "Prowler 5.46.0" } });
  const { err } = await runIn(PROJECT, "audit sandbox --framework pci", env);
  expect(problemsIn(err)).toEqual([expect.stringContaining("   found:    no names of frameworks\n")]);
});
