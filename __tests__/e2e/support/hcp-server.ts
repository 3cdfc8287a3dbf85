import { randomUUID } from "node:crypto";
import * as http from "node:http";
import type { AddressInfo } from "node:net";

/** What a version of a state says of itself besides its text. */
interface StateAttributes {
  readonly serial: number;
  readonly lineage: string;
  readonly force?: boolean;
}

interface StateVersion extends StateAttributes {
  readonly id: string;
  text: string;
}

interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly versions: StateVersion[];
  isLocked: boolean;
}

/** An answer of the API: its status, and its document or the text of a state. */
interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
}

interface Request {
  readonly method: string;
  /** Path below `/api/v2`, or that of a state's text. */
  readonly path: string;
  readonly body: string;
}

/** Method and path, in which the first group is an id or a name, and what is answered. */
type Route = readonly [method: string, path: RegExp, answer: (id: string | undefined, body: string) => Answer];

const NOT_FOUND: Answer = { status: 404, json: { errors: [{ status: "404", title: "not found" }] } };
const conflict = (title: string): Answer => ({ status: 409, json: { errors: [{ status: "409", title }] } });

/**
 * The part of the API of HCP Terraform that Terraform uses where a workspace keeps its state and the run is on one's own machine, on 127.0.0.1:
 * workspaces are made, locked, and given versions of their state, which without force must follow the one before (HCP Terraform API,
 * "Workspaces" and "State Versions", as of 2026-11).
 */
export class HcpServer {
  readonly #workspaces: Workspace[] = [];
  readonly #server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const body = Buffer.concat(chunks).toString("utf8");
      // What is no part of the API is reached by addresses that only it tells, without a token.
      const isKnown = headers.authorization === `Bearer ${this.#token}` || !url.startsWith("/api/");
      const asked = { method, path: url.replace(/^\/api\/v2/, "").replace(/\?.*$/, ""), body };
      const { status, json, text } = isKnown ? this.#answer(asked) : { status: 401, text: "" };
      response.writeHead(status, { "Content-Type": "application/vnd.api+json", "TFP-API-Version": "2.6" });
      response.end(json === undefined ? text : JSON.stringify(json));
    });
  });
  readonly #token = randomUUID();

  /** @param engineVersion version of Terraform that workspaces are for */
  constructor(private readonly engineVersion: string) {}

  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", resolve);
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Name that configurations call it by. */
  get hostname(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What a CLI configuration says of it: where its API is, which would else be asked by TLS, and who asks. */
  get cliConfig(): string {
    return [
      `host "${this.hostname}" {`,
      `  services = { "tfe.v2" = "${this.#url}/api/v2/" }`,
      "}",
      `credentials "${this.hostname}" {`,
      `  token = "${this.#token}"`,
      "}",
      "",
    ].join("\n");
  }

  /** Names of the workspaces, each with whether its state holds anything. */
  get workspaces(): Readonly<Record<string, "empty" | "full" | "locked">> {
    const entries = this.#workspaces.map(({ name, versions, isLocked }) => {
      const { resources = [] } = JSON.parse(versions.at(-1)?.text || "{}") as { resources?: readonly unknown[] };
      return [name, isLocked ? "locked" : resources.length > 0 ? "full" : "empty"] as const;
    });
    return Object.fromEntries(entries);
  }

  get #url(): string {
    return `http://${this.hostname}`;
  }

  #answer({ method, path, body }: Request): Answer {
    for (const [of, pattern, answer] of this.#routes) {
      const found = of === method ? pattern.exec(path) : null;
      if (found) return answer(found[1], body);
    }
    return NOT_FOUND;
  }

  readonly #routes: readonly Route[] = [
    ["GET", /^\/ping$/, () => ({ status: 204, text: "" })],
    [
      "GET",
      /^\/organizations\/[^/]+\/entitlement-set$/,
      () => document("entitlement-sets", "org", { operations: true }),
    ],
    ["GET", /^\/organizations\/[^/]+\/workspaces\/(.+)$/, (name) => this.#show((one) => one.name === name)],
    ["POST", /^\/organizations\/[^/]+\/workspaces$/, (_, body) => this.#create(body)],
    ["PATCH", /^\/workspaces\/([^/]+)$/, (id) => this.#show((one) => one.id === id)],
    ["GET", /^\/workspaces\/([^/]+)$/, (id) => this.#show((one) => one.id === id)],
    ["POST", /^\/workspaces\/([^/]+)\/actions\/lock$/, (id) => this.#lock(id, true)],
    ["POST", /^\/workspaces\/([^/]+)\/actions\/unlock$/, (id) => this.#lock(id, false)],
    ["GET", /^\/workspaces\/([^/]+)\/current-state-version$/, (id) => this.#current(id)],
    ["POST", /^\/workspaces\/([^/]+)\/state-versions$/, (id, body) => this.#add(id, body)],
    ["GET", /^\/state-versions\/([^/]+)$/, (id) => this.#read(id)],
    ["GET", /^\/states\/(.+)$/, (id) => ({ status: 200, text: this.#version(id)?.text ?? "" })],
    ["PUT", /^\/states\/(.+)$/, (id, body) => this.#fill(id, body)],
    // The same state as people read it, which nobody does here.
    ["PUT", /^\/readable\/(.+)$/, () => ({ status: 200, text: "" })],
  ];

  #show(is: (workspace: Workspace) => boolean): Answer {
    const workspace = this.#workspaces.find(is);
    return workspace ? this.#describe(workspace) : NOT_FOUND;
  }

  #describe({ id, name, isLocked, versions }: Workspace, status = 200): Answer {
    const attributes = {
      name,
      locked: isLocked,
      operations: false,
      "execution-mode": "local",
      "terraform-version": this.engineVersion,
      permissions: { "can-lock": true, "can-unlock": true, "can-update": true, "can-queue-run": true },
    };
    const version = versions.at(-1);
    const current = { "current-state-version": { data: { id: version?.id, type: "state-versions" } } };
    return { ...document("workspaces", id, attributes, version ? current : {}), status };
  }

  #create(body: string): Answer {
    const { name } = attributesOf<{ name: string }>(body);
    const workspace = { id: `ws-${randomUUID()}`, name, versions: [], isLocked: false };
    this.#workspaces.push(workspace);
    return this.#describe(workspace, 201);
  }

  #lock(id: string | undefined, isLocked: boolean): Answer {
    const workspace = this.#workspaces.find((one) => one.id === id);
    if (!workspace) return NOT_FOUND;
    if (workspace.isLocked === isLocked) return conflict(isLocked ? "already locked" : "not locked");
    workspace.isLocked = isLocked;
    return this.#describe(workspace);
  }

  #current(id: string | undefined): Answer {
    const version = this.#workspaces.find((one) => one.id === id)?.versions.at(-1);
    return version ? this.#tell(version, 200) : NOT_FOUND;
  }

  #read(id: string | undefined): Answer {
    const version = this.#version(id);
    return version ? this.#tell(version, 200) : NOT_FOUND;
  }

  #add(id: string | undefined, body: string): Answer {
    const workspace = this.#workspaces.find((one) => one.id === id);
    if (!workspace) return NOT_FOUND;
    if (!workspace.isLocked) return conflict("the workspace is not locked");
    const { serial, lineage, force = false } = attributesOf<StateAttributes>(body);
    const before = workspace.versions.at(-1);
    if (before && !force && (before.lineage !== lineage || before.serial >= serial)) {
      return conflict("the state does not follow the one before");
    }
    const version = { id: `sv-${randomUUID()}`, serial, lineage, text: "" };
    workspace.versions.push(version);
    return this.#tell(version, 201);
  }

  #fill(id: string | undefined, body: string): Answer {
    const version = this.#version(id);
    if (!version) return NOT_FOUND;
    version.text = body;
    return { status: 200, text: "" };
  }

  #version(id: string | undefined): StateVersion | undefined {
    return this.#workspaces.flatMap(({ versions }) => versions).find((one) => one.id === id);
  }

  #tell({ id, serial }: StateVersion, status: number): Answer {
    const attributes = {
      serial,
      status: "finalized",
      "hosted-state-download-url": `${this.#url}/states/${id}`,
      "hosted-state-upload-url": `${this.#url}/states/${id}`,
      "hosted-json-state-upload-url": `${this.#url}/readable/${id}`,
    };
    return { ...document("state-versions", id, attributes), status };
  }
}

function document(type: string, id: string, attributes: object, relationships: object = {}): Answer {
  return { status: 200, json: { data: { id, type, attributes, relationships } } };
}

function attributesOf<Attributes>(body: string): Attributes {
  return (JSON.parse(body) as { data: { attributes: Attributes } }).data.attributes;
}
