import type { Construct } from "constructs";
import { backendRegion, STATE_STACK } from "../../constructs/core/environments/backend-wiring";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { StateStorage, type StateStorageProps } from "../../constructs/state/state-storage";

/**
 * `<environment>-state`: the bucket in which the stacks keep their state, this one's included, and the lock table where one is
 * used. Made by `npx groundplan bootstrap <environment>`, before the others, in the backend's region.
 */
export class StateStack extends EnvironmentStack {
  readonly storage: StateStorage;

  constructor(scope: Construct, environment: Environment, props: StateStorageProps) {
    super(scope, STATE_STACK, { ...environment, region: backendRegion(environment) });
    this.storage = new StateStorage(this, "storage", props);
  }
}
