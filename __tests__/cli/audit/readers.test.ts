import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCheckov } from "../../../cli/audit/read-checkov";
import { readProwler } from "../../../cli/audit/read-prowler";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { testAdvice } from "../../support/followed-advice";

const recorded = (name: string) => readFileSync(join(__dirname, "recorded", name), "utf8");
const PROWLER = recorded("prowler.ocsf.json");
const CHECKOV = recorded("checkov.json");
const READERS = { prowler: readProwler, checkov: readCheckov } as const;

interface Written {
  readonly scanner: keyof typeof READERS;
  readonly text: string;
}

function problemsOf({ scanner, text }: Written): readonly Problem[] {
  try {
    READERS[scanner](text);
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  return [];
}

test("of prowler's findings those that pass and fail are read, and those for people to check are not", () => {
  expect(readProwler(PROWLER).map(({ check, isPassed, severity }) => [check, isPassed, severity])).toEqual([
    ["elbv2_ssl_listeners", false, "medium"],
    ["s3_bucket_kms_encryption", false, "medium"],
    ["s3_bucket_secure_transport_policy", true, "medium"],
    ["ec2_ebs_default_encryption", false, "high"],
    ["eks_cluster_deletion_protection_enabled", false, "high"],
    ["ec2_ebs_volume_snapshots_exists", false, "high"],
  ]);
  expect(JSON.parse(PROWLER)).toHaveLength(7);
});

test("a finding of prowler's has its resource and its words", () => {
  expect(readProwler(PROWLER)[0]).toEqual({
    scanner: "prowler",
    check: "elbv2_ssl_listeners",
    title: "ELBv2 Application Load Balancer listeners use HTTPS or redirect HTTP to HTTPS",
    isPassed: false,
    severity: "medium",
    resource:
      "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:loadbalancer/app/groundplan-sandbox-edge-edge/99d41125cfff013b",
    detail: "ELBv2 ALB groundplan-sandbox-edge-edge has non-encrypted listeners.",
  });
});

test("checkov's passed and failed checks are read, with stack and address", () => {
  const results = readCheckov(CHECKOV);
  expect(results.map(({ check, isPassed, resource }) => [check, isPassed, resource])).toEqual([
    ["CKV_AWS_41", true, "sandbox-state/provider.aws"],
    ["CKV_AWS_93", true, "sandbox-state/resource.storage_bucket_463404FD"],
    ["CKV2_AWS_62", false, "sandbox-state/aws_s3_bucket.storage_bucket_463404FD"],
    ["CKV_AWS_18", false, "sandbox-state/aws_s3_bucket.storage_bucket_463404FD"],
    ["CKV_AWS_145", false, "sandbox-state/aws_s3_bucket.storage_bucket_463404FD"],
  ]);
  expect(new Set(results.map(({ severity }) => severity))).toEqual(new Set(["medium"]));
});

test("several runs of checkov are read as one", () => {
  expect(readCheckov(`[${CHECKOV}, ${CHECKOV}]`)).toHaveLength(10);
});

const failed = (scanner: "prowler" | "checkov", version: string, found: string) => ({
  code: "AUDIT_SCANNER_FAILED",
  path: `audit › ${scanner}`,
  message: "The scanner came to no result that can be read.",
  found,
  expected: "its findings as JSON",
  fix: `install the version that the answers are for: pipx install --force ${scanner}==${version}`,
});
const UNREAD = JSON.stringify({ ...JSON.parse(CHECKOV), summary: { parsing_errors: 2 } });

const MISTAKES = (
  [
    ["prowler", "5.46.0", "", "nothing"],
    ["prowler", "5.46.0", "Traceback", "no JSON"],
    ["prowler", "5.46.0", "{}", "no list of findings"],
    ["checkov", "3.3.30", "", "nothing"],
    ["checkov", "3.3.30", '{"passed": 0, "failed": 0}', "no lists of passed and failed checks"],
    ["checkov", "3.3.30", UNREAD, "2 files that it could not read"],
  ] as const
).map(([scanner, version, text, found]) => ({
  mistake: `${found} of ${scanner}`,
  written: { scanner, text },
  problems: [failed(scanner, version, found)],
  ways: [
    {
      says: "install the version that the answers are for",
      to: { scanner, text: scanner === "prowler" ? PROWLER : CHECKOV },
    },
  ],
}));

test.each(MISTAKES)("$mistake is told", ({ written, problems }) => {
  expect(problemsOf(written)).toEqual(problems);
});

testAdvice<Written>(MISTAKES, problemsOf);
