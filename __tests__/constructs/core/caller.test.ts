import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Construct, RootConstruct } from "constructs";
import { ModuleKind, transpileModule } from "typescript-api";
import { callerOf, callerPlace, noteCaller, placeOfConstruct } from "../../../constructs/core/caller";
import { GroundplanError } from "../../../constructs/core/errors";
import { addCheck, collectChecks } from "../../../constructs/core/validation";

const PROBLEM = { code: "X", path: "x", message: "X.", found: "x", expected: "y", fix: "write y" };

test("the package's own code is no caller", () => {
  expect(callerPlace()).toBeUndefined();
  expect(new GroundplanError([PROBLEM]).message).not.toContain("Called from");
});

test("a line outside of the package is the caller, however deep the package has called itself since", () => {
  const deep = (depth: number): string | undefined =>
    depth > 0 ? deep(depth - 1) : callerPlace(join(__dirname, "..", "..", "..", "constructs"));
  expect(deep(20)).toMatch(/^__tests__\/constructs\/core\/caller\.test\.ts:\d+:\d+$/);
  const { stackTraceLimit } = Error;
  expect(stackTraceLimit).toBeLessThanOrEqual(100);
});

describe("the line that calls a function", () => {
  /** What is asked for the line by the code that is given. */
  const asked = () => callerOf(asked);

  test("is one of the package too", () => {
    expect(asked()()).toMatch(/^__tests__\/constructs\/core\/caller\.test\.ts:\d+:\d+$/);
  });

  test.each([
    ["beside a map is told by its source", true, /source\.ts:4:43$/],
    ["without a map is told as it is", false, /source\.js:\d+:\d+$/],
  ])("of compiled code %s", (_, sourceMap, line) => {
    const folder = mkdtempSync(join(tmpdir(), "caller-"));
    const source =
      "// Types go, and lines with them.\ninterface Asked {\n}\nexport const call = (ask: () => Asked) => ask();\n";
    const { outputText, sourceMapText } = transpileModule(source, {
      compilerOptions: { module: ModuleKind.CommonJS, sourceMap, removeComments: true },
      fileName: "source.ts",
    });
    writeFileSync(join(folder, "source.js"), outputText);
    if (sourceMapText !== undefined) writeFileSync(join(folder, "source.js.map"), sourceMapText);
    const { call } = require(join(folder, "source.js"));
    const read: () => string | undefined = call(asked);
    expect(read()).toMatch(line);
    rmSync(folder, { recursive: true });
  });
});

describe("a construct of a program outside of the package", () => {
  const OWN = join(__dirname, "..", "..", "..", "constructs");
  const LINE = /^__tests__\/constructs\/core\/caller\.test\.ts:\d+:\d+$/;

  function tree() {
    const root = new RootConstruct();
    const outer = new Construct(root, "stack");
    const inner = new Construct(new Construct(outer, "service"), "rule");
    return { root, outer, inner };
  }

  test("is known by the line that made it, which what lies in it is known by too", () => {
    const { root, outer } = tree();
    noteCaller(outer, "/elsewhere/main.js", OWN);
    expect(placeOfConstruct(root, "stack/service/rule")).toMatch(LINE);
    expect(placeOfConstruct(root, "stack")).toMatch(LINE);
    expect(placeOfConstruct(root, "another")).toBeUndefined();
    expect(placeOfConstruct(root, "config/staging.yaml:3:1")).toBeUndefined();
  });

  test("has a problem that comes to light at synth told with that line, and not with the line that asks for all", () => {
    const { root, outer, inner } = tree();
    noteCaller(outer, "/elsewhere/main.js", OWN);
    addCheck(inner, () => [{ ...PROBLEM, path: "stack/service/rule › port" }]);
    const [problem, ...others] = collectChecks(root);
    expect(others).toEqual([]);
    expect(problem?.line).toMatch(LINE);
    const { message } = new GroundplanError(problem ? [problem] : []);
    expect(message).toMatch(
      /\n {3}fix: {6}write y\n {3}made at: {2}__tests__\/constructs\/core\/caller\.test\.ts:\d+:\d+$/,
    );
  });

  test("has none noted while the program is the package's own", () => {
    const { root, outer } = tree();
    noteCaller(outer);
    expect(placeOfConstruct(root, "stack")).toBeUndefined();
  });
});
