import type { EnvironmentStack } from "../core/environments/environment-stack";
import type { PolicyStatement } from "../iam/policies/policy-document";
import { FORWARD_DOCUMENT, LOGIN_USER } from "./connect-commands";

/** What may be connected to. Values may be references. */
export type PermissionTarget =
  | { readonly mode: "ssm"; readonly instanceArn: string; readonly documentArn: string; readonly keyArn: string }
  | { readonly mode: "instance-connect"; readonly instanceArn: string; readonly endpointArn: string }
  | { readonly mode: "ssh" };

/** What the role of a person needs for the bastion's commands, and no more. */
export function connectStatements(stack: EnvironmentStack, target: PermissionTarget): PolicyStatement[] {
  if (target.mode === "ssm") return sessionStatements(stack, target);
  return target.mode === "instance-connect" ? tunnelStatements(target) : [];
}

/** Systems Manager User Guide, "Quickstart end user policies for Session Manager", as of 2026-11. */
function sessionStatements(
  stack: EnvironmentStack,
  target: Extract<PermissionTarget, { mode: "ssm" }>,
): PolicyStatement[] {
  return [
    {
      sid: "StartSession",
      actions: ["ssm:StartSession"],
      resources: [
        target.instanceArn,
        target.documentArn,
        stack.arn("ssm", `document/${FORWARD_DOCUMENT}`, { account: "" }),
      ],
      // Without this a session could be started without a document, and so without the bastion's log.
      conditions: { BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } },
    },
    {
      sid: "OwnSessions",
      // The plugin opens the channel of a session in the name of the person.
      actions: ["ssm:ResumeSession", "ssm:TerminateSession", "ssmmessages:OpenDataChannel"],
      resources: [stack.arn("ssm", "session/${aws:userid}-*")],
    },
    { sid: "SessionKey", actions: ["kms:GenerateDataKey"], resources: [target.keyArn] },
  ];
}

/** Amazon EC2 User Guide, "Grant permissions to use EC2 Instance Connect Endpoint", as of 2026-11. */
function tunnelStatements(target: Extract<PermissionTarget, { mode: "instance-connect" }>): PolicyStatement[] {
  return [
    {
      sid: "OpenTunnel",
      actions: ["ec2-instance-connect:OpenTunnel"],
      resources: [target.endpointArn],
      conditions: { NumericEquals: { "ec2-instance-connect:remotePort": "22" } },
    },
    {
      sid: "PushKey",
      actions: ["ec2-instance-connect:SendSSHPublicKey"],
      resources: [target.instanceArn],
      conditions: { StringEquals: { "ec2:osuser": LOGIN_USER } },
    },
    // Neither action can be limited to one resource.
    {
      sid: "FindInstance",
      actions: ["ec2:DescribeInstanceConnectEndpoints", "ec2:DescribeInstances"],
      resources: ["*"],
    },
  ];
}
