import { AliasRecord, DnsRecord } from "../../../constructs/dns";
import { testAdvice } from "../../support/followed-advice";
import { BALANCER, bad, existingZone, problemsIn } from "./support";

const MISTAKES = [
  bad(
    "a time to live below zero",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "A", values: ["192.0.2.1"], ttl: -1 }),
    "RECORD_TTL",
    "r › ttl",
    "The time to live is out of range.",
    "-1 seconds",
    "a whole number of seconds from 0 to 2147483647",
    "write 60 for what changes soon, 300 for most records",
    [
      {
        says: "write 60 for what changes soon",
        to: (stack) =>
          new DnsRecord(stack, "r", { zone: existingZone(stack), type: "A", values: ["192.0.2.1"], ttl: 60 }),
      },
      {
        says: "300 for most records",
        to: (stack) =>
          new DnsRecord(stack, "r", { zone: existingZone(stack), type: "A", values: ["192.0.2.1"], ttl: 300 }),
      },
    ],
  ),
  bad(
    "a record without values",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "AAAA", values: [] }),
    "RECORD_VALUES_EMPTY",
    "r › values",
    "The record has no value.",
    "an empty list",
    "one AAAA value or more",
    "give a value, or remove the record",
    [
      {
        says: "give a value",
        to: (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "AAAA", values: ["2001:db8::1"] }),
      },
      { says: "remove the record", to: (stack) => existingZone(stack) },
    ],
  ),
  bad(
    "an address of the other IP version",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "A", values: ["2001:db8::1"] }),
    "RECORD_ADDRESS_INVALID",
    "r › values[0]",
    "The value is not an IPv4 address.",
    '"2001:db8::1"',
    "an address such as 192.0.2.10",
    "put it into a record of the type AAAA",
    [
      {
        says: "put it into a record of the type AAAA",
        to: (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "AAAA", values: ["2001:db8::1"] }),
      },
    ],
  ),
  bad(
    "a name where an address belongs",
    (stack) =>
      new DnsRecord(stack, "r", {
        zone: existingZone(stack),
        name: "app.example.com",
        type: "AAAA",
        values: ["host.example.com"],
      }),
    "RECORD_ADDRESS_INVALID",
    "r › values[0]",
    "The value is not an IPv6 address.",
    '"host.example.com"',
    "an address such as 2001:db8::10",
    "write the address; for a name use a CNAME record, or an AliasRecord for a resource of AWS, in YAML type: ALIAS",
    [
      {
        says: "write the address",
        to: (stack) =>
          new DnsRecord(stack, "r", {
            zone: existingZone(stack),
            name: "app.example.com",
            type: "AAAA",
            values: ["2001:db8::10"],
          }),
      },
      {
        says: "for a name use a CNAME record",
        to: (stack) =>
          new DnsRecord(stack, "r", {
            zone: existingZone(stack),
            name: "app.example.com",
            type: "CNAME",
            value: "host.example.com",
          }),
      },
      {
        says: "or an AliasRecord for a resource of AWS, in YAML type: ALIAS",
        to: (stack) =>
          new AliasRecord(stack, "r", { zone: existingZone(stack), name: "app.example.com", target: BALANCER }),
      },
    ],
  ),
  bad(
    "a name where an address belongs, for the zone itself",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "A", values: ["host.example.com"] }),
    "RECORD_ADDRESS_INVALID",
    "r › values[0]",
    "The value is not an IPv4 address.",
    '"host.example.com"',
    "an address such as 192.0.2.10",
    "write the address; for a name use an AliasRecord for a resource of AWS, in YAML type: ALIAS",
    [
      {
        says: "write the address",
        to: (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "A", values: ["192.0.2.10"] }),
      },
      {
        says: "use an AliasRecord for a resource of AWS, in YAML type: ALIAS",
        to: (stack) => new AliasRecord(stack, "r", { zone: existingZone(stack), target: BALANCER }),
      },
    ],
  ),
  bad(
    "an address that stands twice, though written in two ways",
    (stack) =>
      new DnsRecord(stack, "r", { zone: existingZone(stack), type: "AAAA", values: ["2001:db8::1", "2001:DB8:0::1"] }),
    "RECORD_VALUE_DUPLICATE",
    "r › values[1]",
    "The value stands twice in the record.",
    "2001:db8:0:0:0:0:0:1 at values[0] and values[1]",
    "each value once",
    "remove one of the two",
    [
      {
        says: "remove one of the two",
        to: (stack) =>
          new DnsRecord(stack, "r", { zone: existingZone(stack), type: "AAAA", values: ["2001:DB8:0::1"] }),
      },
    ],
  ),
  bad(
    "a text in quotation marks",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "TXT", values: ['"v=spf1 -all"'] }),
    "RECORD_TEXT_INVALID",
    "r › values[0]",
    "The text cannot be the value of a TXT record.",
    '"v=spf1 -all"',
    "printable ASCII, at most 4000 characters, without quotation marks around it",
    "write the text as it is to be read; quotation marks and cuts into strings are made for you",
    [
      {
        says: "write the text as it is to be read",
        to: (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "TXT", values: ["v=spf1 -all"] }),
      },
    ],
  ),
  bad(
    "a text in another script",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "TXT", values: ["owner=Müller"] }),
    "RECORD_TEXT_INVALID",
    "r › values[0]",
    "The text cannot be the value of a TXT record.",
    "owner=Müller",
    "printable ASCII, at most 4000 characters, without quotation marks around it",
    "write it in printable ASCII",
    [
      {
        says: "write it in printable ASCII",
        to: (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "TXT", values: ["owner=Muller"] }),
      },
    ],
  ),
  bad(
    "a text that is too long",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "TXT", values: ["x".repeat(4001)] }),
    "RECORD_TEXT_INVALID",
    "r › values[0]",
    "The text cannot be the value of a TXT record.",
    `4001 characters: ${"x".repeat(60)}…`,
    "printable ASCII, at most 4000 characters, without quotation marks around it",
    "shorten it",
    [
      {
        says: "shorten it",
        to: (stack) =>
          new DnsRecord(stack, "r", { zone: existingZone(stack), type: "TXT", values: ["x".repeat(4000)] }),
      },
    ],
  ),
  bad(
    "a priority that is no whole number",
    (stack) =>
      new DnsRecord(stack, "r", {
        zone: existingZone(stack),
        type: "MX",
        values: [{ priority: 1.5, host: "m.example.com" }],
      }),
    "RECORD_MX_PRIORITY",
    "r › values[0].priority",
    "The priority of the mail server is out of range.",
    "1.5",
    "a whole number from 0 to 65535, the smallest first",
    "write 10 for the first server and 20 for the next",
    [
      {
        says: "write 10 for the first server and 20 for the next",
        to: (stack) =>
          new DnsRecord(stack, "r", {
            zone: existingZone(stack),
            type: "MX",
            values: [{ priority: 10, host: "m.example.com" }],
          }),
      },
    ],
  ),
  bad(
    "a report address without its kind",
    (stack) =>
      new DnsRecord(stack, "r", {
        zone: existingZone(stack),
        type: "CAA",
        values: [{ tag: "iodef", value: "a@example.com" }],
      }),
    "RECORD_CAA_VALUE",
    "r › values[0].value",
    "The value of the iodef rule has a wrong form.",
    '"a@example.com"',
    "an address that starts with mailto:, http:// or https://",
    "write mailto: before an e-mail address",
    [
      {
        says: "write mailto: before an e-mail address",
        to: (stack) =>
          new DnsRecord(stack, "r", {
            zone: existingZone(stack),
            type: "CAA",
            values: [{ tag: "iodef", value: "mailto:a@example.com" }],
          }),
      },
    ],
  ),
  bad(
    "an authority that is no domain",
    (stack) =>
      new DnsRecord(stack, "r", {
        zone: existingZone(stack),
        type: "CAA",
        values: [{ tag: "issue", value: "Amazon Trust" }],
      }),
    "RECORD_CAA_VALUE",
    "r › values[0].value",
    "The value of the issue rule has a wrong form.",
    '"Amazon Trust"',
    "the domain of an authority, or ;",
    "write amazon.com to let ACM make certificates",
    [
      {
        says: "write amazon.com",
        to: (stack) =>
          new DnsRecord(stack, "r", {
            zone: existingZone(stack),
            type: "CAA",
            values: [{ tag: "issue", value: "amazon.com" }],
          }),
      },
    ],
  ),
];

test.each(MISTAKES)("$mistake is told with a way out", ({ build, problems }) => {
  expect(problemsIn(build)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);
