import type { RULE_AREAS } from "../../../guardrails/rules";
import type { CasesOf } from "../rule-cases";
import { BUCKET_CASES } from "./buckets";
import { CONTAINER_CASES } from "./containers";
import { DATA_STORE_CASES } from "./data-stores";
import { DELIVERY_CASES } from "./delivery";
import { DETECTION_CASES } from "./detection";
import { EDGE_CASES } from "./edge";
import { ENTRY_CASES } from "./entry";
import { IDENTITY_CASES } from "./identities-and-keys";
import { KUBERNETES_CASES } from "./kubernetes";
import { MONITORING_CASES } from "./monitoring";
import { NETWORK_CASES } from "./networks";
import { PERMISSION_CASES } from "./permissions";
import { PRACTICE_CASES } from "./practice";
import { REACH_CASES } from "./reach";
import { REQUEST_CASES } from "./requests";
import { RESOURCE_POLICY_CASES } from "./resource-policies";
import { SECURITY_GROUP_CASES } from "./security-groups";
import { SERVERLESS_CASES } from "./serverless";
import { SERVER_CASES } from "./servers";
import { TASK_CASES } from "./tasks";

type Areas = typeof RULE_AREAS;

/** Cases of every rule, by area. Rules of your own have theirs here too. */
export const CASES: { readonly [Area in keyof Areas]: CasesOf<Areas[Area]> } = {
  Networks: NETWORK_CASES,
  "Security groups": SECURITY_GROUP_CASES,
  Servers: SERVER_CASES,
  "Load balancers and distributions": { ...ENTRY_CASES, ...EDGE_CASES, ...REQUEST_CASES },
  Containers: { ...CONTAINER_CASES, ...TASK_CASES },
  Kubernetes: KUBERNETES_CASES,
  "Data stores": DATA_STORE_CASES,
  Serverless: SERVERLESS_CASES,
  Buckets: BUCKET_CASES,
  Permissions: { ...PERMISSION_CASES, ...REACH_CASES },
  "Policies of resources": RESOURCE_POLICY_CASES,
  "Identities, keys and secrets": IDENTITY_CASES,
  "Detection, backups and images": DETECTION_CASES,
  "Logs and alarms": MONITORING_CASES,
  "Builds and deployments": DELIVERY_CASES,
  "Code and states": PRACTICE_CASES,
  "Your own": {},
};
