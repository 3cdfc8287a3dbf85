import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEV, removeConfigFolders } from "../config/config-folder";
import { project, runIn } from "./run-command";

afterAll(removeConfigFolders);

/** Stands in for the compiled application: writes what a synth would, and what it was called with. */
const MAIN = `const fs = require("node:fs");
const { CDKTF_OUTDIR, GROUNDPLAN_ENV, GROUNDPLAN_MOCK } = process.env;
if (process.env.FAIL_SYNTH) process.exit(1);
for (const stack of ["network", "access"]) {
  const folder = CDKTF_OUTDIR + "/stacks/" + GROUNDPLAN_ENV + "-" + stack;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(folder + "/cdk.tf.json", JSON.stringify({ GROUNDPLAN_ENV, GROUNDPLAN_MOCK }));
}
`;

/** Stands in for Terraform: notes its arguments and the files it finds, and exits as it is told. */
const TERRAFORM = `#!/bin/sh
if [ "$1" = version ]; then echo '{"terraform_version": "1.11.4"}'; exit 0; fi
if [ "$1" = init ]; then echo "init says why"; fi
if [ "$1" = init ] && [ -n "$FAIL_INIT" ]; then exit 1; fi
{ echo "$@"; cat backend_override.tf.json; echo; cat cdk.tf.json; echo; } >> "$LOG"
if [ "$1" = plan ]; then exit "\${PLAN_EXIT:-0}"; fi
`;

function planProject() {
  const root = project({ dev: DEV, "dev-eu": DEV });
  mkdirSync(join(root, "dist"));
  writeFileSync(join(root, "dist", "main.js"), MAIN);
  const terraform = join(root, "terraform");
  writeFileSync(terraform, TERRAFORM);
  chmodSync(terraform, 0o755);
  const log = join(root, "log");
  const variables = {
    PATH: process.env.PATH,
    GROUNDPLAN_TERRAFORM: terraform,
    // A CLI configuration of one's own, so that nothing is searched for on the disk.
    TF_CLI_CONFIG_FILE: terraform,
    LOG: log,
  };
  return { root, variables, readLog: () => readFileSync(log, "utf8").trim().split("\n") };
}

test("plans the stack with mock values, an empty local state, and no refresh", async () => {
  const { root, variables, readLog } = planProject();
  const { exitCode } = await runIn(root, "plan dev-access --mock -- -compact-warnings", variables);
  const [init, backend, config, plan] = readLog();
  expect(exitCode).toBe(0);
  expect(init).toBe("init -input=false -no-color");
  expect(plan).toBe("plan -input=false -refresh=false -lock=false -compact-warnings");
  expect(JSON.parse(backend ?? "")).toEqual({
    terraform: { backend: { local: { path: expect.stringMatching(/terraform\.tfstate$/) } } },
  });
  expect(JSON.parse(config ?? "")).toEqual({ GROUNDPLAN_ENV: "dev", GROUNDPLAN_MOCK: "*" });
});

test("finds the environment whose name is the beginning of another's", async () => {
  const { root, variables, readLog } = planProject();
  await runIn(root, "plan dev-eu-access --mock", variables);
  expect(readLog()[2]).toContain('"GROUNDPLAN_ENV":"dev-eu"');
});

test("exits with 1 when the plan fails, and hands on the exit code that is asked for", async () => {
  const { root, variables } = planProject();
  const failing = { ...variables, PLAN_EXIT: "2" };
  expect((await runIn(root, "plan dev-access --mock", failing)).exitCode).toBe(1);
  expect((await runIn(root, "plan dev-access --mock -- -detailed-exitcode", failing)).exitCode).toBe(2);
});

test("prints what init says only when it fails", async () => {
  const { root, variables } = planProject();
  expect(await runIn(root, "plan dev-access --mock", variables)).toEqual({ exitCode: 0, out: "", err: "" });
  const failing = { ...variables, FAIL_INIT: "1" };
  expect(await runIn(root, "plan dev-access --mock", failing)).toEqual({
    exitCode: 1,
    out: "",
    err: "init says why\n",
  });
});

test("tells the stacks there are when the name is wrong", async () => {
  const { root, variables } = planProject();
  const { exitCode, err } = await runIn(root, "plan dev-acess --mock", variables);
  expect(exitCode).toBe(1);
  expect(err).toBe(`1 problem found; nothing was written or called.

1. There is no stack of this name. [PLAN_STACK_UNKNOWN]
   at:       command line
   found:    "dev-acess"
   expected: one of dev-access, dev-network
   fix:      did you mean "dev-access"?
`);
});

test("says that synth failed and plans nothing", async () => {
  const { root, variables, readLog } = planProject();
  const { exitCode, err } = await runIn(root, "plan dev-access --mock", { ...variables, FAIL_SYNTH: "1" });
  expect(exitCode).toBe(1);
  expect(err).toContain("[PLAN_SYNTH_FAILED]");
  expect(readLog).toThrow(/ENOENT/);
});
