import { parseDocument } from "yaml";
import type { Problem } from "../../../constructs/core/errors";
import { type Mistake, mistakes, toldOf as problemsOf } from "../../advice/yaml-mistakes";
import { removeConfigFolders } from "../support/config-folder";
import { shopWith } from "../support/shop";

afterAll(removeConfigFolders);

/** Problems as codes at keys of files, sorted. */
function codesIn(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, path }) => `${code} at ${path.replace(/:\d+:\d+/, "")}`).sort();
}

function toldOf(files: Readonly<Record<string, string>>): readonly string[] {
  return codesIn(problemsOf(files));
}

const MISTAKES = mistakes();

/** Every third mistake that is in one file which names no other. */
const ALONE = MISTAKES.filter(
  ({ mistake, files }) => Object.keys(files).join() === "dev" && !mistake.includes("extends"),
).filter((_, index) => index % 3 === 0);

/** The file of a mistake for one of many environments, with an account and a domain of its own. */
function ownFile({ files: { dev = "" } }: Mistake, index: number): string {
  return dev
    .replaceAll("dev-", `e${index}-`)
    .replaceAll('"111111111111"', `"${222222222222 + index}"`)
    .replaceAll("example.com", `e${index}.example.com`);
}

test("the mistakes of all environments are told at once: those of forms, of values and of stacks", () => {
  const files = ALONE.map((one, index) => [`e${index}`, ownFile(one, index)]);
  const expected = ALONE.flatMap(({ told }, index) =>
    codesIn(told).map((one) => one.replace("dev.yaml", `e${index}.yaml`).replace("(dev)", `(e${index})`)),
  );
  expect(toldOf(Object.fromEntries(files))).toEqual(expected.sort());
});

type Edits = Parameters<typeof shopWith>[0];

/** Mistakes of what all stacks stand on, of forms and of values. */
const GROUND: readonly (readonly [mistake: string, edits: Edits])[] = [
  ["an unknown key", [["owner: platform\n", "owner: platform\ncolour: red\n"]]],
  ["a misspelt key", [["owner:", "ownr:"]]],
  ["an empty text", [["owner: platform", 'owner: ""']]],
  ["a tag that AWS keeps for itself", [["owner: platform\n", "owner: platform\ntags: { aws:x: y }\n"]]],
  ["a zone twice", [["zones: [a, c]", "zones: [a, a]"]]],
  ["a range with host bits", [["cidr: 10.0.0.0/16", "cidr: 10.0.0.1/16"]]],
  ["a misspelt kind", [["kind: private", "kind: privat"]]],
  ["a tier that does not fit", [["prefixLength: 20", "prefixLength: 17"]]],
];

/** Each mistake of a stack with one of the ground, another one each time. */
const PAIRS = MISTAKES.filter(({ mistake }) => mistake.startsWith("located-")).flatMap((row, index) => {
  // Whether ranges overlap is not known while one of them is wrong, nor which zones there are while one stands in the place of another.
  const isOpen = /overlaps the VPC$|a zone that the tier does not have$/.test(row.mistake);
  const [ground = "", edits = []] = GROUND[isOpen ? 0 : index % GROUND.length] ?? [];
  return row.editedBy ? [{ row, mistake: row.mistake, text: row.editedBy(edits), ground, edits }] : [];
});

test.each(PAIRS)("$mistake is told together with $ground", ({ row, text, edits }) => {
  const ofGround = toldOf({ dev: shopWith(edits) });
  expect(toldOf({ dev: text })).toEqual([...codesIn(row.told), ...ofGround].sort());
});

const [OF_EDGE, OF_ECS] = ["located-edge", "located-ecs"].map((table) =>
  MISTAKES.filter((one) => one.mistake.startsWith(table) && one.told.length === 1),
);

test.each(OF_EDGE ?? [])("$mistake hides nothing of a service", ({ editedBy, told }) => {
  const wrong: Edits = [["memory: 0.5 GB", "memory: 8 GB"]];
  const [one] = OF_ECS?.filter(({ mistake }) => mistake.endsWith("a memory that does not go with the CPU")) ?? [];
  expect(toldOf({ dev: editedBy?.(wrong) ?? "" })).toEqual([...codesIn(told), ...codesIn(one?.told ?? [])].sort());
});

/** Mistakes that come to light at different steps: of a task, of its service, of its target group, and of what it uses. */
const STEPS = [
  "located-ecs: a writable folder that is no path",
  "located-ecs: a deployment that could never begin",
  "located-ecs: a health check that is no path",
  "located-uses: a bucket that is used twice",
];

const OF_SERVICE = MISTAKES.filter(({ mistake, editedBy }) => editedBy && /^located-(ecs|uses)/.test(mistake));

const STEPS_MISTAKEN = OF_SERVICE.filter(({ mistake }) => STEPS.includes(mistake));

/** Each mistake of a service together with those of all steps that change something else. */
const OF_STEPS = OF_SERVICE.flatMap((one) => {
  const beside: Mistake[] = [];
  for (const step of STEPS_MISTAKEN) {
    if (step !== one && textOf(one, beside.concat(step)) !== undefined) beside.push(step);
  }
  const text = textOf(one, beside);
  if (beside.length === 0 || text === undefined) return [];
  const steps = beside.map(({ mistake }) => mistake.replace(/^.*: /, "")).join(", ");
  return [{ mistake: one.mistake, steps, text, all: [one, ...beside] }];
});

/** The environment with all of them; nothing where they change the same piece or would make a key twice. */
function textOf({ editedBy }: Mistake, more: readonly Mistake[]): string | undefined {
  try {
    const text = editedBy?.(more.flatMap(({ edits }) => edits)) ?? "";
    return parseDocument(text).errors.length === 0 ? text : undefined;
  } catch {
    return undefined;
  }
}

test("mistakes of services stand beside those of several steps", () => {
  expect(STEPS_MISTAKEN).toHaveLength(STEPS.length);
  expect(OF_STEPS.flatMap(({ all }) => all.slice(1)).length).toBeGreaterThan(2 * OF_STEPS.length);
});

test.each(OF_STEPS)("$mistake is told together with $steps", ({ text, all }) => {
  expect(toldOf({ dev: text })).toEqual([...new Set(all.flatMap(({ told }) => codesIn(told)))].sort());
});
