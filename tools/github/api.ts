/** How GitHub is asked. */
export interface GithubOptions {
  /** Address of the REST API: `https://api.github.com`. */
  readonly url: string;
  /** `<owner>/<name>`. */
  readonly repository: string;
  readonly token: string;
  /** Waits so many milliseconds. @default - a timer */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** GitHub did not do what it was asked. */
export class GithubError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Longest time to wait for one answer: GitHub's limits by the minute end within one. */
const LONGEST_WAIT_MS = 65_000;
const MOST_TRIES = 4;
const SECOND_MS = 1000;

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** A repository on GitHub, by its REST API. */
export class Github {
  constructor(private readonly options: GithubOptions) {}

  /**
   * Asks something about the repository.
   *
   * @param path behind `/repos/<owner>/<name>`
   * @throws GithubError with the status, and what is missing where that is known
   */
  async ask<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const response = await this.#send(method, this.#address(path), body);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  /** All members of a list, over all of its pages. */
  async list<T>(path: string): Promise<T[]> {
    const all: T[] = [];
    let next: string | undefined = this.#address(`${path}${path.includes("?") ? "&" : "?"}per_page=100`);
    while (next) {
      const response = await this.#send("GET", next);
      all.push(...((await response.json()) as T[]));
      next = this.#nextOf(response);
    }
    return all;
  }

  /**
   * The bytes of an artifact, a ZIP archive. GitHub sends elsewhere for it, where the token is not told.
   *
   * @param limit most bytes that are read
   * @throws GithubError if it is longer, or gone
   */
  async artifact(id: number, limit: number): Promise<Buffer> {
    const moved = await this.#send("GET", this.#address(`/actions/artifacts/${id}/zip`));
    const place = moved.headers.get("location");
    const response = place ? await fetch(place) : moved;
    if (!response.ok || !response.body) throw new GithubError(response.status, `The artifact ${id} cannot be read.`);
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > limit) throw new GithubError(413, `The artifact ${id} has more than ${limit} bytes.`);
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  #address(path: string): string {
    return `${this.options.url}/repos/${this.options.repository}${path}`;
  }

  /** The next page of a list, if GitHub names one that is its own. */
  #nextOf(response: Response): string | undefined {
    const next = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
    return next?.startsWith(`${this.options.url}/`) ? next : undefined;
  }

  async #send(method: Method, url: string, body?: unknown): Promise<Response> {
    const { token, wait = timer } = this.options;
    for (let tries = 1; ; tries++) {
      const response = await fetch(url, {
        method,
        redirect: "manual",
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "x-github-api-version": "2022-11-28",
          "user-agent": "groundplan",
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.ok || response.status === 302) return response;
      const pause = pauseBefore(response, method, tries);
      if (pause === undefined || tries === MOST_TRIES) throw await failure(response, method, url);
      await wait(pause);
    }
  }
}

/**
 * Milliseconds to wait before the same is asked again; undefined if that is of no use (GitHub REST API, "Rate limits for the REST API", as
 * of 2026-11). What failed within GitHub may have been done, so that only what may be done twice is asked again.
 */
function pauseBefore(response: Response, method: Method, tries: number): number | undefined {
  const { status, headers } = response;
  if (status >= 500) return method === "POST" ? undefined : SECOND_MS * 2 ** tries;
  if (status !== 403 && status !== 429) return undefined;
  const after = headers.get("retry-after");
  const reset = headers.get("x-ratelimit-remaining") === "0" ? headers.get("x-ratelimit-reset") : null;
  const pause = after ? Number(after) * SECOND_MS : reset ? Number(reset) * SECOND_MS - Date.now() : undefined;
  if (pause === undefined || Number.isNaN(pause) || pause > LONGEST_WAIT_MS) return undefined;
  return Math.max(pause, SECOND_MS);
}

async function failure(response: Response, method: Method, url: string): Promise<GithubError> {
  const { message = "" } = (await response.json().catch(() => ({}))) as { message?: string };
  const needed = response.headers.get("x-accepted-github-permissions");
  const hint = response.status === 403 && needed ? ` The job's permissions need: ${needed}.` : "";
  return new GithubError(response.status, `${method} ${url}: ${response.status} ${message}${hint}`);
}

function timer(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
