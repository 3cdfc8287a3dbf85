import * as ts from "typescript-api";
import type { Rule, Schema } from "../../config/schema/schema.types";
import { type Documented, documentationOf, where } from "./doc-tags";
import { literalsInOrder, propertiesInOrder } from "./order";
import { type Hint, hintOf, indexKey, itemHint, memberHints, NO_HINT, valueHint } from "./type-nodes";

/**
 * Makes the schema of a type, with what its comments say. It asks the compiler's type checker and not the text of the declarations, so
 * that `Omit`, `Pick`, mapped and computed types are seen as what they come to.
 *
 * @throws Error if the type holds what no file can, such as a function or an object of a class; the place is named
 */
export function schemaOfType(type: ts.Type, checker: ts.TypeChecker): Schema {
  return new SchemaMaker(checker).make(type, NO_HINT, { at: "", above: [] });
}

/** Where in the configuration a type stands, and the types that it stands in. */
interface Place {
  readonly at: string;
  readonly above: readonly ts.Type[];
}

const NULLISH = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;
const LITERAL = ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral;

class SchemaMaker {
  constructor(private readonly checker: ts.TypeChecker) {}

  make(type: ts.Type, hint: Hint, place: Place, named?: string): Schema {
    return this.#documented(type, hint, this.#ofAlias(hint, named), place);
  }

  /** What the alias of a type says, about what is called by that word. */
  #ofAlias({ alias }: Hint, named = "entry"): Documented {
    const documented = alias ? documentationOf(alias, this.checker) : {};
    return documented.rule ? { ...documented, rule: saidOf(named, documented.rule) } : documented;
  }

  /** A property says more than the alias of its type. */
  #property(property: ts.Symbol, place: Place): Schema {
    const declaration = property.valueDeclaration ?? property.declarations?.[0];
    const type = declaration
      ? this.checker.getTypeOfSymbolAtLocation(property, declaration)
      : this.checker.getTypeOfSymbol(property);
    const hint = hintOf(declaration, this.checker);
    const own = documentationOf(property, this.checker);
    const documented = { ...this.#ofAlias(hint, own.named), ...own };
    const inner = { at: place.at === "" ? property.name : `${place.at}.${property.name}`, above: place.above };
    return this.#documented(
      type,
      hint,
      { ...documented, description: documented.description ?? this.#ofType(type) },
      inner,
    );
  }

  /** What is said of an interface counts for a property that says nothing. */
  #ofType(type: ts.Type): string | undefined {
    for (const part of type.isUnion() ? type.types : [type]) {
      const symbol = type.aliasSymbol ?? part.aliasSymbol ?? part.getSymbol();
      const said = symbol && isOurs(symbol) && documentationOf(symbol, this.checker).description;
      if (said && !(part.flags & NULLISH) && !this.checker.isArrayType(part)) return said;
    }
    return undefined;
  }

  #documented(type: ts.Type, hint: Hint, documented: Documented, place: Place): Schema {
    const { description, defaultText, examples, synonyms, unit, editorSchema } = documented;
    const { description: ofType, ...value } = this.#value(type, hint, documented, place);
    return clean({ description: description ?? ofType, defaultText, examples, synonyms, unit, editorSchema, ...value });
  }

  #value(type: ts.Type, hint: Hint, documented: Documented, place: Place): Schema {
    if (documented.asType === "any") return {};
    // What may also be given as a function in code, such as a way to make names, is one of the others in a file.
    const members = (type.isUnion() ? type.types : [type])
      .filter((member) => !(member.flags & NULLISH))
      .filter((member, _, { length }) => length === 1 || member.getCallSignatures().length === 0);
    const literals = members.filter((member) => member.flags & LITERAL) as ts.LiteralType[];
    const kinds: Schema[] = [];
    if (literals.length > 0) kinds.push(...this.#literals(literals, hint, documented));
    if (members.some((member) => member.flags & ts.TypeFlags.BooleanLike)) kinds.push(this.#boolean(members));
    const objects: ts.Type[] = [];
    for (const member of members) {
      if (member.flags & LITERAL || member.flags & ts.TypeFlags.BooleanLike) continue;
      const simple = this.#simple(member, hint, documented, place);
      if (simple) kinds.push(simple);
      else objects.push(member);
    }
    if (objects.length > 0) kinds.push(this.#objects(objects, hint, documented, place));
    const [first, ...others] = kinds;
    if (!first) throw new Error(`${place.at}: nothing can stand here`);
    if (others.length === 0) return first;
    const flat = kinds.flatMap((kind) => (kind.anyOf && !kind.discriminator ? kind.anyOf : [kind]));
    // A rule about a choice is about all of it.
    return clean({ anyOf: flat.map(({ rule, ...kind }) => kind), rule: documented.rule });
  }

  #literals(literals: readonly ts.LiteralType[], hint: Hint, { rule }: Documented): Schema[] {
    const values = literalsInOrder(literals, hint, this.checker);
    return (["string", "number"] as const).flatMap((kind): Schema[] => {
      const own = values.filter((value) => typeof value === kind);
      return own.length > 0 ? [clean({ type: kind, enum: own, rule })] : [];
    });
  }

  #boolean(members: readonly ts.Type[]): Schema {
    const literals = members.filter((member) => member.flags & ts.TypeFlags.BooleanLiteral);
    const [only, other] = literals;
    if (!only || other) return { type: "boolean" };
    return { type: "boolean", enum: [this.checker.typeToString(only) === "true"] };
  }

  #simple(type: ts.Type, hint: Hint, documented: Documented, place: Place): Schema | undefined {
    const { minimum, maximum, minLength = 1, maxLength, pattern, rule, asType } = documented;
    if (type.flags & ts.TypeFlags.StringLike) {
      return clean({
        type: "string",
        pattern,
        minLength: pattern === undefined && minLength > 0 ? minLength : undefined,
        maxLength,
        rule,
      });
    }
    if (type.flags & ts.TypeFlags.NumberLike) {
      return clean({ type: asType === "number" ? "number" : "integer", minimum, maximum });
    }
    if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return {};
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) {
      const item = this.checker.getTypeArguments(type as ts.TypeReference)[0];
      if (!item) throw new Error(`${place.at}: a list of nothing`);
      const made = this.make(item, itemHint(hint, this.checker), { ...place, at: `${place.at}[]` }, documented.named);
      return { type: "array", items: clean({ ...made, ...limitsOfItems(made, documented) }) };
    }
    return undefined;
  }

  #objects(types: readonly ts.Type[], hint: Hint, documented: Documented, place: Place): Schema {
    const [only, ...others] = types;
    if (only && others.length === 0) return this.#object(only, hint, documented, place);
    const ordered = memberHints(hint, types, this.checker);
    const forms = ordered.map(({ type, hint: own }) => this.#object(type, own, {}, place));
    const discriminator = discriminatorOf(forms);
    if (discriminator) return { type: "object", discriminator, anyOf: forms };
    if (!forms.every((form) => isToldByKey(form, forms))) throw new Error(`${place.at}: no key tells the forms apart`);
    return { anyOf: forms };
  }

  #object(type: ts.Type, hint: Hint, { named }: Documented, place: Place): Schema {
    if (place.above.includes(type)) throw new Error(`${place.at} stands within itself, and has no end`);
    const inner = { ...place, above: [...place.above, type] };
    this.#refuseObjects(type, place);
    const values = type.getStringIndexType() ?? type.getNumberIndexType();
    const properties = propertiesInOrder(type, this.checker).filter((property) => this.#isWritable(property));
    if (values) {
      const below = { ...inner, at: `${place.at}.*` };
      return clean({
        type: "object",
        propertyNames: this.#names(type, named, hint),
        additionalProperties: this.make(values, valueHint(hint, this.checker), below),
      });
    }
    const undeclared = properties.every(
      ({ declarations }) => declarations === undefined || !declarations.some(ts.isPropertySignature),
    );
    if (properties.length > 0 && undeclared && !this.#isRegistry(properties))
      return this.#record(properties, hint, inner);
    const entries = properties.map((property) => [property.name, this.#property(property, inner)] as const);
    const required = properties.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
    const own = type.aliasSymbol ?? type.getSymbol();
    const said = own && isOurs(own) ? documentationOf(own, this.checker).description : undefined;
    return clean({
      type: "object",
      description: said,
      properties: Object.fromEntries(entries),
      required: required.length > 0 ? required : undefined,
      additionalProperties: false,
    });
  }

  /** A map whose names are those of a list and whose values are all alike. */
  #record(properties: readonly ts.Symbol[], hint: Hint, place: Place): Schema {
    const [first] = properties;
    if (!first) throw new Error(`${place.at}: a map without names`);
    const value = this.make(this.checker.getTypeOfSymbol(first), valueHint(hint, this.checker), {
      ...place,
      at: `${place.at}.*`,
    });
    return {
      type: "object",
      propertyNames: { type: "string", enum: properties.map(({ name }) => name) },
      additionalProperties: value,
    };
  }

  /** Whether the values of a map differ, as the sections of registered stacks do. */
  #isRegistry(properties: readonly ts.Symbol[]): boolean {
    return new Set(properties.map((property) => this.checker.getTypeOfSymbol(property))).size > 1;
  }

  /** An interface with free names says itself what they are called by and what they are names of. */
  #names(type: ts.Type, named: string | undefined, hint: Hint): Schema | undefined {
    const key = hint.key ?? indexKey(type, this.checker);
    const name = key && documentationOf(key, this.checker);
    if (!name?.pattern || !name.rule) return undefined;
    const symbol = type.getSymbol();
    const own = symbol && isOurs(symbol) ? documentationOf(symbol, this.checker).named : undefined;
    return { type: "string", pattern: name.pattern, rule: saidOf(named ?? own ?? "entry", name.rule) };
  }

  /** Whether a file may have the property at all: it is not for code alone, nor forbidden in its form. */
  #isWritable(property: ts.Symbol): boolean {
    if (documentationOf(property, this.checker).codeOnly !== undefined) return false;
    const type = this.checker.getTypeOfSymbol(property);
    return (type.isUnion() ? type.types : [type]).some((member) => !(member.flags & (NULLISH | ts.TypeFlags.Never)));
  }

  /** Objects of code have methods or are instances of a class. In a file they are names. */
  #refuseObjects(type: ts.Type, place: Place): void {
    const isCode =
      type.getCallSignatures().length > 0 ||
      type.getConstructSignatures().length > 0 ||
      type.isClass() ||
      type.getProperties().some(({ flags }) => flags & ts.SymbolFlags.Method) ||
      !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection));
    if (!isCode) return;
    const symbol = type.getSymbol();
    throw new Error(
      `${place.at} cannot be written in a file: it is ${this.checker.typeToString(type)}${symbol ? ` (${where(symbol)})` : ""}. Leave it out of the configuration's type by Omit, and give it a name there.`,
    );
  }
}

/** What is said of a list's numbers or texts is said of each of them. */
function limitsOfItems({ type }: Schema, { minimum, maximum, maxLength }: Documented): Schema {
  if (type === "integer") return { minimum, maximum };
  return type === "string" && maxLength !== undefined ? { maxLength } : {};
}

/** Whether a type has a name and a comment of ours: not `Readonly` and its kin. */
function isOurs({ name, declarations = [] }: ts.Symbol): boolean {
  return (
    !name.startsWith("__") && declarations.every((one) => !one.getSourceFile().fileName.includes("/node_modules/"))
  );
}

/** A rule about names, told of what they are names of. */
function saidOf(named: string, { code, message, expected, fix }: Rule): Rule {
  const said = (text: string) => text.replaceAll("{what}", named);
  return { code, message: said(message), expected: said(expected), fix: said(fix) };
}

/** The key that every form has with a value of its own, and all require, or all but one, which is meant without the key. */
function discriminatorOf(forms: readonly Schema[]): Schema["discriminator"] {
  const [first] = forms;
  for (const propertyName of Object.keys(first?.properties ?? {})) {
    const values = forms.map(({ properties }) => properties?.[propertyName]?.enum ?? []);
    const isOwn = values.every((own) => own.length > 0) && new Set(values.flat()).size === values.flat().length;
    const [usual, ...others] = forms.filter(({ required = [] }) => !required.includes(propertyName));
    if (!isOwn || others.length > 0) continue;
    const [value] = usual?.properties?.[propertyName]?.enum ?? [];
    if (value === undefined) return { propertyName };
    if (usual?.properties?.[propertyName]?.enum?.length === 1) return { propertyName, default: value };
  }
  return undefined;
}

/** Whether a form requires a key that no other one knows: `allow` or `deny`. */
function isToldByKey(form: Schema, forms: readonly Schema[]): boolean {
  const others = forms.filter((other) => other !== form);
  return (form.required ?? []).some((key) => others.every(({ properties = {} }) => !Object.hasOwn(properties, key)));
}

function clean(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
