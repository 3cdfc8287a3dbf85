import type { IConstruct } from "constructs";
import { partitionOf } from "../aws/regions";
import type { S3BackendConfig } from "../core/environments/backend";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { GroundplanError, Problems } from "../core/errors";

/**
 * The backend of an environment that a pipeline can deploy.
 *
 * @throws GroundplanError `DELIVERY_BACKEND`, `DELIVERY_RUNNER_ROLE`, `DELIVERY_PARTITION`
 */
export function pipelineBackend(scope: IConstruct): S3BackendConfig {
  const { environment } = EnvironmentStack.of(scope);
  const problems = new Problems(scope.node.path);
  const { backend, region, runnerRoleArn } = environment;
  if (backend.type !== "s3") {
    problems.add("", {
      code: "DELIVERY_BACKEND",
      message:
        backend.type === "local"
          ? "The state lies in files of one machine, where a pipeline does not find it."
          : "HCP Terraform runs the plans itself, by a role that trusts it and not GitHub.",
      found: `backend: ${backend.type}`,
      expected: "backend: s3",
      fix: "keep the state in S3 (backend: { type: s3 }, then `npx groundplan bootstrap`), or take delivery away",
    });
  }
  if (runnerRoleArn !== undefined) {
    problems.add("", {
      code: "DELIVERY_RUNNER_ROLE",
      message: "Terraform takes the runner's role before it does anything, so a plan could do whatever an apply can.",
      found: `runnerRoleArn: ${runnerRoleArn}`,
      expected: "delivery, whose two roles stand in the place of the runner's, or a role of the runner",
      fix: "remove runnerRoleArn (people take their role before they start Terraform, by a profile), or take delivery away",
    });
  }
  if (partitionOf(region) !== "aws") {
    problems.add("", {
      code: "DELIVERY_PARTITION",
      message:
        "AWS says only of commercial regions that STS looks at the branch and the repository of a token of GitHub.",
      found: `${region}, in the partition ${partitionOf(region)}`,
      expected: "a region of the partition aws",
      fix: "take delivery away here, and deploy this environment by a role of your own",
    });
  }
  if (backend.type === "s3" && problems.list.length === 0) return backend;
  throw new GroundplanError(problems.list);
}
