import fc from "fast-check";
import { html, markdown, type PlanInput, review, reviewJson, sarif, terminal } from "../../review";
import { CASE_NAMES, caseInput, planWith } from "./cases";

const RENDERERS = { html, markdown, reviewJson, sarif, terminal };

/** Everything that is ever written about a plan. */
function everything(input: PlanInput): string {
  const reviewed = review([input]);
  return Object.values(RENDERERS)
    .map((render) => render(reviewed))
    .join("\n");
}

/** Secrets that the cases plant. */
const PLANTED = [
  "hunter2-old",
  "hunter2-new",
  "correct-horse-1",
  "correct-horse-2",
  "AKIAIOSFODNN7EXAMPLE",
  "pa55word",
  "n3wpassword",
  "ghp_abcdefghijklmnopqrstuvwxyz012345678",
];

test.each(CASE_NAMES)("nothing secret of the plan of %s is written anywhere", (name) => {
  const text = everything(caseInput(name));
  expect(PLANTED.filter((secret) => text.includes(secret))).toEqual([]);
});

test("a value that the provider calls sensitive is written nowhere, wherever it lies", () => {
  const secret = fc.stringMatching(/^[a-z]{5,12}-planted$/);
  const key = fc.constantFrom("policy", "tags", "user_data", "values", "ingress", "name", "container_definitions");
  const nested = (value: unknown) =>
    fc.constantFrom<unknown>(
      value,
      { inner: value },
      [{ name: "one", value }],
      [value],
      JSON.stringify({ inner: value }),
      JSON.stringify([{ name: "x", value }]),
    );
  const before = secret.chain((value) => fc.tuple(fc.constant(value), key, nested(value)));
  fc.assert(
    fc.property(before, fc.boolean(), fc.boolean(), ([value, attribute, place], isBefore, isReplaced) => {
      const marked = { [attribute]: true };
      const plan = planWith({
        actions: isReplaced ? ["delete", "create"] : ["update"],
        before: { [attribute]: isBefore ? place : "a" },
        after: { [attribute]: isBefore ? "b" : place },
        ...(isBefore ? { before_sensitive: marked } : { after_sensitive: marked }),
        replace_paths: isReplaced ? [[attribute]] : [],
      });
      expect(everything({ stack: "test", plan })).not.toContain(value);
    }),
    { numRuns: 200, seed: 13 },
  );
});

test.each([
  ["under the name of a secret", { db_password: "abc" }, { db_password: "sesame-planted" }],
  ["in the variables of a container", ...variables("sesame-planted")],
  ["in a document", { values: "{}" }, { values: JSON.stringify({ server: { token: "sesame-planted" } }) }],
  ["in YAML", { values: "a: 1\nb: 2\n" }, { values: "a: 1\nclientSecret: sesame-planted\n" }],
  ["in a list that is new as a whole", {}, { environment: [{ name: "API_TOKEN", value: "sesame-planted" }] }],
  ["as an address with a password", { url: "a" }, { url: "https://user:sesame-planted@example.com" }],
  ["drawn by a machine", { note: "a" }, { note: "Zk3v9QmX2pLr8TnW5yBc7HdJ4sFgA1eU-planted" }],
] as const)("a secret %s is masked though the provider does not say so", (_, before, after) => {
  const text = everything({ stack: "test", plan: planWith({ before, after }) });
  expect(text).not.toContain("planted");
  expect(text).toMatch(/\((sensitive|not shown)\)/);
});

function variables(value: string) {
  const definitions = (password: string) =>
    JSON.stringify([{ name: "app", environment: [{ name: "DB_PASSWORD", value: password }] }]);
  return [{ container_definitions: definitions("x") }, { container_definitions: definitions(value) }] as const;
}

test("what only looks random is shown: ids, ARNs, digests", () => {
  const after = {
    subnet: "subnet-0123456789abcdef0",
    role: "arn:aws:iam::111111111111:role/AWSReservedSSO_Administrator_0123456789abcdef",
    image: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    secret_arn: "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:shop/api-AbCdEf",
  };
  expect(everything({ stack: "test", plan: planWith({ after }) })).not.toContain("(sensitive)");
});
