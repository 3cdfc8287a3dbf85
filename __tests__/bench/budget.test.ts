import { checkBudget, growthFactor, type Results } from "../../bench/budget";
import { median, medianUsage } from "../../bench/measure";
import type { Usage } from "../../bench/probe";
import { renderReport } from "../../bench/report";

function usage(wall: number, peakMemory = 100, guardrails = 0.15): Usage {
  return { wall, cpu: wall, peakMemory, guardrails };
}

const RESULTS: Results = {
  machine: { node: "20.9.0", cores: 2, load: 0.1 },
  runs: 7,
  stacks: 9,
  resources: 300,
  bytes: { application: 204_800, bare: 204_800 },
  application: usage(400),
  changed: usage(460),
  bare: usage(400),
  literal: usage(380),
  growth: [
    { times: 1, resources: 300, usage: usage(500) },
    { times: 10, resources: 3000, usage: usage(1400) },
    { times: 50, resources: 15_000, usage: usage(5400) },
  ],
  services: [
    { times: 10, resources: 100, usage: usage(500) },
    { times: 100, resources: 1000, usage: usage(800) },
    { times: 1000, resources: 10_000, usage: usage(3800) },
  ],
  reviews: [
    { changes: 1000, bytes: 9_000_000, usage: usage(700) },
    { changes: 5000, bytes: 45_000_000, usage: usage(1900, 400) },
    { changes: 10_000, bytes: 90_000_000, usage: usage(3400, 600) },
  ],
  diff: { first: 6000, again: 4900 },
  typeCheck: { first: 6000, again: 2900 },
};

function broken(results: Results): string[] {
  return checkBudget(results)
    .filter(({ kept }) => !kept)
    .map(({ what, found }) => `${what}: ${found}`);
}

test("the median is the middle value, or the mean of the middle two, of each figure by itself", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(medianUsage([usage(1, 9, 0.1), usage(2, 8, 0.3), usage(3, 7, 0.2)])).toEqual(usage(2, 8, 0.2));
});

test("results at the edge of the budget keep it", () => {
  expect(broken(RESULTS)).toEqual([]);
});

test("every line of the budget can break", () => {
  const bad = {
    ...RESULTS,
    application: usage(403, 126, 0.151),
    changed: usage(463),
    growth: [...RESULTS.growth.slice(0, 2), { times: 50, resources: 15_000, usage: usage(8000) }],
    services: [...RESULTS.services.slice(0, 2), { times: 1000, resources: 10_000, usage: usage(5800) }],
    reviews: [
      { changes: 1000, bytes: 9_000_000, usage: usage(700) },
      { changes: 5000, bytes: 45_000_000, usage: usage(2000, 500) },
      { changes: 10_000, bytes: 90_000_000, usage: usage(4600, 600) },
    ],
    diff: { first: 6000, again: 5000 },
    typeCheck: { first: 6000, again: 3000 },
    tests: 60_000,
  };
  expect(broken(bad)).toEqual([
    "synth of every environment, against the bare program: 1.01 ×",
    "the first one after a change of the configuration: 1.16 ×",
    "peak memory of that synth: 126 MiB",
    "guardrails' share of that synth: 15.1 %",
    "growth in environments: time per further resource, far end against near end (1 is linear): 1.65 ×",
    "growth in services: time per further resource, far end against near end (1 is linear): 1.67 ×",
    "review of a plan of 5,000 changes, in every form: 2.00 s",
    "peak memory of that review: 500 MiB",
    "growth in changes of a plan: time per further change, far end against near end (1 is linear): 1.60 ×",
    "`groundplan diff` of every environment: 5.00 s",
    "type-check of the project, after the first: 3.00 s",
    "`npm test`: 60.00 s",
  ]);
});

test("a share of guardrails that was not measured is no share that is kept", () => {
  expect(broken({ ...RESULTS, application: usage(400, 100, 0) })).toEqual(["guardrails' share of that synth: 0.0 %"]);
});

test("fixed costs do not hide or feign growth", () => {
  const shifted = RESULTS.growth.map((point) => ({ ...point, usage: usage(point.usage.wall + 10_000) }));
  expect(growthFactor(shifted)).toBeCloseTo(growthFactor(RESULTS.growth));
});

test("the report shows the budget, the comparison and the growth", () => {
  const report = renderReport({ ...RESULTS, application: usage(800) });
  for (const line of [
    "| synth of every environment, against the bare program | ≤ 1.00 × | 2.00 × | **broken** |",
    "| peak memory of that synth | ≤ 125 MiB | 100 MiB | kept |",
    "| guardrails' share of that synth | ≤ 15 % | 15.0 % | kept |",
    "| application, after a change of the configuration | 0.46 s | 0.46 s | 100 MiB | 200 KiB |",
    "| application | 0.80 s | 0.80 s | 100 MiB | 200 KiB |",
    "| application ÷ bare program | 2.00 × | 2.00 × | 1.00 × | 1.00 × |",
    "| 50 × | 15,000 | 5.40 s | 5.40 s | 100 MiB | 0.36 ms |",
    "| 1,000 × | 10,000 | 3.80 s | 3.80 s | 100 MiB | 0.38 ms |",
    "| 5,000 | 42.9 MiB | 1.90 s | 1.90 s | 400 MiB | 0.38 ms |",
  ]) {
    expect(report).toContain(`${line}\n`);
  }
});
