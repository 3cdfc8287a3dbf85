import fc from "fast-check";
import { GroundplanError } from "../../constructs/core/errors";
import { html, markdown, readPlan, review, reviewJson, sarif, terminal } from "../../review";
import type { PlanJson } from "../../review/plan/plan-json.types";
import { testAdvice } from "../support/followed-advice";
import { problemsOf } from "../support/synth";
import { planOf } from "./cases";

const SHOW = "terraform show -json <plan file> > plan.json";
const PLAN = JSON.stringify({ format_version: "1.2", resource_changes: [] });

const BAD = [
  {
    mistake: "an empty file",
    text: " \n",
    problems: [
      {
        code: "PLAN_EMPTY",
        path: "plan.json",
        message: "There is no plan in it.",
        found: "no text",
        expected: "the JSON of a plan",
        fix: `write it with ${SHOW}; an empty file is left where that command failed`,
      },
    ],
  },
  {
    mistake: "a saved plan",
    text: "PK\u0003\u0004tfplan",
    problems: [
      {
        code: "PLAN_BINARY",
        path: "plan.json",
        message: "This is a saved plan, which only Terraform reads.",
        found: "a zip archive",
        expected: "the JSON of the plan",
        fix: `make it with ${SHOW}, in the folder that the plan was made in`,
      },
    ],
  },
  {
    mistake: "what terraform plan prints",
    text: "Terraform will perform the following actions:",
    problems: [
      {
        code: "PLAN_NOT_JSON",
        path: "plan.json",
        message: "This is no JSON.",
        found: "another kind of text",
        expected: "the JSON of a plan",
        fix: `write it with ${SHOW}; the text that \`terraform plan\` prints cannot be read`,
      },
    ],
  },
  {
    mistake: "the stream of terraform plan -json",
    text: '{"@level":"info"}\n{"@level":"info"}',
    problems: [
      {
        code: "PLAN_NOT_JSON",
        path: "plan.json",
        message: "This is no JSON.",
        found: "objects or words behind each other",
        expected: "the JSON of a plan",
        fix: `write it with ${SHOW}; the text that \`terraform plan\` prints cannot be read`,
      },
    ],
  },
  {
    mistake: "half a plan",
    text: PLAN.slice(0, 20),
    problems: [
      {
        code: "PLAN_TRUNCATED",
        path: "plan.json",
        message: "The JSON ends in the middle.",
        found: "20 characters that end too soon",
        expected: "the whole JSON of a plan",
        fix: `write it again with ${SHOW}, and look whether the disk is full`,
      },
    ],
  },
  {
    mistake: "a state",
    text: '{"format_version":"1.0","values":{}}',
    problems: [
      {
        code: "PLAN_IS_STATE",
        path: "plan.json",
        message: "This is a state, and no plan.",
        found: "values, and no resource_changes",
        expected: "the JSON of a plan",
        fix: `name the plan file: ${SHOW}`,
      },
    ],
  },
  {
    mistake: "a state file",
    text: '{"version":4,"terraform_version":"1.12.2","serial":7,"lineage":"0a","outputs":{},"resources":[]}',
    problems: [
      {
        code: "PLAN_IS_STATE",
        path: "plan.json",
        message: "This is a state, and no plan.",
        found: "lineage and serial, as in a state file",
        expected: "the JSON of a plan",
        fix: `name the plan file: ${SHOW}`,
      },
    ],
  },
  {
    mistake: "an archive of another kind",
    text: "\u001f\u008b\u0008\u0000\u0000",
    problems: [
      {
        code: "PLAN_BINARY",
        path: "plan.json",
        message: "This is no text.",
        found: "binary data",
        expected: "the JSON of the plan",
        fix: `make it with ${SHOW}, in the folder that the plan was made in`,
      },
    ],
  },
  {
    mistake: "a text in another encoding",
    text: Buffer.from('{"format_version":"1.2","resource_changes":[],"caf\u00e9":1}', "latin1"),
    problems: [
      {
        code: "PLAN_ENCODING",
        path: "plan.json",
        message: "The text is in an encoding that JSON has not.",
        found: "bytes that are no UTF-8",
        expected: "UTF-8, or UTF-16 with a byte order mark",
        fix: `write it again with ${SHOW}, without a program in between that changes the encoding`,
      },
    ],
  },
  ...(
    [
      ["null", "null"],
      ["[]", "an empty list"],
      ["[1]", "a list"],
      ["7", "a number"],
      ['"plan"', "a text"],
      ["{}", "keys none"],
    ] as const
  ).map(([text, found]) => ({
    mistake: `${text}, which is JSON`,
    text,
    problems: [
      {
        code: "PLAN_FORMAT_UNKNOWN",
        path: "plan.json",
        message: "This is not the JSON of a plan.",
        found,
        expected: "an object with format_version, and resource_changes as a list of changes",
        fix: `write it with ${SHOW}; the stream of \`terraform plan -json\` is another format`,
      },
    ],
  })),
  {
    mistake: "another JSON",
    text: '{"resource_changes":[1],"stacks":{}}',
    problems: [
      {
        code: "PLAN_FORMAT_UNKNOWN",
        path: "plan.json",
        message: "This is not the JSON of a plan.",
        found: "keys resource_changes, stacks",
        expected: "an object with format_version, and resource_changes as a list of changes",
        fix: `write it with ${SHOW}; the stream of \`terraform plan -json\` is another format`,
      },
    ],
  },
  {
    mistake: "a format of the future",
    text: '{"format_version":"2.0","resource_changes":[]}',
    problems: [
      {
        code: "PLAN_FORMAT_NEWER",
        path: "plan.json",
        message: "The plan is in a format that this version does not know.",
        found: "format_version 2.0",
        expected: "format_version 1.x",
        fix: "use a newer version of this tool, or a Terraform from 1.1 to 1.x",
      },
    ],
  },
].map((row) => ({
  ...row,
  ways: [{ says: row.problems[0]?.code === "PLAN_FORMAT_NEWER" ? "a Terraform from 1.1 to 1.x" : SHOW, to: PLAN }],
}));

test.each(BAD)("$mistake is told with a way out", ({ text, problems }) => {
  expect(problemsOf(() => readPlan(text, "plan.json"))).toEqual(problems);
});

testAdvice(BAD, (text) => {
  readPlan(text, "plan.json");
  return [];
});

test("a plan of a later minor version is read", () => {
  expect(readPlan('{"format_version":"1.9","terraform_version":"1.12.6"}', "-").format_version).toBe("1.9");
});

test.each(["modules", "subnet-range"])("OpenTofu's plan of %s is told as Terraform's is", (name) => {
  const told = (of: string) =>
    markdown(review([{ stack: name, plan: planOf(of) }])).replace(/\b(subnet|vpc)-[0-9a-f]{17}\b/g, "$1-id");
  expect(JSON.stringify(planOf(`opentofu-${name}`))).toContain('"registry.opentofu.org/hashicorp/aws"');
  expect(told(`opentofu-${name}`)).toBe(told(name));
});

/** JSON with one of its values in the place of another, so that almost every part of it has a wrong form at some time. */
const mangled = fc
  .tuple(fc.constantFrom("modules", "drift", "import", "trust", "secret-output"), fc.nat(), fc.nat(), fc.boolean())
  .map(([name, from, to, isCut]): string => {
    const plan = JSON.parse(JSON.stringify(planOf(name))) as unknown;
    const places: [parent: Record<string, unknown>, key: string][] = [];
    const walk = (value: unknown) => {
      if (typeof value !== "object" || value === null) return;
      for (const key of Object.keys(value)) {
        places.push([value as Record<string, unknown>, key]);
        walk((value as Record<string, unknown>)[key]);
      }
    };
    walk(plan);
    const [target, source] = [places[to % places.length], places[from % places.length]];
    const odd = [null, 0, "x", [], {}, [null], { x: null }, true][from % 8];
    if (target) target[0][target[1]] = isCut && source ? JSON.parse(JSON.stringify(source[0][source[1]] ?? null)) : odd;
    return JSON.stringify(plan);
  });

test("a plan of any form is reviewed or refused, and never breaks the program", () => {
  fc.assert(
    fc.property(mangled, (text) => {
      let plan: PlanJson;
      try {
        plan = readPlan(text, "plan.json");
      } catch (error) {
        expect(error).toBeInstanceOf(GroundplanError);
        return;
      }
      const reviewed = review([{ stack: "test", plan }]);
      for (const render of [markdown, html, terminal, reviewJson, sarif]) render(reviewed);
    }),
    { numRuns: 300, seed: 19 },
  );
});
