import { App } from "cdktf";
import { MOCK_CONTEXT } from "../constructs/core/contract";
import type { Environment } from "../constructs/core/environment";
import { Problems } from "../constructs/core/errors";
import { collectChecks } from "../constructs/core/validation";
import type { NetworkProps } from "../constructs/network/network-props";
import type { StateStorageProps } from "../constructs/state/state-storage";
import { AccessStack, type AccessStackProps } from "./access-stack";
import { NetworkStack } from "./network-stack";
import { StateStack } from "./state-stack";

/** What the stacks of one environment are made from. */
export interface EnvironmentSpec {
  readonly environment: Environment;
  readonly network: NetworkProps;
  readonly access: AccessStackProps;
  readonly state: StateStorageProps;
}

/** Options of {@link createApplication}. */
export interface ApplicationOptions {
  /** Folder that the app writes to. */
  readonly outdir: string;
  /**
   * Stacks whose contracts are read as mock values, by full name, or `*` for all.
   *
   * @default - none: consumers read their producers' states
   */
  readonly mock?: readonly string[];
}

/**
 * The app with the stacks of every given environment.
 *
 * @throws GroundplanError with everything that is wrong, in all stacks of all environments
 */
export function createApplication(environments: readonly EnvironmentSpec[], options: ApplicationOptions): App {
  const app = new App({
    outdir: options.outdir,
    // Stack traces hold paths of the machine, which would make two machines' output differ.
    stackTraces: false,
    context: { [MOCK_CONTEXT]: options.mock ?? [] },
  });
  const problems = new Problems("app");
  for (const spec of environments) {
    const state = problems.collect(() => new StateStack(app, spec.environment, spec.state));
    const network = problems.collect(() => new NetworkStack(app, spec.environment, spec.network));
    // A stack that stands on a broken network could only repeat the network's problems.
    const access = network
      ? problems.collect(() => new AccessStack(app, spec.environment, spec.network, spec.access))
      : undefined;
    // Terraform can only open a state in a bucket that exists.
    if (state && spec.environment.backend.type === "s3") {
      for (const stack of [network, access]) stack?.addDependency(state);
    }
  }
  problems.addAll(collectChecks(app));
  problems.throwIfAny();
  return app;
}
