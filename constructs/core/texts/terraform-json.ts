/**
 * JSON to the byte as Terraform's `jsonencode` writes it: keys sorted, and signs of HTML escaped (Terraform language, "jsonencode Function", as
 * of 2026-11). What the provider holds against AWS as a text is written so, and HCL can say it by `jsonencode` without a change.
 */
export function terraformJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(terraformJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (Buffer.from(a).compare(Buffer.from(b)) < 0 ? -1 : 1));
    return `{${entries.map(([key, below]) => `${terraformJson(key)}:${terraformJson(below)}`).join(",")}}`;
  }
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
