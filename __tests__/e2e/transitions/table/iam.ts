import { ManagedPolicy } from "../../../../constructs/iam/policies/managed-policy";
import { Role } from "../../../../constructs/iam/roles/role";
import type { Program, Transition } from "../transition";

/** A role with a boundary. */
function bounded(description: string): Program {
  return (stack) => {
    const boundary = new ManagedPolicy(stack, "boundary", {
      description,
      statements: [
        { sid: "Builds", actions: ["ecs:*"], resources: ["*"], wildcardReason: "A boundary bounds; grants decide." },
      ],
    });
    new Role(stack, "build", {
      description: "Builds",
      trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
      permissionsBoundary: boundary.policyArn,
    });
  };
}

/** Changes of roles and policies. */
export const IAM: readonly Transition[] = [
  {
    area: "IAM",
    name: "the policy that bounds a role gets another description, which IAM cannot change in place",
    from: bounded("The most that a build may do"),
    to: bounded("The most that builds may do"),
    replaced: { aws_iam_policy: 1 },
  },
];
