import * as net from "node:net";

/** A TCP proxy on 127.0.0.1 that can break the way to the emulator, or hold it up. */
export class BreakableProxy {
  #server: net.Server;
  #port = 0;
  #connections = 0;
  #isHeld = false;
  readonly #held: net.Socket[] = [];

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

  /** Refuses new connections. Requests under way still get their answer. */
  break(): void {
    this.#server.close();
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
    socket.pipe(upstream);
    upstream.pipe(socket);
  }
}
