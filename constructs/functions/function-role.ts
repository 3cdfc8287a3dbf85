import type { Construct } from "constructs";
import { nameInStack } from "../core/names/path-in-stack";
import { viaService } from "../iam/policies/key-grants";
import { Role } from "../iam/roles/role";
import type { FunctionProps } from "./function-props";

/**
 * What Lambda does by the role of a function to bring it into a network (AWS Lambda Developer Guide, "Giving Lambda functions access to
 * resources in an Amazon VPC", as of 2026-11).
 */
const INTERFACES = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/** The role of a function, which may do nothing but what is granted. */
export function functionRole(scope: Construct, { role, roleName, policyFile }: FunctionProps): Role {
  if (role) return role;
  const name = nameInStack(scope);
  return new Role(scope, "role", {
    ...(roleName === undefined ? { name } : { roleName }),
    description: `Function ${name}`,
    trustedBy: [{ by: "service", service: "lambda.amazonaws.com" }],
    ...(policyFile === undefined ? {} : { policyFile }),
  });
}

/** What a role needs besides, for options of its function. */
export function allowOptions(role: Role, props: FunctionProps, functionArn: string): void {
  if (props.network) allowInterfaces(role, functionArn);
  if (props.tracing) {
    role.allow({
      sid: "SendTraces",
      actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
      resources: ["*"],
      wildcardReason: "X-Ray takes traces of everybody, and knows no resource for them",
    });
  }
  if (props.files) {
    const { accessPointArn, readOnly = false } = props.files;
    role.allow({
      sid: "SeeFiles",
      actions: ["elasticfilesystem:ClientMount", ...(readOnly ? [] : ["elasticfilesystem:ClientWrite"])],
      resources: ["*"],
      wildcardReason: "The resource is the file system, of which the access point alone is known",
      conditions: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn } },
    });
  }
  const { environmentKey: key } = props;
  if (key === undefined) return;
  role.allow({
    sid: "ReadVariables",
    actions: ["kms:Decrypt"],
    resources: [typeof key === "object" ? key.arn : key],
    conditions: viaService(role, "lambda"),
  });
}

/** Lambda may do it by the role, and the code of the function may not. */
function allowInterfaces(role: Role, functionArn: string): void {
  role.allow({
    sid: "JoinNetwork",
    actions: INTERFACES,
    resources: ["*"],
    wildcardReason: "Lambda looks for interfaces and subnets, and makes interfaces that have no name yet",
  });
  role.allow({
    sid: "LeaveNetworkToLambda",
    effect: "Deny",
    actions: INTERFACES,
    resources: ["*"],
    wildcardReason: "None of the interfaces is for the code",
    conditions: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
  });
}
