/** How many rules the design has of each kind; their ids are numbered from 1. */
const COUNTS: Readonly<Record<string, number>> = {
  NET: 25,
  SG: 11,
  EC2: 15,
  ALB: 9,
  CDN: 3,
  ECS: 7,
  ECR: 2,
  EKS: 26,
  FG: 7,
  SLS: 11,
  DAT: 10,
  CD: 8,
  MON: 7,
  SEC: 15,
  BAK: 2,
  IMG: 1,
  IAC: 21,
};

/** Ids of all rules of the design. */
export const DESIGN_RULES: readonly string[] = Object.entries(COUNTS).flatMap(([kind, count]) =>
  Array.from({ length: count }, (_, index) => `${kind}-${String(index + 1).padStart(2, "0")}`),
);

/** Those that nothing enforces yet, by the system that they are about, which the project does not have. */
export const WITHOUT_SYSTEM: Readonly<Record<string, readonly string[]>> = {
  OpenVPN: ["EC2-10"],
  "CI/CD and monitoring": ["CD-01"],
  "accounts and detection": ["SEC-04", "SEC-15"],
};
