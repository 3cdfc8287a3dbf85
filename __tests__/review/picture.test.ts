import fc from "fast-check";
import { html, markdown, review } from "../../review";
import { mermaid, type Picture, pictureOf, svg } from "../../review/picture";
import type { DrawnResource } from "../../review/picture/picture.types";
import type { PlanJson, ResourceChangeJson } from "../../review/plan/plan-json.types";
import { CASE_NAMES, caseInput, environmentPlans } from "./cases";

/** The picture of a plan, as the only stack. */
function pictureFor(
  plan: PlanJson,
  limits = { boxes: 30, arrows: 60 },
  constructs?: ReadonlyMap<string, string>,
): Picture {
  return pictureOf(review([{ stack: "shop", plan, ...(constructs ? { constructs } : {}) }]).stacks, limits);
}

/** A plan of changes by address, each of which refers to some others. */
function planOfChanges(
  changes: Readonly<Record<string, readonly string[]>>,
  references: Readonly<Record<string, readonly string[]>> = {},
): PlanJson {
  const split = (address: string) => /^(module\.[^.]+)?\.?([^.]+)\.([^[]+)/.exec(address)?.slice(1) ?? [];
  return {
    format_version: "1.2",
    resource_changes: Object.entries(changes).map(([address, actions]): ResourceChangeJson => {
      const [module, type = "", name = ""] = split(address);
      const change = { actions, before: { a: "1" }, after: { a: "2" } };
      return { address, ...(module ? { module_address: module } : {}), mode: "managed", type, name, change };
    }),
    configuration: {
      root_module: {
        resources: Object.entries(references).map(([address, others]) => ({
          address,
          expressions: { a: { references: others } },
        })),
      },
    },
  };
}

const CHANGES = {
  "aws_subnet.data": ["delete", "create"],
  "aws_db_subnet_group.db": ["update"],
  "aws_sqs_queue.new": ["create"],
  "aws_sqs_queue.old": ["delete"],
};
const REFERENCES = {
  "aws_subnet.data": ["aws_vpc.main.id"],
  "aws_db_subnet_group.db": ["aws_subnet.data.id"],
  "aws_instance.far": ["aws_ami.far"],
};

test("a box says in words and by its form what happens, arrows lead to what is referred to, and neighbours are unchanged", () => {
  expect(mermaid(pictureFor(planOfChanges(CHANGES, REFERENCES))).filter((line) => !/class/.test(line))).toEqual([
    "flowchart LR",
    '  subgraph s0["shop"]',
    '    s0b0["aws_db_subnet_group.db<br>change"]',
    '    s0b1(["aws_sqs_queue.new<br>add"])',
    '    s0b2[/"aws_sqs_queue.old<br>DESTROY"\\]',
    '    s0b3{{"aws_subnet.data<br>REPLACE"}}',
    '    s0b4("aws_vpc.main<br>unchanged")',
    "  end",
    "  s0b0 --> s0b3",
    "  s0b3 --> s0b4",
  ]);
});

test("a change of tags is drawn next to what changes, as a minor one, and those that stand alone are counted", () => {
  const tags = { actions: ["update"], before: { tags: { a: "1" } }, after: { tags: { a: "2" } } };
  const plan = planOfChanges({ "aws_subnet.data": ["delete", "create"] }, REFERENCES);
  const tagged = ["aws_vpc.main", "aws_vpc.other"].map(
    (address): ResourceChangeJson => ({
      address,
      mode: "managed",
      type: "aws_vpc",
      name: address.slice(8),
      change: tags,
    }),
  );
  const picture = pictureFor({ ...plan, resource_changes: [...(plan.resource_changes ?? []), ...tagged] });
  expect(picture.stacks[0]?.boxes.map(({ label, state }) => [label, state])).toEqual([
    ["aws_db_subnet_group.db", "unchanged"],
    ["aws_subnet.data", "replaced"],
    ["aws_vpc.main", "minor"],
  ]);
  expect(picture.leftOut).toEqual(["1 with changed tags or values known after the apply only are not drawn"]);
});

test("constructs, modules, types and instances are the groups, and the gravest is opened first", () => {
  const many = (prefix: string, count: number, action: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${prefix}[${at}]`, [action]]));
  const plan = planOfChanges({
    ...many("module.net.aws_subnet.a", 9, "create"),
    ...many("aws_eip.nat", 9, "create"),
    ...many("aws_db_instance.db", 2, "delete"),
  });
  const boxes = pictureFor(plan, { boxes: 5, arrows: 9 }).stacks[0]?.boxes;
  expect(boxes?.map(({ label, counts }) => [label, counts])).toEqual([
    ["aws_db_instance.db[0]", { destroyed: 1 }],
    ["aws_db_instance.db[1]", { destroyed: 1 }],
    ["aws_eip.nat[*]", { added: 9 }],
    ["module.net.aws_subnet.a[*]", { added: 9 }],
  ]);
  const constructs = new Map([
    ["aws_eip.a", "network/nat/a"],
    ["aws_eip.b", "network/nat/b"],
    ["aws_sqs_queue.c", "jobs/queue"],
  ]);
  const own = planOfChanges({ "aws_eip.a": ["create"], "aws_eip.b": ["create"], "aws_sqs_queue.c": ["create"] });
  expect(pictureFor(own, { boxes: 2, arrows: 9 }, constructs).stacks[0]?.boxes.map(({ label }) => label)).toEqual([
    "jobs/queue",
    "network/nat",
  ]);
});

test("every resource is in one box, and there are never more boxes than the limit", () => {
  const states = fc.constantFrom(
    "destroyed" as const,
    "replaced" as const,
    "changed" as const,
    "added" as const,
    "unchanged" as const,
  );
  const place = fc.constantFrom("a", "b", "c", "d").map((key) => ({ key, label: key }));
  const resource = fc.record({
    type: fc.constant("aws_thing"),
    state: states,
    places: fc.array(place, { maxLength: 4 }),
  });
  const drawings = fc.array(fc.array(resource, { maxLength: 40 }), { minLength: 1, maxLength: 6 });
  const withOwnEnd = (resources: readonly DrawnResource[]) =>
    resources.map((one, at) => ({ ...one, places: [...one.places, { key: `#${at}`, label: `#${at}` }] }));
  fc.assert(
    fc.property(drawings, fc.integer({ min: 6, max: 40 }), (stacks, boxes) => {
      const named = stacks.map((resources, at) => ({
        stack: `s${at}`,
        drawing: { resources: withOwnEnd(resources), references: [], minor: 0 },
      }));
      const picture = pictureOf(named, { boxes, arrows: 9 });
      const drawn = stacks.filter((resources) => resources.some(({ state }) => state !== "unchanged"));
      const counts = picture.stacks.flatMap((one) => one.boxes.flatMap((box) => Object.values(box.counts)));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(drawn.flat().length);
      expect(picture.stacks.flatMap((one) => one.boxes).length).toBeLessThanOrEqual(boxes);
    }),
    { numRuns: 300, seed: 3 },
  );
});

test("a picture of more stacks and arrows than there is room for says which are not in it", () => {
  const stack = (name: string) => ({
    stack: name,
    drawing: {
      resources: ["x", "y"].map((key) => ({ type: "t", state: "added" as const, places: [{ key, label: key }] })),
      references: [[0, 1] as const, [1, 0] as const],
      minor: 0,
    },
  });
  const picture = pictureOf(["a", "b", "c"].map(stack), { boxes: 2, arrows: 1 });
  expect(picture.stacks.map((one) => one.stack)).toEqual(["a", "b"]);
  expect(picture.leftOut).toEqual(["stacks without room: c"]);
  expect(pictureOf([stack("a")], { boxes: 2, arrows: 1 }).leftOut).toEqual(["1 arrows are left out"]);
});

test("no name gets out of its quotes in Mermaid", () => {
  const hostile = fc.oneof(
    fc.constantFrom('"]; click s0b0 "javascript:x"', "end\nend", "`x`", "%%{init: {}}%%", "#quot;", "a|b", "]]}})", ""),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  const line =
    /^(flowchart LR| {2}subgraph s\d+\["[^"\n`<>]+"\]| {4}s\d+b\d+(\[\/|\{\{|\[\[|\(\[|\[|\()"[^"\n`<>]+<br>[^"\n`<>]+"(\\\]|\}\}|\]\]|\]\)|\]|\))| {2}end| {2}s\d+b\d+ --> s\d+b\d+| {2}class(Def)? [\w,]+ [\w:,;# -]+)$/;
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 2, maxLength: 5 }), hostile, (names, stack) => {
      const resources = names.map((key) => ({ type: key, state: "added" as const, places: [{ key, label: key }] }));
      const picture = pictureOf([{ stack, drawing: { resources, references: [[0, 1]], minor: 0 } }], {
        boxes: 9,
        arrows: 9,
      });
      expect(mermaid(picture).filter((one) => !line.test(one))).toEqual([]);
    }),
    { numRuns: 500, seed: 4 },
  );
});

test("no two boxes of the page's picture lie upon each other, and all lie inside of it", () => {
  const numbers = (tag: string) =>
    ["x", "y", "width", "height"].map((name) => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(tag)?.[1]));
  const { stacks } = pictureOf(review(environmentPlans("day-two")).stacks, { boxes: 60, arrows: 150 });
  for (const stack of stacks) {
    const text = svg(stack, (one) => one.replace(/[<>&"]/g, ""));
    const [, width = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(text)?.map(Number) ?? [];
    const boxes = [...text.matchAll(/<title>[^<]*<\/title>(<rect [^>]*>)/g)].map(([, tag = ""]) => numbers(tag));
    expect(boxes).toHaveLength(stack.boxes.length);
    for (const [at, [x = 0, y = 0, w = 0, h = 0]] of boxes.entries()) {
      expect([x >= 0, y >= 0, x + w <= width + 1, y + h <= height + 1]).toEqual([true, true, true, true]);
      const hit = boxes
        .slice(at + 1)
        .filter(([ox = 0, oy = 0, ow = 0, oh = 0]) => x < ox + ow && ox < x + w && y < oy + oh && oy < y + h);
      expect(hit).toEqual([]);
    }
  }
});

test("the comment has the picture folded, the page has it whole, and neither has one of a single box", () => {
  const reviewed = review(environmentPlans("day-two"));
  expect(markdown(reviewed)).toMatch(/<summary>Picture of the change<\/summary>\n\n```mermaid\nflowchart LR\n/);
  expect(html(reviewed).match(/<svg /g)).toHaveLength(5);
  expect(CASE_NAMES).toContain("key");
  expect(markdown(review([caseInput("key")]))).not.toContain("mermaid");
  expect(html(review([caseInput("key")]))).not.toContain("<svg");
});
