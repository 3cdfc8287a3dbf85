import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AWS_PROVIDER_VERSIONS } from "../../../constructs/core/environments/environment-stack";
import { forEmulator, type LeftOut } from "../../../emulator/left-out";
import { Lifecycle, type LifecycleOptions } from "../../../emulator/lifecycle";
import { findProvider } from "../../../emulator/long-lived-provider";
import { Emulator } from "../../../emulator/server";
import { synthesizeForEmulator } from "../../../emulator/synth";
import { terraformEnvironment } from "../../../emulator/terraform-environment";
import { findTools, type Tools } from "../../../emulator/tools";
import type { SynthesizedStack } from "../../../runner/stacks/stacks";
import { Terraform } from "../../../runner/terraform/terraform";

/** A synthesized application in a folder of its own, with the tools to deploy it. */
export interface Workspace {
  readonly folder: string;
  readonly tools: Tools;
  readonly stacks: readonly SynthesizedStack[];
  /** The same stacks without protection against deletion, in a folder beside. */
  readonly unprotected: readonly SynthesizedStack[];
  /** Stacks that the emulator cannot hold. */
  readonly leftOut: readonly LeftOut[];
  /** Names of the environments, in the order of the stacks. */
  readonly environments: readonly string[];
}

/**
 * Synthesizes the application into a temporary folder, with variables such as `GROUNDPLAN_ENV`. Throws with what is missing, and how to get it, if Terraform or
 * the emulator is not there: these tests never pass by not running.
 */
export function createWorkspace(variables: NodeJS.ProcessEnv = {}): Workspace {
  const tools = findTools();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-e2e-"));
  const { stacks, leftOut } = forEmulator(synthesizeForEmulator(path.join(folder, "cdktf.out"), variables));
  const environments = [...new Set(stacks.map((stack) => stack.environment))];
  const unprotected = synthesizeForEmulator(path.join(folder, "unprotected"), {
    ...variables,
    GROUNDPLAN_UNPROTECT: environments.join(","),
  });
  return { folder, tools, stacks, unprotected, leftOut, environments };
}

export function removeWorkspace(workspace: Workspace): void {
  fs.rmSync(workspace.folder, { recursive: true, force: true });
}

/** Starts an emulator with its log in the workspace. */
export function startEmulator(workspace: Workspace, name: string, port?: number): Promise<Emulator> {
  return Emulator.start({ moto: workspace.tools.moto, folder: path.join(workspace.folder, name), port });
}

/** The AWS provider's program, as `terraform init` takes it; undefined if there is none that can be run. */
export async function providerProgram({ tools, folder }: Workspace): Promise<string | undefined> {
  const target = { url: "http://127.0.0.1:1", account: "111111111111", region: "ap-northeast-2" };
  const env = terraformEnvironment(tools, target, folder);
  return findProvider(tools.terraform, env, path.join(folder, "provider"), AWS_PROVIDER_VERSIONS);
}

/** The lifecycle of an environment's stacks, or of those that are given. */
export function lifecycleOf(
  workspace: Workspace,
  environment: string,
  emulator: Emulator,
  options: Pick<LifecycleOptions, "pool" | "onStep" | "onDeployed" | "provider">,
): Lifecycle {
  const stacks = workspace.stacks.filter((stack) => stack.environment === environment);
  const { unprotected, tools, folder } = workspace;
  return new Lifecycle({ ...options, stacks, unprotected, tools, emulator, folder });
}

/** A runner for one stack at an address of choice, for example behind a proxy, with further variables. */
export function terraformAt(
  workspace: Workspace,
  stack: SynthesizedStack,
  url: string,
  folder = stack.folder,
  variables: NodeJS.ProcessEnv = {},
): Terraform {
  const target = { url, account: stack.account, region: stack.region };
  const env = { ...terraformEnvironment(workspace.tools, target, workspace.folder), ...variables };
  return new Terraform(stack.name, folder, workspace.tools.terraform, env);
}

/** The stack of an environment by the last part of its name. */
export function stackOf(workspace: Workspace, environment: string, name: string): SynthesizedStack {
  const stack = workspace.stacks.find((candidate) => candidate.name === `${environment}-${name}`);
  if (!stack) throw new Error(`There is no stack ${environment}-${name}.`);
  return stack;
}

/** Waits until a condition holds. Throws if it does not within the time. */
export async function until(what: string, seconds: number, holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what} did not happen within ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
