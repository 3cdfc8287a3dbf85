import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that a loopback server was asked. */
export interface Asked {
  readonly method: string;
  /** Path with its query, as it came. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** What it answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A server on this machine that stands in for one elsewhere. */
export interface Loopback {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts a server that answers as `answer` says. */
export async function startLoopback(answer: (asked: Asked) => Answer | Promise<Answer>): Promise<Loopback> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", async () => {
      const { method = "", url = "", headers } = request;
      const { status, headers: told, body } = await answer({ method, path: url, headers, body: Buffer.concat(parts) });
      response.writeHead(status, told).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}
