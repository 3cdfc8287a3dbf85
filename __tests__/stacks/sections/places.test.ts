import { loadEnvironments, locateProblems } from "../../../config/load";
import { GroundplanError } from "../../../constructs/core/errors";
import { originsIn } from "../../../stacks/application/origins";
import { STACKS } from "../../../stacks/registry";
import { defineStack } from "../../../stacks/sections/define-stack";
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
  ["a property of a construct that no place fits by its own name", "topic", "billing", "billing"],
  ["nothing by a text that only an expression would fit", "key-main", "alias", "alias"],
])("places tell %s", (_, construct, property, configured) => {
  expect(configuredAt(places, construct, property)).toBe(configured);
});

test("a registered stack's places tell its constructs' problems at the lines of its section", () => {
  const tables = defineStack<object>()({
    section: "tables",
    places: named("tables/", "byName"),
    create: () => undefined,
  });
  const [dev] = loadEnvironments(configFolder({ dev: DEV }), { variables: {} });
  if (!dev) throw new Error("no environment");
  const written = { ...dev, tables: {} };
  const problem = { code: "SOME_CODE", message: "Wrong.", found: "x", expected: "y", fix: "z" };
  const told = (stacks: Parameters<typeof originsIn>[0]) =>
    locateProblems(
      new GroundplanError([{ ...problem, path: "dev-tables/tables/visits › billing" }]),
      [written],
      originsIn(stacks),
    ).problems.map(({ path }) => path.replace(/^\S+ › /, ""));
  expect(told([...STACKS, tables])).toEqual(["tables.byName.visits.billing"]);
  expect(told(STACKS)).toEqual(["tables.billing"]);
});
