import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { sandbox } from "../../cli/sandbox";
import { readVariable } from "../../variables/read";

/** `npm run sandbox -- --kubeconfig`: what runs in a cluster, on the Kubernetes API that is named. */
const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-in-cluster-")), "emulator");
const lines: string[] = [];
const options = { folder, environment: "staging", log: (line: string) => lines.push(line) };
const kubeconfig = readVariable("GROUNDPLAN_KUBECONFIG", process.env);

afterAll(async () => {
  await sandbox({ ...options, action: "stop" });
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
});

test("a kubeconfig that is not there is refused before anything is deployed", async () => {
  await expect(sandbox({ ...options, kubeconfig: path.join(folder, "none") })).rejects.toThrow("KUBECONFIG_MISSING");
  expect(lines.filter((line) => line.startsWith("Started an emulator"))).toEqual([]);
});

if (kubeconfig === undefined) {
  process.stdout.write("What runs in a cluster was left out: GROUNDPLAN_KUBECONFIG names no Kubernetes API.\n");
} else {
  test("staging is deployed with what runs in its cluster, its next deploy changes nothing, and it is taken down and comes back", async () => {
    for (const round of [1, 2]) {
      const outputs = await sandbox({ ...options, kubeconfig });
      expect(Object.keys(outputs)).toContain("staging-eks-addons");
      expect(lines.filter((line) => line.includes("staging-eks-addons is left out"))).toEqual([]);
      lines.length = 0;
      await sandbox({ ...options, kubeconfig });
      expect([round, lines.join("\n")]).toEqual([round, expect.stringMatching(/^staging-eks-addons: no changes$/m)]);
      await sandbox({ ...options, kubeconfig, action: "destroy" });
      expect(lines).toContain("staging is destroyed, and nothing of it is left in the emulator.");
    }
  });
}
