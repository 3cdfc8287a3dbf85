import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { projectRoot } from "../../runner/project";
import { createWorkspace, removeWorkspace, startEmulator } from "./support/harness";

/** The real `cdktf deploy` and `cdktf destroy`, as its users run them. */
const workspace = createWorkspace({ GROUNDPLAN_ENV: "sandbox" });

afterAll(() => removeWorkspace(workspace));

test("the sandbox is deployed by cdktf, its outputs are written, and it is taken down without leftovers", async () => {
  const emulator = await startEmulator(workspace, "emulator");
  const [{ account = "", region = "" } = {}] = workspace.stacks;
  const names = workspace.stacks.map(({ name }) => name);
  const outputs = path.join(workspace.folder, "outputs.json");
  const cdktf = (command: "deploy" | "destroy", ...args: string[]) => {
    const env = {
      ...terraformEnvironment(workspace.tools, { url: emulator.url, account, region }, workspace.folder),
      GROUNDPLAN_ENV: "sandbox",
      GROUNDPLAN_UNPROTECT: "sandbox",
      // cdktf takes nothing down while there is a stack that depends on it.
      GROUNDPLAN_WITHOUT: workspace.leftOut.map(({ name }) => name).join(","),
      CI: "1",
      // cdktf's own cache of providers only helps with downloads.
      ...(workspace.tools.plugins.kind === "registry" ? {} : { CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1" }),
    };
    const program = path.join(projectRoot(), "node_modules", "cdktf-cli", "bundle", "bin", "cdktf");
    // The lock asks the registry for the provider's checksums on other platforms, which nobody needs here.
    const options = ["--auto-approve", "--skip-provider-lock", "--output", path.join(workspace.folder, "cdktf.out")];
    const all = [program, command, ...names, ...options, ...args];
    return ended(spawn(process.execPath, all, { cwd: projectRoot(), env, stdio: ["ignore", "pipe", "pipe"] }));
  };
  try {
    expect(await cdktf("deploy", "--outputs-file", outputs)).toMatchObject({ code: 0 });
    const written = JSON.parse(fs.readFileSync(outputs, "utf8")) as Record<string, Record<string, unknown>>;
    expect(Object.keys(written)).toEqual(expect.arrayContaining(["sandbox-network", "sandbox-eks"]));
    expect(Object.keys(written["sandbox-network"] ?? {}).length).toBeGreaterThan(0);
    expect(await emulator.resources()).toEqual(expect.arrayContaining([expect.stringContaining("/ec2/vpcs/vpc-")]));
    expect(await cdktf("destroy")).toMatchObject({ code: 0 });
    expect(await emulator.resources()).toEqual([]);
  } finally {
    await emulator.stop();
  }
});

/** Waits for the end of a process. The end of its output tells what went wrong. */
function ended(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (text: Buffer) => {
      output = `${output}${text}`.slice(-10_000);
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
