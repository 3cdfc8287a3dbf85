import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { emulatorFolder } from "../../emulator/project";
import { Emulator } from "../../emulator/server";
import { findTools, type MotoSource } from "../../emulator/tools";
import { projectRoot } from "../../runner/project";

/**
 * What the emulator refuses as AWS does, and which changes it makes as AWS does, by direct calls: no Terraform takes part. The
 * cases are written in Python (`refusals/`), where the emulator is, since moto brings the AWS SDK along.
 */
interface Result {
  readonly name: string;
  /** What went wrong, or null. */
  readonly error: string | null;
}

const { moto } = findTools();
const results = runCases(moto);

/** Runs all cases against one emulator. Throws with the end of the output if the script itself breaks. */
function runCases(source: MotoSource): Result[] {
  const cases = path.join(__dirname, "refusals");
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
  const mounts = ["--volume", `${emulatorFolder()}:/emulator:ro`, "--volume", `${cases}:/cases:ro`];
  const [program, args] =
    source.kind === "python"
      ? [source.python, [path.join(cases, "run.py"), emulatorFolder()]]
      : [
          source.docker,
          ["run", "--rm", ...mounts, "--entrypoint", "python3", source.image, "/cases/run.py", "/emulator"],
        ];
  const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8", env, maxBuffer: 64 * 1024 * 1024 });
  if (!stdout.startsWith("[")) throw new Error(`The cases did not run:\n${stdout}\n${stderr}`);
  return JSON.parse(stdout);
}

test.each(results)("$name", ({ error }) => {
  expect(error).toBeNull();
});

describe("the documentation", () => {
  let emulator: Emulator;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-refusals-"));
  beforeAll(async () => {
    emulator = await Emulator.start({ moto, folder });
  });
  afterAll(async () => {
    await emulator.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test("lists every refusal, with its code and source", async () => {
    const response = await fetch(`${emulator.url}/_emulator/refusals`);
    const refusals = (await response.json()) as Record<"service" | "operation" | "when" | "code" | "source", string>[];
    const rows = refusals.map(
      ({ service, operation, when, code, source }) => `| ${service} | ${operation} | ${when} | ${code} | ${source} |`,
    );
    const documented = rowsBelow("| service | operation | is refused when | code | source |");
    expect(documented).toEqual([...new Set(rows)].sort());
  });

  test("lists what AWS's models say and is not held, with the reason", async () => {
    const { exempt } = await emulator.judged();
    const rows = exempt.map(
      ({ service, shape, constraint, reason }) => `| ${service} | ${shape} | ${constraint} | ${reason} |`,
    );
    expect(rowsBelow("| service | shape of the model | constraint | reason |")).toEqual(rows);
  });
});

/** The rows of a table of the page, by its head. */
function rowsBelow(head: string): string[] {
  const page = fs.readFileSync(path.join(projectRoot(), "docs/emulator.md"), "utf8").split("\n");
  const from = page.indexOf(head) + 2;
  return page.slice(from, page.indexOf("", from));
}
