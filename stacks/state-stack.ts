import type { Construct } from "constructs";
import { STATE_STACK } from "../constructs/core/backend-wiring";
import type { Environment } from "../constructs/core/environment";
import { EnvironmentStack } from "../constructs/core/environment-stack";
import { StateStorage, type StateStorageProps } from "../constructs/state/state-storage";

/**
 * `<environment>-state`: the bucket in which the other stacks keep their state, and the lock table where one is used. Deployed
 * once, before the others.
 */
export class StateStack extends EnvironmentStack {
  readonly storage: StateStorage;

  constructor(scope: Construct, environment: Environment, props: StateStorageProps) {
    super(scope, STATE_STACK, environment);
    this.storage = new StateStorage(this, "storage", props);
  }
}
