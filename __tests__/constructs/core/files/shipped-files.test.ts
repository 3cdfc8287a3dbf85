import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { SHIPPED } from "../../../../constructs/core/files/caller";
import { shippedFiles } from "../../../../constructs/core/files/shipped-files";

const ROOT = join(__dirname, "..", "..", "..", "..");
const AREAS = SHIPPED.filter((folder) => folder.startsWith("constructs"));

test("every file of the project that has a class or a stack is one that it brings", () => {
  const shipped = shippedFiles(ROOT, AREAS);
  const left = ["constructs", "stacks"]
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(ROOT, folder, file)),
    )
    .filter((file) => file.endsWith(".ts") && !file.includes(join("stacks", "application")) && !shipped.has(file))
    .filter((file) => /^export (abstract )?class |defineStack</m.test(readFileSync(file, "utf8")));
  expect(left).toEqual([]);
});

describe("of a project that somebody adds files to", () => {
  const root = mkdtempSync(join(tmpdir(), "shipped-files-"));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  afterAll(() => rmSync(root, { recursive: true }));

  test("those that only theirs lead to are theirs, in whatever folder", () => {
    write(
      "stacks/registry.ts",
      'import { data } from "./data/data-stack";\nimport { orders } from "./data/orders-stack";\nexport const SHIPPED = [data] as const;\nexport const STACKS = [...SHIPPED, orders] as const;\n',
    );
    write("stacks/application/application.ts", 'import { STACKS } from "../registry";\n');
    write("stacks/data/data-stack.ts", 'import { Bucket } from "../../constructs/storage/bucket";\n');
    write("stacks/data/orders-stack.ts", 'import { Archive } from "../../constructs/storage/archive";\n');
    write("constructs/storage/index.ts", 'export { Bucket } from "./bucket";\n');
    write("constructs/storage/bucket.ts", 'const rules = () => import("./rules.js");\n');
    write("constructs/storage/rules.ts", "");
    write("constructs/storage/archive.ts", 'import { Bucket } from "./bucket";\n');
    const files = [...shippedFiles(root, [join("constructs", "storage")])].map((file) => relative(root, file)).sort();
    expect(files).toEqual([
      "constructs/storage/bucket.ts",
      "constructs/storage/index.ts",
      "constructs/storage/rules.ts",
      "stacks/application/application.ts",
      "stacks/data/data-stack.ts",
      "stacks/registry.ts",
    ]);
  });

  test("there are none where sources are not beside what is compiled", () => {
    expect([...shippedFiles(join(root, "nothing"), [join("constructs", "storage")])]).toEqual([]);
  });
});
