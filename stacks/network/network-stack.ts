import type { Construct } from "constructs";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { Network } from "../../constructs/network/network";
import { publishNetwork } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import type { Place } from "../sections/places";

/** `<environment>-network`: the VPC and everything that lives and dies with it. */
export class NetworkStack extends EnvironmentStack {
  readonly network: Network;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, environment: Environment, props: NetworkProps) {
    super(scope, "network", environment);
    this.network = new Network(this, "network", props);
    publishNetwork(this.network);
  }
}

/** What the section `network` calls the properties of its constructs by other names. */
export const networkPlaces: readonly Place[] = [
  [/^.*endpoint[^›]* › serviceName$/, "endpoints.interface"],
  [/^.*nat[^›]* › instanceType$/, "nat.instanceType"],
];
