import { TaskDefinition } from "../../../../constructs/ecs";
import { PullThroughCache } from "../../../../constructs/registry/pull-through-cache";
import { resourcesOf, synthStack } from "../../../support/synth";
import { SMALL_TASK } from "../support";

// Amazon ECR User Guide, "Required IAM permissions for pull through cache" (read 2026-11): the role that pulls needs them.
test("the execution role of a task pulls through the cache that its image is of", () => {
  const synthesized = synthStack(
    (stack) => {
      const cache = new PullThroughCache(stack, "ecr-public", { upstream: "ecr-public" });
      const app = { image: cache.image("nginx/nginx:1.29") };
      new TaskDefinition(stack, "web", { ...SMALL_TASK, containers: { app } });
    },
    { name: "ecs" },
  );
  const policies = resourcesOf(synthesized, "aws_iam_role_policy").filter(({ role }) =>
    /execution-role/.test(String(role)),
  );
  const actions = policies.flatMap(({ policy }) =>
    (JSON.parse(String(policy)).Statement as { Action: string | string[] }[]).flatMap(({ Action }) => Action),
  );
  expect(actions).toEqual(
    expect.arrayContaining([
      "ecr:GetAuthorizationToken",
      "ecr:BatchImportUpstreamImage",
      "ecr:CreateRepository",
      "ecr:BatchGetImage",
    ]),
  );
});
