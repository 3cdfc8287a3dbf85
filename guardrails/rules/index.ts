/** Every rule about what is to be deployed, raw resources included. */
import { BUCKET_RULES } from "./buckets";
import { CONTAINER_RULES } from "./containers";
import { DATA_STORE_RULES } from "./data-stores";
import { DELIVERY_RULES } from "./delivery";
import { DETECTION_RULES } from "./detection";
import { TASK_RULES } from "./ecs/tasks";
import { EDGE_RULES } from "./edge";
import { ENTRY_RULES } from "./entry";
import { IDENTITY_RULES } from "./identities-and-keys";
import { KUBERNETES_RULES } from "./kubernetes";
import { MONITORING_RULES } from "./monitoring";
import { NETWORK_RULES } from "./networks";
import { OWN_RULES } from "./own";
import { PERMISSION_RULES } from "./permissions";
import { PRACTICE_RULES } from "./practice";
import { REACH_RULES } from "./reach";
import { REQUEST_RULES } from "./requests";
import { RESOURCE_POLICY_RULES } from "./resource-policies";
import type { Rule, Rules } from "./rule.types";
import { SECURITY_GROUP_RULES } from "./security-groups";
import { SERVERLESS_RULES } from "./serverless";
import { SERVER_RULES } from "./servers";

/** The rules by area. A new area is a file beside this one, and a line here. */
export const RULE_AREAS = {
  Networks: NETWORK_RULES,
  "Security groups": SECURITY_GROUP_RULES,
  Servers: SERVER_RULES,
  "Load balancers and distributions": { ...ENTRY_RULES, ...EDGE_RULES, ...REQUEST_RULES },
  Containers: { ...CONTAINER_RULES, ...TASK_RULES },
  Kubernetes: KUBERNETES_RULES,
  "Data stores": DATA_STORE_RULES,
  Serverless: SERVERLESS_RULES,
  Buckets: BUCKET_RULES,
  Permissions: { ...PERMISSION_RULES, ...REACH_RULES },
  "Policies of resources": RESOURCE_POLICY_RULES,
  "Identities, keys and secrets": IDENTITY_RULES,
  "Detection, backups and images": DETECTION_RULES,
  "Logs and alarms": MONITORING_RULES,
  "Builds and deployments": DELIVERY_RULES,
  "Code and states": PRACTICE_RULES,
  "Your own": OWN_RULES,
} as const satisfies Readonly<Record<string, Rules>>;

type IdOf<Area> = Area extends Rules ? keyof Area & string : never;

/** Id of a rule, as exemptions name it. */
export type GuardrailId = IdOf<(typeof RULE_AREAS)[keyof typeof RULE_AREAS]>;

/** All rules, in the order of their areas. */
export const GUARDRAILS: readonly Rule[] = Object.values<Rules>(RULE_AREAS).flatMap((area) =>
  Object.entries(area).map(([id, rule]) => ({ id, ...rule })),
);

/** Ids of all rules, in the order of their areas. */
export const GUARDRAIL_IDS: readonly string[] = GUARDRAILS.map(({ id }) => id);
