import type { Answer } from "../../guardrails/answers/answer.types";
import { CHECKOV_ANSWERS } from "../../guardrails/answers/checkov";
import { PROWLER_ANSWERS } from "../../guardrails/answers/prowler";
import {
  type Audit,
  type AuditFinding,
  type FindingStatus,
  type Scanner,
  type ScannerResult,
  type ScannerRun,
  SEVERITIES,
} from "./audit.types";
import type { DeployedResource, DeployedResources } from "./deployed-resources";
import { frameworkSum, type JudgedResult } from "./framework-sum";
import type { Framework } from "./frameworks";

const ANSWERS: Readonly<Record<Scanner, readonly Answer[]>> = { prowler: PROWLER_ANSWERS, checkov: CHECKOV_ANSWERS };

/** What an audit is made of. */
export interface AuditInput {
  readonly environment: string;
  readonly about: string;
  readonly scanners: readonly Omit<ScannerRun, "passed">[];
  readonly results: readonly ScannerResult[];
  readonly resources: DeployedResources;
  /** Frameworks that were asked for. */
  readonly frameworks: readonly Framework[];
  readonly unanswered: readonly string[];
}

/** Parts what scanners found: into what is open, what is answered, and what is not of our stacks. */
export function auditOf(input: AuditInput): Audit {
  const { environment, about, scanners, results, resources, frameworks, unanswered } = input;
  const judged = results.map((result) => judge(result, resources));
  return {
    environment,
    about,
    scanners: scanners.map((one) => ({
      ...one,
      passed: judged.filter(({ result, status }) => result.scanner === one.scanner && status === "passed").length,
    })),
    findings: judged.flatMap(findingOf).sort(byGravity),
    frameworks: frameworks.map((one) => frameworkSum(one, judged)),
    unanswered,
  };
}

interface Judged extends JudgedResult {
  readonly resource?: DeployedResource;
  readonly answer?: Answer;
}

function judge(result: ScannerResult, resources: DeployedResources): Judged {
  const resource = resourceOf(result, resources);
  if (!resource) return { result, status: result.isPassed ? "account passed" : "account" };
  if (result.isPassed) return { result, status: "passed", resource };
  const answer = ANSWERS[result.scanner].find(({ check }) => check === result.check);
  return answer ? { result, status: "answered", resource, answer } : { result, status: "open", resource };
}

function resourceOf({ scanner, resource }: ScannerResult, resources: DeployedResources): DeployedResource | undefined {
  if (scanner === "prowler") return resources.find(resource);
  const [stack = "", address = ""] = resource.split("/");
  return resources.at(stack, address);
}

function findingOf({ result, status, resource, answer }: Judged): AuditFinding[] {
  if (status === "passed" || status === "account passed") return [];
  const { scanner, check, title, severity, detail } = result;
  const place = resource?.place ?? result.resource;
  const more = { ...(resource ? { address: resource.address } : {}), ...(answer ? { answer } : {}) };
  return [{ scanner, check, title, severity, status, place, resource: result.resource, detail, ...more }];
}

const STATUSES: readonly FindingStatus[] = ["open", "answered", "account"];

function byGravity(a: AuditFinding, b: AuditFinding): number {
  return (
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compare(a.check, b.check) ||
    compare(a.place, b.place) ||
    compare(a.resource, b.resource)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
