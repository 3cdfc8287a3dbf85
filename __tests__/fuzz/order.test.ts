import { Testing } from "cdktf";
import fc from "fast-check";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { createApplication } from "../../stacks/application/application";
import type { EnvironmentSpec } from "../../stacks/application/environment-spec";
import { campaign } from "./campaign";
import { everySpec } from "./specs";

const SPECS = everySpec();

function synthesized(spec: EnvironmentSpec): Readonly<Record<string, string>> {
  const app = createApplication([spec], { outdir: "cdktf.out" });
  const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
  return Object.fromEntries(stacks.map((stack) => [stack.node.id, Testing.synth(stack)]));
}

/** The entries of every map in another order, which means nothing in code. */
function turned(value: unknown, turns: number): unknown {
  if (Array.isArray(value)) return value.map((item) => turned(item, turns));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, turned(item, turns + 1)]);
  const start = turns % Math.max(1, entries.length);
  return Object.fromEntries([...entries.slice(start), ...entries.slice(0, start)].reverse());
}

const inputs = fc.record({ index: fc.nat(SPECS.length - 1), turns: fc.nat(9) });

campaign("the order of keys in what code hands over changes nothing", 6, inputs, ({ index, turns }) => {
  const spec = SPECS[index] as EnvironmentSpec;
  expect(synthesized(turned(spec, turns) as EnvironmentSpec)).toEqual(synthesized(spec));
});
