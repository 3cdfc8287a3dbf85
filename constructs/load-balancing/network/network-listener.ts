import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { ITargetGroup } from "../target-groups/target-group.types";
import { RECOMMENDED_TLS_POLICY } from "../tls-policies";
import type { NetworkPlace } from "./network-exposure.types";
import type { NetworkListener } from "./network-load-balancer.types";

/** Elastic Load Balancing, Network Load Balancers, "Update the TCP idle timeout for your Network Load Balancer listener", as of 2026-11. */
const TCP_IDLE_SECONDS = 350;

/** What a listener is made with beside what it says itself. */
interface Listening {
  readonly loadBalancerArn: string;
  readonly targetGroup: ITargetGroup;
  /** Last parts of the tag `Name`. */
  readonly tagParts: readonly string[];
}

/** A port of a Network Load Balancer, in the stack of the scope. */
export function listenNetwork(
  scope: Construct,
  listener: NetworkListener | NetworkPlace,
  { loadBalancerArn, targetGroup, tagParts }: Listening,
): LbListener {
  const stack = EnvironmentStack.of(scope);
  const { port, protocol } = listener;
  // By the port, and not by the name: a balancer has one listener for a port, and one that is only renamed stays.
  return new LbListener(scope, `listener-${port}`, {
    loadBalancerArn,
    port,
    protocol,
    ...(listener.protocol === "TLS"
      ? {
          certificateArn: listener.certificate.certificateArn,
          sslPolicy: listener.sslPolicy ?? RECOMMENDED_TLS_POLICY,
          alpnPolicy: listener.alpn ?? "None",
        }
      : {}),
    // Always written: the provider leaves it as it is when it is gone.
    ...(listener.protocol === "TCP" ? { tcpIdleTimeoutSeconds: listener.idleTimeoutSeconds ?? TCP_IDLE_SECONDS } : {}),
    defaultAction: [{ type: "forward", targetGroupArn: targetGroup.targetGroupArn }],
    tags: { Name: stack.physicalName("tag", stack.stackName, ...tagParts) },
  });
}
