import type { Construct } from "constructs";
import type { BastionProps } from "../constructs/access/bastion-props";
import type { Environment } from "../constructs/core/environment";
import { EnvironmentStack } from "../constructs/core/environment-stack";
import { networkFromContract } from "../constructs/network/network-contract";
import type { NetworkProps } from "../constructs/network/network-props";

/** How people get into an environment. */
export interface AccessStackProps {
  /**
   * The bastion.
   *
   * @default - none
   */
  readonly bastion?: Omit<BastionProps, "network">;
}

/** `<environment>-access`: the bastion. It reads the network by contract and can be destroyed and made anew at any time. */
export class AccessStack extends EnvironmentStack {
  /**
   * @param network the properties that the environment's network stack is made from
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(scope: Construct, environment: Environment, network: NetworkProps, _props: AccessStackProps) {
    super(scope, "access", environment);
    networkFromContract(this, "shared-network", network);
  }
}
