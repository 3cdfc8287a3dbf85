import { existsSync } from "node:fs";
import { join } from "node:path";
import { formatProblems } from "../../../constructs/core/errors";
import { VERSIONS_AS_OF } from "../../../constructs/eks/cluster/kubernetes-versions";
import { GUARDRAIL_IDS } from "../../../guardrails/rules";
import { mistakes } from "../../advice/yaml-mistakes";
import { DEV, removeConfigFolders } from "../../config/support/config-folder";
import { SHOP, shopWith } from "../../config/support/shop";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

/** Without a day the table is judged at the one that it was written. */
const DAY = { SOURCE_DATE_EPOCH: String(Date.parse(VERSIONS_AS_OF) / 1000) };

test.each(mistakes())("config validate tells what synth tells of $mistake", async ({ files, told }) => {
  const { exitCode, out, err } = await runIn(project(files), "config validate", DAY);
  expect([exitCode, out]).toEqual([1, ""]);
  // Of what can be made in spite of the mistake guardrails are told too, behind it.
  const expected = formatProblems(told).replace(/^.*\n/, "");
  expect(err.replace(/^.*\n/, "").startsWith(expected)).toBe(true);
  const codes = [...err.matchAll(/ \[([A-Z0-9_-]+)\]$/gm)].map(([, code = ""]) => code);
  expect(codes.slice(0, told.length)).toEqual(told.map(({ code }) => code));
  expect(codes.slice(told.length).filter((code) => !GUARDRAIL_IDS.includes(code))).toEqual([]);
  expect(err).toMatch(new RegExp(`^${codes.length} problems? found;`));
});

test("config validate says no more than synth of what is right, and writes nothing", async () => {
  const root = project({ dev: SHOP });
  expect(await runIn(root, "config validate")).toEqual({ exitCode: 0, out: "1 environment is valid: dev\n", err: "" });
  expect(existsSync(join(root, "cdktf.out"))).toBe(false);
});

test("config validate is about the environments that synth would make, and about all files", async () => {
  const wrong = shopWith([["image: api:1.4.2", "image: api"]]);
  const only = { GROUNDPLAN_ENV: "dev" };
  expect(await runIn(project({ dev: DEV, test: wrong }), "config validate", only)).toMatchObject({
    exitCode: 0,
    out: "1 environment is valid: dev\n",
  });
  const unreadable = { dev: DEV, test: DEV.replace("owner:", "ownr:") };
  expect(await runIn(project(unreadable), "config validate", only)).toMatchObject({ exitCode: 1 });
});

test.each(["GROUNDPLAN_WITHOUT", "GROUNDPLAN_MOCK"])("config validate checks %s as synth does", async (variable) => {
  const { exitCode, err } = await runIn(project({ dev: DEV }), "config validate", { [variable]: "dev-networks" });
  expect({ exitCode, err }).toMatchObject({ exitCode: 1, err: expect.stringContaining("[STACK_UNKNOWN]") });
});
