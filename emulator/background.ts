import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Emulator, emulatorProcesses } from "./server";
import type { MotoSource } from "./tools";

/** What is written down about an emulator that runs in the background. */
interface EmulatorRecord {
  /** A word in the process's command line. The process is found by it, so that a number is never mistaken for the process. */
  readonly id: string;
  /** Port and process id inside; none while the emulator starts. */
  readonly port?: number;
  readonly serverPid?: number;
  /** Environments that were deployed to it and not yet destroyed. */
  readonly environments: readonly string[];
}

/**
 * An emulator that outlives the command that started it. Its folder holds all that belongs to it: the record, its log, the
 * synthesized stacks and their local state. The emulator keeps everything in memory, so when it is gone the folder is worth nothing
 * and is removed; state of real accounts lies elsewhere.
 *
 * Only one command at a time may work with it (`RunLock`).
 */
export class BackgroundEmulator {
  /** @param folder the emulator's folder */
  constructor(readonly folder: string) {}

  /** Folder for `cdktf --output`. Local state lands beside it, inside the emulator's folder. */
  get outdir(): string {
    return path.join(this.folder, "cdktf.out");
  }

  /**
   * The emulator, if it still answers. If it was started and is gone, or was never ready, what is left of it is ended, its folder is
   * removed, and the environments that were in it are named.
   */
  async find(): Promise<{ emulator?: Emulator; environments: readonly string[] }> {
    const record = this.#read();
    if (!record) return { environments: [] };
    const { id, port, serverPid, environments } = record;
    const isReady = port !== undefined && serverPid !== undefined;
    const emulator = isReady ? await Emulator.attach(id, port, serverPid, this.#logFile) : undefined;
    if (!emulator) {
      await endProcesses(id);
      this.#forget();
    }
    return { emulator, environments };
  }

  /**
   * Starts the emulator. It is written down before its process begins: a command that is ended meanwhile leaves nothing behind that
   * the next one does not find.
   */
  async start(moto: MotoSource): Promise<Emulator> {
    const id = randomBytes(8).toString("hex");
    this.#write({ id, environments: [] });
    try {
      const emulator = await Emulator.start({ moto, folder: this.folder, id });
      const { port, serverPid } = emulator;
      this.#write({ id, port, serverPid, environments: [] });
      return emulator;
    } catch (error) {
      await endProcesses(id);
      throw error;
    }
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
      const record = JSON.parse(fs.readFileSync(this.#recordFile, "utf8")) as EmulatorRecord;
      return /^[0-9a-f]{16}$/.test(record.id) ? record : undefined;
    } catch {
      return undefined;
    }
  }

  #write(record: EmulatorRecord): void {
    fs.mkdirSync(this.folder, { recursive: true });
    const file = `${this.#recordFile}.new`;
    fs.writeFileSync(file, `${JSON.stringify(record, undefined, 2)}\n`);
    fs.renameSync(file, this.#recordFile);
  }

  #forget(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Ends what was started with an id, at once: nothing of it can be used any more. */
async function endProcesses(id: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const left = emulatorProcesses(id);
    if (left.length === 0) return;
    // A container's client passes the first signal on to the container.
    for (const pid of left) end(pid, attempt < 60 ? "SIGTERM" : "SIGKILL");
    await delay(50);
  }
  throw new Error(`The emulator (process ${emulatorProcesses(id).join(", ")}) did not end within 10 s.`);
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended.
  }
}
