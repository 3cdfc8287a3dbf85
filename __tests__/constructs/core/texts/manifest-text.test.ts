import fc from "fast-check";
import { parse, parseAllDocuments } from "yaml";
import { type ManifestValue, manifestText } from "../../../../constructs/core/texts/manifest-text";

test("a manifest reads as people write it", () => {
  const text = manifestText(
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "apps", labels: {} } },
    {
      spec: { replicas: 2, ports: [{ name: "http", port: 80 }, {}], args: ["-v", "yes"], enabled: true, empty: [] },
      data: { "a.conf": "[A]\n    Name x\n\n[B]\n", one: "line\n", on: "x", "12": "${aws_iam_role.x.arn}" },
    },
  );
  expect(text).toBe(`apiVersion: "v1"
kind: "Namespace"
metadata:
  name: "apps"
  labels: {}
---
spec:
  replicas: 2
  ports:
    - name: "http"
      port: 80
    - {}
  args:
    - "-v"
    - "yes"
  enabled: true
  empty: []
data:
  "12": "\${aws_iam_role.x.arn}"
  a.conf: |
    [A]
        Name x

    [B]
  one: "line\\n"
  "on": "x"
`);
});

test.each(["\n \n", " \n \n", "a\n \n", "\na", " a\nb", "a \nb", "a\n\n\n", "a\n\tb"])(
  "%j is read back the same",
  (text) => {
    expect(parse(manifestText({ data: [[text]] }))).toEqual({ data: [[text]] });
  },
);

test("whatever is written is read back the same", () => {
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.string(), { maxLength: 4 }).map((lines) => `${lines.join("\n")}\n`),
  );
  const { value } = fc.letrec<{ value: ManifestValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.string({ maxLength: 6 }), tie("value"), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(fc.array(fc.record({ spec: value }), { minLength: 1, maxLength: 2 }), (objects) => {
      const read = parseAllDocuments(manifestText(...objects)).map((document) => document.toJS());
      expect(read).toEqual(objects);
    }),
    { numRuns: 300 },
  );
});

test("a long text with a line of spaces alone keeps it", () => {
  const spec = "aaaaaaaaaaaaa\n \naaaaaaaaaaaaaaaaaaaaaaaaaa";
  expect(parseAllDocuments(manifestText({ spec })).map((document) => document.toJS())).toEqual([{ spec }]);
});
