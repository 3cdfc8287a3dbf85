import { ConfigProblems } from "../../config/config-problems";
import { toNode } from "../../config/mending/edits";
import type { MapNode } from "../../config/reading/tree";
import { environmentSchema } from "../../config/schema/schema";
import type { Schema } from "../../config/schema/schema.types";
import { validate } from "../../config/validate";
import { FARGATE_SIZES, fargateTaskSize } from "../../constructs/compute/fargate-sizes";
import { type Problem, Problems } from "../../constructs/core/errors";
import { optionsOf } from "./support/places";

const AT = { file: "dev.yaml", line: 1, column: 1 };

/** What is told of options that have these schemas. */
function told(properties: Readonly<Record<string, Schema>>, values: object): readonly Problem[] {
  const problems = new ConfigProblems();
  validate(toNode(values, AT) as MapNode, { type: "object", properties }, problems);
  return problems.list();
}

/** Options whose texts have a unit, by where they stand. */
function optionsWithUnits(): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>();
  const walk = (option: Schema, at: string): void => {
    for (const one of optionsOf(option)) {
      if (one.unit) found.set(at, one);
      for (const [key, below] of Object.entries(one.properties ?? {})) walk(below, at === "" ? key : `${at}.${key}`);
      if (one.additionalProperties) walk(one.additionalProperties, `${at}.*`);
      if (one.items) walk(one.items, `${at}[]`);
    }
  };
  walk(environmentSchema, "");
  return found;
}

const OPTIONS = [...optionsWithUnits()];

/** What stands in the place of texts with units: what AWS, Terraform and Kubernetes count in, and what is nothing of the kind. */
const NUMBERS = [
  0, 1, 2, 3, 5, 16, 17, 20, 30, 60, 64, 100, 120, 121, 127, 128, 200, 256, 300, 512, 900, 1024, 3600, 4096, 65536,
];

/** Words for units elsewhere, and how they are written here. */
const WORDS: Readonly<Record<string, readonly (readonly [written: string, meant: string])[]>> = {
  s: [
    ["60", "60 s"],
    ["90 seconds", "90 s"],
    ["5m", "5 min"],
    ["5 Minutes", "5 min"],
    ["12hours", "12 h"],
    ["4days", "4 d"],
  ],
  GB: [
    ["50", "50 GB"],
    ["50Gi", "50 GB"],
    ["50GiB", "50 GB"],
    ["2 tb", "2 TB"],
    ["2Ti", "2 TB"],
  ],
};

/** The value that a message says to write. */
const adviceOf = ({ fix }: Problem) => /"([^"]+)"$/.exec(fix)?.[1];

test("there are options with units", () => {
  const units = new Set(OPTIONS.map(([, { unit }]) => unit));
  expect([...units].sort()).toEqual(["CPU units", "GB", "MiB", "s"]);
  expect(OPTIONS.length).toBeGreaterThan(12);
});

test.each(OPTIONS)("a number at %s is told once, with a value that is taken when it is written", (_, schema) => {
  for (const number of NUMBERS) {
    const [problem, ...others] = told({ option: schema }, { option: number });
    expect([number, problem?.code, others]).toEqual([number, "CONFIG_WRONG_TYPE", []]);
    const advised = problem && adviceOf(problem);
    expect([number, typeof advised, told({ option: schema }, { option: advised })]).toEqual([number, "string", []]);
  }
});

test.each(OPTIONS.filter(([, { unit = "" }]) => unit in WORDS))(
  "a text with another word for its unit at %s is told with ours",
  (_, schema) => {
    for (const [written, meant] of WORDS[schema.unit ?? ""] ?? []) {
      const [problem, ...others] = told({ option: schema }, { option: written });
      expect([written, problem && adviceOf(problem), others]).toEqual([written, meant, []]);
    }
  },
);

test.each(Object.keys(FARGATE_SIZES))(
  "whatever number stands for the memory of %s, the one that is advised goes with it",
  (cpu) => {
    const memory = OPTIONS.find(([, { unit }]) => unit === "MiB")?.[1] ?? {};
    const units = Number.parseFloat(cpu) * 1024;
    for (const [number, beside] of NUMBERS.flatMap((one) => [cpu, units].map((written) => [one, written] as const))) {
      const [problem] = told({ memory }, { cpu: beside, memory: number }).filter(({ path }) => path.endsWith("memory"));
      const problems = new Problems("task");
      fargateTaskSize({ cpu, memory: (problem && adviceOf(problem)) ?? "" }, problems);
      expect([number, problems.list]).toEqual([number, []]);
    }
  },
);

test("a number in the place of the CPU is told with a CPU that there is", () => {
  const cpu = OPTIONS.find(([, { unit }]) => unit === "CPU units")?.[1] ?? {};
  const advised = NUMBERS.map((number) => told({ cpu }, { cpu: number })[0]).map((one) => one && adviceOf(one));
  expect(advised.filter((one) => !Object.hasOwn(FARGATE_SIZES, one ?? ""))).toEqual([]);
});
