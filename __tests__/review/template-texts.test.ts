import { plainExpressions, referencesIn } from "../../review/plan/template-texts";
import { mapMembers } from "../../review/values/values";

test("values without expressions are not copied, and others only where one stands", () => {
  const values = { name: "orders", tags: { Team: "shop" }, ports: [80, 443], policy: '${f("x")}' };
  const plain = plainExpressions(values) as typeof values;
  expect(plain).toEqual({ ...values, policy: "${f('x')}" });
  expect(plain.tags).toBe(values.tags);
  expect(plain.ports).toBe(values.ports);
  expect(plainExpressions(values.tags)).toBe(values.tags);
});

test("what is escaped to be no expression stands without its escape", () => {
  expect(plainExpressions({ policy: ["arn:aws:s3:::home/$${aws:username}", "%%{x}"] })).toEqual({
    policy: ["arn:aws:s3:::home/${aws:username}", "%{x}"],
  });
});

test("references are told once each, in the order of their appearance, and keys are none", () => {
  const values = { b: ["${aws_vpc.b.id}", { c: "${aws_vpc.a.id} ${aws_vpc.b.id}" }], "${aws_vpc.key.id}": 1 };
  expect(referencesIn(values)).toEqual(["aws_vpc.b", "aws_vpc.a"]);
});

test("a key that means something to JavaScript is a key like others", () => {
  const value: unknown = JSON.parse('{"__proto__":"a","list":["a","b"]}');
  const mapped = mapMembers(value, (member) => (member === "a" ? "c" : member));
  expect(JSON.stringify(mapped)).toBe('{"__proto__":"c","list":["a","b"]}');
});
