import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { TODAY_CONTEXT } from "../../../../constructs/core/versions/today";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack, testEnvironment } from "../../../support/synth";
import { TIERS } from "../../access/support";
import { type ClusterCase, expectCase, expectClusterProblems, testCluster, toldClusters } from "./support";

const TIERS_OF_TEST = "web (public), app (private), data (isolated)";
const USABLE = "1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37";

const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** The private tier in these zones. */
const inZones = (...zones: string[]) => ({
  ...TIERS.private,
  subnets: zones.map((zone) => ({ zone, subnetId: `subnet-${zone}`, cidr: "10.0.0.0/24" })),
});

const CASES: readonly ClusterCase[] = [
  {
    name: "a version with a patch, as kubectl shows it",
    props: { version: "v1.35.2" },
    problems: [
      {
        property: "version",
        code: "EKS_VERSION_UNKNOWN",
        message: "EKS has no Kubernetes version of this name, as far as is known here.",
        found: '"v1.35.2"',
        expected: `one of ${USABLE} (as of 2026-11-20)`,
        fix: 'write "1.35": EKS chooses the patch itself',
      },
    ],
  },
  {
    name: "a version that nobody knows yet",
    props: { version: "1.99" },
    problems: [
      {
        property: "version",
        code: "EKS_VERSION_UNKNOWN",
        message: "EKS has no Kubernetes version of this name, as far as is known here.",
        found: '"1.99"',
        expected: `one of ${USABLE} (as of 2026-11-20)`,
        fix: 'use "1.37"; a newer one has to be entered into KUBERNETES_VERSIONS first',
      },
    ],
  },
  {
    name: "a public tier",
    props: { tier: "web" },
    problems: [
      {
        property: "tier",
        code: "EKS_TIER_PUBLIC",
        message: "Control plane and nodes belong into private tiers, where nothing on the internet can reach them.",
        found: 'public tier "web"',
        expected: "a private or isolated tier",
        fix: "use app or data",
      },
    ],
  },
  {
    name: "a tier that the network does not have",
    props: { tier: "nodes" },
    problems: [
      {
        property: "tier",
        code: "EKS_TIER_UNKNOWN",
        message: "The network has no tier of this name.",
        found: '"nodes"',
        expected: `one of ${TIERS_OF_TEST}`,
        fix: "name the tier: app or data",
      },
    ],
    ways: [{ says: "name the tier: app", to: { props: { tier: "app" } } }],
  },
  {
    name: "a network without a private tier",
    props: {},
    network: { tiers: [TIERS.public] },
    problems: [
      {
        property: "tier",
        code: "EKS_PRIVATE_TIER_MISSING",
        message: "The network has no private tier.",
        found: "web (public)",
        expected: "a private tier, or the name of another one",
        fix: "add a private tier to the network",
      },
    ],
  },
  {
    name: "a tier in one zone",
    props: {},
    network: { tiers: [{ ...TIERS.private, subnets: TIERS.private.subnets.slice(0, 1) }] },
    problems: [
      {
        property: "tier",
        code: "EKS_TIER_ONE_ZONE",
        message: "EKS makes a cluster only over two zones or more.",
        found: 'tier "app" in zone a',
        expected: "subnets in two zones or more",
        fix: "add a zone to the network; the addresses of the others stay as they are",
      },
    ],
    ways: [{ says: "add a zone to the network", to: { network: { tiers: [TIERS.private] } } }],
  },
  {
    name: "one of two zones",
    props: { zones: ["a"] },
    problems: [
      {
        property: "tier",
        code: "EKS_TIER_ONE_ZONE",
        message: "EKS makes a cluster only over two zones or more.",
        found: 'tier "app" in zone a',
        expected: "subnets in two zones or more",
        fix: "set zones to two or more of a, b",
      },
    ],
    ways: [{ says: "set zones to two or more of a, b", to: { props: { zones: ["a", "b"] } } }],
  },
  {
    name: "a zone without control planes among others",
    props: {},
    network: { tiers: [inZones("use1-az1", "use1-az2", "use1-az3")] },
    problems: [
      {
        property: "tier",
        code: "EKS_ZONE_WITHOUT_CONTROL_PLANE",
        message: "AWS puts no control plane into this zone.",
        found: 'tier "app" in use1-az3',
        expected: "none of use1-az3, usw1-az2, cac1-az3",
        fix: "set zones to two or more of use1-az1, use1-az2",
      },
    ],
    ways: [
      { says: "set zones to two or more of use1-az1, use1-az2", to: { props: { zones: ["use1-az1", "use1-az2"] } } },
    ],
  },
  {
    name: "a zone without control planes",
    props: {},
    network: { tiers: [inZones("use1-az1", "use1-az3")] },
    problems: [
      {
        property: "tier",
        code: "EKS_ZONE_WITHOUT_CONTROL_PLANE",
        message: "AWS puts no control plane into this zone.",
        found: 'tier "app" in use1-az3',
        expected: "none of use1-az3, usw1-az2, cac1-az3",
        fix: "use another zone of the region in the network",
      },
    ],
    ways: [
      {
        says: "use another zone of the region in the network",
        to: { network: { tiers: [inZones("use1-az1", "use1-az2")] } },
      },
    ],
  },
  {
    name: "a log that there is not, kept for a time that there is not",
    props: { logging: { types: ["audit", "apiserver"], retentionDays: 100 } },
    problems: [
      {
        property: "logging.retentionDays",
        code: "LOG_RETENTION_INVALID",
        message: "CloudWatch Logs does not know this retention time.",
        found: "100 days",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "use 120",
      },
      {
        property: "logging.types",
        code: "EKS_LOG_TYPE_UNKNOWN",
        message: "The control plane has no log of this type.",
        found: '"apiserver"',
        expected: "some of api, audit, authenticator, controllerManager, scheduler",
        fix: "use audit to know who did what, authenticator to know who was let in",
      },
    ],
    ways: [
      {
        says: ["use 120", "use audit to know who did what"],
        to: { props: { logging: { types: ["audit", "authenticator"], retentionDays: 120 } } },
      },
    ],
  },
  {
    name: "no audit log in a protected environment",
    protect: true,
    props: { logging: { types: ["api"] } },
    problems: [
      {
        property: "logging.types",
        code: "EKS_AUDIT_LOG_MISSING",
        message: "A protected environment keeps the audit log, without which nobody can tell who did what.",
        found: "api",
        expected: "audit among the types, because sandbox is protected",
        fix: "add audit, or leave logging.types out",
      },
    ],
  },
  {
    name: "an alias for a key",
    props: { secretsKeyArn: "arn:aws:kms:ap-northeast-2:111111111111:alias/secrets" },
    problems: [
      {
        property: "secretsKeyArn",
        code: "EKS_SECRETS_KEY_INVALID",
        message: "This is not the ARN of a KMS key.",
        found: '"arn:aws:kms:ap-northeast-2:111111111111:alias/secrets"',
        expected:
          "an ARN such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-…; an alias can move to another key",
        fix: "take the key's own ARN, or leave secretsKeyArn out and a key is made",
      },
    ],
    ways: [
      { says: "take the key's own ARN", to: { props: { secretsKeyArn: KEY } } },
      { says: "or leave secretsKeyArn out", to: { props: {} } },
    ],
  },
  {
    name: "a key of another region",
    props: { secretsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
    problems: [
      {
        property: "secretsKeyArn",
        code: "EKS_SECRETS_KEY_REGION",
        message: "A cluster's secrets are encrypted by a key of the cluster's own region.",
        found: "a key in eu-west-1",
        expected: "a key in ap-northeast-2",
        fix: "use a key of this region, or leave secretsKeyArn out and a key is made",
      },
    ],
    ways: [
      { says: "use a key of this region", to: { props: { secretsKeyArn: KEY } } },
      { says: "or leave secretsKeyArn out", to: { props: {} } },
    ],
  },
  {
    name: "the name of a security group in the place of its id",
    props: { securityGroupIds: ["sg-0123456789abcdef0", "control-plane"] },
    problems: [
      {
        property: "securityGroupIds[1]",
        code: "SECURITY_GROUP_ID_INVALID",
        message: "This is not the id of a security group.",
        found: "control-plane",
        expected: "sg- and hexadecimal digits, such as sg-0123456789abcdef0",
        fix: "take the id from a contract, or from the EC2 console; a name is not enough",
      },
    ],
    ways: [{ says: "take the id from a contract", to: { props: { securityGroupIds: ["sg-0123456789abcdef0"] } } }],
  },
  {
    name: "a name with a character that AWS refuses",
    props: { name: "batch_jobs" },
    problems: [
      {
        property: "name",
        code: "EKS_CLUSTER_NAME_INVALID",
        message: "A cluster cannot have a name with this last part.",
        found: '"batch_jobs" (10 characters)',
        expected: "1 to 81 of A-Z, a-z, 0-9 and -, starting and ending with a letter or a digit",
        fix: 'name it by what it is for, for example "batch"',
      },
    ],
    ways: [{ says: 'for example "batch"', to: { props: { name: "batch" } } }],
  },
];

describe("a cluster is refused for", () => {
  test.each(CASES)("$name", expectCase);

  test("a version that EKS no longer has, on the day that the app is told", () => {
    const app = Testing.app();
    app.node.setContext(TODAY_CONTEXT, "2027-08-01");
    const stack = new EnvironmentStack(app, "eks", testEnvironment());
    expectClusterProblems(
      () => testCluster(stack, { version: "1.33" }),
      [
        {
          property: "version",
          code: "EKS_VERSION_UNSUPPORTED",
          message:
            "EKS no longer supports this Kubernetes version: no cluster is made with it, and AWS upgrades those that there are.",
          found: '"1.33", supported until 2027-07-29',
          expected: "one of 1.34, 1.35, 1.36, 1.37",
          fix: 'use "1.37" for a new cluster; raise an existing one by one minor version at a time, "1.34" first',
        },
      ],
    );
  });

  test("what is wrong with it and with its add-ons, at once", () => {
    const props = { admins: [], addons: { coredns: { replicas: 1 } }, tier: "web" };
    const found = problemsOf(() => synthStack((stack) => void testCluster(stack, props)));
    expect(found.map(({ code }) => code)).toEqual(["NUMBER_OUT_OF_RANGE", "EKS_TIER_PUBLIC", "EKS_ADMIN_MISSING"]);
  });
});

testAdvice(toldClusters(CASES), problemsIfAny);
