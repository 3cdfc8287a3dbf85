import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(__dirname, "..", "..");
const CONSTRUCTS = join(ROOT, "constructs");

/** Folders of data that is written by programs, and loaded where one table of it is needed. */
const DATA = ["aws/tables", "helm/charts/chart-keys"];

const folders = readdirSync(CONSTRUCTS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => relative(CONSTRUCTS, join(entry.parentPath, entry.name)))
  .filter((folder) => !DATA.includes(folder))
  .sort();

test.each(folders)("constructs/%s says in its index what lives there, and exports what is public", (folder) => {
  const file = join(CONSTRUCTS, folder, "index.ts");
  expect(existsSync(file)).toBe(true);
  const text = readFileSync(file, "utf8");
  const [, comment = "", code = ""] = /^((?:\/\/ .*\n)+|\/\*\* .*\*\/\n)([\s\S]*)$/.exec(text) ?? [];
  expect(comment).toMatch(/\w/);
  expect(code).toContain("export ");
  expect(code).not.toMatch(/\/[/*]/);
});

test("what a program loads of one area brings no other: a network no clusters, clusters no charts", () => {
  const loaded = (area: string): string[] => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      const text = readFileSync(file, "utf8");
      for (const [, name = ""] of text.matchAll(/^(?:import|export) (?!type\b)[^;]*? from "(\.[^"]*)";$/gm)) {
        const at = join(file, "..", name);
        visit(existsSync(`${at}.ts`) ? `${at}.ts` : join(at, "index.ts"));
      }
    };
    visit(join(CONSTRUCTS, area, "index.ts"));
    return [...new Set([...seen].map((file) => relative(CONSTRUCTS, file).split("/")[0] ?? ""))].sort();
  };
  const heavy = ["ecs", "eks", "helm", "load-balancing", "cdn", "waf"];
  for (const area of ["network", "dns", "core", "security-groups"]) {
    expect(loaded(area).filter((one) => heavy.includes(one))).toEqual([]);
  }
  expect(loaded("eks")).not.toEqual(expect.arrayContaining(["helm"]));
  expect(loaded("ecs")).not.toEqual(expect.arrayContaining(["eks"]));
});
