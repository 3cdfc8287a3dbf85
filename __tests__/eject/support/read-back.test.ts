import { ejectStack } from "../../../eject/stack/eject-stack";
import { differences, readBack } from "./read-back";
import { SCHEMAS } from "./schemas";

const JSON_OF_STACK = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  output: { id: { value: "${aws_lb.a.id}" } },
  resource: {
    aws_iam_role: { a: { assume_role_policy: '{"b":"${x.arn}","a":1}' } },
    aws_lb: { a: { access_logs: { bucket: "logs" }, depends_on: ["aws_iam_role.a"], name: "a" } },
  },
};

/** What is told of the stack when it is ejected with another piece of text in its JSON. */
async function found(piece: string, other: string): Promise<string[]> {
  const text = JSON.stringify(JSON_OF_STACK);
  expect(text).toContain(piece);
  const json = JSON.parse(text.replace(piece, () => other));
  return differences(JSON_OF_STACK, await readBack(ejectStack({ name: "s", json, schemas: SCHEMAS, known: {} })));
}

test.each([
  ["an attribute", '"name":"a"', '"name":"b"', '.name: "a" is read back as "b"'],
  ["a value of a block", '"logs"', '"b"', '"logs" is read back as "b"'],
  ["a dependency", '["aws_iam_role.a"]', '["aws_lb.b"]', '"${aws_iam_role.a}" is read back as "${aws_lb.b}"'],
  ["a reference in a document", "${x.arn}", "${y.arn}", '.b: "<code 0>" is read back as "<code 1>"'],
  ["a number in a document", '\\"a\\":1', '\\"a\\":2', ".a: 1 is read back as 2"],
  ["an output", "${aws_lb.a.id}", "${aws_lb.b.id}", '"${aws_lb.a.id}" is read back as "${aws_lb.b.id}"'],
])("the comparison finds another value of %s", async (_, piece, other, told) => {
  expect(await found(piece, other)).toEqual([expect.stringContaining(told)]);
});

test("the comparison finds nothing where nothing is changed", async () => {
  expect(await found("logs", "logs")).toEqual([]);
});
