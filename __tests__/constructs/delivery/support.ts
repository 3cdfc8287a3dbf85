import { Testing } from "cdktf";
import type { Environment } from "../../../constructs/core/environments/environment";
import { collectChecks } from "../../../constructs/core/validation";
import { type DeliveryProps, deployBoundaryArn } from "../../../constructs/delivery";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import { DeliveryStack } from "../../../stacks/delivery/delivery-stack";
import type { CallerPolicies } from "../../support/policy-evaluator";
import { type Attributes, problemsIfAny, testEnvironment } from "../../support/synth";

export const ACCOUNT = "111111111111";

/** An environment that a pipeline can deploy, as the application gives it to its stacks. */
export function deliveredEnvironment(overrides: Partial<Environment> = {}): Environment {
  const environment = testEnvironment({ name: "prod", backend: { type: "s3" }, ...overrides });
  return { ...environment, rolesBoundaryArn: deployBoundaryArn(environment) };
}

export const REPOSITORY = { repository: "acme/platform", ownerId: "77", repositoryId: "4242" };

export const DELIVERY: DeliveryProps = { github: REPOSITORY };

/** What a delivery stack makes. */
export interface Delivered {
  /** The attributes of the resources of a type, by their ids. */
  readonly resources: (type: string) => Readonly<Record<string, Attributes>>;
  readonly outputs: Readonly<Record<string, Attributes>>;
  readonly trust: (role: "plan" | "apply") => string;
  /** The policies of a role, those of AWS excepted, and its boundary. */
  readonly policies: (role: "plan" | "apply") => CallerPolicies & { readonly boundary: string };
}

export function deliver(props: DeliveryProps = DELIVERY, overrides: Partial<Environment> = {}): Delivered {
  const json = withoutTokenTraces(() =>
    JSON.parse(Testing.synth(new DeliveryStack(Testing.app(), deliveredEnvironment(overrides), props))),
  );
  const resources: Delivered["resources"] = (type) => json.resource[type] ?? {};
  const [boundary] = Object.values(resources("aws_iam_policy"));
  return {
    resources,
    outputs: json.output,
    trust: (role) => String(resources("aws_iam_role")[role]?.assume_role_policy),
    policies: (role) => ({
      identity: Object.values(resources("aws_iam_role_policy"))
        .filter((policy) => String(policy.role).includes(`aws_iam_role.${role}.`))
        .map((policy) => String(policy.policy)),
      boundary: String(boundary?.policy),
    }),
  };
}

/** What is told of a delivery. */
export function problemsOfDelivery(props: DeliveryProps, overrides: Partial<Environment> = {}) {
  return problemsIfAny(() => {
    const app = Testing.app();
    withoutTokenTraces(() => new DeliveryStack(app, deliveredEnvironment(overrides), props));
    return { problems: collectChecks(app) };
  });
}
