import { Testing } from "cdktf";
import fc from "fast-check";
import { stringify } from "yaml";
import type { ResolvedEnvironment } from "../../config/load";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { createApplication } from "../../stacks/application/application";
import { load, removeConfigFolders } from "../config/support/config-folder";
import { EVERYTHING } from "../config/support/everything";
import { campaign } from "./campaign";
import { changed, changes, partsOf, STRANGE } from "./damage";
import { isPlace } from "./places";
import { located, MISTAKEN, toldBy } from "./problems";

afterEach(removeConfigFolders);

type Files = Readonly<Record<string, string>>;
type Config = Readonly<Record<string, unknown>>;

const NAMES = Object.keys(EVERYTHING);

/** Parts of all environments, which are right somewhere else. */
const LENT = Object.values(EVERYTHING).flatMap((config) => partsOf(config).map(({ value }) => value));

/** Environments in which one has been changed, and part of it was moved to a file that it extends. */
const changedFiles: fc.Arbitrary<Files> = fc
  .record({ name: fc.constantFrom(...NAMES), made: changes, inherited: fc.nat(511) })
  .map(({ name, made, inherited }) => {
    const damaged = changed(EVERYTHING[name], made, LENT) as Config;
    const isInherited = (_: unknown, index: number) => ((inherited >> (index % 9)) & 1) === 1;
    const entries = Object.entries(damaged ?? {});
    const parts = {
      parent: { abstract: true, ...Object.fromEntries(entries.filter(isInherited)) },
      [name]: {
        extends: "parent",
        ...Object.fromEntries(entries.filter((entry, index) => !isInherited(entry, index))),
      },
    };
    return Object.fromEntries(
      Object.entries({ ...EVERYTHING, ...parts }).map(([file, config]) => [file, stringify(config)]),
    );
  });

/** Without what JavaScript makes of an object: no message may say that, unless it repeats it. */
const STRANGE_TEXTS = STRANGE.map(String).filter((text) => !text.startsWith("[object "));

/** A piece of a text replaced by another one. */
const edits = fc.array(
  fc.record({
    at: fc.nat(9999),
    length: fc.nat(30),
    by: fc.oneof(
      fc.constantFrom(...STRANGE_TEXTS),
      fc.string({ maxLength: 4 }),
      fc.constantFrom("  ", "\n", "- ", ": ", "&a ", "*a", "<<: *a", "!!x ", "{", "]", "|", "? ", "\t"),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Environments in the text of one of which pieces were replaced. */
const texts: fc.Arbitrary<Files> = fc.record({ name: fc.constantFrom(...NAMES), edits }).map(({ name, edits }) => {
  const files = Object.fromEntries(Object.entries(EVERYTHING).map(([file, config]) => [file, stringify(config)]));
  const text = edits.reduce((before, { at, length, by }) => {
    const start = at % (before.length + 1);
    return before.slice(0, start) + by + before.slice(start + length);
  }, files[name] ?? "");
  return { ...files, [name]: text };
});

/** A result, or problems that are told at a place of a file; those that constructs find, at a key that there is or that is missing. */
function expectResultOrProblems(files: Files): void {
  let environments: readonly ResolvedEnvironment[] = [];
  const problems = toldBy(() => {
    environments = load(files);
    const app = located(environments, () => createApplication(environments, { outdir: "cdktf.out" }));
    for (const stack of app.node.children) {
      if (stack instanceof EnvironmentStack) expect(MISTAKEN.exec(Testing.synth(stack))?.[0]).toBeUndefined();
    }
  });
  for (const { path } of problems) {
    const [, file = "", line, column] = /^config\/([^/]+)\.yaml:(\d+):(\d+)(?: |$)/.exec(path) ?? [];
    const rows = files[file]?.split("\n");
    expect({ path, row: rows?.[Number(line) - 1] }).toEqual({ path, row: expect.any(String) });
    expect(Number(column)).toBeGreaterThan(0);
    const key = path.replace(/^.*? › /, "").replace(/ \([a-z, ]*\)$/, "");
    const isKnown = environments.length === 0 || environments.some(({ source }) => isPlace(source, key));
    expect({ path, isKnown }).toEqual({ path, isKnown: true });
  }
}

campaign(
  "changed environments make stacks, or problems at places of their files",
  40,
  changedFiles,
  expectResultOrProblems,
);

campaign("changed texts make stacks, or problems at places of their files", 25, texts, expectResultOrProblems);
