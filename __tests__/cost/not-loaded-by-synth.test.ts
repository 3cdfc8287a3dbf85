import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const ROOT = join(__dirname, "..", "..");

/** Files that a file loads, at once or later; imports of types alone load nothing. */
function loadedBy(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const names = [...text.matchAll(/(?:^(?:import|export) (?!type )[^;]*?|\bimport\(|\brequire\()["'](\.[^"']*)["']/gm)];
  return names.flatMap(([, name = ""]) => {
    const path = join(dirname(file), name);
    return [`${path}.ts`, join(path, "index.ts")].filter((candidate) => existsSync(candidate));
  });
}

/** Every file of the project that a program loads. */
function allLoadedBy(start: string): string[] {
  const loaded = new Set<string>();
  const visit = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    loadedBy(file).forEach(visit);
  };
  visit(join(ROOT, start));
  return [...loaded].map((file) => relative(ROOT, file)).sort();
}

test("a synth loads neither the price table nor anything else of costs", () => {
  const loaded = allLoadedBy("synth.ts");
  expect(loaded).toContain("stacks/network/network-stack.ts");
  // What the configuration is read with is loaded by a name that is put together.
  expect(allLoadedBy("config/load.ts").filter((file) => file.startsWith("cost/"))).toEqual([]);
  expect(loaded.filter((file) => file.startsWith("cost/"))).toEqual([]);
});

test("what reckons with costs loads no construct, only the dates of Kubernetes versions", () => {
  expect(allLoadedBy("cost/index.ts").filter((file) => !file.startsWith("cost/"))).toEqual([
    "constructs/eks/cluster/kubernetes-versions.ts",
  ]);
});

test("the command of costs loads the price table", () => {
  expect(allLoadedBy("cli/commands/cost-command.ts")).toContain("cost/prices/ap-northeast-2.ts");
});
