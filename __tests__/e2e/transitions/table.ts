import { ACCESS } from "./table/access";
import { APIS } from "./table/apis";
import { CLOUDFRONT } from "./table/cloudfront";
import { COMPUTE } from "./table/compute";
import { DATA } from "./table/data";
import { DELIVERY } from "./table/delivery";
import { DNS } from "./table/dns";
import { ECS } from "./table/ecs";
import { EKS } from "./table/eks";
import { ENVIRONMENT } from "./table/environment";
import { FUNCTIONS } from "./table/functions";
import { IAM } from "./table/iam";
import { IMAGES } from "./table/images";
import { LOAD_BALANCING } from "./table/load-balancing";
import { MESSAGING } from "./table/messaging";
import { NETWORK } from "./table/network";
import { SECURITY_GROUPS } from "./table/security-groups";
import { STORAGE } from "./table/storage";
import { TABLES } from "./table/tables";
import { WAF } from "./table/waf";
import { WHOLE_ENVIRONMENTS } from "./table/whole-environments";
import type { Transition } from "./transition";

/** Every change that is tried, by area. */
export const TRANSITIONS: readonly Transition[] = [
  ...NETWORK,
  ...SECURITY_GROUPS,
  ...ACCESS,
  ...LOAD_BALANCING,
  ...CLOUDFRONT,
  ...WAF,
  ...DNS,
  ...IAM,
  ...DELIVERY,
  ...IMAGES,
  ...COMPUTE,
  ...ECS,
  ...EKS,
  ...STORAGE,
  ...MESSAGING,
  ...FUNCTIONS,
  ...APIS,
  ...DATA,
  ...TABLES,
  ...ENVIRONMENT,
  ...WHOLE_ENVIRONMENTS,
];
