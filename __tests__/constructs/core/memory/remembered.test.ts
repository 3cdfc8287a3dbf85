import { App } from "cdktf";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { factsOf, remember, remembered, rememberedTexts } from "../../../../constructs/core/memory/remembered";
import { isDeployed, REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered-context";
import { testEnvironment } from "../../../support/synth";

function stackOf(known: object = {}): EnvironmentStack {
  return new EnvironmentStack(new App({ context: { [REMEMBERED_CONTEXT]: known } }), "eks", testEnvironment());
}

describe("what is remembered", () => {
  it("is kept by the place in the stack, the last value of a key", () => {
    const stack = stackOf();
    const cluster = new Construct(stack, "cluster");
    remember(cluster, "zones", ["a"]);
    remember(cluster, "zones", ["a", "c"]);
    remember(new Construct(cluster, "nodes-general"), "zones", ["c"]);
    expect(factsOf(stack)).toEqual({ cluster: { zones: ["a", "c"] }, "cluster/nodes-general": { zones: ["c"] } });
  });

  it("is read back in the construct of the same place, and nowhere else", () => {
    const stack = stackOf({
      "sandbox-eks": { cluster: { zones: ["a"], mode: "x" } },
      "sandbox-ecs": { other: { zones: ["b"] } },
    });
    const cluster = new Construct(stack, "cluster");
    const other = new Construct(stack, "other");
    expect([rememberedTexts(cluster, "zones"), rememberedTexts(cluster, "mode"), remembered(cluster, "mode")]).toEqual([
      ["a"],
      undefined,
      "x",
    ]);
    expect([remembered(other, "zones"), remembered(cluster, "subnets")]).toEqual([undefined, undefined]);
  });

  it("tells which stacks are deployed", () => {
    expect(isDeployed(stackOf({ "sandbox-eks": {} }))).toBe(true);
    expect(isDeployed(stackOf({ "sandbox-ecs": {} }))).toBe(false);
  });

  it("is nothing in a stack that was never deployed", () => {
    expect(remembered(new Construct(stackOf(), "cluster"), "zones")).toBeUndefined();
    expect(factsOf(stackOf())).toEqual({});
  });
});
