import * as path from "node:path";
import { App } from "cdktf";
import type { Environment } from "../../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Problems } from "../../../constructs/core/errors";
import { factsOf, REMEMBERED_CONTEXT } from "../../../constructs/core/memory/remembered";
import { collectChecks } from "../../../constructs/core/validation";
import type { Facts } from "../../../memory";
import { synthesize } from "../../../stacks/application/synthesize";
import { ACCOUNT, REGION } from "./calls";
import type { Site } from "./site";
import type { ProgramTransition } from "./transition";

/** The environment of every program, without what a transition changes of it. */
export const ENVIRONMENT: Environment = {
  name: "sandbox",
  project: "groundplan",
  owner: "platform",
  account: ACCOUNT,
  region: REGION,
  protect: false,
  backend: { type: "local" },
};

/** Any loopback address: at synth only its presence counts, Terraform reads the real one when it runs. */
const SOME_EMULATOR = "http://127.0.0.1:4566";

/** The stack of every program. Its name is part of the provider's tags, and a lane's provider has one set of them. */
export const STACK = "test";
const STACK_NAME = `sandbox-${STACK}`;

/** One stack that was synthesized. */
export interface SynthesizedProgram {
  /** Folder with its Terraform JSON. */
  readonly folder: string;
  /** What is to be remembered of the stack when it is applied. */
  readonly facts: Facts;
}

/** Both sides of a change. */
export type Programs = Pick<ProgramTransition, "environment" | "from" | "to">;

/**
 * Synthesizes one side of a transition, on a site.
 *
 * @throws GroundplanError with everything that is wrong
 */
export function synthesizeSide(
  outdir: string,
  transition: Programs,
  side: "from" | "to",
  site: Site,
  remembered?: Facts,
): SynthesizedProgram {
  const environment = { ...ENVIRONMENT, ...transition.environment?.[side] };
  const build = (app: App) => {
    const stack = new EnvironmentStack(app, STACK, environment);
    transition[side](stack, site);
    return stack;
  };
  return synthesizeProgram(outdir, build, remembered);
}

/**
 * Synthesizes a program with one stack in this process, as `main.ts` does it for the environments.
 *
 * @param remembered what is remembered of the stack from the last time that it was applied
 * @throws GroundplanError with everything that is wrong
 */
export function synthesizeProgram(
  outdir: string,
  build: (app: App) => EnvironmentStack,
  remembered: Facts = {},
): SynthesizedProgram {
  return forSomeEmulator(() => {
    let facts: Facts = {};
    const [stack] = synthesize(outdir, (staging) => {
      const context = { [REMEMBERED_CONTEXT]: { [STACK_NAME]: remembered } };
      const app = new App({ outdir: staging, stackTraces: false, context });
      facts = factsOf(build(app));
      const problems = new Problems("app");
      problems.addAll(collectChecks(app));
      problems.throwIfAny();
      return app;
    });
    if (!stack) throw new Error("the program has no stack");
    return { folder: path.dirname(stack.file), facts };
  });
}

/** Runs a synth in this process for an emulator. */
export function forSomeEmulator<T>(synth: () => T): T {
  const before = process.env.AWS_ENDPOINT_URL;
  process.env.AWS_ENDPOINT_URL = SOME_EMULATOR;
  try {
    return synth();
  } finally {
    if (before === undefined) delete process.env.AWS_ENDPOINT_URL;
    else process.env.AWS_ENDPOINT_URL = before;
  }
}
