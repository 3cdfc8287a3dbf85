import * as http2 from "node:http2";
import * as net from "node:net";
import type { ReattachEntry } from "./provider-process";
import { configurationIn, narrowed } from "./provider-schema";

/** Methods of the plugin protocol, versions 5 and 6, that are more than handed on. */
const GET_SCHEMA = /\/(GetSchema|GetProviderSchema)$/;
const CONFIGURE = /\/(Configure|ConfigureProvider)$/;

/** Bytes before a message of gRPC: whether it is compressed, and its length. */
const FRAME = 5;

/** A whole answer. */
interface Answer {
  readonly headers: http2.IncomingHttpHeaders;
  readonly message: Buffer;
  readonly trailers: http2.IncomingHttpHeaders;
}

/** A process of the provider, as it is seen from here. */
interface Backend {
  readonly session: http2.ClientHttp2Session;
  /** What it was configured with last. */
  configuration?: string;
  /** Terraform's open connections that it was configured by. */
  readonly users: Set<http2.Http2Session | undefined>;
}

/**
 * Stands between Terraform and processes of a provider. A process keeps one configuration, so a connection that configures gets a process that
 * was configured alike, or one that nobody uses any more, or else a further one. The schema is asked for once, and told without the
 * types that are not used.
 */
export class ProviderFront {
  readonly #backends: Backend[];
  #schema: Promise<Answer> | undefined;

  private constructor(
    private readonly server: http2.Http2Server,
    first: ReattachEntry,
    private readonly startFurther: () => Promise<ReattachEntry>,
    private readonly types: ReadonlySet<string>,
  ) {
    this.#backends = [{ session: connect(first), users: new Set() }];
    server.on("stream", (stream, headers) => {
      // Terraform, which it is handed on to, tells of it.
      stream.on("error", () => {});
      this.#take(stream, headers).catch((error) => refuse(stream, error));
    });
    server.on("session", (session) => {
      session.on("close", () => {
        for (const { users } of this.#backends) users.delete(session);
      });
    });
  }

  /**
   * Begins to listen.
   *
   * @param first where the process that there is already listens
   * @param startFurther starts another one
   * @param types the types that are told; read at each question for the schema. While it is empty, all are
   */
  static async listen(
    first: ReattachEntry,
    startFurther: () => Promise<ReattachEntry>,
    types: ReadonlySet<string>,
  ): Promise<ProviderFront> {
    const server = http2.createServer({ maxSessionMemory: 1000 });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    server.unref();
    return new ProviderFront(server, first, startFurther, types);
  }

  get address(): ReattachEntry["Addr"] {
    const { address, port } = this.server.address() as net.AddressInfo;
    return { Network: "tcp", String: `${address}:${port}` };
  }

  close(): void {
    this.server.close();
    for (const { session } of this.#backends) session.destroy();
  }

  async #take(stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders): Promise<void> {
    const method = headers[":path"] ?? "";
    const { session } = stream;
    if (GET_SCHEMA.test(method)) return this.#tellSchema(stream, headers);
    if (!CONFIGURE.test(method)) return handOn(stream, headers, this.#backendOf(session));
    const message = await bytesOf(stream);
    handOn(stream, headers, await this.#reserve(session, message), message);
  }

  async #tellSchema(stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders): Promise<void> {
    const question = await bytesOf(stream);
    this.#schema ??= ask(this.#backends[0] as Backend, headers, question);
    const { headers: status, message, trailers } = await this.#schema;
    stream.respond(status, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers(trailers));
    stream.end(this.types.size > 0 ? framed(narrowed(message.subarray(FRAME), this.types)) : message);
  }

  /** Until a connection has configured, any process can answer it. */
  #backendOf(user: http2.Http2Session | undefined): Backend {
    return this.#backends.find(({ users }) => users.has(user)) ?? (this.#backends[0] as Backend);
  }

  /** A process for a connection that configures. */
  async #reserve(user: http2.Http2Session | undefined, message: Buffer): Promise<Backend> {
    const configuration = configurationIn(message.subarray(FRAME));
    const known =
      this.#backends.find((backend) => backend.configuration === configuration) ??
      this.#backends.find(({ users }) => users.size === 0);
    const backend = known ?? { session: connect(await this.startFurther()), users: new Set() };
    if (!known) this.#backends.push(backend);
    backend.configuration = configuration;
    backend.users.add(user);
    return backend;
  }
}

function connect({ Addr }: ReattachEntry): http2.ClientHttp2Session {
  const session = http2.connect("http://localhost", {
    createConnection: () => (Addr.Network === "unix" ? net.connect(Addr.String) : net.connect(portOf(Addr.String))),
    settings: { initialWindowSize: 1 << 26 },
    maxSessionMemory: 1000,
  });
  // What waits for an answer is told of it.
  session.on("error", () => {});
  session.unref();
  return session;
}

function portOf(address: string): net.TcpNetConnectOpts {
  const { hostname: host, port } = new URL(`tcp://${address}`);
  return { host, port: Number(port) };
}

/** Hands a question on, and the answer back. */
function handOn(
  stream: http2.ServerHttp2Stream,
  headers: http2.IncomingHttpHeaders,
  { session }: Backend,
  message?: Buffer,
): void {
  const request = session.request(headers);
  let trailers: http2.IncomingHttpHeaders = {};
  request.on("trailers", (received) => {
    trailers = received;
  });
  request.on("response", (status, flags) => {
    if (stream.destroyed) return;
    // An error comes without a message.
    const endStream = (flags & http2.constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond(status, { endStream, waitForTrailers: !endStream });
    stream.on("wantTrailers", () => stream.sendTrailers(trailers));
    if (!endStream) request.pipe(stream);
  });
  request.on("error", (error) => refuse(stream, error));
  stream.on("aborted", () => request.close(http2.constants.NGHTTP2_CANCEL));
  if (message) request.end(message);
  else stream.pipe(request);
}

function refuse(stream: http2.ServerHttp2Stream, error: Error): void {
  if (!stream.destroyed) stream.destroy(error);
}

async function ask({ session }: Backend, headers: http2.IncomingHttpHeaders, question: Buffer): Promise<Answer> {
  const request = session.request(headers);
  let status: http2.IncomingHttpHeaders = {};
  let trailers: http2.IncomingHttpHeaders = {};
  request.on("response", (received) => {
    status = received;
  });
  request.on("trailers", (received) => {
    trailers = received;
  });
  request.end(question);
  const message = await bytesOf(request);
  return { headers: status, message, trailers };
}

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function framed(message: Buffer): Buffer {
  const frame = Buffer.alloc(FRAME);
  frame.writeUInt32BE(message.length, 1);
  return Buffer.concat([frame, message]);
}
