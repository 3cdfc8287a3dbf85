import type { Construct } from "constructs";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { Problems } from "../../constructs/core/errors";
import {
  type DeliveryProps,
  DeployBoundary,
  DeployRole,
  GithubOidcProvider,
  type IGithubOidcProvider,
} from "../../constructs/delivery";
import { deliveryContract } from "../../constructs/delivery/delivery-contract";
import { DEFAULT_BRANCHES, DELIVERY_STACK } from "../../constructs/delivery/delivery-names";
import { checkDelivery } from "../../constructs/delivery/deploy-role-checks";
import { pipelineBackend } from "../../constructs/delivery/pipeline-backend";
import type { Place } from "../sections/places";

/**
 * `<environment>-delivery`: the roles by which workflows on GitHub plan and apply the environment, and the boundary of every role that is
 * made in it. People deploy it, before the other stacks: the applying role cannot change what limits it.
 */
export class DeliveryStack extends EnvironmentStack {
  readonly boundary: DeployBoundary;
  readonly planRole: DeployRole;
  readonly applyRole: DeployRole;

  /** @throws GroundplanError with everything that is wrong with the properties or with the environment */
  constructor(scope: Construct, environment: Environment, props: DeliveryProps) {
    super(scope, DELIVERY_STACK, environment);
    const problems = new Problems(this.node.path);
    problems.collect(() => pipelineBackend(this));
    checkDelivery(props, problems);
    problems.throwIfAny();
    const provider = this.#provider(props);
    this.boundary = new DeployBoundary(this, "boundary");
    const { github, plan = {}, apply = {}, stateKeyArn } = props;
    const common = {
      provider,
      boundary: this.boundary,
      repository: github,
      branches: apply.branches ?? DEFAULT_BRANCHES,
      ...(stateKeyArn === undefined ? {} : { stateKeyArn }),
    };
    this.planRole = new DeployRole(this, "plan", { may: "plan", ...common, ...plan });
    this.applyRole = new DeployRole(this, "apply", {
      may: "apply",
      ...common,
      environment: apply.environment ?? environment.name,
      ...(apply.policyArns ? { policyArns: apply.policyArns } : {}),
    });
    deliveryContract.publish(this, {
      planRoleArn: this.planRole.roleArn,
      applyRoleArn: this.applyRole.roleArn,
      boundaryArn: this.boundary.policy.arn,
    });
  }

  #provider({ github }: DeliveryProps): IGithubOidcProvider {
    return github.provider === "existing"
      ? GithubOidcProvider.fromExisting(this, "github-provider")
      : new GithubOidcProvider(this, "github-provider");
  }
}

/** What the section `delivery` calls the properties of its constructs by other names. */
export const deliveryPlaces: readonly Place[] = [
  [/^github-provider[^›]*( ›.*)?$/, "github.provider"],
  [/^apply › managedPolicyArns(.*)$/, "apply.policyArns$1"],
  [/^plan › managedPolicyArns.*$/, "plan.morePolicies.arns"],
];
