import { testAdvice } from "../../support/followed-advice";
import { adviceOf, bastionProblems, expectRefusal, type Refusal, refusal } from "./support";

const number = (property: string, found: string, expected: string, fix: string) => ({
  property,
  code: "NUMBER_OUT_OF_RANGE",
  message: "The number is not one that AWS takes.",
  found,
  expected: `a whole number from ${expected}`,
  fix: `use ${fix}`,
});

const INSTANCE: readonly Refusal[] = [
  refusal(
    "times that sessions cannot have",
    { access: { mode: "ssm", idleMinutes: 61, maxMinutes: 0 } },
    [
      number("access.idleMinutes", "61 minutes", "1 to 60", "60"),
      number("access.maxMinutes", "0 minutes", "1 to 1440", "1"),
    ],
    undefined,
    [{ says: ["use 60", "use 1"], to: { props: { access: { mode: "ssm", idleMinutes: 60, maxMinutes: 1 } } } }],
  ),
  refusal(
    "a retention that CloudWatch Logs does not know",
    { access: { mode: "ssm", logRetentionDays: 100 } },
    [
      {
        property: "access.logRetentionDays",
        code: "LOG_RETENTION_INVALID",
        message: "CloudWatch Logs does not know this retention time.",
        found: "100 days",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "use 120",
      },
    ],
    undefined,
    [{ says: "use 120", to: { props: { access: { mode: "ssm", logRetentionDays: 120 } } } }],
  ),
  refusal(
    "a user that Linux cannot have",
    { access: { mode: "ssm", runAs: "EC2 User" } },
    [
      {
        property: "access.runAs",
        code: "USER_NAME_INVALID",
        message: "This is not the name of a Linux user.",
        found: '"EC2 User"',
        expected: "a lower-case letter or _, then at most 31 of a-z, 0-9, _ and -",
        fix: "write the name as it stands in /etc/passwd, such as ec2-user",
      },
    ],
    undefined,
    [{ says: "such as ec2-user", to: { props: { access: { mode: "ssm", runAs: "ec2-user" } } } }],
  ),
  refusal(
    "an instance type without a size",
    { instanceType: "t4g" },
    [
      {
        property: "instanceType",
        code: "INSTANCE_TYPE_INVALID",
        message: "This is not an instance type.",
        found: '"t4g"',
        expected: "a family and a size, such as t4g.nano or t3.micro",
        fix: "leave it out for t4g.nano, which is enough here",
      },
    ],
    undefined,
    [{ says: "leave it out for t4g.nano", to: { props: {} } }],
  ),
  refusal(
    "the name of an image instead of its id",
    { ami: "al2023" },
    [
      {
        property: "ami",
        code: "AMI_INVALID",
        message: "This is not the id of an image.",
        found: '"al2023"',
        expected: "ami- and 8 or 17 hexadecimal digits",
        fix: "leave it out for the newest Amazon Linux 2023, or take the id from the EC2 console, AMIs",
      },
    ],
    undefined,
    [
      { says: "leave it out", to: { props: {} } },
      { says: "take the id from the EC2 console", to: { props: { ami: "ami-0123456789abcdef0" } } },
    ],
  ),
  refusal(
    "a disk that is too small and a hop limit that is too high",
    { rootVolumeGiB: 7.5, metadataHopLimit: 65 },
    [number("rootVolumeGiB", "7.5 GiB", "8 to 16384", "8"), number("metadataHopLimit", "65 hops", "1 to 64", "64")],
    undefined,
    [{ says: ["use 8", "use 64"], to: { props: { rootVolumeGiB: 8, metadataHopLimit: 64 } } }],
  ),
  refusal(
    "user data that nothing would run",
    { userData: "yum install -y postgresql15\n" },
    [
      {
        property: "userData",
        code: "USER_DATA_NOT_A_SCRIPT",
        message: "The user data has no `#!` line, so the instance would not run it.",
        found: '"yum install -y postgresql15"',
        expected: "a script whose first line is #!/bin/bash or the like",
        fix: "put #!/bin/bash on a line before it",
      },
    ],
    undefined,
    [
      {
        says: "put #!/bin/bash on a line before it",
        to: { props: { userData: "#!/bin/bash\nyum install -y postgresql15\n" } },
      },
    ],
  ),
  refusal(
    "user data that is too long",
    { userData: `#!/bin/bash\n${"x".repeat(16384)}` },
    [
      {
        property: "userData",
        code: "USER_DATA_TOO_LONG",
        message: "The user data is longer than EC2 takes.",
        found: "16396 bytes",
        expected: "at most 16384 bytes",
        fix: "keep a short script that fetches the rest, from S3 for instance",
      },
    ],
    undefined,
    [
      {
        says: "keep a short script that fetches the rest, from S3 for instance",
        to: { props: { userData: "#!/bin/bash\naws s3 cp s3://example/setup.sh - | bash\n" } },
      },
    ],
  ),
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
    undefined,
    [
      { says: "leave `alarmActions` out", to: { props: { instanceType: "m7g.medium" } } },
      {
        says: "choose a burstable type",
        to: { props: { instanceType: "t4g.medium", alarmActions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] } },
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
    undefined,
    [
      {
        says: ["tell one SNS topic", "give the ARN of the topic"],
        to: { props: { alarmActions: ["arn:aws:sns:ap-northeast-2:111111111111:ops"] } },
      },
    ],
  ),
];

testAdvice(...adviceOf(INSTANCE));

describe("a bastion is refused", () => {
  test.each(INSTANCE)("for $name", (refused) => expectRefusal(refused));

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
