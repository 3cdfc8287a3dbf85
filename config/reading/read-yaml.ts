import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  visit,
  type YAMLError,
  YAMLParseError,
} from "yaml";
import type { Problem } from "../../constructs/core/errors";
import { isSecretName } from "../../constructs/core/texts/secret-forms";
import type { ConfigProblems } from "../config-problems";
import type { ConfigNode, Entry, MapNode, Position } from "./tree";

/** The largest shipped environment has some hundred values in seven levels. */
const MAX_VALUES = 50_000;
const MAX_DEPTH = 64;

const TOO_DEEP = {
  code: "CONFIG_TOO_DEEP",
  message: "The file is nested more deeply than a configuration can be.",
  found: `more than ${MAX_DEPTH} levels`,
  expected: `at most ${MAX_DEPTH} levels`,
  fix: "look for a bracket that is never closed, or for an alias (*name) inside of another one's value",
};

const TOO_MANY = {
  code: "CONFIG_TOO_MANY_VALUES",
  message: "The file holds more values than a configuration can.",
  found: `more than ${MAX_VALUES} values, those that aliases stand for counted`,
  expected: `at most ${MAX_VALUES} values`,
  fix: "take away aliases (*name) of what holds aliases itself",
};

/**
 * Reads a YAML text into a tree that knows where each value is written.
 *
 * @param text content of the file
 * @param file name of the file as it is shown
 * @returns the tree; `undefined` when the text is not YAML or not a map, which is added to the problems
 */
export function readYaml(text: string, file: string, problems: ConfigProblems): MapNode | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, lines);
  const reader = new Reader(document, lines, file, text, problems);
  for (const error of [...causes(document.errors, lines), ...document.warnings]) reader.addSyntaxProblem(error);
  if (document.errors.length > 0) return undefined;
  const root = document.contents ? reader.read(document.contents) : undefined;
  if (reader.isRefused) return undefined;
  if (root?.kind === "map") return root;
  problems.add({ file, line: 1, column: 1 }, "", {
    code: "CONFIG_FILE_NOT_A_MAP",
    message: "The file does not hold a map of keys.",
    found: root ? `a ${root.kind}` : "an empty file",
    expected: "keys such as `account:` and `network:`",
    fix: "write the keys of an environment, or `extends: base` and the keys in which it differs from base.yaml",
  });
  return undefined;
}

/**
 * The first document of a text, with an error where it is nested too deeply: the parser of the library takes any depth, but what it
 * finds is composed to nodes by recursion. Depth that only aliases make is seen by the reader, as is what is little too deep.
 */
function parseDocument(text: string, lines: LineCounter): Document.Parsed {
  const parser = new DepthLimitedParser(lines.addNewLine);
  const documents = [...new Composer({ prettyErrors: false }).compose(parser.parse(text), true, text.length)];
  const [document, another] = documents as [Document.Parsed, ...Document.Parsed[]];
  const errorAt = (offset: number, code: YAMLParseError["code"], message: string) =>
    document.errors.push(new YAMLParseError([offset, offset + 1], code, message));
  if (parser.tooDeepAt !== undefined) {
    document.errors.length = 0;
    errorAt(parser.tooDeepAt, "RESOURCE_EXHAUSTION", "too deep");
  } else if (another) {
    errorAt(another.range[0], "MULTIPLE_DOCS", "the file holds more than one document");
  }
  return document;
}

/** A parser that takes a text for ended where it is nested too deeply. */
class DepthLimitedParser extends Parser {
  /** Where that is. */
  tooDeepAt: number | undefined;

  override *next(source: string): ReturnType<Parser["next"]> {
    if (this.tooDeepAt !== undefined) return;
    if (this.stack.length > 2 * MAX_DEPTH) {
      this.tooDeepAt = this.offset;
      return;
    }
    yield* super.next(source);
  }
}

/**
 * Errors without those that only follow from others: of a tab everything that is no tab, of a wrong indentation everything behind it, and on
 * one line what comes after the first.
 */
function causes(errors: readonly YAMLParseError[], lines: LineCounter): readonly YAMLParseError[] {
  const tabs = errors.filter(({ code }) => code === "TAB_AS_INDENT");
  if (tabs.length > 0) return tabs;
  const lineOf = ({ pos: [start] }: YAMLParseError) => lines.linePos(start).line;
  const isFirst = (error: YAMLParseError, index: number) =>
    !errors.slice(0, index).some((other) => other.code !== "DUPLICATE_KEY" && lineOf(other) === lineOf(error));
  const indentation = errors.findIndex(isMisplaced);
  const sound = indentation < 0 ? errors : errors.slice(0, indentation + 1);
  return sound.filter((error, index) => error.code === "DUPLICATE_KEY" || isFirst(error, index));
}

/** Whether a line begins at another column than those that it belongs to; within brackets the same code means another thing. */
function isMisplaced({ code, message }: Pick<YAMLError, "code" | "message">): boolean {
  return code === "BAD_INDENT" && message.startsWith("All ");
}

class Reader {
  constructor(
    readonly document: Document,
    readonly lines: LineCounter,
    readonly file: string,
    readonly source: string,
    readonly problems: ConfigProblems,
  ) {}

  /** Whether something cannot be read at all, which is among the problems. */
  isRefused = false;

  #values = 0;

  /** @param above aliases that lead here */
  read(node: Node, above: readonly Node[] = [], depth = 0): ConfigNode {
    const at = this.#position(node);
    this.#values += 1;
    if (this.#values > MAX_VALUES || depth > MAX_DEPTH) return this.#refuse(at, depth);
    if (isMap(node))
      return { kind: "map", at, entries: new Map(node.items.map((pair) => this.#readPair(pair, above, depth + 1))) };
    if (isSeq(node)) return { kind: "list", at, items: this.#readItems(node.items, above, depth + 1) };
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (target && above.includes(target)) return this.#refuseCycle(at, node.source);
      if (target) return this.read(target, [...above, target], depth + 1);
    }
    const value = isScalar(node) ? (node.value as string | number | boolean | null) : null;
    return { kind: "scalar", at, value, text: isScalar(node) ? (node.source ?? String(value)) : "" };
  }

  #readItems(items: readonly unknown[], above: readonly Node[], depth: number): ConfigNode[] {
    // Once something was refused, what is left is not worth reading: an alias may stand for a thousand others.
    return items.flatMap((item) => (this.isRefused ? [] : [this.read(item as Node, above, depth)]));
  }

  #readPair(pair: { key: unknown; value: unknown }, above: readonly Node[], depth: number): [string, Entry] {
    const key = pair.key as Node;
    const keyAt = this.#position(key);
    const name = isScalar(key) ? (key.source ?? String(key.value)) : String(key);
    const value =
      pair.value && !this.isRefused
        ? this.read(pair.value as Node, above, depth)
        : ({ kind: "scalar", at: keyAt, value: null, text: "" } as const);
    return [name, { keyAt, value }];
  }

  #refuse(at: Position, depth: number): ConfigNode {
    return this.#refused(at, depth > MAX_DEPTH ? TOO_DEEP : TOO_MANY);
  }

  #refuseCycle(at: Position, name: string): ConfigNode {
    return this.#refused(at, {
      code: "CONFIG_ALIAS_CYCLE",
      message: "The alias stands inside of what it stands for.",
      found: `*${name} below &${name}`,
      expected: "an alias of something that ends before it",
      fix: `write the value itself in the place of *${name}`,
    });
  }

  #refused(at: Position, problem: Omit<Problem, "path">): ConfigNode {
    if (!this.isRefused) this.problems.add(at, "", problem);
    this.isRefused = true;
    return { kind: "scalar", at, value: null, text: "" };
  }

  #position(node: Node): Position {
    const { line, col } = this.lines.linePos(node.range?.[0] ?? 0);
    return { file: this.file, line, column: col };
  }

  addSyntaxProblem(error: YAMLError): void {
    const { line, col } = this.lines.linePos(error.pos[0]);
    const at = { file: this.file, line, column: col };
    if (error.code === "RESOURCE_EXHAUSTION") {
      this.problems.add(at, "", TOO_DEEP);
      return;
    }
    if (error.code === "DUPLICATE_KEY") {
      this.problems.add(at, "", {
        code: "CONFIG_DUPLICATE_KEY",
        message: "The same key is written twice in one map.",
        found: `a second "${this.#word(error.pos[0])}"${this.#firstOf(error.pos[0])}`,
        expected: "every key once",
        fix: "remove one of the two, or merge what is below them",
      });
      return;
    }
    this.problems.add(at, "", {
      code: "CONFIG_YAML_SYNTAX",
      message: "The file is not valid YAML.",
      found: this.#holdsSecret(line) ? "a value that may be a secret, and is not shown" : error.message,
      expected: "YAML 1.2: maps indented by spaces, one `key: value` per line",
      fix: this.#wayOut(error, line),
    });
  }

  #wayOut({ code, message }: YAMLError, line: number): string {
    if (code === "TAB_AS_INDENT") return "indent the line by spaces: two for each level";
    if (isMisplaced({ code, message }))
      return "indent the line as the keys that it belongs to: the same number of spaces";
    const pair = this.#holdsSecret(line) ? undefined : /^\s*([A-Za-z][\w-]*):(?=[^\s:/])(.*)$/.exec(this.#line(line));
    if (pair) return `put a space behind the colon: ${pair[1]}: ${pair[2]}`;
    return "mend this line or the one above it";
  }

  #line(line: number): string {
    return this.source.split("\n")[line - 1] ?? "";
  }

  /** Where the key stands that one at an offset repeats. */
  #firstOf(offset: number): string {
    let line: number | undefined;
    visit(this.document, {
      Map: (_, { items }) => {
        const keys = items.map(({ key }) => key as Node);
        const second = keys.find(({ range }) => range?.[0] === offset);
        const first = keys.find((key) => isScalar(key) && isScalar(second) && key.value === second.value);
        if (!second || !first) return undefined;
        line = this.#position(first).line;
        return visit.BREAK;
      },
    });
    return line === undefined ? "" : `; the first is in line ${line}`;
  }

  /** Whether the key of a line is one of secrets: what is told of its syntax may repeat the value. */
  #holdsSecret(line: number): boolean {
    const key = /^[\s-]*["']?([\w-]+)["']?\s*:/.exec(this.#line(line))?.[1];
    return key !== undefined && isSecretName(key);
  }

  #word(offset: number): string {
    return /^[^:\n]*/.exec(this.source.slice(offset))?.[0].trim() ?? "";
  }
}
