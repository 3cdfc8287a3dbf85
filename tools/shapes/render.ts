import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as ts from "typescript-api";
import type { CodeShape, OptionsShape, Shape } from "../../constructs/core/shapes/shape.types";
import { type DefaultsSource, renderDefaultsSchema } from "./defaults-schema";
import { ShapeMaker } from "./shapes-of-types";

/** The file that the table is written to, from the folder of the project. */
export const SHAPES_FILE = "constructs/core/shapes/table.ts";

/** The shapes by their names, in the order of these. */
interface Shapes extends DefaultsSource {
  /** Functions that check what they are given, by their names. */
  readonly calls: Readonly<Record<string, OptionsShape>>;
  readonly constructs: Readonly<Record<string, Shape>>;
  readonly types: Readonly<Record<string, OptionsShape | CodeShape>>;
}

/** What constructs are given by those who make them: scope, id, and properties. */
const PROPERTIES = 2;

/** The table as the types of a program say it, and the sources that they are read from. */
export interface RenderedShapes {
  readonly text: string;
  /** What editors read of defaults. */
  readonly defaultsSchema: string;
  /** From the folder of the project. */
  readonly sources: readonly string[];
}

/** Read once in a process: that takes some seconds. */
const read = new Map<string, RenderedShapes>();

/**
 * Reads the properties of every construct that is exported, and the parameters of functions that check them.
 *
 * @param root folder of the project, with its sources
 */
export function renderShapes(root: string): RenderedShapes {
  const rendered = read.get(root) ?? readShapes(root);
  read.set(root, rendered);
  return rendered;
}

function readShapes(root: string): RenderedShapes {
  const sourcesIn = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(root, folder, name));
  const calling = sourcesIn("stacks").filter((file) => CALL_CHECK.test(readFileSync(file, "utf8")));
  const files = [...sourcesIn("constructs"), ...calling].sort();
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram(files, { ...options, types: ["node"], noEmit: true });
  const checker = program.getTypeChecker();
  const statements = files.flatMap((file) => [...(program.getSourceFile(file)?.statements ?? [])]);
  const classes = statements.filter(ts.isClassDeclaration).filter(isExported);
  const interfaces = statements.filter(ts.isInterfaceDeclaration);
  const texts = files.map((file) => program.getSourceFile(file)?.text ?? "");
  const names = checkedNames(texts);
  const called = new Set(
    texts.flatMap((text) => [...text.matchAll(new RegExp(CALL_CHECK, "g"))]).map(([, name]) => name),
  );
  const functions = statements
    .filter(ts.isFunctionDeclaration)
    .filter(({ name, body }) => body && name && called.has(name.text));
  const table = tableOf({ classes, interfaces, functions }, names, checker);
  const sources = program
    .getSourceFiles()
    .map(({ fileName }) => relative(root, fileName))
    .filter((name) => !/^\.\.|node_modules|\.json$/.test(name));
  return { text: textOf(table), defaultsSchema: renderDefaultsSchema(table), sources };
}

/** How a function checks what it is given. */
const CALL_CHECK = /\bcheckCall\("(\w+)"/;

/** The classes that are checked, and the interfaces of what their methods are given. */
function checkedNames(sources: readonly string[]): ReadonlySet<string> {
  const form = /\bcheckShape\((?:"[^"]*"|[^",]+), "(\w+)"|\bcheckRanges\("(\w+)"/g;
  const calls = sources.flatMap((text) => [...text.matchAll(form)]);
  return new Set(calls.map(([, construct, type]) => construct ?? type ?? ""));
}

/** What shapes are read from. */
interface Declared {
  readonly classes: readonly ts.ClassDeclaration[];
  readonly interfaces: readonly ts.InterfaceDeclaration[];
  readonly functions: readonly ts.FunctionDeclaration[];
}

function tableOf(
  { classes, interfaces, functions }: Declared,
  names: ReadonlySet<string>,
  checker: ts.TypeChecker,
): Shapes {
  const types = classes.map((one) => ({ name: one.name?.text ?? "", type: checker.getTypeAtLocation(one), one }));
  const made = (type: ts.Type) =>
    types
      .filter(({ type: own, one }) => !isAbstract(one) && checker.isTypeAssignableTo(own, type))
      .map(({ name }) => name)
      .sort();
  const maker = new ShapeMaker(checker, made);
  const constructs = types.flatMap(({ name, type, one }) => {
    const properties = propertiesOf(one, checker);
    if (!properties || !names.has(name) || !type.getProperty("node") || isAbstract(one)) return [];
    return [[name, maker.shapeOf(properties, [name])] as const];
  });
  for (const one of interfaces) {
    if (names.has(one.name.text)) maker.shapeOf(checker.getTypeAtLocation(one), [one.name.text]);
  }
  const calls = functions.map(({ name, parameters }) => {
    const call = name?.text ?? "";
    return [call, maker.parametersOf(parameters, call)] as const;
  });
  return {
    calls: Object.fromEntries(calls.sort(([a], [b]) => (a < b ? -1 : 1))),
    constructs: Object.fromEntries(constructs.sort(([a], [b]) => (a < b ? -1 : 1))),
    types: Object.fromEntries([...maker.types].sort(([a], [b]) => (a < b ? -1 : 1))),
    comments: maker.comments,
  };
}

function propertiesOf(one: ts.ClassDeclaration, checker: ts.TypeChecker): ts.Type | undefined {
  const parameters = one.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
  const parameter = parameters[PROPERTIES];
  return parameters.length === PROPERTIES + 1 && parameter ? checker.getTypeAtLocation(parameter) : undefined;
}

function isExported(one: ts.ClassDeclaration): boolean {
  return one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isAbstract(one: ts.ClassDeclaration): boolean {
  return one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false;
}

function textOf({ calls, constructs, types }: Shapes): string {
  return [
    "/* Written by `npm run build` from the types of the constructs; renewed by the same command. */",
    "",
    "/** What constructs are given, by their classes. */",
    ...linesOf("CONSTRUCTS", constructs),
    "",
    "/** What functions are given, by their names: parameters by theirs. */",
    ...linesOf("CALLS", calls),
    "",
    "/** Objects by the names of their types. */",
    ...linesOf("TYPES", types),
    "",
  ].join("\n");
}

/** Shapes are read when they are asked for: each is a text. */
function linesOf(name: string, shapes: object): readonly string[] {
  const lines = Object.entries(shapes).map(
    ([key, shape]) => `  ${JSON.stringify(key)}: ${quoted(JSON.stringify(shape))},`,
  );
  return [`export const ${name}: Readonly<Record<string, string>> = {`, ...lines, "};"];
}

function quoted(json: string): string {
  return `'${json.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
