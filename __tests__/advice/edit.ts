import { type Document, parse, parseDocument } from "yaml";
import type { Problem } from "../../constructs/core/errors";

type Step = string | number;

/** The files of a configuration while advice is followed. */
export class Edit {
  readonly #documents = new Map<string, Document>();
  /** Text of a file that is no YAML, or has another name, once it was mended. */
  readonly #texts = new Map<string, string | undefined>();

  constructor(
    readonly files: Readonly<Record<string, string>>,
    readonly problem: Problem,
  ) {}

  /** The file that the problem is in, without folder and ending. */
  get file(): string {
    return /([^/:]+?)(?:\.ya?ml)?:\d+:\d+/.exec(this.problem.path)?.[1] ?? "";
  }

  /** Keys that lead to what the problem is about. */
  get path(): readonly Step[] {
    const written = (this.problem.path.split(" › ")[1] ?? "").replace(/ \([a-z, -]+\)$/, "");
    return stepsOf(this.document().toJS() as unknown, written);
  }

  /** The list that the problem is about, or about an item of. */
  get listPath(): readonly Step[] {
    return typeof this.path.at(-1) === "number" ? this.parent : this.path;
  }

  get parent(): readonly Step[] {
    return this.path.slice(0, -1);
  }

  /** What an expression finds in the advice: what is tested is the text itself. */
  literal(pattern: RegExp, text = this.problem.fix): string {
    const found = pattern.exec(text)?.[1];
    if (found === undefined) throw new Error(`nothing like ${pattern} in the advice: ${text}`);
    return found;
  }

  /** Sets a value, written as in a file. */
  set(written: string, path: readonly Step[] = this.path, file = this.file): void {
    this.#put(path, parse(written) as unknown, file);
  }

  get(path: readonly Step[] = this.path): unknown {
    return path.reduce<unknown>(
      (value, step) => (value as Record<Step, unknown> | undefined)?.[step],
      this.document().toJS(),
    );
  }

  remove(path: readonly Step[] = this.path): void {
    if (this.get(path) === undefined) throw new Error(`nothing at ${path.join(".")}`);
    this.document().deleteIn(path);
    const around = this.get(path.slice(0, -1));
    if (isEmpty(around) && path.length > 1) this.#put(path.slice(0, -1), Array.isArray(around) ? [] : {});
  }

  /** Gives the last key of the path another name. */
  rename(key: string): void {
    const renamed = Object.entries(this.get(this.parent) as object).map(([name, value]) => [
      name === String(this.path.at(-1)) ? key : name,
      value,
    ]);
    const map = Object.fromEntries(renamed) as unknown;
    if (this.parent.length === 0) this.#documents.set(this.file, parseDocument(JSON.stringify(map)));
    else this.#put(this.parent, map);
  }

  /** Adds what is written as `key: value` to a map, deeply. */
  merge(written: string, path: readonly Step[]): void {
    const merged = deep(this.get(path) ?? {}, parse(`{ ${written} }`) as unknown);
    if (path.length === 0) this.#documents.set(this.file, parseDocument(JSON.stringify(merged)));
    else this.#put(path, merged);
  }

  #put(path: readonly Step[], value: unknown, file = this.file): void {
    const document = this.document(file);
    document.setIn(path, document.createNode(value));
  }

  /** Changes a file that is none as a whole; `undefined` takes it away. */
  text(change: (text: string) => string | undefined, file = this.file): void {
    const key = Object.keys(this.files).find((name) => name === file || name.replace(/\.ya?ml$/, "") === file) ?? file;
    this.#texts.set(key, change(this.#texts.get(key) ?? this.files[key] ?? ""));
  }

  /** The files with what was changed. */
  result(): Readonly<Record<string, string>> {
    const documents = [...this.#documents].map(([name, document]) => [name, document.toString()]);
    const all = { ...this.files, ...Object.fromEntries(documents), ...Object.fromEntries(this.#texts) };
    return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== undefined)) as Record<string, string>;
  }

  document(file = this.file): Document {
    const known = this.#documents.get(file) ?? parseDocument(this.files[file] ?? "");
    this.#documents.set(file, known);
    return known;
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

function deep(value: unknown, other: unknown): unknown {
  const isMap = (one: unknown) => typeof one === "object" && one !== null && !Array.isArray(one);
  if (!isMap(value) || !isMap(other)) return other;
  const result: Record<string, unknown> = { ...(value as object) };
  for (const [key, below] of Object.entries(other as object)) result[key] = deep(result[key], below);
  return result;
}

/** A path as messages write it, in steps: keys may hold dots and slashes, so the longest key that is there wins. */
function stepsOf(value: unknown, written: string): Step[] {
  if (written === "") return [];
  const index = /^\[(\d+)\]\.?/.exec(written);
  if (index)
    return [
      Number(index[1]),
      ...stepsOf((value as unknown[] | undefined)?.[Number(index[1])], written.slice(index[0].length)),
    ];
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const known = keys.filter((key) => written === key || written.startsWith(`${key}.`) || written.startsWith(`${key}[`));
  const key = known.sort((a, b) => b.length - a.length)[0] ?? /^[^.[]+/.exec(written)?.[0] ?? written;
  const below = (value as Record<string, unknown> | undefined)?.[key];
  return [key, ...stepsOf(below, written.slice(key.length).replace(/^\./, ""))];
}
