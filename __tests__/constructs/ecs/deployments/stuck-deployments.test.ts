import type { Scale } from "../../../../constructs/ecs";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { expectServiceProblems, type ServiceCase, smallService, synthService, toldServices } from "../support";

// Amazon ECS API Reference, `DeploymentConfiguration` (read 2026-11): maximumPercent "rounded down to the nearest integer",
// minimumHealthyPercent "rounded up to the nearest integer".
interface Case {
  readonly scale: number | Scale;
  readonly percent: readonly [least: number, most: number];
  readonly found: string;
  readonly fix: string;
}

const NIGHT: Scale = {
  min: 4,
  max: 8,
  targetCpu: 60,
  schedules: { night: { at: "cron(0 20 * * ? *)", min: 1 } },
};

const STUCK: readonly Case[] = [
  { scale: 1, percent: [50, 150], found: "1 task: 1 and 1", fix: "set maxPercent to 200, or minHealthyPercent to 0" },
  { scale: 1, percent: [100, 150], found: "1 task: 1 and 1", fix: "set maxPercent to 200, or minHealthyPercent to 0" },
  { scale: 1, percent: [50, 100], found: "1 task: 1 and 1", fix: "set maxPercent to 200, or minHealthyPercent to 0" },
  { scale: 1, percent: [100, 100], found: "1 task: 1 and 1", fix: "set maxPercent to 200, or minHealthyPercent to 0" },
  {
    scale: 2,
    percent: [60, 140],
    found: "2 tasks: 2 and 2",
    fix: "set maxPercent to 150 or more, or minHealthyPercent to 50 or less",
  },
  {
    scale: 3,
    percent: [67, 133],
    found: "3 tasks: 3 and 3",
    fix: "set maxPercent to 134 or more, or minHealthyPercent to 66 or less",
  },
  {
    scale: { min: 0, max: 8, targetCpu: 60 },
    percent: [50, 150],
    found: "1 task: 1 and 1",
    fix: "set maxPercent to 200, or minHealthyPercent to 0",
  },
  {
    scale: NIGHT,
    percent: [50, 150],
    found: "1 task: 1 and 1",
    fix: "set maxPercent to 200, or minHealthyPercent to 0",
  },
];

function rolling(scale: number | Scale, [minHealthyPercent, maxPercent]: Case["percent"]) {
  return smallService({ scale, deployment: { by: "rolling", minHealthyPercent, maxPercent } });
}

function tell({ scale, percent }: Case): string {
  const number = typeof scale === "number" ? scale : `${scale.min} to ${scale.max}`;
  return `${number} with ${percent.join("/")}${scale === NIGHT ? ", and one at night" : ""}`;
}

const CASES = STUCK.map((entry): ServiceCase => {
  const { scale, percent, found, fix } = entry;
  const [most = "", least = ""] = fix.replace("set ", "").split(", or ");
  const numberIn = (text: string) => Number(/\d+/.exec(text)?.[0]);
  return {
    name: tell(entry),
    props: rolling(scale, percent),
    problems: [
      {
        property: "deployment.maxPercent",
        code: "DEPLOYMENT_STUCK",
        message: "No task could be stopped or started, so a deployment would never begin.",
        found: `at least ${percent[0]} and at most ${percent[1]} percent of ${found}`,
        expected: "room for one task more, rounded down, or for one task less, rounded up",
        fix,
      },
    ],
    ways: [
      { says: most, to: { props: rolling(scale, [percent[0], numberIn(most)]) } },
      { says: least, to: { props: rolling(scale, [numberIn(least), percent[1]]) } },
    ],
  };
});

describe("a deployment that could neither start nor stop a task is refused", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectServiceProblems(entry));

  test.each([
    [1, [100, 200]],
    [1, [0, 100]],
    [2, [100, 150]],
    [2, [50, 100]],
    [4, [75, 100]],
  ] as const)("%i with %j moves", (scale, percent) => {
    expect(() => synthService(rolling(scale, percent))).not.toThrow();
  });
});

testAdvice(toldServices(CASES), problemsIfAny);
