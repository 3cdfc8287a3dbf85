import type { Construct } from "constructs";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { Problems } from "../../../core/errors";
import type { ServiceAccountRole } from "../../identity/service-account-role";
import { controllerRole } from "../controller-role";
import { checkScope } from "../scope-checks";
import type { LoadBalancerControllerRoleProps } from "./load-balancer-controller-role.types";
import { extensionStatements } from "./load-balancer-extensions";
import { loadBalancerStatements } from "./load-balancer-permissions";
import { securityGroupStatements } from "./load-balancer-security-groups";

/**
 * The role of the AWS Load Balancer Controller, which makes load balancers for services and ingresses. It changes only what has the
 * cluster's own tag (`elbv2.k8s.aws/cluster`), which the controller gives to all that it makes, and rules of security groups only in
 * the cluster's VPC. The chart needs the cluster's name (`clusterName`), region and VPC id.
 *
 * After the policy of the project (kubernetes-sigs/aws-load-balancer-controller v3.5, `docs/install/iam_policy.json`, as of 2026-08)
 * and AWS's managed policy AmazonEKSLoadBalancingPolicy, which limits the same calls by tags.
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function loadBalancerControllerRole(
  scope: Construct,
  id: string,
  props: LoadBalancerControllerRoleProps,
): ServiceAccountRole {
  const stack = EnvironmentStack.of(scope);
  const controller = {
    description: "AWS Load Balancer Controller: load balancers for services and ingresses",
    namespace: "kube-system",
    serviceAccount: "aws-load-balancer-controller",
    statements: [
      ...loadBalancerStatements(stack, props),
      ...securityGroupStatements(stack, props.cluster),
      ...extensionStatements(stack, props),
    ],
  };
  return controllerRole(scope, id, props, controller, (problems) => checkProps(props, problems));
}

function checkProps(props: LoadBalancerControllerRoleProps, problems: Problems): void {
  checkScope("targetGroup", props.targetGroupArns, "targetGroupArns", problems);
  checkScope("webAcl", props.webAclArns, "webAclArns", problems);
  checkScope("userPool", props.userPoolArns, "userPoolArns", problems);
  if (props.waf !== false || props.webAclArns === undefined) return;
  problems.add("webAclArns", {
    code: "EKS_WEB_ACLS_UNUSED",
    message: "Web ACLs are named, and the controller may use none.",
    found: "webAclArns with waf: false",
    expected: "web ACLs, or waf: false",
    fix: "leave one of them out",
  });
}
