import { bastionProblems, ED25519_KEY, expectRefusal, type Refusal, refusal, TIERS } from "./support";

const number = (property: string, found: string, expected: string, fix: string) => ({
  property,
  code: "NUMBER_OUT_OF_RANGE",
  message: "The number is not one that AWS takes.",
  found,
  expected: `a whole number from ${expected}`,
  fix: `use ${fix}`,
});

const PLACEMENT: readonly Refusal[] = [
  refusal("Session Manager in a public tier", { tier: "web" }, [
    {
      property: "tier",
      code: "BASTION_TIER_KIND",
      message: "A bastion with access `ssm` has no public address and does not belong into a public tier.",
      found: 'public tier "web"',
      expected: "a private or isolated tier",
      fix: "use app (private), data (isolated)",
    },
  ]),
  refusal(
    "SSH in a private tier",
    { access: { mode: "ssh", from: ["offices"], publicKey: ED25519_KEY }, tier: "app" },
    [
      {
        property: "tier",
        code: "BASTION_TIER_KIND",
        message:
          "A bastion for SSH needs a public tier: its Elastic IP is of no use without a route to the internet gateway.",
        found: 'private tier "app"',
        expected: "a public tier",
        fix: "add a public tier to the network",
      },
    ],
    { tiers: [TIERS.private] },
  ),
  refusal(
    "a way that there is not, which only code without types can ask for",
    { access: { mode: "toString" } as never },
    [
      {
        property: "access.mode",
        code: "BASTION_MODE_UNKNOWN",
        message: "There is no such way to get to a bastion.",
        found: '"toString"',
        expected: "one of ssm, instance-connect, ssh",
        fix: "use ssm, which needs no key and no open port",
      },
    ],
  ),
  refusal("a tier that the network does not have", { tier: "apps" }, [
    {
      property: "tier",
      code: "TIER_UNKNOWN",
      message: "The network has no tier of this name.",
      found: '"apps"',
      expected: "one of web, app, data",
      fix: "use one of these names, or add the tier to the network",
    },
  ]),
  refusal(
    "a network with public tiers only",
    {},
    [
      {
        property: "network",
        code: "BASTION_TIER_MISSING",
        message: "The network has no tier for a bastion with access `ssm`.",
        found: "tiers web (public)",
        expected: "a private or isolated tier",
        fix: "add a private tier to the network, or choose another way of access",
      },
    ],
    { tiers: [TIERS.public] },
  ),
  refusal("a zone that the tier does not have", { zone: "c" }, [
    {
      property: "zone",
      code: "BASTION_ZONE_UNKNOWN",
      message: 'Tier "app" has no subnet in this zone.',
      found: '"c"',
      expected: "one of a, b",
      fix: "use one of these zones, or leave `zone` out",
    },
  ]),
  refusal(
    "a tier without subnets",
    {},
    [
      {
        property: "zone",
        code: "BASTION_ZONE_UNKNOWN",
        message: 'Tier "app" has no subnet in this zone.',
        found: "a tier without subnets",
        expected: "a tier with at least one subnet",
        fix: "declare the subnets of the tier",
      },
    ],
    { tiers: [{ ...TIERS.private, subnets: [] }] },
  ),
  refusal(
    "an isolated tier without endpoints",
    { tier: "data" },
    [
      {
        property: "network",
        code: "BASTION_ENDPOINTS_MISSING",
        message: 'The bastion cannot reach AWS: tier "data" has no NAT, and the VPC lacks endpoints.',
        found: "endpoints for s3, ssm",
        expected: "also endpoints for ssmmessages, kms, logs",
        fix: "add them to the network's endpoints, or put the bastion into a tier with NAT",
      },
    ],
    { endpointServices: ["ssm", "s3"] },
  ),
  refusal(
    "a private tier without NAT, an old image and the CloudWatch agent",
    { ami: "ami-12345678", cloudWatchAgent: true },
    [
      {
        property: "network",
        code: "BASTION_ENDPOINTS_MISSING",
        message: 'The bastion cannot reach AWS: tier "app" has no NAT, and the VPC lacks endpoints.',
        found: "no endpoints",
        expected: "also endpoints for ssm, ssmmessages, kms, logs, ec2messages, monitoring, s3",
        fix: "add them to the network's endpoints, or put the bastion into a tier with NAT",
      },
    ],
    { hasNat: false },
  ),
];

const INSTANCE: readonly Refusal[] = [
  refusal("times that sessions cannot have", { access: { mode: "ssm", idleMinutes: 61, maxMinutes: 0 } }, [
    number("access.idleMinutes", "61 minutes", "1 to 60", "60"),
    number("access.maxMinutes", "0 minutes", "1 to 1440", "1"),
  ]),
  refusal("a retention that CloudWatch Logs does not know", { access: { mode: "ssm", logRetentionDays: 100 } }, [
    {
      property: "access.logRetentionDays",
      code: "LOG_RETENTION_INVALID",
      message: "CloudWatch Logs does not know this retention time.",
      found: "100 days",
      expected:
        "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      fix: "use 120",
    },
  ]),
  refusal("a user that Linux cannot have", { access: { mode: "ssm", runAs: "EC2 User" } }, [
    {
      property: "access.runAs",
      code: "USER_NAME_INVALID",
      message: "This is not the name of a Linux user.",
      found: '"EC2 User"',
      expected: "a lower-case letter or _, then at most 31 of a-z, 0-9, _ and -",
      fix: "write the name as it stands in /etc/passwd, such as ec2-user",
    },
  ]),
  refusal("an instance type without a size", { instanceType: "t4g" }, [
    {
      property: "instanceType",
      code: "INSTANCE_TYPE_INVALID",
      message: "This is not an instance type.",
      found: '"t4g"',
      expected: "a family and a size, such as t4g.nano or t3.micro",
      fix: "leave it out for t4g.nano, which is enough for sessions and tunnels",
    },
  ]),
  refusal("the name of an image instead of its id", { ami: "al2023" }, [
    {
      property: "ami",
      code: "AMI_INVALID",
      message: "This is not the id of an image.",
      found: '"al2023"',
      expected: "ami- and 8 or 17 hexadecimal digits",
      fix: "leave it out for the newest Amazon Linux 2023, or take the id from the EC2 console, AMIs",
    },
  ]),
  refusal("a disk that is too small and a hop limit that is too high", { rootVolumeGiB: 7.5, metadataHopLimit: 65 }, [
    number("rootVolumeGiB", "7.5 GiB", "8 to 16384", "8"),
    number("metadataHopLimit", "65 hops", "1 to 64", "64"),
  ]),
  refusal("user data that nothing would run", { userData: "yum install -y postgresql15\n" }, [
    {
      property: "userData",
      code: "USER_DATA_NOT_A_SCRIPT",
      message: "The user data has no `#!` line, so the instance would not run it.",
      found: '"yum install -y postgresql15"',
      expected: "a script whose first line is #!/bin/bash or the like",
      fix: "put #!/bin/bash on a line before it",
    },
  ]),
  refusal("user data that is too long", { userData: `#!/bin/bash\n${"x".repeat(16384)}` }, [
    {
      property: "userData",
      code: "USER_DATA_TOO_LONG",
      message: "The user data is longer than EC2 takes.",
      found: "16396 bytes",
      expected: "at most 16384 bytes",
      fix: "keep a short script that fetches the rest, from S3 for instance",
    },
  ]),
  refusal(
    "alarm actions for a type without credits",
    { instanceType: "m7g.medium", alarmActions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] },
    [
      {
        property: "alarmActions",
        code: "ALARM_WITHOUT_CREDITS",
        message: "Only burstable (T) types have CPU credits, so there is no alarm that could tell anybody.",
        found: "1 alarm actions with m7g.medium",
        expected: "alarm actions with a type of family t2, t3, t3a or t4g only",
        fix: "leave `alarmActions` out, or choose a burstable type",
      },
    ],
  ),
  refusal(
    "more alarm actions than an alarm has, and names instead of ARNs",
    {
      alarmActions: ["a", "b", "c", "d", "e"]
        .map((name) => `arn:aws:sns:ap-northeast-2:111111111111:${name}`)
        .concat("ops"),
    },
    [
      {
        property: "alarmActions",
        code: "ALARM_ACTIONS_TOO_MANY",
        message: "An alarm cannot have this many actions.",
        found: "6 actions",
        expected: "at most 5",
        fix: "tell one SNS topic, and let the others subscribe to it",
      },
      {
        property: "alarmActions",
        code: "ARN_INVALID",
        message: "This is not an ARN.",
        found: '"ops"',
        expected: "an ARN, such as arn:aws:sns:ap-northeast-2:111111111111:alarms",
        fix: "give the ARN of the topic, not its name",
      },
    ],
  ),
];

describe("a bastion is refused", () => {
  test.each([...PLACEMENT, ...INSTANCE])("for $name", (refused) => expectRefusal(refused));

  test("with everything that is wrong in one go, and a private key never shown", () => {
    const problems = bastionProblems({
      access: { mode: "ssh", from: ["0.0.0.0/0"], publicKey: "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0" },
      tier: "app",
      zone: "z",
      ami: "newest",
    });
    expect(problems.map(({ code }) => code)).toEqual([
      "BASTION_TIER_KIND",
      "LOGIN_FROM_INTERNET",
      "PRIVATE_KEY_GIVEN",
      "AMI_INVALID",
    ]);
    expect(JSON.stringify(problems)).not.toContain("c2VjcmV0");
  });
});
