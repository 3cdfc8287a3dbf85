import { App } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { factsOf, REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered";
import { Ec2Service, FargateService, TaskDefinition } from "../../../../constructs/ecs";
import { testAdvice } from "../../../support/followed-advice";
import { problemsOf, testEnvironment } from "../../../support/synth";
import { problemsIn } from "../../dns/support";
import { APP, SMALL_SERVICE, testCluster } from "../support";

const GENERAL = { instanceType: "m7g.large", min: 0, max: 2 };

/** A stack of which is remembered that its service runs on this capacity. */
function deployedOn(...capacity: readonly string[]): EnvironmentStack {
  const context = { [REMEMBERED_CONTEXT]: { "sandbox-ecs": { search: { capacity } } } };
  return new EnvironmentStack(new App({ context }), "ecs", testEnvironment());
}

function search(stack: EnvironmentStack, kept: readonly string[], used: readonly string[]): Ec2Service {
  const ec2 = Object.fromEntries(kept.map((name) => [name, GENERAL]));
  const cluster = testCluster(stack, { capacity: { ec2 } });
  const taskDefinition = new TaskDefinition(stack, "task", {
    launch: "ec2",
    architecture: "ARM64",
    memoryMiB: 512,
    containers: { app: APP },
  });
  const capacity = Object.fromEntries(used.map((name) => [name, { weight: 1 }]));
  return new Ec2Service(stack, "search", { cluster, taskDefinition, capacity });
}

const STILL_USED: Problem = {
  code: "CAPACITY_STILL_USED",
  path: "sandbox-ecs/search › capacity.spare",
  message:
    "The cluster loses capacity that the service, as it is deployed, runs tasks on; ECS takes none away while tasks run there.",
  found: "the service is deployed on spare, and the cluster has no spare any more",
  expected: "a cluster that keeps it until the service is deployed without it",
  fix: "give the cluster spare back, leave it out of the service's capacity and deploy; then take it from the cluster and deploy again",
};

describe("capacity that is taken from a cluster", () => {
  test("is refused while a service runs on it, with the two steps that lead there", () => {
    const found = problemsOf(() => search(deployedOn("general", "spare"), ["general"], ["general"]));
    expect(found).toEqual([STILL_USED]);
  });

  test("is refused for Fargate Spot too", () => {
    const stack = deployedOn("FARGATE", "FARGATE_SPOT");
    const cluster = testCluster(stack, { capacity: { fargateSpot: false } });
    expect(problemsOf(() => new FargateService(stack, "search", { cluster, ...SMALL_SERVICE }))).toMatchObject([
      { code: "CAPACITY_STILL_USED", path: "sandbox-ecs/search › capacity.FARGATE_SPOT" },
    ]);
  });

  test("goes after both steps, and what a service runs on is remembered", () => {
    const between = deployedOn("general", "spare");
    search(between, ["general", "spare"], ["general"]);
    expect(factsOf(between)).toMatchObject({ search: { capacity: ["general"] } });
    expect(() => search(deployedOn("general"), ["general"], ["general"])).not.toThrow();
  });
});

testAdvice(
  [
    {
      mistake: "capacity that is taken away under a service",
      problems: [STILL_USED],
      ways: [
        {
          says: "give the cluster spare back, leave it out of the service's capacity and deploy",
          to: () => search(deployedOn("general", "spare"), ["general", "spare"], ["general"]),
        },
        {
          says: "then take it from the cluster and deploy again",
          to: () => search(deployedOn("general"), ["general"], ["general"]),
        },
      ],
    },
  ],
  problemsIn,
);
