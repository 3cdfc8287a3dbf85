import type { Document, LineCounter, Node, Pair } from "yaml";
import type { Problem, Problems } from "../../core/errors";
import { type ProjectFile, projectFiles } from "../../core/files/project-files";
import { isValueMap } from "../../core/texts/values";
import type { HelmValue, HelmValues } from "../releases/release.types";

/** An object as it is written in a file. */
export interface WrittenObject {
  readonly value: HelmValues;
  /** Where a property is written, as `manifests/web.yaml:12:3`; the object itself for an empty one. */
  at(property: string): string;
}

/** What Kubernetes reads. */
const ENDINGS = /\.(ya?ml|json)$/;

/** What cdktf would take for a reference of its own. */
const TOKEN = /TfToken\[/;

/**
 * Reads the objects of a file, or of all files of a folder, in the order of their paths. Adds `MANIFEST_NONE`, `MANIFEST_YAML`,
 * `MANIFEST_NO_OBJECT`, `MANIFEST_REFERENCE`, and what is wrong with the path.
 *
 * @param from the path, from the project's folder on
 * @param property where it is written
 * @param root the project's folder
 */
export function readManifests(from: string, property: string, problems: Problems, root?: string): WrittenObject[] {
  const files = projectFiles(from, property, problems, root);
  if (!files) return [];
  const manifests = files.filter(({ path }) => path === from || ENDINGS.test(path));
  const before = problems.list.length;
  const objects = manifests.flatMap((file) => objectsIn(file, problems));
  if (objects.length === 0 && problems.list.length === before) {
    problems.add(property, {
      code: "MANIFEST_NONE",
      message: "There is no object of Kubernetes to be installed.",
      found:
        manifests.length > 0 ? `nothing in ${manifests.map(({ path }) => path).join(", ")}` : `no manifest in ${from}`,
      expected: "objects in files that end with .yaml, .yml or .json",
      fix: "write one into it, or take it out of the list",
    });
  }
  return objects;
}

function objectsIn({ path, content }: ProjectFile, problems: Problems): WrittenObject[] {
  const text = content.toString("utf8");
  const { LineCounter } = yaml();
  const lines = new LineCounter();
  const parsed = parse(text, lines);
  if (!Array.isArray(parsed)) {
    problems.addAll([syntax(`${path}:${parsed.line}:1`, parsed.message)]);
    return [];
  }
  return parsed.flatMap((document) => {
    const position = (node: Node | null | undefined) => {
      const { line, col } = lines.linePos(node?.range?.[0] ?? document.range?.[0] ?? 0);
      return `${path}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
    };
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      problems.addAll([syntax(`${path}:${line}:${col}`, error.message)]);
      return [];
    }
    const value = contentOf(document);
    if (value instanceof Error) {
      problems.addAll([syntax(position(document.contents), value.message)]);
      return [];
    }
    if (value === null) return [];
    const at = (property: string) => position(nodeAt(document, property));
    if (TOKEN.test(JSON.stringify(value))) {
      problems.addAll([reference(at(""))]);
      return [];
    }
    if (isObject(value)) return [{ value, at }];
    problems.addAll([noObject(at(""), value)]);
    return [];
  });
}

/** Loaded with the first manifest that is read, as in `manifest-text`. */
function yaml(): typeof import("yaml") {
  return require("yaml");
}

/**
 * The documents of a text, read as Kubernetes' own tools read them: YAML 1.1 (kubernetes-sigs/yaml, comments of `yaml.go`), without dates,
 * which stay texts in JSON, and numbers to the base of sixty (go-yaml, "README", section "Compatibility", as of 2026-11).
 */
function parse(
  text: string,
  lines: LineCounter,
): Document.Parsed[] | { readonly line: number; readonly message: string } {
  const { parseAllDocuments } = yaml();
  try {
    const documents = parseAllDocuments(text, {
      version: "1.1",
      uniqueKeys: true,
      prettyErrors: false,
      logLevel: "silent",
      lineCounter: lines,
      customTags: (tags) =>
        tags.filter(
          (tag) =>
            typeof tag === "object" && !/:(timestamp|binary|omap|pairs|set)$/.test(tag.tag) && !isSexagesimal(tag),
        ),
    });
    return "empty" in documents ? [] : documents;
  } catch (error) {
    // What is nested too deeply for the parser.
    return { line: 1, message: error instanceof RangeError ? "nested too deeply" : String(error) };
  }
}

function isSexagesimal(tag: object): boolean {
  return "format" in tag && tag.format === "TIME";
}

/** What a document says; an error where aliases stand for too much, or for what holds them. */
function contentOf(document: Document.Parsed): HelmValue | Error {
  try {
    return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 1000 }) ?? null)) as HelmValue;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function isObject(value: HelmValue): value is HelmValues {
  if (!isValueMap(value)) return false;
  const { apiVersion, kind, metadata } = value;
  const name = isValueMap(metadata) ? metadata.name : undefined;
  // A list and a kustomization have no name, and are told as what they are.
  return isText(apiVersion) && isText(kind) && (isText(name) || /List$|^Kustomization$/.test(String(kind)));
}

function isText(value: HelmValue | undefined): boolean {
  return typeof value === "string" && value !== "";
}

/** The node of a property; keys may hold dots, so the longest one that fits counts. */
function nodeAt(document: Document.Parsed, property: string): Node | null {
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  let node: Node | null | undefined = document.contents;
  let rest = property;
  while (node && rest !== "") {
    if (isAlias(node)) node = node.resolve(document);
    const keys: readonly (readonly [string, Node | null])[] = isMap(node)
      ? (node.items as readonly Pair<Node, Node | null>[]).map(({ key, value }) => [
          isScalar(key) ? String(key.value) : "",
          value ?? key,
        ])
      : isSeq(node)
        ? (node.items as readonly Node[]).map((item, index) => [String(index), item])
        : [];
    const found = keys
      .filter(([key]) => rest === key || rest.startsWith(`${key}.`))
      .sort(([a], [b]) => b.length - a.length)[0];
    if (!found) break;
    rest = rest.slice(found[0].length + 1);
    node = found[1];
  }
  return node ?? document.contents;
}

function syntax(path: string, message: string): Problem {
  return {
    code: "MANIFEST_YAML",
    path,
    message: "The file is not YAML, as Kubernetes reads it.",
    found: message.split("\n")[0] ?? message,
    expected: "objects with --- between them, keys once and in the same indentation",
    fix: "mend this line or the one above it",
  };
}

function reference(path: string): Problem {
  return {
    code: "MANIFEST_REFERENCE",
    path,
    message: "The object holds a text in the form of a reference between resources, which a file cannot hold.",
    found: "TfToken[",
    expected: "an object without TfToken[",
    fix: "write the value itself; what other resources hand over is given to charts in code",
  };
}

function noObject(path: string, value: HelmValue): Problem {
  const map = isValueMap(value) ? value : {};
  const name = isValueMap(map.metadata) ? map.metadata.name : undefined;
  const missing = [
    ...(isText(map.apiVersion) ? [] : ["apiVersion"]),
    ...(isText(map.kind) ? [] : ["kind"]),
    ...(isText(name) ? [] : ["metadata.name"]),
  ];
  return {
    code: "MANIFEST_NO_OBJECT",
    path,
    message: "This is no object of Kubernetes.",
    found: isValueMap(value)
      ? `a map without ${missing.join(" and ")}`
      : Array.isArray(value)
        ? "a list"
        : "a single value",
    expected: "apiVersion, kind and metadata.name, each a text",
    fix: isValueMap(value)
      ? `add ${missing.join(" and ")}`
      : "write one object a document, with --- between them, and move what is none out of the folder",
  };
}
