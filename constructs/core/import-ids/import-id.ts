import type { ComposedForm, ImportForm, ImportId, Looks, Part } from "./import-form.types";
import { IMPORT_FORMS } from "./import-forms";

/** Attributes of a resource, as its state or its configuration has them. */
export type Attributes = Readonly<Record<string, unknown>>;

/**
 * The id by which Terraform takes a resource over, out of its attributes: those of a state, or what is known of them at synth.
 *
 * @param type the resource's type, `aws_route_table_association`
 * @param attributes by the names that Terraform has; those that are not known are left out, empty or `null`
 */
export function importIdOf(type: string, attributes: Attributes): ImportId {
  const form = importFormOf(type);
  if (!form) {
    const id = textOf(attributes.id);
    return { kind: "unknown", ...(id === undefined ? {} : { id }) };
  }
  if ("none" in form) return { kind: "none", reason: form.none };
  const texts = form.parts.map((part) => partText(part, attributes));
  const missing = form.parts.filter((part, index) => texts[index] === undefined && !part.optional);
  if (missing.length > 0) return { kind: "missing", attributes: missing.map(({ anyOf }) => anyOf.join(" or ")) };
  const id = form.parts
    .map((part, index) => {
      const text = texts[index];
      if (text === undefined) return "";
      return `${index === 0 ? "" : (part.before ?? form.separator ?? "")}${text}`;
    })
    .join("");
  return { kind: "id", id, ...(form.caveat ? { caveat: form.caveat } : {}) };
}

/** How Terraform takes resources of a type over; nothing for a type that the table does not have. */
export function importFormOf(type: string): ImportForm | undefined {
  return Object.hasOwn(IMPORT_FORMS, type) ? IMPORT_FORMS[type] : undefined;
}

/** The form in which AWS gives the ids of a type; nothing where people name the resource, or an id has several parts. */
export function looksOf(type: string): Looks | undefined {
  const form = importFormOf(type);
  return form && "looks" in form ? form.looks : undefined;
}

/** Types whose ids look like this one: `subnet-0123456789abcdef0` is one of `aws_subnet`. */
export function typesOfId(id: string): readonly string[] {
  return Object.keys(IMPORT_FORMS).filter((type) => looksOf(type)?.pattern.test(id));
}

/** The attributes that the import id of a resource says: those that others refer to, such as `id` and `arn`. */
export function attributesOfImportId(type: string, importId: string): Readonly<Record<string, string>> {
  const form = importFormOf(type);
  if (!form || "none" in form) return { id: importId };
  const [only] = form.parts;
  if (only && form.parts.length === 1) {
    return { [only.anyOf[0] ?? "id"]: importId, ...((form.isId ?? true) ? { id: importId } : {}) };
  }
  return split(form, importId);
}

/** Where a part itself may hold the separator, as an ARN holds colons, nothing is said. */
function split({ parts, separator = "" }: ComposedForm, importId: string): Readonly<Record<string, string>> {
  const texts = importId.split(separator);
  if (texts.length !== parts.length) return {};
  return Object.fromEntries(
    parts.flatMap(({ anyOf: [attribute, ...others] }, index) =>
      attribute === undefined || others.length > 0 ? [] : [[attribute, texts[index] ?? ""]],
    ),
  );
}

function partText({ anyOf, absent, nameOfArn }: Part, attributes: Attributes): string | undefined {
  const text = anyOf.map((attribute) => textOf(attributes[attribute])).find((value) => value !== undefined) ?? absent;
  return nameOfArn && text?.startsWith("arn:") ? text.split(/[:/]/).at(-1) : text;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
