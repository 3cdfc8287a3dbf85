import { isAscii } from "node:buffer";

/** Parts of a plan that no review reads: together as large as the changes themselves. */
const UNREAD: readonly string[] = ["planned_values", "prior_state"];

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

/** What differs between a brace and the bracket of its side. */
const BRACE_OR_BRACKET = 0x20;

/**
 * Reads JSON text of an object part by part, members of its lists one by one: the text of a large plan never stands in memory as a whole,
 * and of what no review reads only the end is looked for.
 *
 * @param bytes in UTF-8
 * @returns the object without what no review reads; `undefined` where the text is anything but the JSON of an object
 */
export function readParts(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    return new Parts(bytes).object();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class Parts {
  readonly #bytes: Buffer;
  /** Latin-1 says the same of what is ASCII alone, and is read much faster. */
  readonly #encoding: "latin1" | "utf8";
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#encoding = isAscii(bytes) ? "latin1" : "utf8";
  }

  object(): Readonly<Record<string, unknown>> {
    const entries: [string, unknown][] = [];
    this.#members(OPEN_BRACE, CLOSE_BRACE, () => {
      const key: unknown = this.#value();
      if (typeof key !== "string") throw new SyntaxError("a key is no text");
      this.#take(COLON);
      if (UNREAD.includes(key)) this.#pass();
      else entries.push([key, this.#next() === OPEN_BRACKET ? this.#list() : this.#value()]);
    });
    if (this.#next() !== undefined) throw new SyntaxError("something follows");
    return Object.fromEntries(entries);
  }

  #list(): readonly unknown[] {
    const members: unknown[] = [];
    this.#members(OPEN_BRACKET, CLOSE_BRACKET, () => members.push(this.#value()));
    return members;
  }

  #members(open: number, close: number, read: () => void): void {
    this.#take(open);
    if (this.#next() !== close) {
      read();
      while (this.#next() === COMMA) {
        this.#take(COMMA);
        read();
      }
    }
    this.#take(close);
  }

  #value(): unknown {
    const start = this.#at;
    this.#pass();
    return JSON.parse(this.#bytes.toString(this.#encoding, start, this.#at));
  }

  /** To the end of a value, or to what ends it. */
  #pass(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    let depth = 0;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined) throw new SyntaxError("it ends too soon");
      if (depth === 0 && (byte === COMMA || byte === COLON)) break;
      if (byte === QUOTE) {
        at = endOfText(bytes, at);
        continue;
      }
      const side = byte | BRACE_OR_BRACKET;
      if (side === OPEN_BRACE) depth += 1;
      else if (side === CLOSE_BRACE) {
        if (depth === 0) break;
        depth -= 1;
      }
      at += 1;
    }
    this.#at = at;
  }

  #take(byte: number): void {
    if (this.#next() !== byte) throw new SyntaxError("another character is expected");
    this.#at += 1;
  }

  /** The next byte that is no white space; it is not taken. */
  #next(): number | undefined {
    const bytes = this.#bytes;
    while (isSpace(bytes[this.#at])) this.#at += 1;
    return bytes[this.#at];
  }
}

/** Behind the sign that ends a text, from the one that begins it. */
function endOfText(bytes: Buffer, start: number): number {
  let at = start + 1;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined) throw new SyntaxError("a text ends too soon");
    if (byte === QUOTE) return at + 1;
    at += byte === BACKSLASH ? 2 : 1;
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
