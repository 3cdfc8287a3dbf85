import type { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { GrantStatement } from "../../../iam/grantable";
import type { LoadBalancerControllerRoleProps } from "./load-balancer-controller-role.types";

const ELB = "elasticloadbalancing.amazonaws.com";

/** What load balancers work with: the role of the service, certificates, and, where wanted, WAF, Shield and Cognito. */
export function extensionStatements(stack: EnvironmentStack, props: LoadBalancerControllerRoleProps): GrantStatement[] {
  return [
    {
      sid: "CreateServiceRole",
      actions: ["iam:CreateServiceLinkedRole"],
      resources: [
        stack.arn("iam", `role/aws-service-role/${ELB}/AWSServiceRoleForElasticLoadBalancing`, { region: "" }),
      ],
      conditions: { StringEquals: { "iam:AWSServiceName": ELB } },
    },
    {
      sid: "FindCertificates",
      actions: ["acm:ListCertificates"],
      resources: ["*"],
      wildcardReason: "ACM cannot limit the list of certificates to single certificates.",
    },
    {
      sid: "ReadCertificates",
      actions: ["acm:DescribeCertificate"],
      resources: [stack.arn("acm", "certificate/*")],
    },
    ...(props.waf === false ? [] : waf(stack, props.webAclArns)),
    ...(props.shield ? [shield()] : []),
    ...(props.userPoolArns ? [cognito(props.userPoolArns)] : []),
  ];
}

/** AWS WAF Developer Guide, "AWS WAF permissions for associating web ACLs", as of 2026-11: both sides, and `SetWebAcl`. */
function waf(stack: EnvironmentStack, webAclArns: readonly string[] | undefined): GrantStatement[] {
  const webAcls = webAclArns ?? [stack.arn("wafv2", "regional/webacl/*/*")];
  return [
    {
      sid: "UseWebAcls",
      actions: ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL", "wafv2:GetWebACL", "wafv2:GetWebACLForResource"],
      resources: [...webAcls, stack.arn("elasticloadbalancing", "loadbalancer/app/*/*")],
    },
    {
      sid: "SetWebAcl",
      actions: ["elasticloadbalancing:SetWebAcl"],
      resources: ["*"],
      wildcardReason: "Elastic Load Balancing knows no resource for SetWebAcl.",
    },
  ];
}

function shield(): GrantStatement {
  return {
    sid: "UseShield",
    actions: [
      "shield:CreateProtection",
      "shield:DeleteProtection",
      "shield:DescribeProtection",
      "shield:GetSubscriptionState",
    ],
    resources: ["*"],
    wildcardReason: "Shield knows no resource for the subscription and for what is to be protected.",
  };
}

function cognito(userPoolArns: readonly string[]): GrantStatement {
  return { sid: "ReadUserPools", actions: ["cognito-idp:DescribeUserPoolClient"], resources: userPoolArns };
}
