import type { BastionAccess } from "../../../constructs/access";
import { Peer, Port } from "../../../constructs/security-groups";
import { testAdvice } from "../../support/followed-advice";
import { resourceOf, resourcesOf } from "../../support/synth";
import { commandsOf, ED25519_KEY, peersOf, synthBastion, TIERS } from "./support";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

describe("access by Session Manager", () => {
  test("is the default: private subnet, no public address, nothing admitted", () => {
    const synthesized = synthBastion();

    expect(resourceOf(synthesized, "aws_instance")).toMatchObject({
      subnet_id: "subnet-app-a",
      associate_public_ip_address: false,
    });
    expect(resourcesOf(synthesized, INGRESS)).toEqual([]);
    expect(peersOf(resourcesOf(synthesized, EGRESS))).toEqual([["0.0.0.0/0", "tcp", 443]]);
    expect(synthesized.resources.aws_eip).toBeUndefined();
    expect(synthesized.resources.aws_key_pair).toBeUndefined();
  });

  test("encrypts and logs sessions by a document of its own", () => {
    const synthesized = synthBastion({
      access: { mode: "ssm", idleMinutes: 5, maxMinutes: 60, runAs: "ec2-user", logRetentionDays: 365 },
    });

    const document = resourceOf(synthesized, "aws_ssm_document");
    expect(document.document_type).toBe("Session");
    expect(JSON.parse(String(document.content))).toEqual({
      schemaVersion: "1.0",
      description: "Sessions on bastion: encrypted, logged, ended when idle",
      sessionType: "Standard_Stream",
      inputs: {
        s3BucketName: "",
        s3KeyPrefix: "",
        s3EncryptionEnabled: true,
        cloudWatchLogGroupName: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\..+\.name\}$/),
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
        kmsKeyId: expect.stringMatching(/^\$\{aws_kms_key\..+\.arn\}$/),
        runAsEnabled: true,
        runAsDefaultUser: "ec2-user",
        idleSessionTimeout: "5",
        maxSessionDuration: "60",
        shellProfile: { linux: "", windows: "" },
      },
    });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group")).toEqual({
      name: "/groundplan/sandbox/access/bastion/sessions",
      retention_in_days: 365,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\..+\.arn\}$/),
    });
    expect(resourceOf(synthesized, "aws_kms_key")).toMatchObject({ enable_key_rotation: true });
  });

  test("ends idle sessions after twenty minutes and keeps logs for ninety days unless told otherwise", () => {
    const synthesized = synthBastion();
    const { inputs } = JSON.parse(String(resourceOf(synthesized, "aws_ssm_document").content));
    expect(inputs).toMatchObject({ idleSessionTimeout: "20", maxSessionDuration: "", runAsEnabled: false });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group").retention_in_days).toBe(90);
  });

  test("gives the instance what sessions need, and no more", () => {
    const synthesized = synthBastion();
    const policy = resourceOf(synthesized, "aws_iam_role_policy");
    expect(policy.name).toBe("sessions");
    expect(JSON.parse(String(policy.policy)).Statement).toEqual([
      {
        Sid: "FindLogGroup",
        Effect: "Allow",
        Action: "logs:DescribeLogGroups",
        Resource: "*",
      },
      {
        Sid: "SessionAgent",
        Effect: "Allow",
        Action: [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: "*",
      },
      {
        Sid: "SessionKey",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: expect.stringMatching(/^\$\{aws_kms_key\..+\.arn\}$/),
      },
      {
        Sid: "SessionLog",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:ap-northeast-2:111111111111:log-group:/groundplan/sandbox/access/bastion/sessions:*",
      },
    ]);
    expect(synthesized.resources.aws_iam_role_policy_attachment).toBeUndefined();
    expect(resourceOf(synthesized, "aws_instance").depends_on).toEqual([
      "aws_iam_role_policy.bastion_role_sessions_2AD69A2D",
    ]);
  });

  test("keeps logs and key of a protected environment from being destroyed", () => {
    const synthesized = synthBastion({}, { protect: true });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group").lifecycle).toEqual({ prevent_destroy: true });
    expect(resourceOf(synthesized, "aws_kms_key").lifecycle).toEqual({ prevent_destroy: true });
  });

  test("works in an isolated tier with endpoints, and then reaches nothing but the VPC", () => {
    const synthesized = synthBastion(
      { tier: "data", zone: "b" },
      { network: { endpointServices: ["ssm", "ssmmessages", "kms", "logs"], hasNat: false } },
    );
    expect(resourceOf(synthesized, "aws_instance").subnet_id).toBe("subnet-data-b");
    expect(peersOf(resourcesOf(synthesized, EGRESS))).toEqual([["10.0.0.0/16", "tcp", 443]]);
  });

  test("falls back to an isolated tier when there is no private one", () => {
    const synthesized = synthBastion(
      {},
      {
        network: {
          tiers: [TIERS.public, TIERS.isolated],
          endpointServices: ["ssm", "ssmmessages", "kms", "logs"],
          hasNat: false,
        },
      },
    );
    expect(resourceOf(synthesized, "aws_instance").subnet_id).toBe("subnet-data-a");
  });

  test("is told in commands to paste", () => {
    expect(commandsOf({})).toEqual({
      connect:
        "aws ssm start-session --region ap-northeast-2 --target ${aws_instance.bastion_instance.id} " +
        "--document-name ${aws_ssm_document.bastion_sessions_document.name}",
      forward:
        "aws ssm start-session --region ap-northeast-2 --target ${aws_instance.bastion_instance.id} " +
        "--document-name AWS-StartPortForwardingSessionToRemoteHost " +
        '--parameters \'{"host":["db.internal"],"portNumber":["5432"],"localPortNumber":["15432"]}\'',
    });
  });
});

/** A bastion, and who may connect to it besides. */
interface Beside {
  readonly access?: BastionAccess;
  readonly ports: readonly Port[];
}

const besideProblems = ({ access, ports }: Beside) =>
  synthBastion(access ? { access } : {}, {
    after: (bastion) => {
      for (const port of ports) bastion.connections.allowFrom(Peer.ipv4("192.0.2.0/24"), port, "just in case");
    },
  }).problems;

const SSH_BESIDE = [
  {
    mistake: "SSH beside Session Manager, whose log would not see it",
    given: { ports: [Port.tcpRange(20, 25), Port.tcp(8080)] },
    problems: [
      {
        code: "SSH_BESIDE_SESSION_MANAGER",
        path: "sandbox-access/bastion/security-group › ingress tcp 20-25 from 192.0.2.0/24",
        message:
          "The bastion admits SSH although it is reached by Session Manager, which would not see those sessions.",
        found: "tcp 20-25 from 192.0.2.0/24",
        expected: "no ingress on tcp 22",
        fix: 'take the rule out, or choose access: { mode: "ssh", from: […], publicKey: "…" } or { mode: "instance-connect" }',
      },
    ],
    ways: [
      { says: "take the rule out", to: { ports: [Port.tcp(8080)] } },
      {
        says: 'choose access: { mode: "ssh", from: […], publicKey: "…" }',
        to: {
          access: { mode: "ssh" as const, from: ["offices"], publicKey: ED25519_KEY },
          ports: [Port.tcpRange(20, 25), Port.tcp(8080)],
        },
      },
      {
        says: '{ mode: "instance-connect" }',
        to: { access: { mode: "instance-connect" as const }, ports: [Port.tcpRange(20, 25), Port.tcp(8080)] },
      },
    ],
  },
];

test.each(SSH_BESIDE)("$mistake is refused", ({ given, problems }) => {
  expect(besideProblems(given)).toEqual(problems);
});

testAdvice(SSH_BESIDE, besideProblems);
