import { App } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { factsOf, REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered";
import { FargateService } from "../../../../constructs/ecs";
import type { Facts } from "../../../../memory";
import { testEnvironment } from "../../../support/synth";
import { SMALL_SERVICE, testCluster, testExposure } from "../support";

/** What is to be remembered of a service in a network with the zones a and b. */
function zonesOf(by: "codedeploy" | "rolling", known: Facts = {}, zones?: readonly string[]): unknown {
  const app = new App({ context: { [REMEMBERED_CONTEXT]: { "sandbox-ecs": known } } });
  const stack = new EnvironmentStack(app, "ecs", testEnvironment());
  const cluster = testCluster(stack);
  new FargateService(stack, "api", {
    ...SMALL_SERVICE,
    cluster,
    ...(zones ? { zones } : {}),
    ...(by === "codedeploy"
      ? {
          imageOwner: "deployment" as const,
          expose: testExposure(stack, cluster),
          deployment: { by, alarms: { names: ["errors"] } },
        }
      : {}),
  });
  return factsOf(stack).api?.zones;
}

describe("the zones of a service that CodeDeploy deploys", () => {
  it("are all that its tier has at first, and then those that it is deployed in, as far as they are there", () => {
    expect(zonesOf("codedeploy")).toEqual(["a", "b"]);
    expect(zonesOf("codedeploy", { api: { zones: ["b"] } })).toEqual(["b"]);
    expect(zonesOf("codedeploy", { api: { zones: ["b", "c"] } })).toEqual(["b"]);
    expect(zonesOf("codedeploy", { api: { zones: ["c"] } })).toEqual(["a", "b"]);
  });

  it("are those that are named", () => {
    expect(zonesOf("codedeploy", { api: { zones: ["b"] } }, ["a"])).toEqual(["a"]);
  });
});

test("a service that ECS itself deploys goes into every new zone, so nothing is remembered of it", () => {
  expect(zonesOf("rolling", { api: { zones: ["b"] } })).toBeUndefined();
});
