import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Audit, isGrave, type ScannerResult } from "../../../cli/audit/audit.types";
import { auditJson } from "../../../cli/audit/audit-json";
import { auditPage } from "../../../cli/audit/audit-page";
import { auditTable } from "../../../cli/audit/audit-table";
import { DeployedResources } from "../../../cli/audit/deployed-resources";
import { readCheckov } from "../../../cli/audit/read-checkov";
import { readProwler } from "../../../cli/audit/read-prowler";
import { auditOf } from "../../../cli/audit/report";
import type { Problem } from "../../../constructs/core/errors";
import { testAdvice } from "../../support/followed-advice";
import { deployedStack } from "./deployed-stack";

const recorded = (name: string) => readFileSync(join(__dirname, "recorded", name), "utf8");

const RESOURCES = new DeployedResources([
  deployedStack("sandbox-state", {
    "aws_s3_bucket.storage_bucket_463404FD": {
      path: "storage/bucket/bucket",
      instances: [
        {
          id: "groundplan-sandbox-state-111111111111-ap-northeast-2",
          arn: "arn:aws:s3:::groundplan-sandbox-state-111111111111-ap-northeast-2",
        },
      ],
    },
  }),
  deployedStack("sandbox-edge", {
    "aws_lb.load-balancer_30A23327": {
      path: "load-balancer/load-balancer",
      instances: [
        {
          id: "99d41125cfff013b",
          arn: "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:loadbalancer/app/groundplan-sandbox-edge-edge/99d41125cfff013b",
        },
      ],
    },
  }),
]);

/** A check of the bucket that nobody has answered. */
const NEW: ScannerResult = {
  scanner: "prowler",
  check: "s3_bucket_new_check",
  title: "S3 bucket has <something> new",
  isPassed: false,
  severity: "high",
  resource: "arn:aws:s3:::groundplan-sandbox-state-111111111111-ap-northeast-2",
  detail: "S3 Bucket groundplan-sandbox-state has nothing new.",
  requirements: { "CIS-3.0": ["2.1.1", "2.1.10"] },
};

function auditWith(more: readonly ScannerResult[] = [], frameworks: readonly string[] = []): Audit {
  const results = [...readCheckov(recorded("checkov.json")), ...readProwler(recorded("prowler.ocsf.json")), ...more];
  return auditOf({
    environment: "sandbox",
    about: "as it was deployed to an emulator that held nothing else",
    scanners: [{ scanner: "checkov", version: "3.3.30" }, { scanner: "prowler" }],
    results,
    resources: RESOURCES,
    frameworks,
    unanswered: ["ListRules of waf"],
  });
}

test("parts what is open, what is answered, and what no stack has made", () => {
  const { findings, scanners } = auditWith([NEW]);
  expect(findings.map(({ status, check, place }) => [status, check, place])).toEqual([
    ["open", "s3_bucket_new_check", "sandbox-state/storage/bucket/bucket"],
    ["answered", "CKV2_AWS_62", "sandbox-state/storage/bucket/bucket"],
    ["answered", "CKV_AWS_145", "sandbox-state/storage/bucket/bucket"],
    ["answered", "CKV_AWS_18", "sandbox-state/storage/bucket/bucket"],
    ["answered", "elbv2_ssl_listeners", "sandbox-edge/load-balancer/load-balancer"],
    ["answered", "s3_bucket_kms_encryption", "sandbox-state/storage/bucket/bucket"],
    ["account", "ec2_ebs_default_encryption", "arn:aws:ec2:ap-northeast-2:111111111111:volume"],
    [
      "account",
      "ec2_ebs_volume_snapshots_exists",
      "arn:aws:ec2:ap-northeast-2:111111111111:volume/vol-5cb245e8a7c5fc442",
    ],
    [
      "account",
      "eks_cluster_deletion_protection_enabled",
      "arn:aws:eks:ap-northeast-2:111111111111:cluster/groundplan-sandbox",
    ],
  ]);
  expect(scanners.map(({ passed }) => passed)).toEqual([2, 1]);
});

test.each([
  ["critical", true],
  ["high", true],
  ["medium", true],
  ["low", false],
  ["informational", false],
] as const)("an open finding that is %s makes an audit fail: %s", (severity, expected) => {
  expect(auditWith([{ ...NEW, severity }]).findings.some(isGrave)).toBe(expected);
});

test("answered findings and those of the account make no audit fail", () => {
  expect(auditWith().findings.some(isGrave)).toBe(false);
});

test("a requirement is failed by an open finding, else left to the account, else answered, else passed", () => {
  expect(auditWith([NEW], ["cis_3.0_aws", "fsbp"]).frameworks).toEqual([
    {
      name: "AWS-Foundational-Security-Best-Practices",
      passed: ["S3.5"],
      answered: ["ELB.1", "S3.17"],
      failed: [],
      account: ["EC2.7"],
    },
    { name: "CIS-3.0", passed: [], answered: [], failed: ["2.1.1", "2.1.10"], account: [] },
  ]);
  expect(auditWith([], ["CIS-3.0"]).frameworks).toEqual([
    { name: "CIS-3.0", passed: ["2.1.1"], answered: [], failed: [], account: [] },
  ]);
});

test.each([
  ["pci", ["PCI-3.2.1", "PCI-4.0"]],
  ["pci_4.0_aws", ["PCI-4.0"]],
  ["isms-p", ["KISA-ISMS-P-2023"]],
  ["kisa_isms_p_2023_aws", ["KISA-ISMS-P-2023"]],
  ["AWS-Foundational-Security-Best-Practices", ["AWS-Foundational-Security-Best-Practices"]],
])("%s names %j", (name, expected) => {
  expect(auditWith([], [name]).frameworks.map((one) => one.name)).toEqual(expected);
});

const problemsOf = (frameworks: readonly string[]): readonly Problem[] => auditWith([], frameworks).problems;

const KNOWN = "AWS-Foundational-Security-Best-Practices, CIS-3.0, KISA-ISMS-P-2023, PCI-3.2.1, PCI-4.0";
const unknown = (found: string, fix: string): Problem => ({
  code: "AUDIT_FRAMEWORK_UNKNOWN",
  path: "command line › --framework",
  message: "No check that ran belongs to such a framework.",
  found,
  expected: `one of ${KNOWN}`,
  fix,
});

const MISTAKES: readonly {
  mistake: string;
  frameworks: readonly string[];
  problems: readonly Problem[];
  ways: readonly { readonly says: string; readonly to: readonly string[] }[];
}[] = [
  {
    mistake: "a framework that is misspelt",
    frameworks: ["CSI-3.0"],
    problems: [unknown("CSI-3.0", "write --framework CIS-3.0, or leave it out")],
    ways: [
      { says: "write --framework CIS-3.0", to: ["CIS-3.0"] },
      { says: "or leave it out", to: [] },
    ],
  },
  {
    mistake: "a framework that nobody knows",
    frameworks: ["our-own-framework"],
    problems: [unknown("our-own-framework", "leave --framework out")],
    ways: [{ says: "leave --framework out", to: [] }],
  },
];

test.each(MISTAKES)("$mistake is told", ({ frameworks, problems }) => {
  expect(problemsOf(frameworks)).toEqual(problems);
});

testAdvice(MISTAKES, problemsOf);

test("a framework without prowler is told", () => {
  const audit = auditOf({
    environment: "sandbox",
    about: "",
    scanners: [],
    results: readCheckov(recorded("checkov.json")),
    resources: RESOURCES,
    frameworks: ["cis_3.0_aws"],
    unanswered: [],
  });
  expect(audit.problems.map(({ expected }) => expected)).toEqual([
    "prowler among the scanners, which knows frameworks",
  ]);
});

test("is printed as a table", () => {
  expect(
    auditTable(auditWith([NEW, { ...NEW, check: "s3_bucket_other", severity: "low" }], ["cis_3.0_aws"])),
  ).toMatchInlineSnapshot(`
    "high  s3_bucket_new_check: S3 bucket has <something> new
      sandbox-state/storage/bucket/bucket: S3 Bucket groundplan-sandbox-state has nothing new.
    low  s3_bucket_other: S3 bucket has <something> new
      sandbox-state/storage/bucket/bucket: S3 Bucket groundplan-sandbox-state has nothing new.

    Answered:
      CKV2_AWS_62 (1): Nobody waits for it.
      CKV_AWS_145 (1): S3 encrypts every object with its own keys. Log delivery of load balancers
        takes no others (Elastic Load Balancing User Guide, "Access logs for your Application Load
        Balancer"); other buckets get a key by \`ownKey\`, \`keyArn\` or \`key\`.
      CKV_AWS_18 (1): The buckets are those of states and of access logs. Who reads and writes objects
        is recorded by data events of CloudTrail, which is the account's to decide.
      elbv2_ssl_listeners (1): They do wherever there is a domain. A sandbox without one says so, with
        a reason (\`plainHttp\`).
      s3_bucket_kms_encryption (1): S3 encrypts every object with its own keys. Log delivery of load
        balancers takes no others (Elastic Load Balancing User Guide, "Access logs for your Application
        Load Balancer"); other buckets get a key by \`ownKey\`, \`keyArn\` or \`key\`.

    framework  passed  answered  failed  of the account
    CIS-3.0    0       0         2       0

    checkov 3.3.30: 2 checks of our resources passed
    prowler is not on the PATH, and did not run: pipx install prowler==5.46.0
    The emulator could not answer 1 kinds of requests; what checks say of these means nothing.
    sandbox: 2 open (1 medium or graver), 5 answered, 3 of the account (3 high)
    "
  `);
});

test("is JSON, with the reason of each answer", () => {
  const json = JSON.parse(auditJson(auditWith([NEW], ["fsbp"])));
  expect(json.counts).toEqual({ open: 1, grave: 1, answered: 5, account: 3 });
  expect(json.findings[4]).toEqual({
    scanner: "prowler",
    check: "elbv2_ssl_listeners",
    title: "ELBv2 Application Load Balancer listeners use HTTPS or redirect HTTP to HTTPS",
    severity: "medium",
    status: "answered",
    place: "sandbox-edge/load-balancer/load-balancer",
    address: "aws_lb.load-balancer_30A23327",
    resource:
      "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:loadbalancer/app/groundplan-sandbox-edge-edge/99d41125cfff013b",
    detail: "ELBv2 ALB groundplan-sandbox-edge-edge has non-encrypted listeners.",
    answer: {
      reason: "They do wherever there is a domain. A sandbox without one says so, with a reason (`plainHttp`).",
      rule: "ALB-03",
    },
  });
});

test("is a page in which nothing that a scanner says is markup", () => {
  const page = auditPage(auditWith([NEW], ["fsbp"]));
  expect(page).toContain("S3 bucket has &#60;something&#62; new");
  expect(page).not.toContain("<something>");
  for (const heading of ["Open", "Answered", "Frameworks", "Of the account", "How it was audited"]) {
    expect(page).toContain(`>${heading}</h2>`);
  }
  expect(page).toContain('<p class="verdict asked">');
  expect(auditPage(auditWith())).toContain('<p class="verdict free">');
});
