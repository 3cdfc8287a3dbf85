import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeMemory } from "../../../../memory";
import { formerDependencies } from "../../../../stacks/application/memory/former-dependencies";
import { specOf } from "../../stack-json";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "groundplan-former-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const environments = [specOf({})];

function remember(stack: string, dependencies: readonly string[]): void {
  writeMemory(folder, { environment: "sandbox", stacks: { [stack]: { dependencies, facts: {}, skeleton: {} } } });
}

function said(dependencies: readonly string[]): string[] {
  return formerDependencies({ environments, stacks: [{ name: "sandbox-ecs", dependencies }], folder });
}

test("a stack that no longer stands on what it was deployed on is told, with how it is applied first", () => {
  remember("sandbox-ecs", ["sandbox-buckets", "sandbox-edge", "sandbox-network"]);
  expect(said(["sandbox-network"])).toEqual([
    "sandbox-ecs no longer stands on sandbox-buckets and sandbox-edge, as it did when it was last deployed, and is to be applied before anything is taken away there: `npx groundplan deploy` does so; with cdktf, apply it by itself first: `npx cdktf deploy sandbox-ecs --ignore-missing-stack-dependencies`",
  ]);
});

test("nothing is told of a stack that stands on more than before, or of which nothing is remembered", () => {
  expect(said(["sandbox-network"])).toEqual([]);
  remember("sandbox-ecs", ["sandbox-network"]);
  expect(said(["sandbox-edge", "sandbox-network"])).toEqual([]);
});
