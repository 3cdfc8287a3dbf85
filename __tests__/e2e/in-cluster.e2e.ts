import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { sandbox } from "../../cli/sandbox";
import { readVariable } from "../../variables/read";
import { EVERYTHING, PARTS, STAYS, WITH_HELD } from "./in-cluster/changes";
import { Installation } from "./in-cluster/installation";
import { Kubernetes } from "./in-cluster/kubernetes";

/** What runs in a cluster, on the Kubernetes API that is named. All of it is in one file: the tests share that one cluster. */
const home = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-in-cluster-"));
const folder = path.join(home, "emulator");
const lines: string[] = [];
const options = { folder, environment: "staging", log: (line: string) => lines.push(line) };
const kubeconfig = readVariable("GROUNDPLAN_KUBECONFIG", process.env);
const charts = readVariable("GROUNDPLAN_CHARTS", process.env);

afterAll(async () => {
  await sandbox({ ...options, action: "stop" });
  fs.rmSync(home, { recursive: true, force: true });
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

  describe("every release there is", () => {
    const kubernetes = new Kubernetes(kubeconfig);
    let installation: Installation;
    let before: readonly string[];

    beforeAll(async () => {
      before = kubernetes.installed();
      installation = await Installation.start(path.join(home, "installation"), {
        kubeconfig,
        ...(charts ? { charts } : {}),
      });
    });
    afterAll(async () => {
      await installation?.destroy();
      await installation?.stop();
    });

    test("comes up, and its second plan is empty", async () => {
      await installation.apply("everything", EVERYTHING);
    });

    test.each(PARTS)("$name: taken out, and put back", async ({ name, without, gone }) => {
      await installation.apply(`without ${name}`, without);
      const left = kubernetes.installed().filter((object) => gone.some((release) => object.endsWith(` of ${release}`)));
      expect(left).toEqual([]);
      await installation.apply(`with ${name} again`, EVERYTHING);
    });

    test("one that a finalizer holds up is told while Helm waits and when it gives up, and goes as it is told", async () => {
      await installation.apply("with one that will be held up", WITH_HELD);
      kubernetes.hold("external-dns", "service/held-external-dns");
      installation.told.length = 0;
      await expect(installation.apply("without it", EVERYTHING)).rejects.toThrow("held waited for objects");
      expect(installation.told).toEqual([expect.stringMatching(/^The release held is not gone after 6\d s\. /)]);
      const commands = installation.told
        .join("\n")
        .split("\n")
        .filter((line) => line.startsWith("  kubectl "));
      const [look = "", , patch = ""] = commands;
      expect(kubernetes.paste(look)).toBe('Service external-dns held-external-dns ["example.com/held"]\n');
      const [kind = "", namespace = "", name = ""] = kubernetes.paste(look).split(" ");
      kubernetes.paste(patch.replace("NAMESPACE", namespace).replace("KIND", kind).replace("NAME", name));
      expect(kubernetes.paste(look)).toBe("");
      await installation.apply("without it, again", EVERYTHING);
      expect(kubernetes.installed().filter((object) => object.endsWith(" of held"))).toEqual([]);
    });

    test("goes but for what is kept on purpose, and comes again", async () => {
      await installation.destroy();
      expect(kubernetes.installed()).toEqual([...new Set([...before, ...STAYS])].sort());
      await installation.apply("everything again", EVERYTHING);
    });
  });
}
