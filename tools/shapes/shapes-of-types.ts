import * as ts from "typescript-api";
import type { CodeShape, OptionsShape, Range, Shape } from "../../constructs/core/shapes/shape.types";
import { type Documented, documentationOf } from "../configuration/doc-tags";
import { propertiesInOrder } from "../configuration/order";

/** `10 GB` comes behind `2 GB`. */
const NATURAL = new Intl.Collator("en", { numeric: true });

const NULLISH = ts.TypeFlags.Undefined | ts.TypeFlags.Void;

/** Nesting that no option has; a type that goes on further has no end. */
const MOST_DEPTH = 30;

/** What is said of options in their comments, by their names. */
export type Comments = Readonly<Record<string, string>>;

/**
 * Makes shapes of types. Objects become entries of `types`, once each, so that a type may stand within itself.
 */
export class ShapeMaker {
  readonly types = new Map<string, OptionsShape | CodeShape>();
  /** Comments of options, by the names of the types. */
  readonly comments = new Map<string, Comments>();
  readonly #names = new Map<ts.Type, string>();
  readonly #unfinished = new Set<string>();

  /**
   * @param classes classes of ours that take the place of a type of code
   */
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly classes: (type: ts.Type) => readonly string[],
  ) {}

  /**
   * @param at where the type stands, for the names of objects that have none
   * @throws Error if a type has no end
   */
  shapeOf(type: ts.Type, at: readonly string[]): Shape {
    if (at.length > MOST_DEPTH) throw new Error(`${at.join(".")} stands within itself, and has no end`);
    if (type.aliasSymbol && documentationOf(type.aliasSymbol, this.checker).asType === "any") return "any";
    const members = (type.isUnion() ? type.types : [type]).filter(({ flags }) => !(flags & NULLISH));
    const values = [...new Set(members.flatMap((member) => valuesOf(member, this.checker)))];
    const shapes = members
      .filter((member) => valuesOf(member, this.checker).length === 0)
      .map((member) => this.#one(member, at));
    const all = this.#merged(inOrder([...(values.length > 0 ? [valueShape(values)] : []), ...shapes]));
    const [first, ...others] = all;
    if (first === undefined || all.includes("any")) return "any";
    return others.length === 0 ? first : { union: all };
  }

  /** Forms that differ in nothing but values are one: which values go together is told by the constructs. */
  #merged(shapes: readonly Shape[]): readonly Shape[] {
    const merged = new Map<string, string>();
    return shapes.filter((shape) => {
      if (typeof shape !== "object" || !("type" in shape)) return true;
      const options = this.types.get(shape.type);
      if (!options || !("required" in options) || this.#unfinished.has(shape.type)) return true;
      const likeness = JSON.stringify(options, (_, value) => (isChoice(value) ? "choice" : value));
      const first = merged.get(likeness);
      const other = first === undefined ? undefined : this.types.get(first);
      if (first === undefined || !other || !("required" in other)) {
        merged.set(likeness, shape.type);
        return true;
      }
      this.types.set(first, joined(other, options) as OptionsShape);
      this.types.delete(shape.type);
      for (const [type, name] of this.#names) if (name === shape.type) this.#names.set(type, first);
      return false;
    });
  }

  #one(type: ts.Type, at: readonly string[]): Shape {
    const { flags } = type;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return "any";
    if (flags & ts.TypeFlags.Null) return "null";
    if (flags & ts.TypeFlags.StringLike) return "text";
    if (flags & ts.TypeFlags.NumberLike) return "number";
    if (flags & ts.TypeFlags.TypeParameter) return this.shapeOf(this.checker.getBaseConstraintOfType(type) ?? type, at);
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) {
      const items = this.checker
        .getTypeArguments(type as ts.TypeReference)
        .map((item) => this.shapeOf(item, [...at, "entry"]));
      return { list: inOneShape(items) };
    }
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return "function";
    const values = type.getStringIndexType() ?? type.getNumberIndexType();
    if (values) return { map: this.shapeOf(values, [...at, "value"]) };
    if (isForeign(type)) return "object";
    return { type: this.#named(type, at) };
  }

  /**
   * What a function is given: its parameters by their names.
   *
   * @param at the function
   */
  parametersOf(parameters: readonly ts.ParameterDeclaration[], at: string): OptionsShape {
    const required: Record<string, Shape> = {};
    const optional: Record<string, Shape> = {};
    for (const one of parameters) {
      const isOptional = [one.questionToken, one.initializer, one.dotDotDotToken].some((token) => token !== undefined);
      (isOptional ? optional : required)[one.name.getText()] = this.#parameter(this.checker.getTypeAtLocation(one), [
        at,
        one.name.getText(),
      ]);
    }
    return { required, optional };
  }

  /** Of objects of a library those in the tree of constructs are told by their node, and of what depends on another type nothing is known. */
  #parameter(type: ts.Type, at: readonly string[]): Shape {
    if (type.flags & ts.TypeFlags.Conditional) return "object";
    if (!isForeign(type) || !type.getProperty("node")) return this.shapeOf(type, at);
    this.types.set("IConstruct", { members: ["node"], classes: ["Construct"] });
    return { type: "IConstruct" };
  }

  #named(type: ts.Type, at: readonly string[]): string {
    const known = this.#names.get(type);
    if (known !== undefined) return known;
    const own = type.aliasSymbol ?? type.getSymbol();
    const isNamed = own && !own.name.startsWith("__") && !type.isIntersection() && !isLibrarys(own);
    const written = isNamed ? own.name : at.join(".");
    let name = written;
    for (let count = 2; this.types.has(name); count += 1) name = `${written}.${count}`;
    this.#names.set(type, name);
    this.types.set(name, { required: {}, optional: {} });
    this.#unfinished.add(name);
    this.types.set(name, this.#isCode(type) ? this.#code(type) : this.#options(type, name));
    this.#unfinished.delete(name);
    return name;
  }

  #options(type: ts.Type, name: string): OptionsShape {
    const required: Record<string, Shape> = {};
    const optional: Record<string, Shape> = {};
    const never: string[] = [];
    const ranges: Record<string, Range> = {};
    const comments: Record<string, string> = {};
    for (const property of propertiesInOrder(type, this.checker)) {
      const own = this.checker.getTypeOfSymbol(property);
      if (own.flags & (ts.TypeFlags.Never | NULLISH)) {
        never.push(property.name);
        continue;
      }
      const documented = documentationOf(property, this.checker);
      const { asType, toldAs } = documented;
      const isOptional =
        (property.flags & ts.SymbolFlags.Optional) !== 0 || mayBeUndefined(own) || toldAs !== undefined;
      const read = asType === "any" ? "any" : this.shapeOf(own, [name, property.name]);
      const shape = toldAs === undefined ? read : withoutValues(read);
      (isOptional ? optional : required)[property.name] = shape;
      const range = rangeOf(documented);
      if (range) ranges[property.name] = range;
      const comment = saidOf(documented);
      if (comment !== "") comments[property.name] = comment;
    }
    this.comments.set(name, comments);
    return {
      required,
      optional,
      ...(never.length > 0 ? { never } : {}),
      ...(Object.keys(ranges).length > 0 ? { ranges } : {}),
    };
  }

  #code(type: ts.Type): CodeShape {
    const members = this.checker
      .getPropertiesOfType(type)
      .filter((property) => !(property.flags & ts.SymbolFlags.Optional) && isPublic(property))
      .map(({ name }) => name)
      .sort();
    return { members, classes: this.classes(type) };
  }

  /** Whether an object is made by code: it has methods or is an instance of a class. */
  #isCode(type: ts.Type): boolean {
    const isClass = type.getSymbol() !== undefined && ((type.getSymbol()?.flags ?? 0) & ts.SymbolFlags.Class) !== 0;
    return (
      isClass ||
      this.checker.getPropertiesOfType(type).some(({ flags, name }) => flags & ts.SymbolFlags.Method || name === "node")
    );
  }
}

/** What editors show of an option. */
export function saidOf({ description, defaultText }: Documented): string {
  const parts = [description, defaultText === undefined ? undefined : `Default: ${defaultText}`];
  return parts.filter((part) => part !== undefined).join("\n\n");
}

/** The range of an option's numbers; none where the construct tells itself what is wrong with them. */
function rangeOf({ minimum, maximum, counts, rangeToldAs }: Documented): Range | undefined {
  if ((minimum === undefined && maximum === undefined) || rangeToldAs !== undefined) return undefined;
  if (minimum === undefined) throw new Error(`a number of at most ${maximum} has no least value`);
  return counts === undefined ? [minimum, maximum ?? null] : [minimum, maximum ?? null, counts];
}

function isChoice(value: unknown): value is { readonly values: readonly (string | number | boolean)[] } {
  return typeof value === "object" && value !== null && "values" in value && Array.isArray(value.values);
}

/** What is told of values is told by the construct. */
function withoutValues(shape: Shape): Shape {
  if (typeof shape === "string") return shape;
  if ("values" in shape)
    return inOneShape(shape.values.map((value) => (typeof value === "string" ? "text" : (typeof value as "number"))));
  if ("list" in shape) return { list: withoutValues(shape.list) };
  if ("map" in shape) return { map: withoutValues(shape.map) };
  return "union" in shape ? inOneShape(shape.union.map(withoutValues)) : shape;
}

function inOneShape(shapes: readonly Shape[]): Shape {
  const all = inOrder(shapes);
  return all.length === 1 && all[0] !== undefined ? all[0] : { union: all };
}

/** One of two alike, with the values of both. */
function joined(one: unknown, other: unknown): unknown {
  if (isChoice(one) && isChoice(other)) return valueShape([...new Set([...one.values, ...other.values])]);
  if (typeof one !== "object" || one === null || Array.isArray(one)) return one;
  return Object.fromEntries(Object.entries(one).map(([key, value]) => [key, joined(value, (other as never)[key])]));
}

function valuesOf(type: ts.Type, checker: ts.TypeChecker): (string | number | boolean)[] {
  if (type.flags & ts.TypeFlags.BooleanLiteral) return [checker.typeToString(type) === "true"];
  return type.isStringLiteral() || type.isNumberLiteral() ? [type.value] : [];
}

function valueShape(values: readonly (string | number | boolean)[]): Shape {
  if (values.includes(true) && values.includes(false)) {
    const rest = values.filter((value) => typeof value !== "boolean");
    return rest.length === 0 ? "boolean" : { union: inOrder(["boolean", valueShape(rest)]) };
  }
  return {
    values: [...values].sort((a, b) => NATURAL.compare(String(a), String(b))),
  };
}

/** The checker keeps the members of a union in an order that depends on all that it has read before. */
function inOrder(shapes: readonly Shape[]): readonly Shape[] {
  const flat = shapes.flatMap((shape) => (typeof shape === "object" && "union" in shape ? shape.union : [shape]));
  const byText = new Map(flat.map((shape) => [JSON.stringify(shape), shape]));
  return [...byText.keys()].sort().map((text) => byText.get(text) as Shape);
}

function mayBeUndefined(type: ts.Type): boolean {
  return type.isUnion() && type.types.some(({ flags }) => (flags & NULLISH) !== 0);
}

function isPublic({ name, declarations = [] }: ts.Symbol): boolean {
  // `#name` of a class, and what every construct and every object has.
  if (name.startsWith("#") || name === "toString" || name === "with") return false;
  return declarations.every(
    (one) => !(ts.getCombinedModifierFlags(one) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)),
  );
}

/** Whether a type is of a library. What `Omit`, `Pick`, `Partial` and `Record` make of our types and names is ours. */
function isForeign(type: ts.Type): boolean {
  const isOurs = ({ declarations }: ts.Symbol) => declarations === undefined || !declarations.every(isOfLibrary);
  return isLibrarys(type.getSymbol()) && !type.getProperties().some(isOurs);
}

function isLibrarys(symbol: ts.Symbol | undefined): boolean {
  const { declarations = [] } = symbol ?? {};
  return declarations.length > 0 && declarations.every(isOfLibrary);
}

function isOfLibrary(declaration: ts.Declaration): boolean {
  return declaration.getSourceFile().fileName.includes("/node_modules/");
}
