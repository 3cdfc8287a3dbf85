import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { sandbox } from "../../cli/sandbox";
import { BackgroundEmulator } from "../../emulator/background";

/** `npm run sandbox`, which runs the real `cdktf deploy` and `cdktf destroy`. */
const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-sandbox-")), "emulator");
const lines: string[] = [];
const options = { folder, log: (line: string) => lines.push(line), showOutput: false };

afterAll(async () => {
  await sandbox({ ...options, action: "stop" });
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
});

test("the sandbox is deployed by cdktf, its outputs are shown, and it is taken down without leftovers", async () => {
  const outputs = await sandbox(options);
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(["sandbox-network"]));
  expect(Object.keys(outputs["sandbox-network"] ?? {}).length).toBeGreaterThan(0);
  const { emulator, environments } = await new BackgroundEmulator(folder).find();
  expect(environments).toEqual(["sandbox"]);
  expect(await emulator?.resources()).toEqual(expect.arrayContaining([expect.stringContaining("/ec2/vpcs/vpc-")]));
  expect(lines.join("\n")).toContain("npm run sandbox -- --destroy");
  expect(Object.keys(outputs)).toContain("sandbox-eks");
  const reason = "it installs charts in a cluster, and the emulator has no Kubernetes API";
  expect(lines).toContain(`sandbox-eks-addons is left out: ${reason}.`);

  await sandbox({ ...options, action: "destroy" });
  expect(lines).toContain("sandbox is destroyed, and nothing of it is left in the emulator.");
  expect(await emulator?.answers()).toBe(false);
  expect(fs.existsSync(folder)).toBe(false);
});
