import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { sandbox } from "../../cli/sandbox";
import { BackgroundEmulator } from "../../emulator/background";

/** `npm run sandbox`, with an environment that keeps its states in S3 and is protected. */
const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-sandbox-")), "emulator");
const lines: string[] = [];
const options = { folder, environment: "staging", log: (line: string) => lines.push(line) };

afterAll(async () => {
  await sandbox({ ...options, action: "stop" });
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
});

test("staging is deployed to the emulator, some dozens of lines are printed, and it is taken down without leftovers", async () => {
  const outputs = await sandbox(options);
  expect(Object.keys(outputs["staging-network"] ?? {}).length).toBeGreaterThan(0);
  const { emulator, environments } = await new BackgroundEmulator(folder).find();
  expect(environments).toEqual(["staging"]);
  const printed = lines.join("\n").split("\n");
  expect(printed.length).toBeLessThan(150);
  const value = String(outputs["staging-network"]?.vpc_id);
  expect(printed.filter((line) => line.includes(value))).toHaveLength(1);
  expect(lines).toContain("  npm run sandbox -- --destroy --env staging");
  const reason = "it installs charts in a cluster, and the emulator has no Kubernetes API";
  expect(lines).toContain(`staging-eks-addons is left out: ${reason}.`);

  await sandbox({ ...options, action: "destroy" });
  expect(lines).toContain("staging is destroyed, and nothing of it is left in the emulator.");
  expect(await emulator?.answers()).toBe(false);
  expect(fs.existsSync(folder)).toBe(false);
});

test("a second command on the emulator says who works with it, and stops", async () => {
  const first = sandbox({ ...options, action: "stop" });
  await expect(sandbox({ ...options, action: "destroy" })).rejects.toThrow("RUN_UNDER_WAY");
  await first;
});
