import type { Elsewhere } from "./elsewhere.types";

/** What else is enforced of builds, deployments and alarms. */
export const DELIVERY_ELSEWHERE: readonly Elsewhere[] = [
  {
    id: "CD-05",
    title: "Pipelines deploy by CodeDeploy, ECS or Argo CD, and not by SSH from outside.",
    by: [{ guardrails: ["SG-01"] }],
  },
  {
    id: "CD-07",
    title: "The role of a CI host is limited to what it uses.",
    by: [{ guardrails: ["SEC-01", "SEC-16", "SEC-17"] }],
  },
  {
    id: "MON-07",
    title: "Alarms are about metrics, which metric filters make of logs.",
    by: [{ form: "An alarm names a metric, and a subscription filter makes none." }],
  },
];
