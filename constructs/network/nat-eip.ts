import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../core/environment-stack";

/** The Elastic IP of the NAT in a zone. Others put the address on their allow lists: a protected environment keeps it. */
export function createNatEip(scope: Construct, zone: string, internetGateway: InternetGateway): Eip {
  const stack = EnvironmentStack.of(scope);
  return new Eip(scope, `eip-${zone}`, {
    domain: "vpc",
    tags: { Name: stack.physicalName("tag", `nat-${zone}`) },
    lifecycle: stack.environment.protect ? { preventDestroy: true } : undefined,
    dependsOn: [internetGateway],
  });
}
