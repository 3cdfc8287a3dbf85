import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { BastionProps } from "../../../constructs/access";
import type { PolicyStatement } from "../../../constructs/iam/policies/policy-document";
import { policyDocument } from "../../../constructs/iam/policies/policy-document";
import { resourceOf } from "../../support/synth";
import { ED25519_KEY, synthBastion } from "./support";

/** The statements as Terraform gets them, with the hashes taken out of the references. */
function statementsOf(props: Omit<BastionProps, "network">): PolicyStatement[] {
  const synthesized = synthBastion(props, {
    after: (bastion, stack) => {
      new IamPolicy(stack, "connect", { policy: policyDocument(bastion.connectStatements) });
    },
  });
  const policy = String(resourceOf(synthesized, "aws_iam_policy").policy);
  return JSON.parse(policy.replace(/_[0-9A-F]{8}\./g, ".")).Statement;
}

describe("the permissions to connect", () => {
  test("by Session Manager are for this instance, with the document that logs, and for own sessions", () => {
    expect(statementsOf({})).toEqual([
      {
        Sid: "StartSession",
        Effect: "Allow",
        Action: "ssm:StartSession",
        Resource: expect.arrayContaining([
          "${aws_instance.bastion_instance.arn}",
          "${aws_ssm_document.bastion_sessions_document.arn}",
          "arn:aws:ssm:ap-northeast-2::document/AWS-StartPortForwardingSessionToRemoteHost",
        ]),
        Condition: { BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } },
      },
      {
        Sid: "OwnSessions",
        Effect: "Allow",
        // Systems Manager User Guide, "Quickstart end user policies for Session Manager", as of 2026-11.
        Action: ["ssm:ResumeSession", "ssm:TerminateSession", "ssmmessages:OpenDataChannel"],
        Resource: "arn:aws:ssm:ap-northeast-2:111111111111:session/$${aws:userid}-*",
      },
      {
        Sid: "SessionKey",
        Effect: "Allow",
        Action: "kms:GenerateDataKey",
        Resource: "${aws_kms_key.bastion_sessions_encryption_key.arn}",
      },
    ]);
  });

  test("by EC2 Instance Connect are for this endpoint and instance, SSH and one user", () => {
    expect(statementsOf({ access: { mode: "instance-connect" } })).toEqual([
      {
        Sid: "OpenTunnel",
        Effect: "Allow",
        Action: "ec2-instance-connect:OpenTunnel",
        Resource: "${aws_ec2_instance_connect_endpoint.bastion_instance-connect_endpoint.arn}",
        Condition: { NumericEquals: { "ec2-instance-connect:remotePort": "22" } },
      },
      {
        Sid: "PushKey",
        Effect: "Allow",
        Action: "ec2-instance-connect:SendSSHPublicKey",
        Resource: "${aws_instance.bastion_instance.arn}",
        Condition: { StringEquals: { "ec2:osuser": "ec2-user" } },
      },
      {
        Sid: "FindInstance",
        Effect: "Allow",
        Action: ["ec2:DescribeInstanceConnectEndpoints", "ec2:DescribeInstances"],
        Resource: "*",
      },
    ]);
  });

  test("by SSH are none: the key decides", () => {
    expect(statementsOf({ access: { mode: "ssh", from: ["offices"], publicKey: ED25519_KEY } })).toEqual([]);
  });
});
