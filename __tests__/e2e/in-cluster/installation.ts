import * as fs from "node:fs";
import * as path from "node:path";
import { AWS_PROVIDER_VERSIONS, EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { HelmReleases, type HelmReleasesProps } from "../../../constructs/helm";
import { installInto, type KubernetesTarget } from "../../../emulator/in-cluster";
import { findProvider, LongLivedProvider } from "../../../emulator/long-lived-provider";
import { Emulator } from "../../../emulator/server";
import { terraformEnvironment } from "../../../emulator/terraform-environment";
import { findTools } from "../../../emulator/tools";
import { planChangesOf } from "../../../runner/plans/plan-changes";
import { ReleaseWaits } from "../../../runner/terraform/release-waits";
import { Terraform } from "../../../runner/terraform/terraform";
import type { TerraformEvent } from "../../../runner/terraform/terraform-events";
import { testProvider } from "../../constructs/helm/support";
import { Progress } from "../progress/progress";
import { ACCOUNT, REGION } from "../transitions/calls";
import { ENVIRONMENT, synthesizeProgram } from "../transitions/synthesize-program";

const STACK = "eks-addons";

/**
 * The releases of one cluster, as a stack of its own: roles in an emulator of AWS, charts in a Kubernetes API. The cluster and its network are
 * known by their attributes, so nothing else is deployed.
 */
export class Installation {
  /** What a person is told while releases go. */
  readonly told: string[] = [];

  readonly #events: TerraformEvent[] = [];
  readonly #waits = new ReleaseWaits();
  readonly #terraform: Terraform;
  readonly #progress = new Progress();
  #count = 0;

  private constructor(
    private readonly folder: string,
    private readonly target: KubernetesTarget,
    private readonly emulator: Emulator,
    private readonly provider: LongLivedProvider | undefined,
    program: string,
    env: NodeJS.ProcessEnv,
  ) {
    this.#terraform = new Terraform(STACK, this.#stackFolder, program, env, {
      log: path.join(folder, "terraform.log"),
      onEvent: (event) => {
        this.#events.push(event);
        const word = this.#waits.tell(event);
        if (word) this.told.push(word);
      },
    });
  }

  static async start(folder: string, target: KubernetesTarget): Promise<Installation> {
    const tools = findTools();
    const emulator = await Emulator.start({ moto: tools.moto, folder });
    const env = terraformEnvironment(tools, { url: emulator.url, account: ACCOUNT, region: REGION }, folder);
    const program = await findProvider(tools.terraform, env, path.join(folder, "provider"), AWS_PROVIDER_VERSIONS);
    const started = program ? await LongLivedProvider.start(program, env, folder) : "none was found";
    const provider = typeof started === "string" ? undefined : started;
    return new Installation(folder, target, emulator, provider, tools.terraform, { ...env, ...provider?.variables });
  }

  async stop(): Promise<void> {
    this.#progress.end();
    await this.provider?.stop();
    await this.emulator.stop();
  }

  /**
   * Applies releases over those that there are, and plans again.
   *
   * @returns names of the resources by what became of them, such as `create argocd`
   * @throws Error if the second plan is not empty
   */
  async apply(what: string, releases: HelmReleasesProps): Promise<string[]> {
    this.#write(releases);
    if (!fs.existsSync(path.join(this.#stackFolder, ".terraform"))) await this.#terraform.init();
    this.#events.length = 0;
    await this.#progress.step(what, "apply", () => this.#terraform.apply());
    const changes = planChangesOf(this.#events).resources;
    const plan = await this.#progress.step(what, "second plan", () => this.#terraform.plan());
    if (plan.hasChanges)
      throw new Error(`${what}: the second plan is not empty.\n\n${await this.#terraform.showPlan()}`);
    return changes.map(({ action, address }) => `${action} ${address}`);
  }

  /** Takes everything down. @throws Error with what is left in the emulator */
  async destroy(): Promise<void> {
    await this.#progress.step("everything", "destroy", () => this.#terraform.destroy());
    const left = await this.emulator.resources();
    if (left.length > 0) throw new Error(`The destroy left\n  ${left.join("\n  ")}`);
  }

  get #stackFolder(): string {
    return path.join(this.folder, "run", "stacks", STACK);
  }

  /** Synthesizes releases, points them at the Kubernetes API, and puts them where Terraform runs. */
  #write(releases: HelmReleasesProps): void {
    this.#count += 1;
    const { folder } = synthesizeProgram(path.join(this.folder, `synth-${this.#count}`), (app) => {
      const stack = new EnvironmentStack(app, STACK, ENVIRONMENT);
      new HelmReleases(stack, "releases", { ...releases, provider: testProvider(stack) });
      return stack;
    });
    installInto({ name: STACK, folder }, this.target);
    fs.mkdirSync(this.#stackFolder, { recursive: true });
    for (const file of fs.readdirSync(folder)) {
      fs.copyFileSync(path.join(folder, file), path.join(this.#stackFolder, file));
    }
  }
}
