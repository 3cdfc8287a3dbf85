import { Ec2Service, TaskDefinition } from "../../../../constructs/ecs";
import { resourceOf, synthStack } from "../../../support/synth";
import { SMALL_TASK, testCluster } from "../support";

describe("a service on EC2", () => {
  const synthEc2 = (placement?: "pack") =>
    synthStack(
      (stack) => {
        const ec2 = { general: { instanceType: "m7g.large", min: 0, max: 4 } };
        const cluster = testCluster(stack, { capacity: { ec2 } });
        const taskDefinition = new TaskDefinition(stack, "task", {
          launch: "ec2",
          architecture: "ARM64",
          memoryMiB: 512,
          containers: SMALL_TASK.containers,
        });
        new Ec2Service(stack, "search", { cluster, taskDefinition, ...(placement ? { placement } : {}) });
      },
      { name: "ecs" },
    );

  test("runs on the only EC2 capacity of its cluster, spread over zones and instances", () => {
    expect(resourceOf(synthEc2(), "aws_ecs_service")).toEqual(
      expect.objectContaining({
        capacity_provider_strategy: [
          { capacity_provider: expect.stringContaining("aws_ecs_capacity_provider"), base: 0, weight: 1 },
        ],
        ordered_placement_strategy: [
          { type: "spread", field: "attribute:ecs.availability-zone" },
          { type: "spread", field: "instanceId" },
        ],
        availability_zone_rebalancing: "ENABLED",
      }),
    );
  });

  test("can be packed onto few instances, which rules the balancing of zones out", () => {
    expect(resourceOf(synthEc2("pack"), "aws_ecs_service")).toEqual(
      expect.objectContaining({
        ordered_placement_strategy: [{ type: "binpack", field: "memory" }],
        availability_zone_rebalancing: "DISABLED",
      }),
    );
  });

  test("has a task of the same shape as on Fargate", () => {
    expect(resourceOf(synthEc2(), "aws_ecs_task_definition")).toEqual(
      expect.objectContaining({ network_mode: "awsvpc", requires_compatibilities: ["EC2"], memory: "512" }),
    );
  });
});
