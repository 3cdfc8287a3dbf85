import type { Construct } from "constructs";
import type { Problems } from "../../core/errors";
import type { Deployment } from "../deployments/deployment.types";
import { checkConnectNames } from "../services/connect-names";
import type { PlannedService } from "../services/service-request.types";

/** AWS Cloud Map API Reference, `CreateService`, Name, of one part (as of 2026-11). */
const DNS_LABEL = /^[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?$/;

/** Checks the name of a service in the cluster's private DNS namespace. */
export function checkDiscovery(service: Construct, props: PlannedService, problems: Problems): void {
  const { discovery, cluster } = props;
  if (!discovery) return;
  const name = discovery.name ?? service.node.id;
  if (!DNS_LABEL.test(name)) {
    problems.add("discovery.name", {
      code: "DISCOVERY_NAME_INVALID",
      message: "Cloud Map takes no such name.",
      found: `"${name}"`,
      expected: "1 to 63 of a-z, 0-9, _ and -, not starting or ending with -",
      fix: `set name: "${
        name
          .replace(/[^\w-]+/g, "-")
          .slice(0, 63)
          .replace(/^-+|-+$/g, "") || "app"
      }"`,
    });
  }
  if (cluster.discovery) return;
  problems.add("discovery", {
    code: "DISCOVERY_WITHOUT_NAMESPACE",
    message: "The cluster has no private DNS domain that the service could have a name in.",
    found: "a cluster without discovery",
    expected: "a cluster with discovery",
    fix: 'add discovery: { domain: "shop.internal" } to the cluster',
  });
}

/** Checks how a service joins Service Connect. */
export function checkConnect(
  service: Construct,
  props: PlannedService,
  deployment: Deployment,
  problems: Problems,
): void {
  const { connect, cluster, taskDefinition } = props;
  if (!connect) return;
  if (!cluster.serviceConnect) {
    problems.add("connect", {
      code: "CONNECT_WITHOUT_NAMESPACE",
      message: "The cluster has no namespace for Service Connect.",
      found: "a cluster without serviceConnect",
      expected: "a cluster with serviceConnect",
      fix: "add serviceConnect: {} to the cluster",
    });
  }
  if (deployment.by === "codedeploy") addCodeDeploy(problems);
  const { offers = {} } = connect;
  const names = taskDefinition.ports.map(({ name }) => name);
  for (const name of Object.keys(offers)) {
    const at = `connect.offers.${name}`;
    if (names.includes(name)) continue;
    problems.add(at, {
      code: "CONNECT_PORT_UNKNOWN",
      message: "The task has no port of this name.",
      found: `"${name}"`,
      expected: names.length > 0 ? `one of ${names.join(", ")}` : "a port of the task; it has none",
      fix: "use the name that the port has in its container",
    });
  }
  checkConnectNames(service, cluster, offers, problems);
}

/** containers-roadmap issue 1993 and amazon-ecs-service-connect-agent issue 74, both open (read 2026-11). */
function addCodeDeploy(problems: Problems): void {
  problems.add("connect", {
    code: "CONNECT_WITH_CODEDEPLOY",
    message: "ECS has no Service Connect for services that CodeDeploy deploys.",
    found: "connect with deployment by codedeploy",
    expected: "connect with a deployment by rolling or blue-green",
    fix: 'use deployment: { by: "rolling" }, or discovery in the place of connect, in a cluster with discovery',
  });
}
