import * as http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { ProviderFront } from "../../emulator/provider-front";
import type { ReattachEntry } from "../../emulator/provider-process";

const SERVICE = "/tfplugin5.Provider";

/** Ends what the tests have begun, the last first. */
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end();
});

function framed(message: Buffer): Buffer {
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(message.length, 1);
  return Buffer.concat([frame, message]);
}

/** A field of Protocol Buffers that has a length below 128. */
function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content]);
}

const entry = (type: string) => field(2, field(1, Buffer.from(type)));

/** What a provider was asked, and what it answers: its name, or what it was configured with; an error to `Fail`. */
interface Provider {
  readonly entry: ReattachEntry;
  readonly asked: string[];
}

async function startProvider(name: string): Promise<Provider> {
  const asked: string[] = [];
  const server = http2.createServer();
  server.on("stream", async (stream, headers) => {
    const method = String(headers[":path"]).slice(SERVICE.length + 1);
    asked.push(method);
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    const status = { ":status": 200, "content-type": "application/grpc" };
    if (method === "Fail") {
      stream.respond({ ...status, "grpc-status": "12" }, { endStream: true });
      return;
    }
    stream.respond(status, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    const answer = Buffer.from(`${name} ${Buffer.concat(parts)}`);
    stream.end(method === "GetSchema" ? framed(Buffer.concat([entry("aws_vpc"), entry("aws_sns_topic")])) : answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const Addr = { Network: "tcp", String: `127.0.0.1:${port}` };
  return { entry: { Protocol: "grpc", ProtocolVersion: 5, Pid: 1, Test: true, Addr }, asked };
}

/** A front before two providers, the second of which is started when it is needed. */
async function startFront(types: ReadonlySet<string> = new Set()) {
  const providers = [await startProvider("first"), await startProvider("second")] as const;
  let further = 0;
  const startFurther = async () => {
    further += 1;
    return providers[1].entry;
  };
  const front = await ProviderFront.listen(providers[0].entry, startFurther, types);
  ends.push(() => front.close());
  return { front, providers, further: () => further };
}

/** Terraform's connection. */
function connect(front: ProviderFront): http2.ClientHttp2Session {
  const session = http2.connect(`http://${front.address.String}`);
  ends.push(() => session.destroy());
  return session;
}

async function ask(session: http2.ClientHttp2Session, method: string, message: string | Buffer = "") {
  const request = session.request({ ":method": "POST", ":path": `${SERVICE}/${method}`, te: "trailers" });
  let status: unknown;
  request.on("response", (headers) => {
    status = headers["grpc-status"] ?? status;
  });
  request.on("trailers", (trailers) => {
    status = trailers["grpc-status"];
  });
  request.end(message);
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return { answer: Buffer.concat(parts), status };
}

async function answer(
  session: http2.ClientHttp2Session,
  method: string,
  message: string | Buffer = "",
): Promise<string> {
  return (await ask(session, method, message)).answer.toString();
}

/** Configures, with something that Terraform says besides. @returns the name of the provider */
async function configure(session: http2.ClientHttp2Session, region: string, besides = ""): Promise<string | undefined> {
  const question = framed(
    Buffer.concat([field(1, Buffer.from("1.11")), field(2, Buffer.from(region)), field(3, Buffer.from(besides))]),
  );
  return (await answer(session, "Configure", question)).split(" ")[0];
}

/** Closes a connection, and waits until the front knows it. */
async function close(session: http2.ClientHttp2Session): Promise<void> {
  await new Promise<void>((resolve) => session.close(resolve));
  await new Promise((resolve) => setTimeout(resolve, 50));
}

test("connections that are configured at once have a process each, which all they ask goes to", async () => {
  const { front, further } = await startFront();
  const [seoul, virginia] = [connect(front), connect(front)];
  expect(await configure(seoul, "seoul")).toBe("first");
  expect(await configure(virginia, "virginia")).toBe("second");
  expect(await answer(seoul, "ReadResource", "vpc")).toBe("first vpc");
  expect(await answer(virginia, "ReadResource", "certificate")).toBe("second certificate");
  expect(further()).toBe(1);
});

test("a connection gets the process that was configured alike, whatever order they come in", async () => {
  const { front, further } = await startFront();
  const before = [connect(front), connect(front)] as const;
  await configure(before[0], "seoul");
  await configure(before[1], "virginia");
  await Promise.all(before.map(close));
  const [virginia, seoul] = [connect(front), connect(front)];
  expect(await configure(virginia, "virginia")).toBe("second");
  expect(await configure(seoul, "seoul")).toBe("first");
  expect(further()).toBe(1);
});

test("connections that are configured alike share a process: Terraform keeps those of its plan open while it applies", async () => {
  const { front, further } = await startFront();
  const sessions = [connect(front), connect(front)] as const;
  expect(await configure(sessions[0], "seoul")).toBe("first");
  expect(await configure(sessions[1], "seoul", "in the apply")).toBe("first");
  await close(sessions[0]);
  expect(await answer(sessions[1], "ReadResource", "vpc")).toBe("first vpc");
  expect(await configure(connect(front), "dublin")).toBe("second");
  expect(further()).toBe(1);
});

test("a process whose connection is closed is configured anew, in place of a further one", async () => {
  const { front, further } = await startFront();
  const seoul = connect(front);
  await configure(seoul, "seoul");
  await close(seoul);
  expect(await configure(connect(front), "dublin")).toBe("first");
  expect(further()).toBe(0);
});

test("the schema is asked for once, and told without the types that are not used then", async () => {
  const types = new Set<string>();
  const { front, providers } = await startFront(types);
  const session = connect(front);
  const all = Buffer.concat([entry("aws_vpc"), entry("aws_sns_topic")]);
  expect(await ask(session, "GetSchema")).toEqual({ answer: framed(all), status: "0" });
  types.add("aws_vpc");
  expect(await ask(session, "GetSchema")).toEqual({ answer: framed(entry("aws_vpc")), status: "0" });
  expect(providers[0].asked).toEqual(["GetSchema"]);
});

test("an error of the provider is handed back", async () => {
  const { front } = await startFront();
  expect(await ask(connect(front), "Fail")).toEqual({ answer: Buffer.alloc(0), status: "12" });
});
