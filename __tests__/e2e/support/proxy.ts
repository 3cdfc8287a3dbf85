import * as net from "node:net";

/** A TCP proxy on 127.0.0.1 that can break the way to the emulator, hold it up, or lose single requests and answers. */
export class BreakableProxy {
  #server: net.Server;
  #port = 0;
  #connections = 0;
  #isHeld = false;
  readonly #held: net.Socket[] = [];
  #toBreak: readonly RegExp[] = [];
  #unanswered: RegExp | undefined;
  readonly #waiting: net.Socket[] = [];

  /** @param target port of the emulator on 127.0.0.1 */
  constructor(private readonly target: number) {
    this.#server = this.#createServer();
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Connections that were accepted so far. */
  get connections(): number {
    return this.#connections;
  }

  /** Listens; after a break, on the same port as before. */
  async listen(): Promise<void> {
    this.#server = this.#createServer();
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#port, "127.0.0.1", resolve);
    });
    this.#port = (this.#server.address() as net.AddressInfo).port;
  }

  /** Refuses new connections, and ends those that wait by `leaveUnanswered`. Other requests under way still get their answer. */
  break(): void {
    this.#server.close();
    this.#unanswered = undefined;
    for (const socket of this.#waiting.splice(0)) socket.destroy();
  }

  /** Lets each request that the pattern finds wait for its answer until the way breaks; the emulator does not see it. */
  leaveUnanswered(pattern: RegExp): void {
    this.#unanswered = pattern;
  }

  /** Breaks the answer to one request of each pattern off, after the emulator has done what was asked. */
  loseAnswers(patterns: readonly RegExp[]): void {
    this.#toBreak = patterns;
  }

  /** Patterns of `loseAnswers` that no request has matched yet. */
  get answersToLose(): readonly RegExp[] {
    return this.#toBreak;
  }

  /** Accepts connections and lets them wait. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Lets the waiting connections through. */
  release(): void {
    this.#isHeld = false;
    for (const socket of this.#held.splice(0)) this.#forward(socket);
  }

  async close(): Promise<void> {
    this.release();
    if (this.#server.listening) await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #createServer(): net.Server {
    return net.createServer({ pauseOnConnect: true }, (socket) => {
      this.#connections++;
      if (this.#isHeld) this.#held.push(socket);
      else this.#forward(socket);
    });
  }

  #forward(socket: net.Socket): void {
    const upstream = net.connect(this.target, "127.0.0.1");
    // Either side may go away at any time; the other then ends too.
    socket.on("error", () => upstream.destroy());
    upstream.on("error", () => socket.destroy());
    let request = "";
    socket.on("data", (chunk) => {
      request += chunk.toString("latin1");
      if (this.#unanswered?.test(request)) this.#waiting.push(socket);
      else upstream.write(chunk);
    });
    socket.on("end", () => upstream.end());
    upstream.on("data", (chunk) => {
      const found = this.#toBreak.find((pattern) => pattern.test(request));
      if (!found) return void socket.write(chunk);
      this.#toBreak = this.#toBreak.filter((pattern) => pattern !== found);
      socket.destroy();
    });
    upstream.on("end", () => socket.end());
    // It was accepted paused, and listening alone does not make it flow.
    socket.resume();
  }
}
