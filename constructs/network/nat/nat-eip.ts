import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { stoodAt } from "../../core/names/address";

/**
 * The Elastic IP of the NAT in a zone. Others put the address on their allow lists: a protected environment keeps it.
 *
 * Gateways and instances have addresses of their own. With one for both, a change from the one to the other would want to associate
 * the address while the other still holds it, and Terraform knows no order between the two (`Resource.AlreadyAssociated`, Amazon EC2
 * API Reference, "Error codes", as of 2026-11).
 */
export function createNatEip(
  scope: Construct,
  holder: "gateway" | "instance",
  zone: string,
  internetGateway: InternetGateway,
): Eip {
  const stack = EnvironmentStack.of(scope);
  const eip = new Eip(scope, `${holder}-eip-${zone}`, {
    domain: "vpc",
    tags: { Name: stack.physicalName("tag", `nat-${zone}`) },
    lifecycle: stack.environment.protect ? { preventDestroy: true } : undefined,
    dependsOn: [internetGateway],
  });
  stoodAt(eip, scope, `eip-${zone}`);
  return eip;
}
