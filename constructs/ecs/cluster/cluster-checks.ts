import { checkInitialSize } from "../../compute/initial-size";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { checkName } from "../../core/names/naming";
import { checkMorePolicies } from "../../iam/policies/more-policies";
import { checkLogRetention } from "../../monitoring/log-retention";
import type { INetwork } from "../../network/network.types";
import { privateTier } from "../../network/tiers/private-tier";
import { checkShares } from "../capacity/capacity-shares";
import type { Ec2CapacityNames, Ec2CapacityProps } from "../capacity/ec2-capacity.types";
import type { EcsClusterProps } from "./ecs-cluster.types";

/** A family, a dot and a size: `m7g.large`. */
const INSTANCE_TYPE = /^[a-z][a-z0-9-]*\.(\d*x?large|metal(-\d+xl)?|nano|micro|small|medium)$/;

/** What is told of a wrong tier. */
export const TASKS_AND_INSTANCES = "Tasks and instances";

const RESERVED = ["FARGATE", "FARGATE_SPOT"];

/** A domain for private names: at least two labels, lower case. */
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** Checks the properties of a cluster. */
export function checkCluster(props: EcsClusterProps, problems: Problems): void {
  checkExactName("ecs", props.clusterName, problems, "clusterName");
  checkExactName("logGroup", props.exec?.logGroupName, problems, "exec.logGroupName");
  if (props.exec?.logRetentionDays !== undefined) {
    checkLogRetention(props.exec.logRetentionDays, problems, "exec.logRetentionDays");
  }
  for (const [name, capacity] of Object.entries(props.capacity?.ec2 ?? {})) {
    checkCapacity(name, capacity, props.network, problems);
  }
  if (props.defaultCapacity) {
    const { fargateSpot = true, ec2 = {} } = props.capacity ?? {};
    const names = ["FARGATE", ...(fargateSpot ? ["FARGATE_SPOT"] : []), ...Object.keys(ec2)];
    const capacityProviders = Object.fromEntries(names.map((name) => [name, { name }]));
    checkShares(props.defaultCapacity, { capacityProviders }, problems, { property: "defaultCapacity" });
  }
  if (props.discovery && !DOMAIN.test(props.discovery.domain)) {
    problems.add("discovery.domain", {
      code: "DISCOVERY_DOMAIN_INVALID",
      message: "This is not a domain for private names.",
      found: `"${props.discovery.domain}"`,
      expected: "a domain of two or more parts, in lower case, without a dot at its end",
      fix: 'for example "shop.internal"',
    });
  }
  const namespace = props.serviceConnect?.namespace;
  if (namespace !== undefined && !/^[!-~]{1,1024}$/.test(namespace)) {
    problems.add("serviceConnect.namespace", {
      code: "NAMESPACE_INVALID",
      message: "A namespace cannot have this name.",
      found: `"${namespace}"`,
      expected: "1 to 1,024 visible characters without spaces",
      fix: 'for example "shop"',
    });
  }
}

function checkCapacityNames(names: Ec2CapacityNames, at: string, problems: Problems): void {
  if (names.roleName !== undefined) checkName("iamRole", names.roleName, problems, `${at}.roleName`);
  checkExactName("instanceProfile", names.instanceProfileName, problems, `${at}.instanceProfileName`);
  checkExactName("autoScalingGroup", names.autoScalingGroupName, problems, `${at}.autoScalingGroupName`);
  checkExactName("capacityProvider", names.capacityProviderName, problems, `${at}.capacityProviderName`);
}

function checkCapacity(name: string, props: Ec2CapacityProps, network: INetwork, problems: Problems): void {
  const at = `capacity.ec2.${name}`;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name) || RESERVED.includes(name.toUpperCase())) {
    problems.add(at, {
      code: "CAPACITY_NAME_INVALID",
      message: "EC2 capacity cannot have this name.",
      found: `"${name}"`,
      expected: "1 to 64 of A-Z, a-z, 0-9, - and _, other than FARGATE and FARGATE_SPOT",
      fix: 'name it by what it is for, for example "general"',
    });
  }
  if (!INSTANCE_TYPE.test(props.instanceType)) {
    problems.add(`${at}.instanceType`, {
      code: "INSTANCE_TYPE_INVALID",
      message: "This is not an instance type.",
      found: `"${props.instanceType}"`,
      expected: "a family and a size, such as m7g.large or c7i.xlarge",
      fix: "take the type from the list of EC2 instance types",
    });
  }
  checkCapacityNames(props.names ?? {}, `${at}.names`, problems);
  if (props.min > props.max) {
    problems.add(`${at}.min`, {
      code: "CAPACITY_MIN_ABOVE_MAX",
      message: "The least number of instances is above the greatest.",
      found: `min ${props.min}, max ${props.max}`,
      expected: "min that is at most max",
      fix: `set min to ${props.max} or less, or max to ${props.min} or more`,
    });
  }
  checkInitialSize(props, "instances", problems, `${at}.initial`);
  checkMorePolicies(props.morePolicies, problems, `${at}.morePolicies`);
  privateTier(network, props.tier, { at: `${at}.tier`, what: TASKS_AND_INSTANCES }, problems);
}
