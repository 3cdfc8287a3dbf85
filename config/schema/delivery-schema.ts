import type { ApplyRoleOptions, DeliveryProps, GithubRepository, PlanRoleOptions } from "../../constructs/delivery";
import { type Assignable, about, morePolicies, text } from "./schema-parts";
import * as z from "./zod";

const { optional } = z;

/** The pipeline that plans and applies an environment. */
export function delivery() {
  return z.strictObject({
    github: about(
      "The repository whose workflows the roles trust.",
      z.strictObject({
        repository: about("Owner and name, in the case that GitHub shows.", text(), ["acme/platform"]),
        ownerId: about("Id of the repository's owner, digits in quotes.", text(), ["123456"]),
        repositoryId: about("Id of the repository, digits in quotes.", text(), ["123456789"]),
        provider: optional(
          about(
            "Whether this environment makes the account's identity provider for GitHub. Default: create.",
            z.enum(["create", "existing"]),
          ),
        ),
      }),
    ),
    plan: optional(
      about(
        "The role that plans. Default: for jobs of pull requests and of the branches that are deployed.",
        z.strictObject({
          environment: optional(about("Environment on GitHub that planning jobs name. Default: none.", text())),
          morePolicies: optional(
            about("Managed policies for configuration that the role cannot read. Default: none.", morePolicies()),
          ),
        }),
      ),
    ),
    apply: optional(
      about(
        "The role that applies. Default: for jobs of the branch main that name the environment.",
        z.strictObject({
          environment: optional(
            about("Environment on GitHub that deploying jobs name. Default: the environment's name.", text()),
          ),
          branches: optional(about("Branches that are deployed. Default: main.", z.array(text()), [["main"]])),
          policyArns: optional(
            about("Managed policies, within the boundary. Default: AWS's PowerUserAccess.", z.array(text())),
          ),
        }),
      ),
    ),
    stateKeyArn: optional(
      about("KMS key that the state bucket is encrypted with. Default: none, keys of Amazon S3.", text()),
    ),
  });
}

type DeliveryYaml = z.infer<ReturnType<typeof delivery>>;

/** The checks that the compiler makes; nothing uses the type. */
export type DeliverySchemaMatchesProps = [
  Assignable<DeliveryYaml, DeliveryProps>,
  Assignable<keyof DeliveryProps, keyof DeliveryYaml>,
  Assignable<keyof GithubRepository | "provider", keyof DeliveryYaml["github"]>,
  Assignable<keyof PlanRoleOptions, keyof NonNullable<DeliveryYaml["plan"]>>,
  Assignable<keyof ApplyRoleOptions, keyof NonNullable<DeliveryYaml["apply"]>>,
];
