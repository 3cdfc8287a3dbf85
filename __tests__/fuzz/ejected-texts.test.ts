import fc from "fast-check";
import { ejectStack } from "../../eject/stack/eject-stack";
import { differences, readBack } from "../eject/support/read-back";
import { SCHEMAS } from "../eject/support/schemas";
import { campaign } from "./campaign";

/** Pieces that mean something to Terraform, to JSON or to a quoted text, and some that mean nothing. */
const PIECES = [
  ..."$ % { } \" \\ ' # // /* a é 日 😀 0 - . : = , [ ] ~".split(" "),
  ..."${ %{ $${ %%{ <<EOT EOT \\n \\u0024 ${} } null".split(" "),
  ...["\n", "\t", "\r\n", " ", "  ", "\u0001", "\u2028", "\ufeff", "eu-west-1", "111111111111"],
];
const REFERENCES = [
  "${aws_vpc.main.id}",
  '${data.terraform_remote_state.net.outputs.subnet_ids["app-a"]}',
  '${trimprefix(aws_eks_cluster.a.url, "https://")}',
  '${join(",", ["a", "b}", "c\\"d"])}',
  "${one([for o in x.y : o.z if o.n == 1])}",
  "${max(var.a ? 1 : 2, -3)}",
];

/** A text as it is meant, in the form that Terraform JSON has for it. */
const literal = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 8 })
  .map((pieces) => pieces.join("").replace(/([$%]+)\{/g, (_, signs: string) => `${signs}${signs.at(-1)}{`));
const reference = fc.constantFrom(...REFERENCES);
const template = fc
  .array(fc.oneof(literal, reference), { maxLength: 4 })
  // A sign before code would make an escape of both.
  .map((parts) => parts.reduce((sum, part) => (/[$%]$/.test(sum) ? `${sum} ${part}` : `${sum}${part}`), ""));
const inJson = fc
  .array(
    fc.oneof(
      literal.map((text) => JSON.stringify(text).slice(1, -1)),
      reference,
    ),
    { maxLength: 3 },
  )
  .map((parts) => `"${parts.reduce((sum, part) => (/[$%]$/.test(sum) ? `${sum} ${part}` : `${sum}${part}`), "")}"`);
const { document } = fc.letrec<{ value: string; document: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, inJson, fc.constantFrom("1", "true", "null", "-2.5"), tie("document")),
  document: fc.oneof(
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(",")}]`),
    fc
      .uniqueArray(fc.tuple(inJson, tie("value")), { maxLength: 3, selector: ([key]) => key })
      .map((entries) => `{${entries.map(([key, value]) => `${key}:${value}`).join(",")}}`),
  ),
}));
const value = fc.oneof(template, document, fc.array(template, { maxLength: 3 }), fc.integer(), fc.boolean());

campaign(
  "texts, documents and references are read back as they were",
  60,
  fc.array(value, { minLength: 1, maxLength: 12 }),
  async (values) => {
    const json = {
      terraform: { required_providers: {} },
      resource: {
        aws_iam_role: Object.fromEntries(
          values.map((one, index) => [`r${index}`, { assume_role_policy: one, tags: { a: one } }]),
        ),
      },
    };
    const files = ejectStack({
      name: "s",
      json: json as never,
      schemas: SCHEMAS,
      known: { account: "111111111111", region: "eu-west-1" },
    });
    expect(await differences(json, await readBack(files))).toEqual([]);
  },
);
