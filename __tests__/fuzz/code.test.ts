import { Testing } from "cdktf";
import fc from "fast-check";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError } from "../../constructs/core/errors";
import { collectChecks } from "../../constructs/core/validation";
import { createApplication } from "../../stacks/application/application";
import { testEnvironment } from "../support/synth";
import { campaign } from "./campaign";
import { SAMPLES } from "./constructs-with-props";
import { MISTAKEN, toldBy } from "./problems";
import { everySpec } from "./specs";
import { estranged, strangeChanges } from "./strange";

const specs = fc.record({ spec: fc.constantFrom(...everySpec()), changes: strangeChanges });

campaign("what code hands to the stacks makes them, or problems", 12, specs, ({ spec, changes }) => {
  toldBy(() => {
    const app = createApplication([estranged(spec, changes)], { outdir: "cdktf.out" });
    for (const stack of app.node.children) if (stack instanceof EnvironmentStack) expectSound(stack);
  });
});

const samples = fc.record({ name: fc.constantFrom(...Object.keys(SAMPLES)), changes: strangeChanges });

campaign("what code hands to a construct makes it, or problems", 40, samples, ({ name, changes }) => {
  toldBy(() => makeSample(name, changes));
});

test.each(Object.keys(SAMPLES))("the sample of a %s is right itself", (name) => {
  expect(toldBy(() => makeSample(name, []))).toEqual([]);
});

function makeSample(name: string, changes: Parameters<typeof estranged>[1]): void {
  const sample = SAMPLES[name];
  const app = Testing.app();
  const stack = new EnvironmentStack(app, "test", testEnvironment());
  sample?.make(stack, estranged(sample.props, changes));
  const problems = collectChecks(app);
  if (problems.length > 0) throw new GroundplanError(problems);
  expectSound(stack);
}

function expectSound(stack: EnvironmentStack): void {
  expect(MISTAKEN.exec(Testing.synth(stack))?.[0]).toBeUndefined();
}
