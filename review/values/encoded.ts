/** `${jsonencode(…)}` and nothing else. */
const CALL = /^\s*\$\{\s*jsonencode\(([\s\S]*)\)\s*\}\s*$/;

/** What a backslash in a text stands for (Terraform documentation, "Strings and Templates", read 2026-11). */
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/**
 * What `jsonencode` is asked to write: objects, lists, texts, numbers. An expression in it stands as a text of its own,
 * `${aws_s3_bucket.files.arn}`, as it does in a document that is written as JSON.
 *
 * @returns undefined for any other text, and for what is written in a way that is not read: with comments, for example
 */
export function encodedValue(text: string): unknown {
  const [, argument] = CALL.exec(text) ?? [];
  if (argument === undefined) return undefined;
  try {
    return new Literal(argument).whole();
  } catch (error) {
    if (error instanceof NotRead) return undefined;
    throw error;
  }
}

/** Thrown where the text is none that is read here. */
class NotRead extends Error {}

/** A literal of Terraform's language, read from left to right. Texts stand in quotes of either kind. */
class Literal {
  #at = 0;

  constructor(readonly text: string) {}

  whole(): unknown {
    const value = this.#value();
    this.#skip(/\s/);
    if (this.#at < this.text.length) throw new NotRead();
    return value;
  }

  #value(): unknown {
    this.#skip(/\s/);
    const begin = this.#at;
    const sign = this.#sign;
    const isMade = /^[[{]\s*for\s/.test(this.text.slice(begin, begin + 40));
    if (sign === "{" && !isMade) return this.#object();
    if (sign === "[" && !isMade) return this.#list();
    if (sign === '"' || sign === "'") {
      const text = this.#quoted();
      if (this.#isEnd()) return text;
      this.#at = begin;
    }
    return this.#expression();
  }

  #object(): Record<string, unknown> {
    const found: [string, unknown][] = [];
    this.#at++;
    for (;;) {
      this.#skip(/[\s,]/);
      if (this.#take("}")) return Object.fromEntries(found);
      const key = this.#key();
      this.#skip(/[ \t]/);
      if (!this.#take("=") && !this.#take(":")) throw new NotRead();
      found.push([key, this.#value()]);
    }
  }

  #key(): string {
    if (this.#sign === '"' || this.#sign === "'") return this.#quoted();
    if (this.#sign === "(") return String(this.#expression());
    const [name] = /^[A-Za-z_][\w-]*/.exec(this.text.slice(this.#at)) ?? [];
    if (name === undefined) throw new NotRead();
    this.#at += name.length;
    return name;
  }

  #list(): unknown[] {
    const found: unknown[] = [];
    this.#at++;
    for (;;) {
      this.#skip(/[\s,]/);
      if (this.#take("]")) return found;
      found.push(this.#value());
    }
  }

  #quoted(): string {
    const quote = this.#sign;
    let text = "";
    for (this.#at++; this.#at < this.text.length; this.#at++) {
      const sign = this.#sign;
      if (sign === quote) {
        this.#at++;
        return text;
      }
      if (sign === "\\") {
        this.#at++;
        text += ESCAPES[this.#sign] ?? this.#sign;
      } else if (this.text.startsWith("${", this.#at)) {
        const begin = this.#at;
        this.#at++;
        this.#close();
        text += this.text.slice(begin, this.#at--);
      } else text += sign;
    }
    throw new NotRead();
  }

  /** Anything else, up to what parts it from the next value. */
  #expression(): string | number | boolean | null {
    const begin = this.#at;
    while (!this.#isEnd()) {
      if (/[[({]/.test(this.#sign)) this.#close();
      else if (/["']/.test(this.#sign)) this.#quoted();
      else if (/[=:]/.test(this.#sign) && begin < this.#at && this.text[begin] === "(") break;
      else this.#at++;
    }
    const text = this.text.slice(begin, this.#at).trim();
    if (text === "") throw new NotRead();
    if (text === "true" || text === "false") return text === "true";
    if (text === "null") return null;
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : `\${${text}}`;
  }

  /** Goes behind the bracket that closes the one here; brackets in between close each other. */
  #close(): void {
    let depth = 0;
    for (; this.#at < this.text.length; this.#at++) {
      if (/[[({]/.test(this.#sign)) depth++;
      else if (/[\])}]/.test(this.#sign) && --depth === 0) {
        this.#at++;
        return;
      }
    }
    throw new NotRead();
  }

  /** Whether a value ends here. */
  #isEnd(): boolean {
    const rest = this.text.slice(this.#at);
    return /^[ \t]*([,\]})\n]|$)/.test(rest);
  }

  get #sign(): string {
    return this.text[this.#at] ?? "";
  }

  #take(sign: string): boolean {
    if (this.#sign !== sign) return false;
    this.#at++;
    return true;
  }

  #skip(signs: RegExp): void {
    while (this.#at < this.text.length && signs.test(this.#sign)) this.#at++;
  }
}
