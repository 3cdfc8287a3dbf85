import type { ComposedForm, Looks, Part } from "./import-form.types";

type More = Omit<ComposedForm, "parts" | "separator">;

/** The import id is this attribute alone. */
export function by(attribute: string, more: More = {}): ComposedForm {
  return { parts: [part(attribute)], ...more };
}

/** The import id is an id that AWS gives, with a prefix by its kind: `vpc-0123456789abcdef0`. */
export function prefixed(prefix: string, attribute = "id"): ComposedForm {
  return by(attribute, { looks: prefixedId(prefix) });
}

/** The import id is an ARN of this service, whose resource begins like this. */
export function arn(service: string, resource: string, more: More = {}): ComposedForm {
  return by("arn", { looks: arnOf(service, resource), ...more });
}

/** The import id is these attributes, with the separator between them. */
export function joined(separator: string, ...parts: readonly (string | Part)[]): ComposedForm {
  return { separator, parts: parts.map((one) => (typeof one === "string" ? part(one) : one)) };
}

/** Of several attributes the one that is set. */
export function part(...anyOf: readonly string[]): Part {
  return { anyOf };
}

/** EC2 gives ids of 8 or 17 hexadecimal digits (Amazon EC2 User Guide, "Resource IDs", as of 2026-11). */
export function prefixedId(prefix: string): Looks {
  return { pattern: new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), example: `${prefix}-0123456789abcdef0` };
}

/** Such an ARN, in any partition. */
export function arnOf(service: string, resource: string): Looks {
  return {
    pattern: new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]*:(\\d{12})?:${resource}`),
    example: `arn:aws:${service}:…:${resource}…`,
  };
}
