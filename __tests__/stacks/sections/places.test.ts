import { loadEnvironments, locateProblems } from "../../../config/load";
import { toNode, withValue } from "../../../config/mending/edits";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { originsIn } from "../../../stacks/application/configuration/origins";
import { defineStack, type StackDefinition } from "../../../stacks/sections/define-stack";
import { configuredAt, named, single } from "../../../stacks/sections/places";
import { configFolder, DEV, removeConfigFolders } from "../../config/support/config-folder";

afterAll(removeConfigFolders);

const places = [
  [/^tables\/([^/ ]+) › readCapacity$/, "tables.$1.reads"],
  ...named("tables/", "tables"),
  ...single("key.main", "encryption"),
] as const;

test.each([
  ["a property of one of several by its name", "tables/visits", "billing", "tables.visits.billing"],
  ["a property of what one of several makes", "tables/visits/alarm", "threshold", "tables.visits.threshold"],
  ["the name of one of several at its key", "tables/visits", "name", "tables.visits"],
  ["one of several without a property", "tables/visits/alarm", "", "tables.visits"],
  [
    "a property with another name, by a place of its own before the others",
    "tables/visits",
    "readCapacity",
    "tables.visits.reads",
  ],
  ["a property of what there is one of", "key.main/alias", "alias", "encryption.alias"],
  ["what there is one of", "key.main", "", "encryption"],
  ["a property of the stack by its own name", "", "tables", "tables"],
  ["nothing of a construct that no place fits", "topic", "billing", undefined],
  ["nothing by a text that only an expression would fit", "key-main", "alias", undefined],
])("places tell %s", (_, construct, property, configured) => {
  expect(configuredAt(places, construct, property)).toBe(configured);
});

const at = { file: "config/dev.yaml", line: 40, column: 1 };

/** Problems of the constructs of a stack as they are told, with its section as it is written. */
function toldOf(section: object, problems: readonly Partial<Problem>[], stacks: readonly StackDefinition[]) {
  const [dev] = loadEnvironments(configFolder({ dev: DEV }), { variables: {} });
  if (!dev) throw new Error("no environment");
  const source = withValue(dev.source, ["tables"], toNode(section, at));
  const problem = { code: "SOME_CODE", path: "", message: "Wrong.", found: "x", expected: "y", fix: "z" };
  const error = new GroundplanError(problems.map((one) => ({ ...problem, ...one })));
  return locateProblems(error, [{ ...dev, source, tables: section } as typeof dev], originsIn(stacks)).problems.map(
    ({ path, found }) => [path, found],
  );
}

const tables = defineStack<object>()({
  section: "tables",
  places: named("tables/", "byName"),
  create: () => undefined,
});
const plain = defineStack<object>()({ section: "tables", create: () => undefined });

const BILLING = [{ path: "dev-tables/tables/visits › billing" }];
const MADE_AT = [{ path: "dev-tables/tables/visits › billing", line: "stacks/tables-stack.ts:12:5" }];

describe("a problem of a stack of one's own", () => {
  test("is told at the key that the places lead to, where there is one", () => {
    expect(toldOf({ byName: { visits: { billing: "often" } } }, BILLING, [tables])).toEqual([
      ["config/dev.yaml:40:1 › tables.byName.visits.billing", "x"],
    ]);
  });

  test("is told at the nearest key above, with what the construct calls it, where the section has no such key", () => {
    expect(toldOf({ byName: { visits: {} } }, BILLING, [tables])).toEqual([
      ["config/dev.yaml:40:1 › tables.byName.visits", "x, as billing of dev-tables/tables/visits"],
    ]);
  });

  test("is told at the key of the same name without places, where that is written", () => {
    expect(toldOf({ billing: "often" }, MADE_AT, [plain])).toEqual([["config/dev.yaml:40:1 › tables.billing", "x"]]);
  });

  test("is told at its section by its construct, and never at a key that there is not", () => {
    expect(toldOf({ kept: true }, MADE_AT, [plain])).toEqual([
      ["config/dev.yaml:40:1 › dev-tables/tables/visits › billing", "x"],
    ]);
    expect(toldOf({ kept: true }, [{ ...MADE_AT[0], path: "dev-tables/tables/visits" }], [plain])).toEqual([
      ["config/dev.yaml:40:1 › dev-tables/tables/visits", "x"],
    ]);
  });

  test("is told at its section where it is about the stack", () => {
    expect(toldOf({ kept: true }, [{ path: "dev-tables", line: "stacks/tables-stack.ts:12:5" }], [plain])).toEqual([
      ["config/dev.yaml:40:1 › tables", "x"],
    ]);
  });
});
