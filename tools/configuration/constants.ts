import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as ts from "typescript-api";

/** What a constant can hold for a schema. */
export type Constant = number | string | { readonly [key: string]: Constant };

/**
 * The value of a constant that a tag names (`@form ./environment-forms#ENVIRONMENT_FORMS.region`), so that a limit or a form that code
 * checks too is written once. It is read and not run: literals, and regular expressions as their texts.
 *
 * @param name module, relative to the file of the declaration, `#`, the constant, and properties behind dots
 */
export function constantAt(name: string, declaration: ts.Declaration | undefined): Constant {
  const [module = "", path = ""] = name.split("#");
  const [head, ...rest] = path.split(".");
  const file = join(dirname(declaration?.getSourceFile().fileName ?? ""), `${module}.ts`);
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const declared = source.statements
    .flatMap((statement) => (ts.isVariableStatement(statement) ? statement.declarationList.declarations : []))
    .find(({ name }) => ts.isIdentifier(name) && name.text === head);
  let value = declared?.initializer && constantOf(declared.initializer);
  for (const key of rest) value = typeof value === "object" ? value[key] : undefined;
  if (value === undefined) throw new Error(`${file} has no constant ${path} of literals`);
  return value;
}

function constantOf(node: ts.Expression): Constant | undefined {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return constantOf(node.expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isRegularExpressionLiteral(node)) return node.text.replace(/^\/(.*)\/[a-z]*$/s, "$1");
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const entries = node.properties.flatMap((property): [string, Constant][] => {
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return [];
    const value = constantOf(property.initializer);
    return value === undefined ? [] : [[property.name.text, value]];
  });
  return Object.fromEntries(entries);
}
