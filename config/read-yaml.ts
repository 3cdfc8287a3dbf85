import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from "yaml";
import type { ConfigProblems } from "./config-problems";
import type { ConfigNode, Entry, MapNode, Position } from "./tree";

/**
 * Reads a YAML text into a tree that knows where each value is written.
 *
 * @param text content of the file
 * @param file name of the file as it is shown
 * @returns the tree; `undefined` when the text is not YAML or not a map, which is added to the problems
 */
export function readYaml(text: string, file: string, problems: ConfigProblems): MapNode | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const reader = new Reader(document, lines, file, text, problems);
  for (const error of [...document.errors, ...document.warnings]) reader.addSyntaxProblem(error);
  if (document.errors.length > 0) return undefined;
  const root = document.contents ? reader.read(document.contents) : undefined;
  if (root?.kind === "map") return root;
  problems.add({ file, line: 1, column: 1 }, "", {
    code: "CONFIG_FILE_NOT_A_MAP",
    message: "The file does not hold a map of keys.",
    found: root ? `a ${root.kind}` : "an empty file",
    expected: "keys such as `account:` and `network:`",
    fix: "start with `extends: base` and the keys in which the environment differs",
  });
  return undefined;
}

class Reader {
  constructor(
    readonly document: Document,
    readonly lines: LineCounter,
    readonly file: string,
    readonly source: string,
    readonly problems: ConfigProblems,
  ) {}

  read(node: Node): ConfigNode {
    const at = this.#position(node);
    if (isMap(node)) return { kind: "map", at, entries: new Map(node.items.map((pair) => this.#readPair(pair))) };
    if (isSeq(node)) return { kind: "list", at, items: node.items.map((item) => this.read(item as Node)) };
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (target) return this.read(target);
    }
    const value = isScalar(node) ? (node.value as string | number | boolean | null) : null;
    return { kind: "scalar", at, value, text: isScalar(node) ? (node.source ?? String(value)) : "" };
  }

  #readPair(pair: { key: unknown; value: unknown }): [string, Entry] {
    const key = pair.key as Node;
    const keyAt = this.#position(key);
    const name = isScalar(key) ? (key.source ?? String(key.value)) : String(key);
    const value = pair.value
      ? this.read(pair.value as Node)
      : ({ kind: "scalar", at: keyAt, value: null, text: "" } as const);
    return [name, { keyAt, value }];
  }

  #position(node: Node): Position {
    const { line, col } = this.lines.linePos(node.range?.[0] ?? 0);
    return { file: this.file, line, column: col };
  }

  addSyntaxProblem(error: YAMLError): void {
    const { line, col } = this.lines.linePos(error.pos[0]);
    const at = { file: this.file, line, column: col };
    if (error.code === "DUPLICATE_KEY") {
      this.problems.add(at, "", {
        code: "CONFIG_DUPLICATE_KEY",
        message: "The same key is written twice in one map.",
        found: `a second "${this.#word(error.pos[0])}"`,
        expected: "every key once",
        fix: "remove one of the two, or merge what is below them",
      });
      return;
    }
    this.problems.add(at, "", {
      code: "CONFIG_YAML_SYNTAX",
      message: "The file is not valid YAML.",
      found: error.message,
      expected: "YAML 1.2: maps indented by spaces, one `key: value` per line",
      fix: "mend this line or the one above it",
    });
  }

  #word(offset: number): string {
    return /^[^:\n]*/.exec(this.source.slice(offset))?.[0].trim() ?? "";
  }
}
