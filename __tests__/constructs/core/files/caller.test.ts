import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformElement, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { ModuleKind, transpileModule } from "typescript-api";
import { GroundplanError } from "../../../../constructs/core/errors";
import {
  callerOf,
  callerPlace,
  noteCallers,
  placeOfConstruct,
  SHIPPED,
} from "../../../../constructs/core/files/caller";
import { addCheck, collectChecks } from "../../../../constructs/core/validation";

const PROBLEM = { code: "X", path: "x", message: "X.", found: "x", expected: "y", fix: "write y" };

test("the package's own code is no caller", () => {
  expect(callerPlace()).toBeUndefined();
  expect(new GroundplanError([PROBLEM]).message).not.toContain("Called from");
});

test("a line outside of the package is the caller, however deep the package has called itself since", () => {
  const deep = (depth: number): string | undefined =>
    depth > 0 ? deep(depth - 1) : callerPlace(join(__dirname, "..", "..", "..", "..", "constructs"));
  expect(deep(20)).toMatch(/^__tests__\/constructs\/core\/files\/caller\.test\.ts:\d+:\d+$/);
  const { stackTraceLimit } = Error;
  expect(stackTraceLimit).toBeLessThanOrEqual(100);
});

describe("the line that calls a function", () => {
  /** What is asked for the line by the code that is given. */
  const asked = () => callerOf(asked);

  test("is one of the package too", () => {
    expect(asked()()).toMatch(/^__tests__\/constructs\/core\/files\/caller\.test\.ts:\d+:\d+$/);
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
  const OWN = join(__dirname, "..", "..", "..", "..", "constructs");
  const LINES = readFileSync(__filename, "utf8").split("\n");
  const lineOf = (comment: string) =>
    expect.stringMatching(
      new RegExp(
        `^__tests__/constructs/core/files/caller\\.test\\.ts:${LINES.findIndex((one) => one.endsWith(comment)) + 1}:\\d+$`,
      ),
    );

  /** As a resource of the provider: what it is like is given to `super`. */
  class Resource extends TerraformElement {}

  class Database extends Construct {
    readonly made: readonly Construct[];

    constructor(scope: Construct, id: string) {
      super(scope, id);
      const copy = id.startsWith("copy") ? [] : [new Database(this, "copy")]; // a copy
      this.made = [new Resource(this, "instance"), ...copy]; // in a class
    }
  }

  /** Without a constructor of its own. */
  class Reports extends Database {}

  class Orders extends Resource {
    constructor(scope: Construct) {
      super(scope, "orders"); // given to super
    }
  }

  class OwnStack extends TerraformStack {
    constructor(scope: Construct) {
      super(scope, "stack");
      noteCallers(this, "/elsewhere/main.js", OWN); // the stack
    }
  }

  function queue(scope: Construct): Construct {
    return new Resource(scope, "queue"); // in a function
  }

  function tree() {
    const app = Testing.app();
    const stack = new OwnStack(app);
    new Database(stack, "database"); // the database
    new Reports(stack, "reports"); // the reports
    new Orders(stack);
    queue(new Construct(stack, "plain")); // plain
    return { app, stack };
  }

  test.each([
    ["stack", "// the stack"],
    ["stack/database", "// the database"],
    ["stack/database/instance", "// in a class"],
    ["stack/database/copy", "// a copy"],
    ["stack/database/copy/instance", "// in a class"],
    ["stack/reports", "// the reports"],
    ["stack/reports/instance", "// in a class"],
    ["stack/orders", "// given to super"],
    ["stack/plain", "// plain"],
    ["stack/plain/queue", "// in a function"],
    ["stack/database/rule", "// the database"],
  ])("%s is known by the innermost line that made it, or what it lies in: %s", (path, comment) => {
    expect(placeOfConstruct(tree().app, path)).toEqual(lineOf(comment));
  });

  test("is not known by a path of something else", () => {
    expect(placeOfConstruct(tree().app, "another")).toBeUndefined();
    expect(placeOfConstruct(tree().app, "config/staging.yaml:3:1")).toBeUndefined();
  });

  test("has a problem that comes to light at synth told with that line, and not with the line that asks for all", () => {
    const { app, stack } = tree();
    addCheck(stack, () => [{ ...PROBLEM, path: "stack/orders › port" }]);
    const [problem, ...others] = collectChecks(app);
    expect(others).toEqual([]);
    expect(problem?.line).toEqual(lineOf("// given to super"));
    const { message } = new GroundplanError(problem ? [problem] : []);
    expect(message).toMatch(
      /\n {3}fix: {6}write y\n {3}made at: {2}__tests__\/constructs\/core\/files\/caller\.test\.ts:\d+:\d+$/,
    );
  });

  test("has none noted while the program is the package's own", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    noteCallers(stack);
    new Resource(stack, "queue");
    expect(placeOfConstruct(stack.node.root, "stack/queue")).toBeUndefined();
  });
});

test("the folders that are shipped are those that the architecture tells of", () => {
  const page = readFileSync(join(__dirname, "..", "..", "..", "..", "docs", "architecture.md"), "utf8");
  const told = [...page.matchAll(/`(constructs|stacks)\/([a-z-]+)\/`/g)].map(([, folder = "", name = ""]) =>
    join(folder, name),
  );
  expect(told.length).toBeGreaterThan(20);
  const root = join(__dirname, "..", "..", "..", "..");
  const [row = ""] = page.match(/^\| `stacks\/` .*$/m) ?? [];
  const stacks = [...row.matchAll(/`([a-z-]+)`/g)].map(([, name = ""]) => join("stacks", name));
  const rooms = stacks.filter((folder) => existsSync(join(root, folder)));
  expect(rooms.length).toBeGreaterThan(10);
  expect(SHIPPED).toEqual(expect.arrayContaining([...told, ...rooms]));
  expect(SHIPPED.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
});
