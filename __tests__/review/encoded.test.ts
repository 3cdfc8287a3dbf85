import { documentOf } from "../../review/values/documents";
import { encodedValue } from "../../review/values/encoded";

test.each([
  ["objects and lists", '${jsonencode({"a" = [1, -2.5, true, null], "b" = {}})}', { a: [1, -2.5, true, null], b: {} }],
  ["keys without quotes, and a colon", "${jsonencode({ Effect: 'Allow', a-b = [] })}", { Effect: "Allow", "a-b": [] }],
  ["a line for each", '${jsonencode({\n  a = "1"\n  b = [\n    "2",\n    "3",\n  ]\n})}', { a: "1", b: ["2", "3"] }],
  [
    "expressions",
    "${jsonencode([aws_sqs_queue.a.arn, '${aws_s3_bucket.b.arn}/*'])}",
    ["${aws_sqs_queue.a.arn}", "${aws_s3_bucket.b.arn}/*"],
  ],
  ["calls", "${jsonencode({ a = merge({ x = 1 }, var.b), c = 2 })}", { a: "${merge({ x = 1 }, var.b)}", c: 2 }],
  ["a text that an operator follows", '${jsonencode({ a = "x" == var.y ? 1 : 2 })}', { a: '${"x" == var.y ? 1 : 2}' }],
  [
    "what is made for each",
    "${jsonencode({ a = [for one in var.all : one.arn] })}",
    { a: "${[for one in var.all : one.arn]}" },
  ],
  ["keys that are expressions", "${jsonencode({ (var.key) = 1 })}", { "${(var.key)}": 1 }],
  ["escaped quotes", '${jsonencode("say \\"it\\"\\n")}', 'say "it"\n'],
  ["braces in a text", "${jsonencode({ a = 'x} ${lower(var.b[0])}]', c = 1 })}", { a: "x} ${lower(var.b[0])}]", c: 1 }],
])("reads %s", (_, text, value) => {
  expect(encodedValue(text)).toEqual(value);
});

test.each([
  ["another call", "${jsondecode(var.a)}"],
  ["a call beside a text", "x ${jsonencode([])}"],
  ["two calls", "${jsonencode([])}${jsonencode([])}"],
  ["a bracket that nothing closes", "${jsonencode({ a = [1 )}"],
  ["a text that nothing ends", '${jsonencode("a)}'],
  ["comments", "${jsonencode({\n# no\na = 1 })}"],
  ["nothing", "${jsonencode()}"],
])("does not read %s", (_, text) => {
  expect(encodedValue(text)).toBeUndefined();
});

test("a policy that is encoded means the same as one that is written", () => {
  const encoded =
    "${jsonencode({ Version = '2012-10-17', Statement = { Effect = 'Allow', Action = 's3:*', Resource = ['b', 'a'] } })}";
  const written = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":["a","b"]}]}';
  expect(documentOf(encoded)).toEqual(documentOf(written));
});
