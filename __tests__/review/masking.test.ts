import fc from "fast-check";
import { html, markdown, type PlanInput, readPlan, review, reviewJson, sarif, terminal } from "../../review";
import { DRAWN } from "../../tools/kept-plan";
import { problemsOf } from "../support/synth";
import { CASE_NAMES, caseInput, planOf, planWith } from "./cases";

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
  DRAWN,
];

test.each(CASE_NAMES)("nothing secret of the plan of %s is written anywhere", (name) => {
  const text = everything(caseInput(name));
  expect(PLANTED.filter((secret) => text.includes(secret))).toEqual([]);
});

test("no key or password that a provider drew is kept in the plan of a case, and where there was one is known", () => {
  const texts = CASE_NAMES.map((name) => JSON.stringify(planOf(name)));
  expect(texts.filter((text) => /PRIVATE KEY|\$2[aby]\$\d\d\$/.test(text))).toEqual([]);
  expect(CASE_NAMES.filter((_, at) => texts[at]?.includes(DRAWN))).toEqual(["drawn-secrets"]);
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

/** Ways in which a text holds a secret that only its name, or its form, tells. */
const HOLDERS: Readonly<Record<string, (secret: string) => unknown>> = {
  "a script": (secret) => `#!/bin/sh\necho one\nexport DB_PASSWORD=${secret}\n`,
  "a script in base64": (secret) => Buffer.from(`#!/bin/sh\nexport PGPASSWORD='${secret}'\n`).toString("base64"),
  "one line in base64": (secret) => Buffer.from(`{"db":{"password":"${secret}"},"port":5432}`).toString("base64"),
  "a command": (secret) => `psql --username app --password ${secret} shop`,
  "a command in a list": (secret) => ["sh", "-c", `TOKEN=${secret} run`],
  "a header": (secret) => `Authorization: Bearer ${secret}`,
  "JSON that is new": (secret) => JSON.stringify({ server: { clientSecret: secret } }),
  "JSON in JSON": (secret) => JSON.stringify({ inner: JSON.stringify({ api_key: secret }) }),
  "YAML that is new": (secret) => `server:\n  port: 80\n  privateKey: ${secret}\n`,
  "a variable by Name and Value": (secret) => [{ Name: "API_TOKEN", Value: secret }],
  "a parameter by key and value": (secret) => [{ key: "db_password", value: secret }],
  "a connection": (secret) => `postgres://app:${secret}@db.internal:5432/shop`,
  "a map": (secret) => ({ variables: { SMTP_PASS: secret } }),
};

const ATTRIBUTES = ["user_data", "container_definitions", "values", "environment", "description", "tags"];

test.each(Object.keys(HOLDERS))("a secret in %s is written nowhere, whatever becomes of it", (holder) => {
  const secret = fc.stringMatching(/^[a-z]{4,9}[0-9]{2}planted$/);
  const fate = fc.constantFrom("appears", "goes", "changes", "replaces");
  fc.assert(
    fc.property(secret, fc.constantFrom(...ATTRIBUTES), fate, (value, attribute, what) => {
      const held = HOLDERS[holder]?.(value);
      const other = HOLDERS[holder]?.(`${value}2`);
      const plan = planWith({
        actions: what === "replaces" ? ["create", "delete"] : ["update"],
        before: what === "appears" ? {} : { [attribute]: held },
        after: what === "goes" ? {} : { [attribute]: what === "appears" ? held : other },
        replace_paths: what === "replaces" ? [[attribute]] : [],
      });
      const text = everything({ stack: "test", plan });
      expect(text).not.toContain(value);
      expect(text).not.toContain(Buffer.from(value).toString("base64").replace(/=+$/, "").slice(0, 16));
    }),
    { numRuns: 40, seed: 17 },
  );
});

test("a policy that the provider calls sensitive is told as a change that nobody can judge", () => {
  const policy = (action: string) =>
    JSON.stringify({ Statement: [{ Effect: "Allow", Action: action, Resource: "arn:aws:s3:::planted" }] });
  const plan = planWith(
    {
      before: { policy: policy("s3:GetObject") },
      after: { policy: policy("s3:PutObject") },
      after_sensitive: { policy: true },
      before_sensitive: { policy: true },
    },
    { type: "aws_iam_role_policy", address: "aws_iam_role_policy.one" },
  );
  const text = everything({ stack: "test", plan });
  expect(text).not.toContain("planted");
  expect(text).not.toContain("s3:PutObject");
  expect(text).toContain("sensitive: nobody can judge it");
  expect(review([{ stack: "test", plan }]).risks).toEqual(["permission"]);
});

test("names hold nothing that has the form of a secret", () => {
  const token = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
  const address = `aws_thing.one["${token}"]`;
  const change = { actions: ["delete", "create"], before: { a: 1 }, after: { a: 2 }, replace_paths: [["a"]] };
  const plan = { ...planWith(change, { address }), output_changes: { [token]: { actions: ["create"] } } };
  expect(everything({ stack: "test", plan })).not.toContain(token);
});

test("messages about plans that cannot be read hold no secret", () => {
  const token = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
  const texts = [`{"${token}":1}`, `{"format_version":"${token}"}`, `{"resource_changes":["${token}"`, token];
  for (const text of texts) {
    const messages = problemsOf(() => readPlan(text, "plan.json")).map((problem) => JSON.stringify(problem));
    expect(messages).toHaveLength(1);
    expect(messages.join()).not.toContain(token);
  }
});

test.each([
  ["a policy's name", "AmazonEC2ContainerRegistryReadOnly"],
  ["an image", "111111111111.dkr.ecr.ap-northeast-2.amazonaws.com/shop/api:1.4.2"],
  ["a command", "java -Xmx512m -Dserver.port=8080 -jar /app/shop-api-1.4.2.jar"],
  ["a reference to a variable", "run --token $TOKEN --password ${DB_PASSWORD}"],
  ["an address", "https://orders.internal.example.com:8443/health?deep=true"],
  ["the ARN of a secret", "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:shop/api-AbCdEf"],
])("%s is shown", (_, value) => {
  const text = terminal(review([{ stack: "test", plan: planWith({ before: { note: "a" }, after: { note: value } }) }]));
  expect(text).toContain(value);
});
