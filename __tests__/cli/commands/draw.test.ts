import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drawEnvironment } from "../../../drawing/architecture/environment-picture";
import { readArchitecture } from "../../../drawing/architecture/model";
import { DEV, removeConfigFolders } from "../../config/support/config-folder";
import { labStacks } from "../../drawing/architecture-stacks";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

const STACKS = labStacks({ applications: { database_hosts: ["orders"] }, edge: "balancer" });

/** Stands in for the application: writes the stacks of the environment. */
const APP = `const fs = require("node:fs");
const { CDKTF_OUTDIR, GROUNDPLAN_ENV } = process.env;
const stacks = {};
for (const { name, json } of GROUNDPLAN_ENV === "lab" ? ${JSON.stringify(STACKS)} : []) {
  const provider = { aws: [{ region: "eu-west-1", allowed_account_ids: ["111111111111"], default_tags: [{ tags: { Environment: "lab" } }] }] };
  fs.mkdirSync(CDKTF_OUTDIR + "/stacks/" + name, { recursive: true });
  fs.writeFileSync(CDKTF_OUTDIR + "/stacks/" + name + "/cdk.tf.json", JSON.stringify({ ...json, provider }));
  stacks[name] = { name, workingDirectory: "stacks/" + name, dependencies: [] };
}
fs.writeFileSync(CDKTF_OUTDIR + "/manifest.json", JSON.stringify({ stacks }));
`;

function drawn(): string {
  return project({ lab: DEV, dev: DEV, "../app.js": APP, "../cdktf.json": JSON.stringify({ app: "node app.js" }) });
}

const PICTURE = drawEnvironment(readArchitecture(STACKS, "lab"));

test("prints the picture of an environment, and needs neither Terraform nor credentials", async () => {
  const root = drawn();
  expect(await runIn(root, "draw lab", { PATH: process.env.PATH })).toEqual({ exitCode: 0, out: PICTURE, err: "" });
  expect(readdirSync(root)).not.toContain("cdktf.out");
});

test("writes it to a file that is named", async () => {
  const root = drawn();
  const { out } = await runIn(root, "draw lab --to lab.svg", { PATH: process.env.PATH });
  expect([out, readFileSync(join(root, "lab.svg"), "utf8")]).toEqual(["lab.svg written\n", PICTURE]);
});

test("an environment that there is not is answered with those that there are", async () => {
  const { exitCode, err } = await runIn(drawn(), "draw production", { PATH: process.env.PATH });
  expect(exitCode).toBe(1);
  expect(err).toContain("production");
  expect(err).toMatch(/expected: +.*dev.*lab/);
});
