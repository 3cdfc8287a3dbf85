import type { AutoScalingGroupProps, InstanceProps } from "../../../../constructs/compute/servers";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { Role } from "../../../../constructs/iam";
import { TargetGroup } from "../../../../constructs/load-balancing";
import { ExistingNetwork } from "../../../../constructs/network/existing-network";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { TIERS } from "../../access/support";
import { balancer, type Given, SCRIPT, synthGroup, synthInstance } from "./support";

interface Mistake<P> extends Told<Given<P>> {
  readonly given: Given<P>;
  readonly problems: readonly Problem[];
}

const at = (server: string, property: string) => `sandbox-test/${server} › ${property}`;
const toldOfInstance = (given: Given<InstanceProps>) => problemsIfAny(() => synthInstance(given));
const toldOfGroup = (given: Given<AutoScalingGroupProps>) => problemsIfAny(() => synthGroup(given));

const role = (stack: EnvironmentStack) =>
  new Role(stack, "own", { description: "Shop", trustedBy: [{ by: "service", service: "ec2.amazonaws.com" }] });

/** A network without NAT, and with endpoints for some services. */
const network = (stack: EnvironmentStack, endpointServices: readonly string[]) =>
  new ExistingNetwork(stack, "closed", {
    vpcId: "vpc-0123456789abcdef0",
    cidrs: ["10.0.0.0/16"],
    zones: ["a", "b"],
    tiers: [TIERS.isolated],
    hasNat: false,
    endpointServices,
  });

/** A network whose one zone has no letter. */
const zonedById = (stack: EnvironmentStack) =>
  new ExistingNetwork(stack, "zoned", {
    vpcId: "vpc-0123456789abcdef0",
    cidrs: ["10.0.0.0/16"],
    zones: ["apne2-az1"],
    tiers: [
      {
        name: "app",
        kind: "private",
        subnets: [{ zone: "apne2-az1", subnetId: "subnet-0123456789abcdef0", cidr: "10.0.0.0/24" }],
      },
    ],
  });

const INSTANCES: readonly Mistake<InstanceProps>[] = [
  {
    mistake: "a wrong type, image, script and size, all at once",
    given: () => ({
      instanceType: "small",
      image: { parameter: "resolve:ssm:/acme/image" },
      userData: "dnf install -y nginx",
      rootVolumeGiB: 4,
    }),
    problems: [
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: at("shop", "rootVolumeGiB"),
        message: "The number is not one that AWS takes.",
        found: "4 GiB",
        expected: "a whole number from 8 to 16384",
        fix: "use 8",
      },
      {
        code: "INSTANCE_TYPE_INVALID",
        path: at("shop", "instanceType"),
        message: "This is not an instance type.",
        found: '"small"',
        expected: "a family and a size, such as t4g.nano or t3.micro",
        fix: "take the type from the list of EC2 instance types",
      },
      {
        code: "SERVER_IMAGE_PARAMETER",
        path: at("shop", "image.parameter"),
        message: "This is not the name of a parameter of Systems Manager.",
        found: '"resolve:ssm:/acme/image"',
        expected: "letters, digits, _, . and -, with / between the parts",
        fix: "write the name alone, without resolve:ssm: and without arn:, or leave image out for the newest Amazon Linux 2023",
      },
      {
        code: "USER_DATA_NOT_A_SCRIPT",
        path: at("shop", "userData"),
        message: "The user data has no `#!` line, so the instance would not run it.",
        found: '"dnf install -y nginx"',
        expected: "a script whose first line is #!/bin/bash or the like",
        fix: "put #!/bin/bash on a line before it",
      },
    ],
    ways: [
      {
        says: [
          "take the type from the list",
          "write the name alone, without resolve:ssm:",
          "put #!/bin/bash on a line before it",
          "use 8",
        ],
        to: () => ({
          instanceType: "t4g.small",
          image: { parameter: "/acme/image" },
          userData: SCRIPT,
          rootVolumeGiB: 8,
        }),
      },
    ],
  },
  {
    mistake: "an image by its id and by a parameter",
    given: () => ({ image: { parameter: "/acme/image", imageId: "ami-0123456789abcdef0" } }),
    problems: [
      {
        code: "SERVER_IMAGE_SOURCE",
        path: at("shop", "image"),
        message: "An image is named by its id, or by a parameter that holds the id.",
        found: "imageId and parameter",
        expected: "one of the two",
        fix: "leave image out for the newest Amazon Linux 2023, or name the image by one of the two",
      },
    ],
    ways: [
      { says: "leave image out", to: () => ({}) },
      { says: "by one of the two", to: () => ({ image: { parameter: "/acme/image" } }) },
    ],
  },
  {
    mistake: "variables for no file",
    given: () => ({ environment: { MODE: "fast" } }),
    problems: [
      {
        code: "SERVER_ENVIRONMENT_UNTOLD",
        path: at("shop", "environment"),
        message: "A server has environment variables by a file, and none is named.",
        found: "MODE, and no environmentFile",
        expected: "environmentFile beside environment",
        fix: "add environmentFile, such as environmentFile: /etc/shop/environment",
      },
    ],
    ways: [
      {
        says: "such as environmentFile: /etc/shop/environment",
        to: () => ({ environment: { MODE: "fast" }, environmentFile: "/etc/shop/environment" }),
      },
    ],
  },
  {
    mistake: "a file that is none, variables that shells read otherwise, and a secret",
    given: () => ({
      environmentFile: "environment",
      environment: { "my-mode": "fast", MODE: "it's", DATABASE_PASSWORD: "correct-horse" },
    }),
    problems: [
      {
        code: "SERVER_ENVIRONMENT_FILE",
        path: at("shop", "environmentFile"),
        message: "This is not the path of a file that could be written.",
        found: '"environment"',
        expected: "an absolute path of letters, digits, _, . and -, below a folder",
        fix: "write a path such as /etc/shop/environment",
      },
      {
        code: "SERVER_VARIABLE_FORM",
        path: at("shop", "environment.my-mode"),
        message: "The variable cannot be written so that shells and systemd read the same.",
        found: 'my-mode="fast"',
        expected: "a name of letters, digits and _, not a digit first, and a value of one line without '",
        fix: "write the name and the value in this form, or let the script in userData write them",
      },
      {
        code: "SERVER_VARIABLE_FORM",
        path: at("shop", "environment.MODE"),
        message: "The variable cannot be written so that shells and systemd read the same.",
        found: 'MODE="it\'s"',
        expected: "a name of letters, digits and _, not a digit first, and a value of one line without '",
        fix: "write the name and the value in this form, or let the script in userData write them",
      },
      {
        code: "SECRET_IN_ENVIRONMENT",
        path: at("shop", "environment.DATABASE_PASSWORD"),
        message:
          "The value looks like a secret, and user data are readable on the server, in the console, in plans and in the state.",
        found: expect.any(String),
        expected: "secrets in Secrets Manager or Parameter Store",
        fix: "give the ARN of the secret as DATABASE_PASSWORD_ARN and let the application read it; if it is no secret, give it another name",
      },
    ],
    ways: [
      {
        says: [
          "such as /etc/shop/environment",
          "write the name and the value in this form",
          "write the name and the value in this form",
          "give the ARN of the secret as DATABASE_PASSWORD_ARN",
        ],
        to: () => ({
          environmentFile: "/etc/shop/environment",
          environment: {
            MY_MODE: "fast",
            MODE: "it is",
            DATABASE_PASSWORD_ARN: "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:shop-AbCdEf",
          },
        }),
      },
    ],
  },
  {
    mistake: "a place below a balancer without a port",
    given: (stack, around) => ({ expose: balancer(stack, around).host("shop.example.com", { zone: "none" }) }),
    problems: [
      {
        code: "SERVER_PORT_MISSING",
        path: at("shop", "port"),
        message: "The balancer has to know the port that the application listens on.",
        found: 'expose at host "shop.example.com", and no port',
        expected: "a port beside expose",
        fix: "add port, such as port: 8080",
      },
    ],
    ways: [
      {
        says: "such as port: 8080",
        to: (stack, around) => ({
          port: 8080,
          expose: balancer(stack, around).host("shop.example.com", { zone: "none" }),
        }),
      },
    ],
  },
  {
    mistake: "a target group of addresses",
    given: (stack, around) => ({ targetGroups: [new TargetGroup(stack, "more", { network: around, port: 80 })] }),
    problems: [
      {
        code: "SERVER_TARGET_TYPE",
        path: at("shop", "targetGroups[0]"),
        message: "Servers are registered as instances, and the target group takes something else.",
        found: "sandbox-test/more of the type ip",
        expected: "target groups of the type instance",
        fix: 'make the target group with targetType: "instance"',
      },
    ],
    ways: [
      {
        says: 'with targetType: "instance"',
        to: (stack, around) => ({
          targetGroups: [new TargetGroup(stack, "more", { network: around, port: 80, targetType: "instance" })],
        }),
      },
    ],
  },
  {
    mistake: "a role, and what is said of another one",
    given: (stack) => ({ role: role(stack), roleName: "shop", sessionManager: true }),
    problems: [
      {
        code: "SERVER_ROLE_TWICE",
        path: at("shop", "role"),
        message: "The server is given a role, so none is made that these properties could be about.",
        found: "role beside roleName, sessionManager",
        expected: "role, or roleName, sessionManager",
        fix: "leave roleName, sessionManager out and give the role what it needs, or leave role out",
      },
    ],
    ways: [
      { says: "leave roleName, sessionManager out", to: (stack) => ({ role: role(stack) }) },
      { says: "or leave role out", to: () => ({ roleName: "shop", sessionManager: true }) },
    ],
  },
  {
    mistake: "Session Manager in a tier from which it is not reached",
    given: (stack) => ({ network: network(stack, ["s3"]), tier: "data" }),
    problems: [
      {
        code: "SERVER_ENDPOINTS_MISSING",
        path: at("shop", "sessionManager"),
        message: 'Session Manager does not reach the server: tier "data" has no NAT, and the VPC lacks endpoints.',
        found: "endpoints for s3",
        expected: "also endpoints for ssm, ssmmessages",
        fix: "add them to the network's endpoints, or set sessionManager: false",
      },
    ],
    ways: [
      {
        says: "add them to the network's endpoints",
        to: (stack) => ({ network: network(stack, ["s3", "ssm", "ssmmessages"]), tier: "data" }),
      },
      {
        says: "set sessionManager: false",
        to: (stack) => ({ network: network(stack, ["s3"]), tier: "data", sessionManager: false }),
      },
    ],
  },
  {
    mistake: "a zone that the tier has not",
    given: () => ({ zone: "d" }),
    problems: [
      {
        code: "SERVER_ZONE_UNKNOWN",
        path: at("shop", "zone"),
        message: 'Tier "app" has no subnet where the server is to lie.',
        found: '"d"',
        expected: "zones of the tier: a, b",
        fix: "use a, b, or leave zone out",
      },
    ],
    ways: [
      { says: "use a, b", to: () => ({ zone: "b" }) },
      { says: "leave zone out", to: () => ({}) },
    ],
  },
  {
    mistake: "a public tier",
    given: () => ({ tier: "web" }),
    problems: [
      {
        code: "TIER_PUBLIC",
        path: at("shop", "tier"),
        message: "Servers belong into private tiers, where nothing on the internet can reach them.",
        found: 'public tier "web"',
        expected: "a private or isolated tier",
        fix: "use app or data",
      },
    ],
    ways: [{ says: "use app or data", to: () => ({ tier: "app" }) }],
  },
  {
    mistake: "a data volume in a zone that is called by its id",
    given: (stack) => ({ network: zonedById(stack), volumes: { data: { device: "/dev/sdf", sizeGiB: 100 } } }),
    problems: [
      {
        code: "VOLUME_ZONE_ID",
        path: at("shop", "volumes"),
        message: "AWS puts a volume into a zone by the zone's name, which is another one in each account.",
        found: 'zone id "apne2-az1"',
        expected: "a zone by its letter, such as a",
        fix: "name the zones of the network by their letters, or leave volumes out",
      },
    ],
    ways: [
      {
        says: "name the zones of the network by their letters",
        to: () => ({ volumes: { data: { device: "/dev/sdf", sizeGiB: 100 } } }),
      },
      { says: "or leave volumes out", to: (stack) => ({ network: zonedById(stack) }) },
    ],
  },
];

const GROUPS: readonly Mistake<AutoScalingGroupProps>[] = [
  {
    mistake: "lifecycle hooks with targets and texts that AWS does not take",
    given: () => ({
      lifecycleHooks: {
        drain: { transition: "terminate", notificationTargetArn: "arn:aws:sqs:ap-northeast-2:111111111111:drain.fifo" },
        setup: { transition: "launch", notificationMetadata: "für web" },
      },
    }),
    problems: [
      {
        code: "HOOK_TARGET",
        path: at("web", "lifecycleHooks.drain.notificationTargetArn"),
        message: "A lifecycle hook tells topics and queues alone, and none that keep an order.",
        found: '"arn:aws:sqs:ap-northeast-2:111111111111:drain.fifo"',
        expected: "the ARN of an SNS topic or SQS queue that is not FIFO",
        fix: "write such an ARN, such as arn:aws:sqs:ap-northeast-2:111111111111:web-drain, or leave notificationTargetArn out and let a rule of EventBridge pass it on",
      },
      {
        code: "HOOK_METADATA",
        path: at("web", "lifecycleHooks.setup.notificationMetadata"),
        message: "AWS takes other texts to go with a message.",
        found: "7 characters",
        expected: "1 to 4000 characters of ASCII",
        fix: "shorten it and write it in ASCII, or leave notificationMetadata out",
      },
    ],
    ways: [
      {
        says: ["such as arn:aws:sqs:ap-northeast-2:111111111111:web-drain", "shorten it and write it in ASCII"],
        to: () => ({
          lifecycleHooks: {
            drain: {
              transition: "terminate",
              notificationTargetArn: "arn:aws:sqs:ap-northeast-2:111111111111:web-drain",
            },
            setup: { transition: "launch", notificationMetadata: "for web" },
          },
        }),
      },
      {
        says: ["or leave notificationTargetArn out", "or leave notificationMetadata out"],
        to: () => ({ lifecycleHooks: { drain: { transition: "terminate" }, setup: { transition: "launch" } } }),
      },
    ],
  },
  {
    mistake: "data volumes with wrong devices, sizes, speeds and snapshots",
    given: () => ({
      volumes: {
        a: { device: "/dev/xvda", type: "gp2", iops: 4000 },
        b: { device: "/dev/sdf", sizeGiB: 100, type: "st1", throughputMiBps: 250 },
        c: { device: "/dev/sdf", type: "io2", snapshotId: "vol-0123456789abcdef0" },
        d: { device: "/dev/sdg", sizeGiB: 100, type: "sc1" },
      },
    }),
    problems: [
      {
        code: "VOLUME_DEVICE",
        path: at("web", "volumes.a.device"),
        message: "A data volume has a device of its own.",
        found: '"/dev/xvda"',
        expected: "one of /dev/sdf to /dev/sdp, each once",
        fix: "name a device that no other volume has, such as /dev/sdf or /dev/sdg",
      },
      {
        code: "VOLUME_WITHOUT_SIZE",
        path: at("web", "volumes.a"),
        message: "An empty volume has a size of its own.",
        found: "neither sizeGiB nor snapshotId",
        expected: "sizeGiB, snapshotId, or both",
        fix: "add sizeGiB, such as sizeGiB: 100",
      },
      {
        code: "VOLUME_SPEED_FIXED",
        path: at("web", "volumes.a.iops"),
        message: "AWS takes this number for other types of volumes only.",
        found: "iops 4000 of type gp2",
        expected: "gp3, io1 or io2",
        fix: "leave iops out, or take gp3",
      },
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: at("web", "volumes.b.sizeGiB"),
        message: "The number is not one that AWS takes.",
        found: "100 GiB",
        expected: "a whole number from 125 to 16384",
        fix: "use 125",
      },
      {
        code: "VOLUME_SPEED_FIXED",
        path: at("web", "volumes.b.throughputMiBps"),
        message: "AWS takes this number for other types of volumes only.",
        found: "throughputMiBps 250 of type st1",
        expected: "gp3",
        fix: "leave throughputMiBps out, or take gp3",
      },
      {
        code: "VOLUME_DEVICE",
        path: at("web", "volumes.c.device"),
        message: "A data volume has a device of its own.",
        found: '"/dev/sdf", which b has',
        expected: "one of /dev/sdf to /dev/sdp, each once",
        fix: "name a device that no other volume has, such as /dev/sdf or /dev/sdg",
      },
      {
        code: "VOLUME_SNAPSHOT",
        path: at("web", "volumes.c.snapshotId"),
        message: "This is not the id of a snapshot.",
        found: '"vol-0123456789abcdef0"',
        expected: "snap- and 8 to 17 of 0-9 and a-f",
        fix: "write the id as AWS shows it, or leave snapshotId out and give sizeGiB",
      },
      {
        code: "VOLUME_IOPS_MISSING",
        path: at("web", "volumes.c.iops"),
        message: "A volume of this type is made with a number of I/O operations a second.",
        found: "type io2, and no iops",
        expected: "iops from 100 to 256000",
        fix: "add iops, such as iops: 3000, or take gp3",
      },
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: at("web", "volumes.d.sizeGiB"),
        message: "The number is not one that AWS takes.",
        found: "100 GiB",
        expected: "a whole number from 125 to 16384",
        fix: "use 125",
      },
    ],
    ways: [
      {
        says: [
          "name a device that no other volume has",
          "such as sizeGiB: 100",
          "leave iops out",
          "use 125",
          "leave throughputMiBps out",
          "add iops, such as iops: 3000",
          "leave snapshotId out and give sizeGiB",
        ],
        to: () => ({
          volumes: {
            a: { device: "/dev/sdh", type: "gp2", sizeGiB: 100 },
            b: { device: "/dev/sdf", sizeGiB: 125, type: "st1" },
            c: { device: "/dev/sdi", type: "io2", sizeGiB: 100, iops: 3000 },
            d: { device: "/dev/sdg", sizeGiB: 125, type: "sc1" },
          },
        }),
      },
      {
        says: ["or take gp3", "write the id as AWS shows it"],
        to: () => ({
          volumes: {
            a: { device: "/dev/sdh", sizeGiB: 100, iops: 4000 },
            b: { device: "/dev/sdf", sizeGiB: 100, throughputMiBps: 250 },
            c: { device: "/dev/sdi", snapshotId: "snap-0123456789abcdef0" },
          },
        }),
      },
    ],
  },
  {
    mistake: "more servers at least than at most",
    given: () => ({ min: 7, max: 6 }),
    problems: [
      {
        code: "GROUP_MIN_ABOVE_MAX",
        path: at("web", "min"),
        message: "The least number of servers is above the greatest.",
        found: "min 7, max 6",
        expected: "min that is at most max",
        fix: "set min to 6 or less, or max to 7 or more",
      },
    ],
    ways: [
      { says: "set min to 6 or less", to: () => ({ min: 6, max: 6 }) },
      { says: "max to 7 or more", to: () => ({ min: 7, max: 7 }) },
    ],
  },
  {
    mistake: "more servers to begin with than there may be",
    given: () => ({ initial: 9 }),
    problems: [
      {
        code: "INITIAL_SIZE_OUTSIDE",
        path: at("web", "initial"),
        message: "The group would begin with a size that it may not have.",
        found: "9 servers",
        expected: "a whole number from min to max: 2 to 6",
        fix: "use 6, or leave initial out and the group begins with min",
      },
    ],
    ways: [{ says: "use 6", to: () => ({ initial: 6 }) }],
  },
  {
    mistake: "scaling by requests that nobody counts",
    given: () => ({ targetRequests: 1000 }),
    problems: [
      {
        code: "GROUP_REQUESTS_UNEXPOSED",
        path: at("web", "targetRequests"),
        message: "Nobody counts the requests: the servers are not behind a load balancer.",
        found: "targetRequests 1000, and no expose",
        expected: "expose beside targetRequests",
        fix: "add expose and port, or use targetCpu",
      },
    ],
    ways: [
      {
        says: "add expose and port",
        to: (stack, around) => ({
          targetRequests: 1000,
          port: 80,
          expose: balancer(stack, around).host("www.example.com", { zone: "none" }),
        }),
      },
      { says: "use targetCpu", to: () => ({ targetCpu: 60 }) },
    ],
  },
  {
    mistake: "a refresh that lets the number vary too far",
    given: () => ({ refresh: { minHealthyPercentage: 50, maxHealthyPercentage: 200 } }),
    problems: [
      {
        code: "GROUP_REFRESH_SPAN",
        path: at("web", "refresh"),
        message: "AWS lets the number of servers vary by no more than all of them while it renews them.",
        found: "50 to 200 percent",
        expected: "at most 100 percent between the two",
        fix: "set maxHealthyPercentage to 150 or less",
      },
    ],
    ways: [
      {
        says: "set maxHealthyPercentage to 150 or less",
        to: () => ({ refresh: { minHealthyPercentage: 50, maxHealthyPercentage: 150 } }),
      },
    ],
  },
  {
    mistake: "further types that are none, twice there, or of another architecture",
    given: () => ({ capacity: { moreInstanceTypes: ["large", "m7g.large", "m6g.large", "m6g.large", "m7i.large"] } }),
    problems: [
      {
        code: "INSTANCE_TYPE_INVALID",
        path: at("web", "capacity.moreInstanceTypes[0]"),
        message: "This is not an instance type.",
        found: '"large"',
        expected: "a family and a size, such as t4g.nano or t3.micro",
        fix: "take the type from the list of EC2 instance types",
      },
      {
        code: "GROUP_TYPE_TWICE",
        path: at("web", "capacity.moreInstanceTypes[1]"),
        message: "A group has each instance type once.",
        found: '"m7g.large", which is instanceType already',
        expected: "other types than instanceType, each once",
        fix: "leave it out here",
      },
      {
        code: "GROUP_TYPE_TWICE",
        path: at("web", "capacity.moreInstanceTypes[3]"),
        message: "A group has each instance type once.",
        found: '"m6g.large" twice',
        expected: "other types than instanceType, each once",
        fix: "leave it out here",
      },
      {
        code: "GROUP_ARCHITECTURES",
        path: at("web", "capacity.moreInstanceTypes[4]"),
        message: "All servers of a group start from one image, which is made for one architecture.",
        found: '"m7i.large" with x86_64 beside "m7g.large" with arm64',
        expected: "types with arm64",
        fix: "use a type with arm64, such as m7g.large",
      },
    ],
    ways: [
      {
        says: [
          "take the type from the list of EC2 instance types",
          "leave it out here",
          "leave it out here",
          "use a type with arm64",
        ],
        to: () => ({ capacity: { moreInstanceTypes: ["c7g.large", "m6g.large", "m8g.large"] } }),
      },
    ],
  },
  {
    mistake: "more types than a group has",
    given: () => ({ capacity: { moreInstanceTypes: manyTypes(40) } }),
    problems: [
      {
        code: "GROUP_TYPES_MANY",
        path: at("web", "capacity.moreInstanceTypes"),
        message: "A group has no more than 40 instance types.",
        found: "instanceType and 40 more",
        expected: "at most 39 beside instanceType",
        fix: "leave out 1",
      },
    ],
    ways: [{ says: "leave out 1", to: () => ({ capacity: { moreInstanceTypes: manyTypes(39) } }) }],
  },
  {
    mistake: "shares of Spot that there are not",
    given: () => ({ capacity: { spotPercentage: 120, onDemandBase: -1 } }),
    problems: [
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: at("web", "capacity.spotPercentage"),
        message: "The number is not one that AWS takes.",
        found: "120 percent",
        expected: "a whole number from 0 to 100",
        fix: "use 100",
      },
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: at("web", "capacity.onDemandBase"),
        message: "The number is not one that AWS takes.",
        found: "-1 servers",
        expected: "a whole number from 0 to 5000",
        fix: "use 0",
      },
    ],
    ways: [{ says: ["use 100", "use 0"], to: () => ({ capacity: { spotPercentage: 100, onDemandBase: 0 } }) }],
  },
  {
    mistake: "Spot servers that would wait",
    given: () => ({ capacity: { spotPercentage: 50 }, warmPool: {} }),
    problems: [
      {
        code: "GROUP_WARM_POOL_SPOT",
        path: at("web", "warmPool"),
        message: "Servers that wait are on demand: a group with Spot has no warm pool.",
        found: "warmPool, and capacity.spotPercentage 50",
        expected: "one of the two",
        fix: "leave out warmPool, or set capacity.spotPercentage to 0",
      },
    ],
    ways: [
      { says: "leave out warmPool", to: () => ({ capacity: { spotPercentage: 50 } }) },
      { says: "set capacity.spotPercentage to 0", to: () => ({ capacity: { spotPercentage: 0 }, warmPool: {} }) },
    ],
  },
  {
    mistake: "schedules that do not repeat by the clock",
    given: () => ({
      schedules: {
        hourly: { at: "rate(1 hour)", min: 1 },
        once: { at: "cron(0 8 24 12 ? 2026)", max: 20 },
        last: { at: "cron(0 8 ? * 6L *)", max: 20 },
        wrong: { at: "0 8 * * 1", min: 3, max: 2 },
        idle: { at: "cron(0 8 ? * MON *)" },
      },
    }),
    problems: [
      {
        code: "GROUP_SCHEDULE_FORM",
        path: at("web", "schedules.hourly.at"),
        message: "A group of servers changes its limits again and again, by minute, hour, day, month and weekday.",
        found: '"rate(1 hour)"',
        expected: "cron(…) with * as the year, and without L, W and #",
        fix: 'for example "cron(0 8 ? * MON-FRI *)"',
      },
      {
        code: "GROUP_SCHEDULE_FORM",
        path: at("web", "schedules.once.at"),
        message: "A group of servers changes its limits again and again, by minute, hour, day, month and weekday.",
        found: '"cron(0 8 24 12 ? 2026)"',
        expected: "cron(…) with * as the year, and without L, W and #",
        fix: 'use "cron(0 8 24 12 ? *)"',
      },
      {
        code: "GROUP_SCHEDULE_FORM",
        path: at("web", "schedules.last.at"),
        message: "A group of servers changes its limits again and again, by minute, hour, day, month and weekday.",
        found: '"cron(0 8 ? * 6L *)"',
        expected: "cron(…) with * as the year, and without L, W and #",
        fix: 'for example "cron(0 8 ? * MON-FRI *)"',
      },
      {
        code: "SCHEDULE_INVALID",
        path: at("web", "schedules.wrong.at"),
        message: "This is not a schedule.",
        found: '"0 8 * * 1"',
        expected: "cron(minute hour day-of-month month day-of-week year), rate(value unit) or at(yyyy-mm-ddThh:mm:ss)",
        fix: 'use "cron(0 8 ? * MON *)"',
      },
      {
        code: "SCALE_MIN_ABOVE_MAX",
        path: at("web", "schedules.wrong.min"),
        message: "The least number of servers is above the greatest.",
        found: "min 3, max 2",
        expected: "min that is at most max",
        fix: "set min to 2 or less, or max to 3 or more",
      },
      {
        code: "SCALE_SCHEDULE_EMPTY",
        path: at("web", "schedules.idle"),
        message: "The schedule changes nothing.",
        found: "neither min nor max",
        expected: "min, max or both",
        fix: "write the number of servers that it is about",
      },
    ],
    ways: [
      {
        says: [
          'for example "cron(0 8 ? * MON-FRI *)"',
          'use "cron(0 8 24 12 ? *)"',
          'for example "cron(0 8 ? * MON-FRI *)"',
          'use "cron(0 8 ? * MON *)"',
          "set min to 2 or less",
          "write the number of servers",
        ],
        to: () => ({
          schedules: {
            hourly: { at: "cron(0 8 ? * MON-FRI *)", min: 1 },
            once: { at: "cron(0 8 24 12 ? *)", max: 20 },
            last: { at: "cron(0 8 ? * MON-FRI *)", max: 20 },
            wrong: { at: "cron(0 8 ? * MON *)", min: 2, max: 2 },
            idle: { at: "cron(0 8 ? * MON *)", min: 2 },
          },
        }),
      },
    ],
  },
  {
    mistake: "a forecast of requests that nobody counts, too far ahead",
    given: () => ({ predictive: { metric: "requests", target: 1000, aheadSeconds: 3600 } }),
    problems: [
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: at("web", "predictive.aheadSeconds"),
        message: "The number is not one that AWS takes.",
        found: "3600 seconds",
        expected: "a whole number from 0 to 3599",
        fix: "use 3599",
      },
      {
        code: "GROUP_REQUESTS_UNEXPOSED",
        path: at("web", "predictive.metric"),
        message: "Nobody counts the requests: the servers are not behind a load balancer.",
        found: "predictive.metric requests, and no expose",
        expected: "expose beside predictive.metric",
        fix: "add expose and port, or forecast cpu",
      },
    ],
    ways: [
      {
        says: ["use 3599", "add expose and port"],
        to: (stack, around) => ({
          predictive: { metric: "requests", target: 1000, aheadSeconds: 3599 },
          port: 80,
          expose: balancer(stack, around).host("www.example.com", { zone: "none" }),
        }),
      },
      {
        says: ["use 3599", "forecast cpu"],
        to: () => ({ predictive: { metric: "cpu", target: 60, aheadSeconds: 3599 } }),
      },
    ],
  },
  {
    mistake: "a forecast that keeps servers at more than all of their CPU",
    given: () => ({ predictive: { metric: "cpu", target: 600 } }),
    problems: [
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: at("web", "predictive.target"),
        message: "The number is not one that AWS takes.",
        found: "600 percent",
        expected: "a whole number from 1 to 100",
        fix: "use 100",
      },
    ],
    ways: [{ says: "use 100", to: () => ({ predictive: { metric: "cpu", target: 100 } }) }],
  },
];

/** Types of the architecture of the test's group. */
function manyTypes(count: number): readonly string[] {
  const sizes = ["medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
  return ["c6g", "c7g", "m6g", "r6g", "r7g"]
    .flatMap((family) => sizes.map((size) => `${family}.${size}`))
    .slice(0, count);
}

test.each(INSTANCES)("an instance refuses $mistake", ({ given, problems }) => {
  expect(toldOfInstance(given)).toEqual(problems);
});

test.each(GROUPS)("a group of servers refuses $mistake", ({ given, problems }) => {
  expect(toldOfGroup(given)).toEqual(problems);
});

testAdvice(INSTANCES, toldOfInstance);

testAdvice(GROUPS, toldOfGroup);
