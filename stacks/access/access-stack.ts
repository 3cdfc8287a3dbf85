import type { Construct } from "constructs";
import { publishAccess } from "../../constructs/access/access-contract";
import { Bastion } from "../../constructs/access/bastion";
import type { BastionProps } from "../../constructs/access/bastion-props";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { defineStack } from "../sections/define-stack";
import { single } from "../sections/places";

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
  readonly bastion?: Bastion;

  /**
   * @param network the properties that the environment's network stack is made from
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(scope: Construct, environment: Environment, network: NetworkProps, props: AccessStackProps) {
    super(scope, "access", environment);
    const shared = networkFromContract(this, "network", network);
    if (!props.bastion) return;
    this.bastion = new Bastion(this, "bastion", { ...props.bastion, network: shared });
    publishAccess(this.bastion);
  }
}

/** The stack of the section `access`. It is there without one too, so that a bastion that is taken away is destroyed by an apply. */
export const access = defineStack<AccessStackProps>()({
  section: "access",
  places: single("", "bastion"),
  byDefault: {},
  create: ({ app, environment, network, props }) => new AccessStack(app, environment, network, props),
});
