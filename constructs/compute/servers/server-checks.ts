import { checkNumber } from "../../core/checks/number-check";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { checkName } from "../../core/names/naming";
import { checkMorePolicies } from "../../iam/policies/more-policies";
import type { INetwork, ISubnet, ITier } from "../../network/network.types";
import { privateTier } from "../../network/tiers/private-tier";
import { checkInitialSize } from "../initial-size";
import { checkImageId, checkInstanceType, checkUserData } from "../instance-checks";
import type { AutoScalingGroupProps, InstanceRefresh, PredictiveGroupScaling } from "./group.types";
import { checkCapacity } from "./group-capacity";
import { checkHooks } from "./group-hooks";
import { checkGroupSchedules } from "./group-schedules";
import { checkVolumeZone } from "./instance-volumes";
import type { InstanceProps, ServerImage, ServerOptions } from "./server.types";
import { checkEnvironment, userDataOf } from "./server-environment";
import { checkVolumes } from "./volume-checks";

/** Services that the agent of Session Manager calls (Systems Manager User Guide, "Use AWS PrivateLink to set up a VPC endpoint for Session Manager", as of 2026-11). */
const SESSION_SERVICES = ["ssm", "ssmmessages"];

/** Amazon EC2 Auto Scaling API Reference, `RefreshPreferences`, as of 2026-11. */
const REFRESH_SPAN = 100;
const DEFAULT_REFRESH = { minHealthyPercentage: 100, maxHealthyPercentage: 110 } as const;

/**
 * Checks an instance and finds the subnet that it lies in.
 *
 * @param region of its stack
 * @param deployedZone zone that it is deployed in, where it stays as long as the tier has it
 * @throws GroundplanError with everything that is wrong
 */
export function planInstance(
  props: InstanceProps,
  region: string,
  deployedZone: string | undefined,
  problems: Problems,
): ISubnet {
  const tier = checkServer(props, problems);
  const stays = tier?.subnets.some(({ zone }) => zone === deployedZone) ? deployedZone : undefined;
  const wanted = props.zone ?? stays;
  const [subnet] = tier ? subnetsIn(tier, wanted === undefined ? undefined : [wanted], "zone", problems) : [];
  checkVolumes(props.volumes ?? {}, problems);
  if (subnet) checkVolumeZone(props.volumes ?? {}, subnet, region, problems);
  problems.throwIfAny();
  if (!subnet) throw new Error("an instance without a subnet and without a problem");
  return subnet;
}

/**
 * Checks a group of servers and finds the subnets that they lie in.
 *
 * @throws GroundplanError with everything that is wrong
 */
export function planGroup(props: AutoScalingGroupProps, problems: Problems): readonly ISubnet[] {
  const tier = checkServer(props, problems);
  checkSize(props, problems);
  checkScaling(props, problems);
  checkCapacity(props, problems);
  checkGroupSchedules(props, problems);
  checkVolumes(props.volumes ?? {}, problems);
  checkHooks(props.lifecycleHooks ?? {}, problems);
  if (props.refresh) checkRefresh(props.refresh, problems);
  checkExactName("autoScalingGroup", props.autoScalingGroupName, problems, "autoScalingGroupName");
  const subnets = tier ? subnetsIn(tier, props.zones, "zones", problems) : [];
  problems.throwIfAny();
  return subnets;
}

function checkServer(props: ServerOptions, problems: Problems): ITier | undefined {
  checkInstanceType(props.instanceType, "take the type from the list of EC2 instance types", problems);
  if (props.image) checkImage(props.image, problems);
  checkUserData(props.userData, problems, userDataOf(props));
  checkEnvironment(props, problems);
  checkTargets(props, problems);
  checkRole(props, problems);
  const tier = privateTier(props.network, props.tier, { at: "tier", what: "Servers" }, problems);
  if (tier && !props.role && (props.sessionManager ?? true)) checkSessions(props.network, tier, problems);
  return tier;
}

function checkImage(image: ServerImage, problems: Problems): void {
  if ((image.imageId === undefined) === (image.parameter === undefined)) {
    problems.add("image", {
      code: "SERVER_IMAGE_SOURCE",
      message: "An image is named by its id, or by a parameter that holds the id.",
      found: image.imageId === undefined ? "neither imageId nor parameter" : "imageId and parameter",
      expected: "one of the two",
      fix: "leave image out for the newest Amazon Linux 2023, or name the image by one of the two",
    });
  }
  if (image.imageId !== undefined) checkImageId(image.imageId, "image.imageId", problems);
  if (image.parameter === undefined || /^\/?[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(image.parameter)) return;
  problems.add("image.parameter", {
    code: "SERVER_IMAGE_PARAMETER",
    message: "This is not the name of a parameter of Systems Manager.",
    found: `"${image.parameter}"`,
    expected: "letters, digits, _, . and -, with / between the parts",
    fix: "write the name alone, without resolve:ssm: and without arn:, or leave image out for the newest Amazon Linux 2023",
  });
}

function checkTargets(props: ServerOptions, problems: Problems): void {
  const { expose, port, targetGroups = [] } = props;
  checkExactName("targetGroup", props.targetGroupName, problems, "targetGroupName");
  if (expose && port === undefined) {
    problems.add("port", {
      code: "SERVER_PORT_MISSING",
      message: "The balancer has to know the port that the application listens on.",
      found: `expose at ${expose.label}, and no port`,
      expected: "a port beside expose",
      fix: "add port, such as port: 8080",
    });
  }
  targetGroups.forEach((group, index) => {
    if (group.targetType === "instance") return;
    problems.add(`targetGroups[${index}]`, {
      code: "SERVER_TARGET_TYPE",
      message: "Servers are registered as instances, and the target group takes something else.",
      found: `${group.node.path} of the type ${group.targetType}`,
      expected: "target groups of the type instance",
      fix: 'make the target group with targetType: "instance"',
    });
  });
}

function checkRole({ role, roleName, morePolicies, ...props }: ServerOptions, problems: Problems): void {
  checkMorePolicies(morePolicies, problems);
  if (roleName !== undefined) checkName("iamRole", roleName, problems, "roleName");
  checkExactName("securityGroup", props.securityGroupName, problems, "securityGroupName");
  checkExactName("instanceProfile", props.instanceProfileName, problems, "instanceProfileName");
  const beside = Object.entries({ roleName, morePolicies, sessionManager: props.sessionManager }).flatMap(
    ([key, value]) => (value === undefined ? [] : [key]),
  );
  if (!role || beside.length === 0) return;
  problems.add("role", {
    code: "SERVER_ROLE_TWICE",
    message: "The server is given a role, so none is made that these properties could be about.",
    found: `role beside ${beside.join(", ")}`,
    expected: `role, or ${beside.join(", ")}`,
    fix: `leave ${beside.join(", ")} out and give the role what it needs, or leave role out`,
  });
}

function checkSessions(network: INetwork, tier: ITier, problems: Problems): void {
  if (tier.kind === "private" && network.hasNat) return;
  const missing = SESSION_SERVICES.filter((service) => !network.endpointServices.includes(service));
  if (missing.length === 0) return;
  problems.add("sessionManager", {
    code: "SERVER_ENDPOINTS_MISSING",
    message: `Session Manager does not reach the server: tier "${tier.name}" has no NAT, and the VPC lacks endpoints.`,
    found:
      network.endpointServices.length > 0
        ? `endpoints for ${[...network.endpointServices].sort().join(", ")}`
        : "no endpoints",
    expected: `also endpoints for ${missing.join(", ")}`,
    fix: "add them to the network's endpoints, or set sessionManager: false",
  });
}

function checkSize(props: AutoScalingGroupProps, problems: Problems): void {
  const { min, max } = props;
  if (problems.hasAt("min", "max")) return;
  if (min > max) {
    problems.add("min", {
      code: "GROUP_MIN_ABOVE_MAX",
      message: "The least number of servers is above the greatest.",
      found: `min ${min}, max ${max}`,
      expected: "min that is at most max",
      fix: `set min to ${max} or less, or max to ${min} or more`,
    });
  }
  checkInitialSize(props, "servers", problems);
}

function checkScaling(props: AutoScalingGroupProps, problems: Problems): void {
  if (props.predictive) checkPredictive(props.predictive, problems);
  if (props.expose) return;
  const counting = [
    ["targetRequests", props.targetRequests, "use targetCpu"],
    ["predictive.metric", props.predictive?.metric === "requests" ? "requests" : undefined, "forecast cpu"],
  ] as const;
  for (const [property, value, otherwise] of counting) {
    if (value === undefined) continue;
    problems.add(property, {
      code: "GROUP_REQUESTS_UNEXPOSED",
      message: "Nobody counts the requests: the servers are not behind a load balancer.",
      found: `${property} ${value}, and no expose`,
      expected: `expose beside ${property}`,
      fix: `add expose and port, or ${otherwise}`,
    });
  }
}

function checkPredictive({ metric, target }: PredictiveGroupScaling, problems: Problems): void {
  const kept = metric === "cpu" ? { most: 100, unit: "percent" } : { most: 1_000_000, unit: "requests" };
  checkNumber(target, { least: 1, ...kept }, "predictive.target", problems);
}

function checkRefresh(refresh: InstanceRefresh, problems: Problems): void {
  const { minHealthyPercentage: least, maxHealthyPercentage: most } = { ...DEFAULT_REFRESH, ...refresh };
  if (problems.hasAt("refresh.minHealthyPercentage", "refresh.maxHealthyPercentage")) return;
  if (most - least <= REFRESH_SPAN) return;
  problems.add("refresh", {
    code: "GROUP_REFRESH_SPAN",
    message: "AWS lets the number of servers vary by no more than all of them while it renews them.",
    found: `${least} to ${most} percent`,
    expected: `at most ${REFRESH_SPAN} percent between the two`,
    fix: `set maxHealthyPercentage to ${least + REFRESH_SPAN} or less`,
  });
}

/** How servers are renewed, with what AWS is told where nothing else is said. */
export function refreshPercentages(refresh: InstanceRefresh): Required<Omit<InstanceRefresh, "warmupSeconds">> {
  const { minHealthyPercentage, maxHealthyPercentage } = { ...DEFAULT_REFRESH, ...refresh };
  return { minHealthyPercentage, maxHealthyPercentage };
}

function subnetsIn(
  tier: ITier,
  zones: readonly string[] | undefined,
  property: string,
  problems: Problems,
): readonly ISubnet[] {
  const found = tier.subnets.filter(({ zone }) => zones?.includes(zone) ?? true);
  const unknown = (zones ?? []).filter((zone) => !tier.subnets.some((subnet) => subnet.zone === zone));
  if (unknown.length === 0 && found.length > 0) return found;
  const there = tier.subnets.map(({ zone }) => zone).join(", ");
  problems.add(property, {
    code: "SERVER_ZONE_UNKNOWN",
    message: `Tier "${tier.name}" has no subnet where the server is to lie.`,
    found: unknown.map((zone) => `"${zone}"`).join(", ") || "no zone",
    expected: `zones of the tier: ${there || "it has none"}`,
    fix: there ? `use ${there}, or leave ${property} out` : "declare the subnets of the tier",
  });
  return [];
}
