import type { Construct } from "constructs";
import {
  AutoScalingGroup,
  type AutoScalingGroupProps,
  Instance,
  type InstanceProps,
} from "../../../../constructs/compute/servers";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing";
import type { INetwork } from "../../../../constructs/network/network.types";
import { type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";

export const SCRIPT = "#!/bin/bash\ndnf install -y nginx\n";

/** Properties with all that only a stack can give. */
export type Given<P> = (stack: EnvironmentStack, network: INetwork) => Partial<P>;

/** A balancer without a domain. */
export function balancer(stack: Construct, network: INetwork): ApplicationLoadBalancer {
  return new ApplicationLoadBalancer(stack, "edge", { network, plainHttp: { reason: "the tests have no domain" } });
}

/** A stack with one server. */
export function synthInstance(given: Given<InstanceProps> = () => ({}), protect = false): SynthesizedStack {
  return synthStack(
    (stack) => {
      const network = testNetwork(stack);
      new Instance(stack, "shop", { network, instanceType: "t4g.small", ...given(stack, network) });
    },
    { environment: { protect } },
  );
}

/** A stack with a group of servers. */
export function synthGroup(given: Given<AutoScalingGroupProps> = () => ({}), protect = false): SynthesizedStack {
  return synthStack(
    (stack) => {
      const network = testNetwork(stack);
      const size = { min: 2, max: 6 };
      new AutoScalingGroup(stack, "web", { network, instanceType: "m7g.large", ...size, ...given(stack, network) });
    },
    { environment: { protect } },
  );
}
