import { type Answer, type Asked, type Loopback, startLoopback } from "../../support/loopback";

/** A comment or an issue that the stand-in keeps. */
export interface Kept {
  id: number;
  body: string;
  user: { type: string };
  title?: string;
  state?: string;
  labels?: string[];
  pull_request?: unknown;
}

interface Pull {
  readonly number: number;
  readonly head: {
    readonly sha: string;
    readonly ref: string;
    readonly repo: { readonly id: number };
    readonly owner: string;
  };
}

const REPOSITORY = "/repos/acme/platform";

/** Members of a page, where GitHub gives up to a hundred. */
const PAGE = 2;

/** Plays the parts of GitHub's REST API that the workflows ask, and a store of artifacts elsewhere, as GitHub has it. */
export class FakeGithub {
  readonly asked: Asked[] = [];
  readonly comments = new Map<number, Kept[]>();
  readonly issues: Kept[] = [];
  readonly labels = new Map<number, string[]>();
  readonly repositoryLabels = new Map<string, { color?: string; description?: string }>();
  readonly pulls: Pull[] = [];
  readonly artifacts: { id: number; name: string; size_in_bytes: number; zip: Buffer }[] = [];
  /** Answers in the place of the next requests. */
  readonly instead: Answer[] = [];
  /** What the store of artifacts was asked. */
  readonly storeAsked: Asked[] = [];
  #next = 100;
  #server?: Loopback;
  #store?: Loopback;

  async start(): Promise<void> {
    this.#store = await startLoopback((asked) => {
      this.storeAsked.push(asked);
      return { status: 200, body: this.artifacts.find(({ id }) => asked.path === `/${id}`)?.zip };
    });
    this.#server = await startLoopback((asked) => {
      this.asked.push(asked);
      return this.instead.shift() ?? this.#answer(asked);
    });
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    await this.#store?.close();
  }

  get url(): string {
    return this.#server?.url ?? "";
  }

  /** What was asked that changes something: `POST /issues/7/comments`. */
  get changes(): string[] {
    return this.asked
      .filter(({ method }) => method !== "GET")
      .map(({ method, path }) => `${method} ${decodeURIComponent(path.slice(REPOSITORY.length))}`);
  }

  addArtifact(name: string, zip: Buffer, size_in_bytes = zip.length): void {
    this.artifacts.push({ id: this.#next++, name, size_in_bytes, zip });
  }

  #answer({ method, path, body }: Asked): Answer {
    const url = new URL(path, "http://github");
    if (!url.pathname.startsWith(REPOSITORY)) return json(404, { message: "Not Found" });
    const place = decodeURIComponent(url.pathname.slice(REPOSITORY.length));
    const told = body.length > 0 ? JSON.parse(body.toString()) : {};
    const [, issue] = /^\/issues\/(\d+)/.exec(place) ?? [];
    const number = Number(issue);
    if (place === "/pulls") {
      const head = url.searchParams.get("head");
      return this.#page(
        url,
        this.pulls.filter((pull) => `${pull.head.owner}:${pull.head.ref}` === head),
      );
    }
    if (/^\/actions\/runs\/\d+\/artifacts$/.test(place))
      return json(200, { artifacts: this.artifacts.map(withoutZip) });
    const [, artifact] = /^\/actions\/artifacts\/(\d+)\/zip$/.exec(place) ?? [];
    if (artifact) return { status: 302, headers: { location: `${this.#store?.url}/${artifact}` } };
    if (place === "/labels" && method === "POST") {
      if (this.repositoryLabels.has(told.name)) return json(422, { message: "already_exists" });
      this.repositoryLabels.set(told.name, told);
      return json(201, told);
    }
    if (place === "/issues" && method === "POST") {
      const made = { id: this.#next, number: this.#next++, user: { type: "Bot" }, state: "open", ...told };
      this.issues.push(made);
      return json(201, made);
    }
    if (place === "/issues")
      return this.#page(
        url,
        this.issues.filter(({ state }) => state === "open"),
      );
    if (place.startsWith("/issues/comments/")) return this.#edit(place, told);
    if (place.endsWith("/comments")) {
      const comments = this.comments.get(number) ?? [];
      if (method === "GET") return this.#page(url, comments);
      this.comments.set(number, [...comments, { id: this.#next++, user: { type: "Bot" }, ...told }]);
      return json(201, {});
    }
    if (place.includes("/labels")) return this.#label(method, place, number, told, url);
    const found = this.issues.find(({ id }) => id === number);
    if (found && method === "PATCH") return json(200, Object.assign(found, told));
    return json(404, { message: "Not Found" });
  }

  #edit(place: string, told: object): Answer {
    const id = Number(place.split("/").at(-1));
    const found = [...this.comments.values()].flat().find((comment) => comment.id === id);
    return found ? json(200, Object.assign(found, told)) : json(404, { message: "Not Found" });
  }

  #label(method: string, place: string, number: number, told: { labels?: string[] }, url: URL): Answer {
    const labels = this.labels.get(number) ?? [];
    if (method === "GET")
      return this.#page(
        url,
        labels.map((name) => ({ name })),
      );
    if (method === "POST") this.labels.set(number, [...labels, ...(told.labels ?? [])]);
    const name = place.split("/labels/")[1];
    if (method === "DELETE")
      this.labels.set(
        number,
        labels.filter((label) => label !== name),
      );
    return json(200, []);
  }

  #page(url: URL, all: readonly unknown[]): Answer {
    const page = Number(url.searchParams.get("page") ?? 1);
    const next = new URL(url.pathname + url.search, this.url);
    next.searchParams.set("page", String(page + 1));
    const link = all.length > page * PAGE ? { link: `<${next}>; rel="next"` } : undefined;
    return { ...json(200, all.slice((page - 1) * PAGE, page * PAGE)), ...(link ? { headers: link } : {}) };
  }
}

function json(status: number, data: unknown): Answer {
  return { status, body: JSON.stringify(data) };
}

function withoutZip({ id, name, size_in_bytes }: FakeGithub["artifacts"][number]) {
  return { id, name, size_in_bytes };
}
