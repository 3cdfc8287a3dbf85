import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outdirOf, synthesizeApp } from "../../runner/synthesize-app";
import { problemsIn } from "../config/support/config-folder";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "groundplan-settings-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (text: string) => writeFileSync(join(root, "cdktf.json"), text);

describe("the folder that synth writes to", () => {
  it("is the variable's, then that of cdktf.json, then cdktf.out", () => {
    expect(outdirOf(root, {})).toBe(join(root, "cdktf.out"));
    write('{"app": "true", "output": "made"}');
    expect(outdirOf(root, {})).toBe(join(root, "made"));
    expect(outdirOf(root, { CDKTF_OUTDIR: " other " })).toBe(join(root, "other"));
  });
});

it.each(["", "{", "[]", "null", "{}", '{"app": 1}', '{"app": "true", "output": 1}'])(
  "a cdktf.json with %j is told",
  (text) => {
    write(text);
    expect(problemsIn(() => synthesizeApp(root, join(root, "cdktf.out"), {}))).toEqual([
      {
        code: "PROJECT_SETTINGS",
        path: "cdktf.json",
        message: "The project's settings cannot be read.",
        found: "a file without an app, or no JSON",
        expected: "JSON with the app command, and an output folder if it is not cdktf.out",
        fix: 'take back the committed file, git checkout -- cdktf.json, or write { "app": "node dist/main.js" }',
      },
    ]);
  },
);

it("a missing cdktf.json is told", () => {
  const [problem] = problemsIn(() => synthesizeApp(root, join(root, "cdktf.out"), {}));
  expect([problem?.code, problem?.found]).toEqual(["PROJECT_SETTINGS", "no file"]);
});
