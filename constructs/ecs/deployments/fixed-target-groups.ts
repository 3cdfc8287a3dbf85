import type { IConstruct } from "constructs";
import type { Problem } from "../../core/errors";
import { Problems } from "../../core/errors";
import { remember, remembered } from "../../core/memory/remembered";
import type { TargetGroup } from "../../load-balancing/target-groups/target-group";

/** Under which the first target group of a service is remembered. */
const REMEMBERED = "targetGroup";

/**
 * Notes the target groups of a service that CodeDeploy deploys, and tells when others would take the place of those that are deployed:
 * `CODEDEPLOY_TARGET_GROUPS`. Tasks are registered with a group for as long as their task set lives, and `UpdateService` changes no load
 * balancers of a service with CodeDeploy (Amazon ECS API Reference, `CreateTaskSet` and `UpdateService`, read 2026-11).
 *
 * @param group the group that has the traffic at first
 */
export function fixedTargetGroups(service: IConstruct, group: TargetGroup): readonly Problem[] {
  const name = group.resource.nameInput ?? "";
  const before = noted(remembered(service, REMEMBERED));
  remember(service, REMEMBERED, { name, port: group.port ?? 0 });
  if (!before || before.name === name) return [];
  const problems = new Problems(service.node.path);
  const port = before.port === group.port ? undefined : before.port;
  problems.add(port === undefined ? "targetGroup" : "port", {
    code: "CODEDEPLOY_TARGET_GROUPS",
    message:
      "Other target groups would take the place of those that the service's tasks are registered with. CodeDeploy moves a service to none, so " +
      "it would be made anew, with the image that the code names, and nothing would answer until then.",
    found:
      port === undefined
        ? `${before.name}, and now ${name}, by another protocol, version, VPC or targetGroupName`
        : `port ${port}, and now ${group.port}`,
    expected: port === undefined ? "the protocol, version, VPC and targetGroupName that are deployed" : `port ${port}`,
    fix:
      `${port === undefined ? "take the change back" : `set port to ${port}`}, or give the host to a service of another name that has it from ` +
      "the start, and take this one away in the same deployment",
  });
  return problems.list;
}

function noted(value: unknown): { readonly name: string; readonly port: number } | undefined {
  if (typeof value !== "object" || value === null || !("name" in value) || !("port" in value)) return undefined;
  const { name, port } = value;
  return typeof name === "string" && typeof port === "number" ? { name, port } : undefined;
}
