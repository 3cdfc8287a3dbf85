import { LocalBackend } from "cdktf";
import { waitFor } from "../../../../constructs/core/resources/wait-for";
import { type DeliveryProps, DeployBoundary, DeployRole, GithubOidcProvider } from "../../../../constructs/delivery";
import { Role } from "../../../../constructs/iam";
import { ACCOUNT } from "../calls";
import type { Program, Transition } from "../transition";

const REPOSITORY = { repository: "acme/platform", ownerId: "77", repositoryId: "4242" };

/** The roles of a pipeline. Their environment keeps its states in S3; this stack keeps its own where a lane looks for it. */
function delivered({ github, plan, apply = {} }: Partial<DeliveryProps> = {}): Program {
  return (stack) => {
    stack.node.tryRemoveChild("backend");
    new LocalBackend(stack, { path: "terraform.tfstate" });
    const provider =
      github?.provider === "existing"
        ? GithubOidcProvider.fromExisting(stack, "github-provider")
        : new GithubOidcProvider(stack, "github-provider");
    const boundary = new DeployBoundary(stack, "boundary");
    const common = { provider, boundary, repository: github ?? REPOSITORY, branches: apply.branches ?? ["main"] };
    new DeployRole(stack, "plan", { may: "plan", ...common, ...plan });
    new DeployRole(stack, "apply", { may: "apply", ...common, environment: "production", ...apply });
  };
}

/** A role in an environment that has the boundary of a pipeline. */
const bounded: Program = (stack) => {
  stack.node.tryRemoveChild("backend");
  new LocalBackend(stack, { path: "terraform.tfstate" });
  const boundary = new DeployBoundary(stack, "boundary");
  const role = new Role(stack, "web", {
    description: "Tasks of web",
    trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
  });
  waitFor(role.role, () => [boundary.policy]);
};

const S3 = { backend: { type: "s3" } } as const;
const environment = { from: S3, to: S3 };
const ALONE = "its stack has another backend than its environment";

/** Changes of who delivers. */
export const DELIVERY: readonly Transition[] = [
  {
    area: "delivery",
    name: "the identity provider for GitHub is left to another environment",
    from: delivered(),
    to: delivered({ github: { ...REPOSITORY, provider: "existing" } }),
    environment,
    alone: ALONE,
    removed: { aws_iam_openid_connect_provider: 1 },
  },
  {
    area: "delivery",
    name: "the repository is renamed",
    from: delivered(),
    to: delivered({ github: { ...REPOSITORY, repository: "acme/infrastructure" } }),
    environment,
    alone: ALONE,
  },
  {
    area: "delivery",
    name: "another branch is deployed too, and a plan reads more",
    from: delivered(),
    to: delivered({
      apply: { branches: ["main", "release"] },
      plan: {
        morePolicies: { arns: ["arn:aws:iam::aws:policy/AWSLambda_ReadOnlyAccess"], reason: "functions are planned" },
      },
    }),
    environment,
    alone: ALONE,
  },
  {
    area: "delivery",
    name: "roles of an environment get the boundary of its pipeline",
    from: bounded,
    to: bounded,
    environment: {
      from: S3,
      to: { ...S3, rolesBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/groundplan-sandbox-delivery-boundary` },
    },
  },
];
