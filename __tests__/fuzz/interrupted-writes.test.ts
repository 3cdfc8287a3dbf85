import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { writeOutput } from "../../stacks/application/output/output-folder";
import { campaign } from "./campaign";

/** Texts of stacks by their names. */
type Stacks = Readonly<Record<string, string>>;

const stacks: fc.Arbitrary<Stacks> = fc
  .dictionary(fc.constantFrom("a", "b", "c", "d"), fc.integer({ min: 0, max: 9 }), {
    minKeys: 1,
    noNullPrototype: true,
  })
  .map((numbers) =>
    Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, `{"number":${number}}`])),
  );

/** What is written one after the other, and after how many steps each run but the last is killed. */
const runs = fc.record({
  killed: fc.array(fc.record({ stacks, steps: fc.nat(14) }), { minLength: 1, maxLength: 4 }),
  last: stacks,
});

function write(folder: string, written: Stacks): void {
  const files = Object.entries(written).map(([name, text]): [string, string] => [`stacks/${name}/cdk.tf.json`, text]);
  const manifest = JSON.stringify(Object.keys(written));
  writeOutput(folder, new Map([...files, ["manifest.json", manifest]]), () => undefined);
}

/** Writes, and is dead after some steps: nothing of the files is changed any more. Locks are freed as the end of a process does. */
function writeKilled(folder: string, written: Stacks, steps: number): void {
  const real = { writeFileSync: fs.writeFileSync, renameSync: fs.renameSync, rmSync: fs.rmSync };
  let left = steps;
  const step = (file: fs.PathOrFileDescriptor) => {
    if (/stacks|manifest/.test(String(file)) && left-- <= 0) throw new Error("killed");
  };
  const spies = [
    jest.spyOn(fs, "writeFileSync").mockImplementation((file, data, options) => {
      step(file);
      real.writeFileSync(file, data, options);
    }),
    jest.spyOn(fs, "renameSync").mockImplementation((from, to) => {
      step(to as string);
      real.renameSync(from, to);
    }),
    jest.spyOn(fs, "rmSync").mockImplementation((file, options) => {
      step(file as string);
      real.rmSync(file, options);
    }),
  ];
  try {
    write(folder, written);
  } catch (error) {
    if ((error as Error).message !== "killed") throw error;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** What the folder holds: texts by the names of the stacks, and those that the manifest names. */
function read(folder: string): { texts: Stacks; named: readonly string[] } {
  const manifest = join(folder, "manifest.json");
  const file = (name: string) => join(folder, "stacks", name, "cdk.tf.json");
  const names = ["a", "b", "c", "d"].filter((name) => fs.existsSync(file(name)));
  return {
    texts: Object.fromEntries(names.map((name) => [name, fs.readFileSync(file(name), "utf8")])),
    named: fs.existsSync(manifest) ? JSON.parse(fs.readFileSync(manifest, "utf8")) : [],
  };
}

campaign("runs that are killed leave whole files, and the next one mends the rest", 60, runs, ({ killed, last }) => {
  const folder = fs.mkdtempSync(join(tmpdir(), "groundplan-killed-"));
  try {
    const written = new Set<string | undefined>();
    for (const run of killed) {
      for (const text of Object.values(run.stacks)) written.add(text);
      writeKilled(folder, run.stacks, run.steps);
      const { texts, named } = read(folder);
      expect(Object.values(texts).filter((text) => !written.has(text))).toEqual([]);
      expect(named.filter((name) => !(name in texts))).toEqual([]);
    }
    write(folder, last);
    expect(read(folder)).toEqual({ texts: last, named: Object.keys(last) });
    const all = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
    expect(all.filter((path) => /draft|lock/.test(path))).toEqual([]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
