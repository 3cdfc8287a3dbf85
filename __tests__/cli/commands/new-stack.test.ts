import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { planFiles } from "../../../cli/new-stack/plan-files";
import { withEntry } from "../../../cli/new-stack/registry-file";
import { stackNames } from "../../../cli/new-stack/stack-names";
import type { Problem } from "../../../constructs/core/errors";
import { removeConfigFolders } from "../../config/support/config-folder";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

const ROOT = join(__dirname, "..", "..", "..");

interface Given {
  readonly name: string;
  /** Configuration file that gets the section. */
  readonly file?: string;
  /** Files that are there already, with their texts. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The list of stacks without those that the project may have of its own. */
const REGISTRY = readFileSync(join(ROOT, "stacks", "registry.ts"), "utf8").replace(
  /\[\.\.\.SHIPPED.*?\]/s,
  "[...SHIPPED]",
);

/** The files of a project that a new stack changes, and those that a test adds. */
function projectWith(files: Given["files"] = {}): string {
  const root = project({ dev: "owner: platform\n" });
  cpSync(join(ROOT, "docs", "configuration.md"), join(root, "docs", "configuration.md"));
  mkdirSync(join(root, "stacks"));
  writeFileSync(join(root, "stacks", "registry.ts"), REGISTRY);
  mkdirSync(join(root, "__tests__", "stacks"), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  return root;
}

const problemsIn = ({ files, ...stack }: Given) =>
  problemsIfAny(() => {
    planFiles(projectWith(files), "config", stack);
    return { problems: [] };
  });

const ORDERS = { name: "orders", file: "dev" };

const CASES: readonly (Omit<Told<Given>, "problems"> & {
  readonly input: Given;
  readonly problems: readonly Problem[];
})[] = [
  {
    mistake: "a name that code cannot have, and a file that is not there",
    input: { name: "2nd Stack", file: "prod" },
    problems: [
      {
        code: "NEW_STACK_NAME",
        path: "new stack › name",
        message:
          "A stack cannot have this name: its files, its key in the YAML and its definition in code are named after it.",
        found: '"2nd Stack"',
        expected:
          "words of a-z and 0-9 with - between them, each starting with a letter, 2 to 24 in all, and no word of TypeScript",
        fix: 'choose another, such as "orders" or "orders-database"',
      },
      {
        code: "NEW_STACK_CONFIGURATION_MISSING",
        path: "config/prod.yaml",
        message: "There is no such file of the configuration.",
        found: "no file",
        expected: "the name of a file of the configuration, without .yaml",
        fix: "name a file that is there, or leave out --in",
      },
    ],
    ways: [
      { says: ['such as "orders"', "name a file that is there"], to: ORDERS },
      { says: ['"orders-database"', "or leave out --in"], to: { name: "orders-database" } },
    ],
  },
  {
    mistake: "a name that a shipped stack has",
    input: { name: "eks-addons" },
    problems: [
      {
        code: "NEW_STACK_TAKEN",
        path: "new stack › name",
        message: "The configuration has a key of this name already.",
        found: "eksAddons",
        expected: "a name that no key and no registered stack has",
        fix: 'choose another, such as "orders" or "orders-database"',
      },
    ],
    ways: [{ says: 'choose another, such as "orders"', to: ORDERS }],
  },
  {
    mistake: "files and a section that are there already",
    input: {
      ...ORDERS,
      files: {
        "stacks/orders-stack.ts": "mine",
        "__tests__/stacks/orders-stack.test.ts": "mine",
        "config/dev.yaml": "orders: {}\n",
      },
    },
    problems: [
      ...["stacks/orders-stack.ts", "__tests__/stacks/orders-stack.test.ts"].map((path) => ({
        code: "NEW_STACK_FILE_EXISTS",
        path,
        message: "The file is there already, and nothing is written over.",
        found: "a file of this name",
        expected: "no such file",
        fix: "choose another name, or move the file away",
      })),
      {
        code: "NEW_STACK_SECTION_EXISTS",
        path: "config/dev.yaml",
        message: "The file has a section of this name already.",
        found: "orders",
        expected: "no such key",
        fix: "leave out --in, or take the section away",
      },
    ],
    ways: [
      {
        says: ["choose another name", "leave out --in"],
        to: { name: "bills", files: { "stacks/orders-stack.ts": "mine", "config/dev.yaml": "orders: {}\n" } },
      },
      { says: ["or move the file away", "or take the section away"], to: ORDERS },
    ],
  },
  {
    mistake: "files of the project that have another form",
    input: {
      ...ORDERS,
      files: { "stacks/registry.ts": "export const STACKS = all();\n", "docs/configuration.md": "" },
    },
    problems: [
      ["stacks/registry.ts", "export const STACKS = [...SHIPPED] as const;"],
      ["docs/configuration.md", "a table with a row of `eksAddons`"],
    ].map(([path = "", expected = ""]) => ({
      code: "NEW_STACK_PLACE_MISSING",
      path,
      message: "The file has no place for the new stack that this command knows.",
      found: "other text",
      expected,
      fix: "bring it back, or add the stack by hand, as docs/guide/your-own-stack.md says",
    })),
    ways: [{ says: "bring it back", to: ORDERS }],
  },
];

test.each(CASES)("$mistake is told in these words", ({ input, problems }) => {
  expect(problemsIn(input)).toEqual(problems);
});

testAdvice(CASES, problemsIn);

test("where something is wrong, nothing is written", async () => {
  const root = projectWith({ "stacks/orders-stack.ts": "mine" });
  const filesOf = () =>
    readdirSync(root, { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")]);
  const before = filesOf();
  const { exitCode, out, err } = await runIn(root, "new stack orders --in dev");
  expect([exitCode, out]).toEqual([1, ""]);
  expect(err).toContain("[NEW_STACK_FILE_EXISTS]");
  expect(filesOf()).toEqual(before);
});

test("the files are written, the entry, the section and the row are added, and what was there stays", async () => {
  const root = projectWith();
  const { exitCode, out } = await runIn(root, "new stack orders-database --in dev");
  expect(exitCode).toBe(0);
  expect(out.split("\n").filter(Boolean)).toEqual([
    "stacks/orders-database-stack.ts is written.",
    "__tests__/stacks/orders-database-stack.test.ts is written.",
    "stacks/registry.ts is written.",
    "docs/configuration.md is written.",
    "config/dev.yaml is written.",
  ]);
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  expect(read("config/dev.yaml")).toBe("owner: platform\n\nordersDatabase: {}\n");
  expect(read("stacks/registry.ts")).toContain("[...SHIPPED, ordersDatabase] as const;");
  expect(read("docs/configuration.md").split("\n")).toEqual(
    expect.arrayContaining(["| `ordersDatabase` | What the type `OrdersDatabaseProps` says | none |"]),
  );
  expect(existsSync(join(root, "stacks", "orders-database-stack.ts"))).toBe(true);
});

test("without a file of the configuration no section is written", () => {
  expect([...planFiles(projectWith(), "config", { name: "orders" }).keys()]).not.toContain("config/dev.yaml");
});

test("an entry more goes behind those that are there, and its import where it belongs", () => {
  const names = ["orders", "bills"].flatMap((name) => stackNames(name) ?? []);
  const text = names.reduce((written, one) => withEntry(written, one) ?? "", REGISTRY);
  expect(text).toContain("export const STACKS = [...SHIPPED, orders, bills] as const;");
  const imported = [...text.matchAll(/from "\.\/(\S+)"/g)].map(([, path]) => path);
  expect(imported).toEqual([...imported].sort());
});
