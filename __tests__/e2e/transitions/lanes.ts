import * as path from "node:path";
import { AWS_PROVIDER_VERSIONS } from "../../../constructs/core/environments/environment-stack";
import { findProvider } from "../../../emulator/long-lived-provider";
import { terraformEnvironment } from "../../../emulator/terraform-environment";
import { findTools } from "../../../emulator/tools";
import type { Progress } from "../progress/progress";
import { ACCOUNT, REGION } from "./calls";
import { Lane } from "./lane";

/** The lanes of a run: made when they are needed, and kept for what follows. */
export class Lanes {
  readonly #tools = findTools();
  readonly #lanes: Lane[] = [];
  readonly #free: Lane[] = [];
  #count = 0;
  #provider: Promise<string | undefined> | undefined;

  constructor(
    private readonly folder: string,
    private readonly progress: Progress,
  ) {}

  /** Runs something in a lane that is free, or in a new one. */
  async use<T>(run: (lane: Lane) => Promise<T>): Promise<T> {
    const lane = this.#free.pop() ?? (await this.#start());
    try {
      return await run(lane);
    } finally {
      this.#free.push(lane);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.stop()));
  }

  async #start(): Promise<Lane> {
    this.#count += 1;
    const folder = path.join(this.folder, `lane-${this.#count}`);
    this.#provider ??= this.#findProvider();
    const options = { tools: this.#tools, folder, provider: await this.#provider, progress: this.progress };
    const lane = await Lane.start(options);
    this.#lanes.push(lane);
    return lane;
  }

  #findProvider(): Promise<string | undefined> {
    const target = { url: "http://127.0.0.1:1", account: ACCOUNT, region: REGION };
    const env = terraformEnvironment(this.#tools, target, this.folder);
    return findProvider(this.#tools.terraform, env, path.join(this.folder, "provider"), AWS_PROVIDER_VERSIONS);
  }
}
