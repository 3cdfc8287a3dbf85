import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../runner/project";

/** The compiled program itself: two at once into one folder, and one that is killed at any moment. */
const root = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-synth-"));
const outdir = path.join(root, "cdktf.out");

afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

function start(environment: string, folder = outdir): ChildProcess {
  const env = { ...process.env, GROUNDPLAN_ENV: environment, CDKTF_OUTDIR: folder };
  return spawn(process.execPath, ["dist/main.js"], { cwd: projectRoot(), env, stdio: ["ignore", "ignore", "pipe"] });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, errors };
}

/** Every file but the lists of what is gone, which tell what was there before. */
function tree(folder = outdir): Record<string, string> {
  return Object.fromEntries(
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && path.basename(entry.parentPath) !== "deployed")
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")]),
  );
}

/** What a synth of an environment writes into an empty folder. */
async function whole(environment: string): Promise<Record<string, string>> {
  const folder = path.join(root, environment);
  expect(await ended(start(environment, folder))).toEqual({ code: 0, errors: "" });
  return tree(folder);
}

test("two synths into one folder never mix: what is there is what one of them wrote", async () => {
  const results = [await whole("sandbox"), await whole("staging")];
  for (let pair = 0; pair < 3; pair++) {
    const both = await Promise.all([ended(start("sandbox")), ended(start("staging"))]);
    expect(both).toEqual([
      { code: 0, errors: "" },
      { code: 0, errors: "" },
    ]);
    expect(results).toContainEqual(tree());
  }
});

test("whenever a synth is killed, every file is whole, and the next one leaves what it would leave anyway", async () => {
  const result = await whole("staging");
  const began = Date.now();
  await ended(start("staging"));
  const duration = Date.now() - began;
  for (let kill = 1; kill <= 6; kill++) {
    const child = start(kill % 2 === 0 ? "sandbox" : "production");
    const end = ended(child);
    await new Promise((resolve) => setTimeout(resolve, (duration * kill) / 6));
    child.kill("SIGKILL");
    await end;
    for (const [file, text] of Object.entries(tree())) {
      if (file.endsWith(".json")) expect(() => JSON.parse(text)).not.toThrow();
    }
    expect(await ended(start("staging"))).toEqual({ code: 0, errors: "" });
    expect(tree()).toEqual(result);
  }
});
