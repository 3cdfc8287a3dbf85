import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Audit, isGrave, type ScannerResult } from "../../../cli/audit/audit.types";
import { auditJson } from "../../../cli/audit/audit-json";
import { auditPage } from "../../../cli/audit/audit-page";
import { auditTable } from "../../../cli/audit/audit-table";
import { DeployedResources } from "../../../cli/audit/deployed-resources";
import { type Framework, readFrameworks } from "../../../cli/audit/frameworks";
import { readCheckov } from "../../../cli/audit/read-checkov";
import { readProwler } from "../../../cli/audit/read-prowler";
import { auditOf } from "../../../cli/audit/report";
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
};

const FRAMEWORKS = readFrameworks(recorded("frameworks.txt"), [
  "cis_4.0_aws",
  "cis_controls_8.1",
  "aws_foundational_security_best_practices_aws",
]);

function auditWith(more: readonly ScannerResult[] = [], frameworks: readonly Framework[] = []): Audit {
  const results = [...readCheckov(recorded("checkov.json")), ...readProwler(recorded("prowler.ocsf.json")), ...more];
  return auditOf({
    environment: "sandbox",
    about: "as it was deployed to an emulator that held nothing else",
    scanners: [
      { scanner: "checkov", version: "3.3.30", answersFor: "3.3.30" },
      { scanner: "prowler", version: undefined, answersFor: "5.46.0" },
    ],
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

/** Status and checks of each requirement, by framework and id. */
function statuses(audit: Audit): Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> {
  return Object.fromEntries(
    audit.frameworks.map(({ title, requirements }) => [
      title,
      Object.fromEntries(requirements.map(({ id, status, checks }) => [id, [status, ...checks]])),
    ]),
  );
}

test("a requirement is failed by an open finding, else left to the account, else answered, else passed; of some there is nothing to judge, and of some no check", () => {
  expect(statuses(auditWith([], FRAMEWORKS))).toEqual({
    "CIS 4.0.1": { "1.1": ["empty"], "2.1.1": ["passed"], "2.1.2": ["empty"] },
    "CIS-Controls 8.1": { "1.1": ["empty"], "1.2": ["unjudged"] },
    "AWS-Foundational-Security-Best-Practices": {
      "ACM.1": ["empty"],
      "APIGateway.1": ["empty"],
      "EC2.7": ["account", "ec2_ebs_default_encryption"],
      "ELB.1": ["answered", "elbv2_ssl_listeners"],
      "S3.5": ["passed"],
      "S3.17": ["answered", "s3_bucket_kms_encryption"],
    },
  });
});

test("an open finding fails the requirement that its check belongs to, where others of the check pass too", () => {
  const open = { ...NEW, check: "acm_certificates_expiration_check" };
  const { "AWS-Foundational-Security-Best-Practices": fsbp } = statuses(
    auditWith([open, { ...open, isPassed: true }], FRAMEWORKS),
  );
  expect(fsbp?.["ACM.1"]).toEqual(["failed", "acm_certificates_expiration_check"]);
});

test("is printed as a table", () => {
  expect(
    auditTable(auditWith([NEW, { ...NEW, check: "s3_bucket_other", severity: "low" }], FRAMEWORKS)),
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

    framework                                     failed  answered  passed  account  empty  not judged
    cis_4.0_aws                                   0       0         1       0        2      0
    cis_controls_8.1                              0       0         0       0        1      1
    aws_foundational_security_best_practices_aws  0       2         1       1        2      0

    AWS-Foundational-Security-Best-Practices:
      answered: ELB.1, S3.17

    checkov 3.3.30: 2 checks of our resources passed
    prowler is not on the PATH, and did not run: pipx install prowler==5.46.0
    The emulator could not answer 1 kind of requests; what checks say of these means nothing.
    sandbox: 2 open (1 medium or graver), 5 answered, 3 of the account (3 high)
    "
  `);
});

test("is JSON, with the reason of each answer", () => {
  const json = JSON.parse(auditJson(auditWith([NEW], FRAMEWORKS)));
  expect(json.counts).toEqual({ open: 1, grave: 1, answered: 5, account: 3 });
  expect(json.frameworks[2].requirements[3]).toEqual({
    id: "ELB.1",
    description: "Listeners redirect HTTP to HTTPS.",
    status: "answered",
    checks: ["elbv2_ssl_listeners"],
  });
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
  const page = auditPage(auditWith([NEW], FRAMEWORKS));
  expect(page).toContain("S3 bucket has &#60;something&#62; new");
  expect(page).not.toContain("<something>");
  for (const heading of ["Open", "Answered", "Frameworks", "Of the account", "How it was audited"]) {
    expect(page).toContain(`>${heading}</h2>`);
  }
  expect(page).toContain(
    "<tr><td>answered</td><td><code>ELB.1</code> <small>Listeners redirect HTTP to HTTPS.</small></td><td><code>elbv2_ssl_listeners</code></td></tr>",
  );
  expect(page).toContain('<p class="verdict asked">');
  expect(auditPage(auditWith())).toContain('<p class="verdict free">');
});
