import * as ts from "typescript-api";
import { type Hint, membersOf } from "./type-nodes";

// The checker keeps members of unions and computed types by numbers that depend on everything that it has read before. What is written
// to a file must not.

/** The literals of a union in the order in which they are written. */
export function literalsInOrder(
  literals: readonly ts.LiteralType[],
  hint: Hint,
  checker: ts.TypeChecker,
): (string | number)[] {
  const written = membersOf(hint.node, checker).flatMap((node) => valuesOf(node, checker));
  const place = (value: string | number) => (written.includes(value) ? written.indexOf(value) : written.length);
  const values = literals.map(({ value }) => value as string | number);
  return values.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

function valuesOf(node: ts.TypeNode, checker: ts.TypeChecker): (string | number)[] {
  if (ts.isIndexedAccessTypeNode(node)) {
    const list = checker.getTypeFromTypeNode(node.objectType);
    if (checker.isTupleType(list)) return checker.getTypeArguments(list as ts.TypeReference).flatMap(literalOf);
  }
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword) {
    return propertiesInOrder(checker.getTypeFromTypeNode(node.type), checker).map(({ name }) => name);
  }
  return literalOf(checker.getTypeFromTypeNode(node));
}

function literalOf(type: ts.Type): (string | number)[] {
  return type.isStringLiteral() || type.isNumberLiteral() ? [type.value] : [];
}

/**
 * The properties of a type in the order of declaration: what tells its form, then those of the types that it is made of, in the order in
 * which these are written, and then its own.
 */
export function propertiesInOrder(type: ts.Type, checker: ts.TypeChecker): ts.Symbol[] {
  const own = new Set((type.aliasSymbol ?? type.getSymbol())?.declarations ?? []);
  const parts = partsOf(type, checker);
  const order = (property: ts.Symbol): readonly (number | string)[] => {
    const { name, declarations } = property;
    const [declaration] = declarations ?? [];
    const isForm = !(property.flags & ts.SymbolFlags.Optional) && checker.getTypeOfSymbol(property).isStringLiteral();
    const isOwn = declaration !== undefined && own.has(declaration.parent as ts.Declaration);
    const part = isOwn ? parts.length : parts.findIndex((one) => one.getProperty(name) !== undefined);
    return [isForm ? 0 : 1, part, declaration?.getSourceFile().fileName ?? "", declaration?.pos ?? 0, name];
  };
  return [...checker.getPropertiesOfType(type)].sort((a, b) => compare(order(a), order(b)));
}

function partsOf(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  if (type.isIntersection()) return type.types;
  return type.isClassOrInterface() ? checker.getBaseTypes(type) : [];
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? "";
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
