import type { Level } from "../../guardrails/rules/rule.types";

/** Levels of the design's rules, of each kind in the order of their numbers from 1 on: E for an error, P for one in production, W a warning. */
const LEVELS: Readonly<Record<string, string>> = {
  NET: "EEEEEEEEEPWWEEEEEEEEEEEPE",
  SG: "EEEEEWEEEEW",
  EC2: "EEEEEPEEPEWWPEP",
  ALB: "EEEPEEEPW",
  CDN: "EPE",
  ECS: "EEEEWEE",
  ECR: "WW",
  EKS: "EPEPEEEEEEEWWPEEEWPWEWPWEW",
  FG: "EEEEEEE",
  SLS: "EEWEEEWEWPE",
  DAT: "EEEPEWEEEE",
  CD: "EPPEWWWE",
  MON: "EWEEWWW",
  SEC: "EWEWWWWEEEPPEWW",
  BAK: "PE",
  IMG: "W",
  IAC: "EEEWEEEPEEEEEWEWWEEWE",
};

const NAMES: Readonly<Record<string, Level>> = { E: "error", P: "production", W: "warning" };

/** The level that the design gives each of its rules. */
export const DESIGN_LEVELS: ReadonlyMap<string, Level> = new Map(
  Object.entries(LEVELS).flatMap(([kind, levels]) =>
    [...levels].map((level, index): [string, Level] => [
      `${kind}-${String(index + 1).padStart(2, "0")}`,
      NAMES[level] ?? "error",
    ]),
  ),
);

/** Ids of all rules of the design. */
export const DESIGN_RULES: readonly string[] = [...DESIGN_LEVELS.keys()];

/** Why a guardrail has another level than the design gives it. */
export const OTHER_LEVELS: Readonly<Record<string, string>> = {
  "NET-09": "What uses an address may be in files that are not judged; AWS takes it, and it is billed.",
  "NET-18": "What uses a gateway may be in files that are not judged, and an unused one harms nobody yet.",
  "SG-11": "AWS Security Hub calls it a high finding (EC2.2).",
  "CDN-03":
    "That there is a web ACL is asked as of load balancers, in production; that its scope is right is WAF-01, an error.",
  "EKS-04":
    "An API that the whole internet reaches is a high finding of AWS Security Hub (EKS.1), in whatever environment.",
  "EKS-13": "AWS Security Hub asks for the audit log too (EKS.8), and what was not written down is not had afterwards.",
  "SLS-02": "No file tells to which number AWS has raised the concurrency of an account.",
  "MON-01":
    "Whom an alarm tells is not known before a team has named its topic; until then the console shows the alarm.",
  "SEC-05": "AWS Security Hub asks for it (IAM.7), and a weak password of production opens all of it.",
};

/** Those that nothing enforces yet, by the system that they are about, which the project does not have. */
export const WITHOUT_SYSTEM: Readonly<Record<string, readonly string[]>> = {};
