import { join } from "node:path";
import { synthReport } from "../../../../stacks/application/output/synth-report";

const stack = (name: string, guardrailWarnings: number) => ({
  ...{ name, guardrailWarnings, resources: 2, dataSources: 0, dependencies: [], warnings: [], exemptions: [] },
  file: join(process.cwd(), "cdktf.out", name),
});

test("warnings of guardrails are one line for all stacks, and none where there are none", () => {
  const lines = (...counts: readonly number[]) =>
    synthReport(
      counts.map((count, index) => stack(`dev-${index}`, count)),
      ["gone: dev-old"],
    )
      .split("\n")
      .slice(counts.length);
  const warning = (text: string) => `warning: ${text} of guardrails; \`npx groundplan check\` tells more`;
  expect(lines(1, 2)).toEqual(["2 stacks, 4 resources", warning("3 warnings"), "gone: dev-old", ""]);
  expect(lines(1, 0)).toEqual(["2 stacks, 4 resources", warning("1 warning"), "gone: dev-old", ""]);
  expect(lines(0, 0)).toEqual(["2 stacks, 4 resources", "gone: dev-old", ""]);
});
