import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findByArguments, identify } from "../runner/processes";
import { readVariable } from "../variables/read";
import { emulatorFolder } from "./project";
import type { MotoSource } from "./tools";

/** How an emulator is started. */
export interface EmulatorOptions {
  readonly moto: MotoSource;
  /** Folder for its output: `emulator.out` and `emulator.log`. */
  readonly folder: string;
  /**
   * Port on 127.0.0.1.
   *
   * @default - a free port
   */
  readonly port?: number;
  /**
   * Word that the process is found by later. With one, the emulator goes on when this process ends.
   *
   * @default - it ends with this process
   */
  readonly id?: string;
}

/** What the start script prints when it is ready. */
interface Ready {
  readonly port: number;
  readonly pid: number;
}

/** What AWS's service models made of the requests that an emulator got. */
export interface Judged {
  /** Requests that were judged, by operation: `iam.CreateRole`. */
  readonly judged: Readonly<Record<string, number>>;
  /** Requests that no model reads, by what is the matter. */
  readonly unread: Readonly<Record<string, number>>;
  /** What was refused: the operation, and the message. */
  readonly refused: readonly string[];
  /** Constraints that AWS itself does not hold its callers to. */
  readonly exempt: readonly Readonly<Record<"service" | "shape" | "constraint" | "reason", string>>[];
}

/** Seconds until an emulator that does not answer is given up. */
const START_SECONDS = 60;

/** A running moto server on 127.0.0.1, started by the project's own start script. */
export class Emulator {
  private constructor(
    /** Port on 127.0.0.1. */
    readonly port: number,
    /** Process that is ended to stop the emulator. */
    readonly pid: number,
    /** Process id that the server itself knows; another one inside a container. */
    readonly serverPid: number,
    /** File with the requests it answered and the errors it met. */
    readonly logFile: string,
    private readonly process?: ChildProcess,
  ) {}

  /** Address for `AWS_ENDPOINT_URL`. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts an emulator and waits until it answers. Throws with the end of its output if it does not. */
  static async start(options: EmulatorOptions): Promise<Emulator> {
    fs.mkdirSync(options.folder, { recursive: true });
    const output = path.join(options.folder, "emulator.out");
    const logFile = path.join(options.folder, "emulator.log");
    const port = options.port ?? (options.moto.kind === "docker" ? await freePort() : 0);
    const [program, args] = command(options.moto, port, options.id);
    const files = [fs.openSync(output, "w"), fs.openSync(logFile, "a")] as const;
    const child = spawn(program, args, {
      // A process group of its own: a Ctrl-C on the terminal is no order to the emulator.
      detached: true,
      stdio: [options.id ? "ignore" : "pipe", ...files],
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "1" },
    });
    for (const file of files) fs.closeSync(file);
    const ready = await waitForReady(child, output, logFile);
    child.unref();
    const stdin = child.stdin as net.Socket | null;
    stdin?.unref();
    const emulator = new Emulator(
      options.moto.kind === "docker" ? port : ready.port,
      child.pid ?? ready.pid,
      ready.pid,
      logFile,
      child,
    );
    await emulator.#waitUntilAnswers();
    return emulator;
  }

  /** An emulator that another process started, or undefined if that emulator does not answer any more. */
  static async attach(id: string, port: number, serverPid: number, logFile: string): Promise<Emulator | undefined> {
    const [pid] = emulatorProcesses(id);
    if (pid === undefined) return undefined;
    const emulator = new Emulator(port, pid, serverPid, logFile);
    return (await emulator.answers()) ? emulator : undefined;
  }

  /** Whether this emulator, and no other program, answers on the port. */
  async answers(): Promise<boolean> {
    try {
      return (await this.#get<{ pid: number }>("/_emulator/server")).pid === this.serverPid;
    } catch {
      return false;
    }
  }

  /** Everything that exists beyond what the emulator makes itself, as `account/region/service/kind/id`, sorted. */
  async resources(): Promise<string[]> {
    return this.#get<string[]>("/_emulator/resources");
  }

  /** The requests that the emulator could not answer: mostly operations that moto does not have. */
  async errors(): Promise<string[]> {
    return this.#get<string[]>("/_emulator/errors");
  }

  /** How many requests AWS's models judged, and what they refused. */
  async judged(): Promise<Judged> {
    return this.#get<Judged>("/_emulator/judged");
  }

  /** Empties the emulator. */
  async reset(): Promise<void> {
    await fetch(`${this.url}/moto-api/reset`, { method: "POST" });
  }

  /** Closes the emulator's standard input, as the end of this process does. An emulator in the background does not care. */
  letGo(): void {
    this.process?.stdin?.end();
  }

  /**
   * Asks the emulator to end, and waits until it is gone. What was judged is written to the folder that `GROUNDPLAN_JUDGED` names, if it
   * is set, so that a run of many emulators can sum it up.
   */
  async stop(): Promise<void> {
    const folder = readVariable("GROUNDPLAN_JUDGED", process.env);
    if (folder && (await this.answers())) {
      fs.writeFileSync(path.join(folder, `${this.pid}.json`), JSON.stringify(await this.judged()));
    }
    await this.#end("SIGTERM");
  }

  /** Ends the emulator at once, in the middle of whatever it answers; its memory is lost. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    try {
      process.kill(this.pid, signal);
    } catch {
      return; // Already gone.
    }
    for (let attempt = 0; attempt < 200; attempt++) {
      const isOver = this.process
        ? this.process.exitCode !== null || this.process.signalCode !== null
        : identify(this.pid) === undefined;
      if (isOver) return;
      await delay(50);
    }
    throw new Error(`The emulator (process ${this.pid}) did not end within 10 s of ${signal}.`);
  }

  async #waitUntilAnswers(): Promise<void> {
    for (let attempt = 0; attempt < START_SECONDS * 10; attempt++) {
      if (await this.answers()) return;
      await delay(100);
    }
    throw new Error(
      `The emulator on port ${this.port} did not answer within ${START_SECONDS} s.\n${tail(this.logFile)}`,
    );
  }

  async #get<T>(address: string): Promise<T> {
    const response = await fetch(`${this.url}${address}`, { signal: AbortSignal.timeout(5_000) });
    return (await response.json()) as T;
  }
}

/** The processes of an emulator that was started with an id: they run the start script, and were given the id. */
export function emulatorProcesses(id: string): number[] {
  return findByArguments("--id", id).filter((pid) => pid !== process.pid);
}

/** The command that runs the start script. In a container the folder with the script is mounted. */
function command(moto: MotoSource, port: number, id: string | undefined): [string, string[]] {
  const stop = id ? ["--id", id] : ["--stop-with-stdin"];
  if (moto.kind === "python") {
    return [moto.python, [path.join(emulatorFolder(), "moto_server.py"), "--port", String(port), ...stop]];
  }
  const inside = ["/emulator/moto_server.py", "--host", "0.0.0.0", "--port", "5000", ...stop];
  const mounts = ["--volume", `${emulatorFolder()}:/emulator:ro`, "--publish", `127.0.0.1:${port}:5000`];
  const env = ["--env", "PYTHONDONTWRITEBYTECODE=1", "--env", "PYTHONUNBUFFERED=1"];
  const interactive = id === undefined ? ["--interactive"] : [];
  return [
    moto.docker,
    ["run", "--rm", ...interactive, ...mounts, ...env, "--entrypoint", "python3", moto.image, ...inside],
  ];
}

async function waitForReady(child: ChildProcess, output: string, logFile: string): Promise<Ready> {
  let failure: Error | undefined;
  child.once("error", (error) => {
    failure = error;
  });
  for (let attempt = 0; attempt < START_SECONDS * 20; attempt++) {
    const line = fs.readFileSync(output, "utf8").split("\n", 2);
    if (line.length > 1 && line[0]) return JSON.parse(line[0]) as Ready;
    if (failure || child.exitCode !== null || child.signalCode !== null) break;
    await delay(50);
  }
  child.kill("SIGKILL");
  throw new Error(`The emulator did not start: ${failure?.message ?? "it ended or stayed silent"}.\n${tail(logFile)}`);
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** The last lines of a file. */
export function tail(file: string, lines = 20): string {
  if (!fs.existsSync(file)) return "";
  return fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}
