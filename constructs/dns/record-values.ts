import { Token } from "cdktf";
import { IPv4, IPv6 } from "ipaddr.js";
import type { Problems } from "../core/errors";
import type { CertificateAuthorityRule, MailServer, RecordContent } from "./dns-record.types";
import { checkDomainName } from "./domain-name";

/** Longest string of a TXT record, and longest value of several strings (Route 53 Developer Guide, "TXT record type", as of 2026-11). */
const MAX_STRING = 255;
const MAX_TEXT = 4000;

const PRINTABLE = /^[\x20-\x7e]*$/;

/** The values of a record as Route 53 writes them, in an order that does not depend on the input's. */
export function recordValues(content: RecordContent): string[] {
  const values = render(content);
  return [
    ...values.filter((value) => !Token.isUnresolved(value)).sort(),
    ...values.filter((value) => Token.isUnresolved(value)),
  ];
}

function render(content: RecordContent): string[] {
  switch (content.type) {
    case "A":
    case "AAAA":
      return [...content.values];
    case "CNAME":
      return [content.value];
    case "TXT":
      return content.values.map(txt);
    case "MX":
      return content.values.map(({ priority, host }) => `${priority} ${host}`);
    case "CAA":
      return content.values.map(({ tag, value, critical }) => `${critical ? 128 : 0} ${tag} "${value}"`);
  }
}

/** Long texts as several strings. The provider writes the outermost quotation marks. */
function txt(text: string): string {
  if (Token.isUnresolved(text)) return text;
  const strings = text.match(new RegExp(`.{1,${MAX_STRING}}`, "g")) ?? [""];
  return strings.map((part) => part.replace(/["\\]/g, "\\$&")).join('""');
}

/**
 * Checks the values of a record. Values that are known after apply only are left alone.
 *
 * @param isApex whether the record is that of the zone's own name, which cannot be a CNAME
 */
export function checkRecordValues(content: RecordContent, isApex: boolean, problems: Problems): void {
  if (content.type === "CNAME") {
    if (!Token.isUnresolved(content.value)) {
      checkDomainName(content.value, "value", problems, { underscore: true });
    }
    return;
  }
  if (Token.isUnresolved(content.values)) return;
  if (content.values.length === 0) problems.add("values", noValues(content.type));
  checkEach(content, isApex, problems);
  const rendered = render(content).map((value) => (content.type === "AAAA" ? canonical(value) : value));
  for (const [index, value] of rendered.entries()) {
    const first = rendered.indexOf(value);
    if (first === index || Token.isUnresolved(value)) continue;
    problems.add(`values[${index}]`, {
      code: "RECORD_VALUE_DUPLICATE",
      message: "The value stands twice in the record.",
      found: `${value} at values[${first}] and values[${index}]`,
      expected: "each value once",
      fix: "remove one of the two",
    });
  }
}

function checkEach(content: Exclude<RecordContent, { type: "CNAME" }>, isApex: boolean, problems: Problems): void {
  switch (content.type) {
    case "A":
    case "AAAA":
      for (const [index, value] of content.values.entries()) {
        checkAddress({ type: content.type, value, isApex }, `values[${index}]`, problems);
      }
      return;
    case "TXT":
      for (const [index, value] of content.values.entries()) checkText(value, `values[${index}]`, problems);
      return;
    case "MX":
      for (const [index, value] of content.values.entries()) checkMail(value, `values[${index}]`, problems);
      return;
    case "CAA":
      for (const [index, value] of content.values.entries()) checkAuthority(value, `values[${index}]`, problems);
  }
}

function canonical(address: string): string {
  return IPv6.isValid(address) ? IPv6.parse(address).toNormalizedString() : address;
}

function noValues(type: string) {
  return {
    code: "RECORD_VALUES_EMPTY",
    message: "The record has no value.",
    found: "an empty list",
    expected: `one ${type} value or more`,
    fix: "give a value, or remove the record",
  };
}

function checkAddress(
  { type, value, isApex }: { readonly type: "A" | "AAAA"; readonly value: string; readonly isApex: boolean },
  property: string,
  problems: Problems,
): void {
  if (Token.isUnresolved(value)) return;
  const valid = type === "A" ? IPv4.isValidFourPartDecimal(value) : IPv6.isValid(value) && !value.includes("%");
  if (valid) return;
  const other = type === "A" ? IPv6.isValid(value) : IPv4.isValidFourPartDecimal(value);
  problems.add(property, {
    code: "RECORD_ADDRESS_INVALID",
    message: `The value is not an ${type === "A" ? "IPv4" : "IPv6"} address.`,
    found: `"${value}"`,
    expected: type === "A" ? "an address such as 192.0.2.10" : "an address such as 2001:db8::10",
    fix: other
      ? `put it into a record of the type ${type === "A" ? "AAAA" : "A"}`
      : `write the address; for a name use ${isApex ? "" : "a CNAME record, or "}an AliasRecord for a resource of AWS, in YAML type: ALIAS`,
  });
}

function checkText(value: string, property: string, problems: Problems): void {
  if (Token.isUnresolved(value) || (PRINTABLE.test(value) && value.length <= MAX_TEXT && !/^".*"$/.test(value))) return;
  problems.add(property, {
    code: "RECORD_TEXT_INVALID",
    message: "The text cannot be the value of a TXT record.",
    found: value.length > 60 ? `${value.length} characters: ${value.slice(0, 60)}…` : value,
    expected: `printable ASCII, at most ${MAX_TEXT} characters, without quotation marks around it`,
    fix: fixOfText(value),
  });
}

function fixOfText(value: string): string {
  if (!PRINTABLE.test(value)) return "write it in printable ASCII";
  if (value.length > MAX_TEXT) return "shorten it";
  return "write the text as it is to be read; quotation marks and cuts into strings are made for you";
}

function checkMail({ priority, host }: MailServer, property: string, problems: Problems): void {
  if (!Token.isUnresolved(host)) checkDomainName(host, `${property}.host`, problems);
  if (Number.isInteger(priority) && priority >= 0 && priority <= 65535) return;
  problems.add(`${property}.priority`, {
    code: "RECORD_MX_PRIORITY",
    message: "The priority of the mail server is out of range.",
    found: String(priority),
    expected: "a whole number from 0 to 65535, the smallest first",
    fix: "write 10 for the first server and 20 for the next",
  });
}

function checkAuthority({ tag, value }: CertificateAuthorityRule, property: string, problems: Problems): void {
  if (Token.isUnresolved(value)) return;
  const valid =
    tag === "iodef" ? /^(mailto:|https?:\/\/)[^\s"]+$/.test(value) : /^(;|[a-z0-9.-]+(;[^"]*)?)$/.test(value);
  if (valid) return;
  problems.add(`${property}.value`, {
    code: "RECORD_CAA_VALUE",
    message: `The value of the ${tag} rule has a wrong form.`,
    found: `"${value}"`,
    expected:
      tag === "iodef" ? "an address that starts with mailto:, http:// or https://" : "the domain of an authority, or ;",
    fix: tag === "iodef" ? "write mailto: before an e-mail address" : "write amazon.com to let ACM make certificates",
  });
}
