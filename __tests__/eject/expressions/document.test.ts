import { documentOf } from "../../../eject/expressions/document";
import { fromJson } from "../../../eject/expressions/from-json";
import { parseTemplate } from "../../../eject/expressions/template";
import { valueLines } from "../../../eject/writing/values";

/** A text as the value of an attribute. */
function written(text: string, isComparedAsJson = true): string {
  return valueLines(fromJson(text, { isComparedAsJson }), 100).join("\n");
}

test("a document becomes jsonencode, with references in the place of interpolations (terraform-cdk issue 3911)", () => {
  const policy =
    '{"Statement":[{"Resource":"${aws_s3_bucket.a.arn}/*","Principal":{"AWS":"${aws_iam_role.a.arn}"},"Condition":{"StringEquals":' +
    '{"${trimprefix(x.url, "https://")}:aud":"sts"},"StringLike":{"aws:username":"$${aws:username}"}},"Port":"${x.port}"}]}';
  expect(written(policy)).toMatchInlineSnapshot(`
    "jsonencode({
      Statement = [{
        Resource  = "\${aws_s3_bucket.a.arn}/*"
        Principal = { AWS = aws_iam_role.a.arn }
        Condition = {
          StringEquals = {
            "\${trimprefix(x.url, "https://")}:aud" = "sts"
          }
          StringLike = { "aws:username" = "$\${aws:username}" }
        }
        Port = "\${x.port}"
      }]
    })"
  `);
});

test.each([
  ["keys in another order", '{"b":1,"a":2}'],
  ["spaces", '{ "a": 1 }'],
  ["signs that jsonencode escapes", '{"a":"<b>"}'],
  ["a number in another form", '{"a":1.0}'],
  ["keys whose order nobody knows yet", '{"${x.a}":1,"b":2}'],
])("a document with %s stays a text where the provider compares texts", (_, text) => {
  expect(written(text, false)).toBe(JSON.stringify(text));
  expect(written(text, true)).toMatch(/^jsonencode/);
});

test("a document that jsonencode writes to the byte becomes one everywhere", () => {
  expect(written('{"a":[1,true,null,"${x.arn}"],"b":{}}', false)).toBe(
    "jsonencode({\n  a = [1, true, null, x.arn]\n  b = {}\n})",
  );
});

test("a reference that jsonencode has written is a value, and a document in a text of another one becomes jsonencode too", () => {
  expect(written('{"password":${jsonencode(ephemeral.x.made.text)},"username":"orders"}', false)).toBe(
    'jsonencode({\n  password = ephemeral.x.made.text\n  username = "orders"\n})',
  );
  const inner = JSON.stringify('{"kind":"Issuer","spec":{"zone":"${x.zone_id}"}}');
  expect(written(`{"date":"today","objects":[${inner},"{\\"b\\":1,\\"a\\":2}"]}`)).toMatchInlineSnapshot(`
    "jsonencode({
      date = "today"
      objects = [
        jsonencode({
          kind = "Issuer"
          spec = { zone = x.zone_id }
        }),
        "{\\"b\\":1,\\"a\\":2}",
      ]
    })"
  `);
});

test.each([
  ["code outside of texts", '{"a":${x}}'],
  ["more than a reference in jsonencode", '{"a":${jsonencode({ b = 1 })}}'],
  ["a directive", '{"a":"%{ if x }b%{ endif }"}'],
  ["a number that JavaScript does not hold", '{"a":12345678901234567890}'],
  ["no end", '{"a":'],
  ["no object or list", '"a"'],
])("a text with %s is no document", (_, text) => {
  expect(documentOf(parseTemplate(text), true)).toBeUndefined();
});
