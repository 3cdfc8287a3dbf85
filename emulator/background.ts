import * as fs from "node:fs";
import * as path from "node:path";
import { Emulator } from "./server";
import type { MotoSource } from "./tools";

/** What is written down about an emulator that runs in the background. */
interface EmulatorRecord {
  readonly port: number;
  readonly pid: number;
  readonly serverPid: number;
  /** Environments that were deployed to it and not yet destroyed. */
  readonly environments: readonly string[];
}

/**
 * An emulator that outlives the command that started it. Its folder holds all that belongs to it: the record of its port
 * and process, its log, the synthesized stacks and their local state. The emulator keeps everything in memory, so when it
 * is gone the folder is worth nothing and is removed; state of real accounts lies elsewhere.
 */
export class BackgroundEmulator {
  /** @param folder the emulator's folder */
  constructor(readonly folder: string) {}

  /** Folder for `cdktf --output`. Local state lands beside it, inside the emulator's folder. */
  get outdir(): string {
    return path.join(this.folder, "cdktf.out");
  }

  /**
   * The emulator, if it still runs. If it was started and is gone, its folder is removed and the environments that were
   * in it are named.
   */
  async find(): Promise<{ emulator?: Emulator; environments: readonly string[] }> {
    const record = this.#read();
    if (!record) return { environments: [] };
    const emulator = await Emulator.attach(record.port, record.pid, record.serverPid, this.#logFile);
    if (!emulator) this.#forget();
    return { emulator, environments: record.environments };
  }

  /** Starts the emulator. */
  async start(moto: MotoSource): Promise<Emulator> {
    const emulator = await Emulator.start({ moto, folder: this.folder, background: true });
    const { port, pid, serverPid } = emulator;
    this.#write({ port, pid, serverPid, environments: [] });
    return emulator;
  }

  /** Writes down that an environment is, or is no longer, in the emulator. Returns those that are. */
  setDeployed(environment: string, isDeployed: boolean): readonly string[] {
    const record = this.#read();
    if (!record) return [];
    const others = record.environments.filter((name) => name !== environment);
    const environments = isDeployed ? [...others, environment].sort() : others;
    this.#write({ ...record, environments });
    return environments;
  }

  /** Stops the emulator and removes its folder. */
  async stop(emulator: Emulator): Promise<void> {
    await emulator.stop();
    this.#forget();
  }

  get #recordFile(): string {
    return path.join(this.folder, "emulator.json");
  }

  get #logFile(): string {
    return path.join(this.folder, "emulator.log");
  }

  #read(): EmulatorRecord | undefined {
    try {
      return JSON.parse(fs.readFileSync(this.#recordFile, "utf8")) as EmulatorRecord;
    } catch {
      return undefined;
    }
  }

  #write(record: EmulatorRecord): void {
    fs.mkdirSync(this.folder, { recursive: true });
    fs.writeFileSync(this.#recordFile, `${JSON.stringify(record, undefined, 2)}\n`);
  }

  #forget(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
