import { App } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { factsOf, REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered";
import type { LoadBalancerScheme } from "../../../../constructs/load-balancing";
import type { Facts } from "../../../../memory";
import { testEnvironment } from "../../../support/synth";
import { testBalancer } from "../support";

function synthesized(scheme: LoadBalancerScheme, entry?: "cloudfront", known: Facts = {}) {
  const app = new App({ context: { [REMEMBERED_CONTEXT]: { "sandbox-edge": known } } });
  const stack = new EnvironmentStack(app, "edge", testEnvironment());
  const { resource } = testBalancer(stack, { scheme, ...(entry ? { entry } : {}) });
  return { name: resource.nameInput, lifecycle: resource.lifecycle, facts: factsOf(stack) };
}

test("a balancer that had a VPC origin is made anew beside the old one, under another name, once CloudFront has left it", () => {
  const before = synthesized("internal", "cloudfront");
  const after = synthesized("internet-facing", undefined, before.facts);
  expect(after.lifecycle).toEqual({ createBeforeDestroy: true });
  expect(after.name).not.toBe(before.name);
});

test("a balancer that never had one is destroyed first: another scheme keeps its name", () => {
  const { lifecycle, facts, name } = synthesized("internal");
  expect(lifecycle).toBeUndefined();
  expect(synthesized("internet-facing", undefined, facts)).toMatchObject({ lifecycle: undefined, name });
});
