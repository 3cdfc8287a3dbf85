import { Fn, Testing, Token } from "cdktf";
import fc from "fast-check";
import { EnvironmentStack } from "../../constructs/core/environment-stack";
import { createApplication, type EnvironmentSpec } from "../../stacks/application";
import { load, removeConfigFolders } from "../config/config-folder";
import { EVERYTHING } from "../config/everything";
import { campaign } from "./campaign";
import { partsOf, replaced, STRANGE } from "./damage";
import { MISTAKEN, toldBy } from "./problems";

/** The environments as code hands them to the stacks, past every check of the files. */
const SPECS = load(
  Object.fromEntries(Object.entries(EVERYTHING).map(([name, config]) => [name, JSON.stringify(config)])),
).map(({ source: _, peers: __, ...spec }): EnvironmentSpec => spec);

afterAll(removeConfigFolders);

const TEXTS = STRANGE.filter((value) => typeof value === "string");
const NUMBERS = [...STRANGE.filter((value) => typeof value === "number"), Number.NEGATIVE_INFINITY, Number.MIN_VALUE];

interface Change {
  readonly kind: number;
  readonly at: number;
  readonly with: number;
}

/** A property with a value of its own type that nobody would write. */
function strange(value: unknown, { kind, with: number }: Change): unknown {
  if (typeof value === "string") return TEXTS[number % TEXTS.length];
  if (typeof value === "number") return [...NUMBERS, Token.asNumber(Fn.lengthOf(["a"]))][number % (NUMBERS.length + 1)];
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) {
    const lists = [[], [...value, ...value], Object.freeze([...value].reverse()), value.slice(1)];
    const token = value.every((item) => typeof item === "string") ? [Token.asList(Fn.tolist(["a"]))] : [];
    return [...lists, ...token][kind % (lists.length + token.length)];
  }
  const map = value as Readonly<Record<string, unknown>>;
  const odd = TEXTS[number % TEXTS.length] as string;
  const maps = [
    Object.freeze({ ...map }),
    Object.assign(Object.create(null), map),
    Object.assign(Object.create({ inherited: 1 }), map),
    { ...map, [odd]: Object.values(map)[0] },
  ];
  return maps[kind % maps.length];
}

const specs = fc
  .record({
    spec: fc.constantFrom(...SPECS),
    changes: fc.array(fc.record({ kind: fc.nat(99), at: fc.nat(9999), with: fc.nat(9999) }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ spec, changes }) => ({
    made: changes,
    spec: changes.reduce<unknown>((current, change) => {
      const parts = partsOf(current);
      const { path } = parts[change.at % parts.length] ?? { path: [] };
      return replaced(current, path, (part) => strange(part, change));
    }, spec) as EnvironmentSpec,
  }));

campaign("what code hands to the stacks makes them, or problems", 12, specs, ({ spec }) => {
  toldBy(() => {
    const app = createApplication([spec], { outdir: "cdktf.out" });
    for (const stack of app.node.children) {
      if (stack instanceof EnvironmentStack) expect(MISTAKEN.exec(Testing.synth(stack))?.[0]).toBeUndefined();
    }
  });
});
