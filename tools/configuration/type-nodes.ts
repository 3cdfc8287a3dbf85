import * as ts from "typescript-api";

/**
 * What only the text of a declaration tells: for the checker an alias of `string` is `string`, and the members of a union have no order.
 */
export interface Hint {
  readonly node?: ts.TypeNode;
  /** The alias that the type is called by. */
  readonly alias?: ts.Symbol;
  /** The alias that the names of a map are called by. */
  readonly key?: ts.Symbol;
}

export const NO_HINT: Hint = {};

/** Types that stand for what is written between their brackets. */
const TRANSPARENT = ["Readonly", "Partial", "Required", "NonNullable"];

/** The hint of a property or another declaration that has a type. */
export function hintOf(declaration: ts.Declaration | undefined, checker: ts.TypeChecker): Hint {
  const node =
    declaration && (ts.isPropertySignature(declaration) || ts.isTypeAliasDeclaration(declaration))
      ? declaration.type
      : undefined;
  return hintOfNode(node, checker);
}

function hintOfNode(written: ts.TypeNode | undefined, checker: ts.TypeChecker): Hint {
  let node = written && stripped(written);
  let alias: ts.Symbol | undefined;
  while (node && ts.isTypeReferenceNode(node) && !node.typeArguments) {
    const declaration = aliasOf(node, checker);
    if (!declaration) return {};
    alias ??= checker.getSymbolAtLocation(declaration.name);
    node = stripped(declaration.type);
  }
  if (!node) return {};
  const key = recordArguments(node)?.[0];
  const name = key && ts.isTypeReferenceNode(key) ? aliasOf(key, checker) : undefined;
  return {
    node,
    ...(alias ? { alias } : {}),
    ...(name ? { key: checker.getSymbolAtLocation(name.name) } : {}),
  };
}

/** The hint of a list's items. */
export function itemHint({ node }: Hint, checker: ts.TypeChecker): Hint {
  const list = membersOf(node, checker).find((member) => itemOf(member) !== undefined);
  return hintOfNode(list && itemOf(list), checker);
}

/** The hint of the values of a map with free names. */
export function valueHint({ node }: Hint, checker: ts.TypeChecker): Hint {
  const map = membersOf(node, checker).find((member) => recordArguments(member) !== undefined);
  return hintOfNode(map && recordArguments(map)?.[1], checker);
}

/** Members of a union of maps, in the order in which they are written. */
export function memberHints(
  hint: Hint,
  types: readonly ts.Type[],
  checker: ts.TypeChecker,
): { type: ts.Type; hint: Hint }[] {
  const written = membersOf(hint.node, checker).map((node) => checker.getTypeFromTypeNode(node));
  const place = (type: ts.Type) => (written.includes(type) ? written.indexOf(type) : written.length);
  return [...types].sort((a, b) => place(a) - place(b)).map((type) => ({ type, hint: NO_HINT }));
}

/** What a union is made of, in the order in which it is written, through aliases. */
export function membersOf(node: ts.TypeNode | undefined, checker: ts.TypeChecker): ts.TypeNode[] {
  if (!node) return [];
  const bare = stripped(node);
  if (ts.isUnionTypeNode(bare)) return bare.types.flatMap((member) => membersOf(member, checker));
  const alias = ts.isTypeReferenceNode(bare) && !bare.typeArguments ? aliasOf(bare, checker) : undefined;
  return alias ? membersOf(alias.type, checker) : [bare];
}

/** The alias that the free names of an interface are called by: `Name` of `{ [name: Name]: Bucket }`. */
export function indexKey(type: ts.Type, checker: ts.TypeChecker): ts.Symbol | undefined {
  const [info] = checker.getIndexInfosOfType(type);
  const written = info?.declaration?.parameters[0]?.type;
  const alias = written && ts.isTypeReferenceNode(written) ? aliasOf(written, checker) : undefined;
  return alias && checker.getSymbolAtLocation(alias.name);
}

function stripped(node: ts.TypeNode): ts.TypeNode {
  if (ts.isParenthesizedTypeNode(node)) return stripped(node.type);
  const [inner] = ts.isTypeReferenceNode(node) ? (node.typeArguments ?? []) : [];
  if (ts.isTypeReferenceNode(node) && inner && TRANSPARENT.includes(node.typeName.getText())) return stripped(inner);
  return node;
}

function itemOf(node: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isTypeOperatorNode(node) && ts.isArrayTypeNode(node.type)) return node.type.elementType;
  return ts.isArrayTypeNode(node) ? node.elementType : undefined;
}

function recordArguments(node: ts.TypeNode): readonly ts.TypeNode[] | undefined {
  return ts.isTypeReferenceNode(node) && node.typeName.getText() === "Record" ? node.typeArguments : undefined;
}

/** The declaration of an alias without parameters; nothing for an interface. */
function aliasOf(node: ts.TypeReferenceNode, checker: ts.TypeChecker): ts.TypeAliasDeclaration | undefined {
  const local = checker.getSymbolAtLocation(node.typeName);
  const symbol = local && (local.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(local) : local);
  return symbol?.declarations?.find(ts.isTypeAliasDeclaration);
}
