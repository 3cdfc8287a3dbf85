import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { checkPlace } from "../core/base-construct";
import type { S3BackendConfig } from "../core/environments/backend";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { addExemption } from "../core/environments/exemptions";
import { Problems } from "../core/errors";
import { waitFor } from "../core/resources/wait-for";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { policyDocument } from "../iam/policies/policy-document";
import { Role } from "../iam/roles/role";
import type { RoleProps } from "../iam/roles/role-props";
import { APPLY_POLICIES, applyIdentities } from "./apply-permissions";
import { statePlaces } from "./delivery-names";
import type { DeployRoleProps, PlanRoleProps } from "./deploy-role.types";
import { checkDeployRole } from "./deploy-role-checks";
import { GithubOidcProvider } from "./github-oidc-provider";
import { githubTrust } from "./github-trust";
import { pipelineBackend } from "./pipeline-backend";
import { PLAN_POLICIES, planDenials, planReads } from "./plan-permissions";
import { statePermissions } from "./state-permissions";

/**
 * A role that workflows of one repository on GitHub take for one job, without any key that is stored: to plan what pull requests change, or
 * to apply what was approved. Sessions last an hour at most.
 *
 * ```ts
 * const provider = new GithubOidcProvider(this, "github");
 * const boundary = new DeployBoundary(this, "boundary");
 * new DeployRole(this, "plan", { may: "plan", provider, boundary, repository, branches: ["main"] });
 * ```
 *
 * The planning role reads configuration and the states of its environment, locks them, and saves plans; secrets and data it never reads. The
 * applying role deploys within the environment's boundary, which it cannot take off, and which every role that it makes has to carry.
 */
export class DeployRole extends Role {
  /** @throws GroundplanError with everything that is wrong with the properties or with the environment */
  constructor(scope: Construct, id: string, props: DeployRoleProps) {
    checkPlace(new.target.name, scope, id);
    props = layDefaults({ scope, id }, "DeployRole", props);
    super(scope, id, roleProps(scope, id, props));
    // It names both by ARNs that are known before, which tell Terraform nothing of an order.
    const { boundary, provider } = props;
    waitFor(this.role, () => [boundary.policy, ...(provider instanceof GithubOidcProvider ? [provider.resource] : [])]);
    const backend = pipelineBackend(this);
    const { environment } = EnvironmentStack.of(this);
    const state = statePlaces(environment, backend);
    for (const statement of statePermissions(props.may, state, props.stateKeyArn)) this.allow(statement);
    if (props.may === "plan") this.#readConfiguration(props, backend);
    else for (const statement of applyIdentities(environment)) this.allow(statement);
  }

  #readConfiguration({ morePolicies, stateKeyArn }: PlanRoleProps, backend: S3BackendConfig): void {
    const { environment } = EnvironmentStack.of(this);
    for (const statement of planReads(environment)) this.allow(statement);
    if (morePolicies) addExemption(this, { option: "morePolicies", rules: ["SEC-17"], reason: morePolicies.reason });
    new IamRolePolicy(this, "never", {
      name: "never",
      role: this.roleName,
      policy: policyDocument(planDenials(environment, backend, stateKeyArn)),
    });
  }
}

function roleProps(scope: Construct, id: string, props: DeployRoleProps): RoleProps {
  const path = `${scope.node.path}/${id}`;
  checkShape(path, "DeployRole", props);
  const problems = new Problems(path);
  checkDeployRole(props, problems);
  problems.throwIfAny();
  const { partition, environment } = EnvironmentStack.of(scope);
  const ofAws = (name: string): string => `arn:${partition}:iam::aws:policy/${name}`;
  const common = { trustedBy: [githubTrust(props)], permissionsBoundary: props.boundary.policyArn };
  const what = `${environment.project} ${environment.name}`;
  if (props.may === "plan") {
    return {
      description: `Workflows of ${props.repository.repository} plan ${what}`,
      ...common,
      managedPolicyArns: [...PLAN_POLICIES.map(ofAws), ...(props.morePolicies?.arns ?? [])],
    };
  }
  return {
    description: `Workflows of ${props.repository.repository} deploy ${what}`,
    ...common,
    managedPolicyArns: props.policyArns ?? APPLY_POLICIES.map(ofAws),
  };
}
