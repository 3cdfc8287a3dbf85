import type { ResolvedEnvironment } from "../../config/load";
import { physicalName } from "../../constructs/core/names/naming";
import { DELIVERY_STACK, iamArn } from "../../constructs/delivery/delivery-names";
import type { DeployRoleProps } from "../../constructs/delivery/deploy-role.types";

/** What workflows need of an environment that they plan and deploy. */
export interface DeliveredEnvironment {
  readonly name: string;
  readonly region: string;
  readonly planRole: string;
  readonly applyRole: string;
  /** Environment on GitHub whose rules say who approves. */
  readonly approval: string;
}

/**
 * Parts environments into those that workflows plan and deploy, and others, each with the reason.
 *
 * @param repository the repository whose workflows ask, `<owner>/<name>`
 */
export function deliveredEnvironments(
  all: readonly ResolvedEnvironment[],
  repository: string,
): {
  readonly delivered: readonly DeliveredEnvironment[];
  readonly leftOut: ReadonlyMap<string, string>;
} {
  const leftOut = new Map<string, string>();
  const delivered = all.flatMap((resolved) => {
    const { environment, delivery } = resolved;
    const { name, region } = environment;
    const reason = reasonAgainst(resolved, repository);
    if (reason) leftOut.set(name, reason);
    if (reason || !delivery) return [];
    const approval = delivery.apply?.environment ?? name;
    return [{ name, region, planRole: roleArn(resolved, "plan"), applyRole: roleArn(resolved, "apply"), approval }];
  });
  return { delivered, leftOut };
}

function reasonAgainst(
  { environment: { backend }, delivery }: ResolvedEnvironment,
  repository: string,
): string | undefined {
  if (backend.type === "local") return "its state lies in files of one machine (backend.type: s3 shares it)";
  if (backend.type === "cloud") return "HCP Terraform plans and applies it";
  if (!delivery) return "it has no delivery section, which makes the roles of the workflows";
  const trusted = delivery.github.repository;
  if (trusted.toLowerCase() === repository.toLowerCase()) return undefined;
  return `its roles trust ${trusted} (delivery.github), and this is ${repository}`;
}

/** ARN of a role of the environment's delivery stack, which has a made name. */
function roleArn({ environment }: ResolvedEnvironment, may: DeployRoleProps["may"]): string {
  return iamArn(
    environment,
    `role/${physicalName("iamRole", [environment.project, environment.name, DELIVERY_STACK, may])}`,
  );
}
