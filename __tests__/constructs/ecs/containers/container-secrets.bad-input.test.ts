import { ContainerSecret } from "../../../../constructs/ecs";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { appOf, expectTaskProblems, synthTask, type TaskCase, toldTasks } from "../support";

const CASES: readonly TaskCase[] = [
  {
    name: "a secret under the name of one, without its value",
    props: appOf({ environment: { DB_PASSWORD: "hunter2" } }),
    problems: [
      {
        property: "containers.app.environment.DB_PASSWORD",
        code: "SECRET_IN_ENVIRONMENT",
        message:
          "The value looks like a secret, and environment variables are readable in the console, in plans and in the state.",
        found: "a plain value under the name of a secret",
        expected: "secrets as references to Secrets Manager or Parameter Store",
        fix: "in code, move it to secrets: { DB_PASSWORD: ContainerSecret.fromSecretsManager(arn) }; in a file, give the ARN of the secret as DB_PASSWORD_ARN and let the application read it; if it is no secret, give it another name",
      },
    ],
  },
  {
    name: "a password in the address of a database",
    props: appOf({ environment: { DATABASE_URL: "postgres://shop:hunter2@db.internal/shop" } }),
    problems: [
      {
        property: "containers.app.environment.DATABASE_URL",
        code: "SECRET_IN_ENVIRONMENT",
        message:
          "The value looks like a secret, and environment variables are readable in the console, in plans and in the state.",
        found: "an address with a password in it",
        expected: "secrets as references to Secrets Manager or Parameter Store",
        fix: "in code, move it to secrets: { DATABASE_URL: ContainerSecret.fromSecretsManager(arn) }; in a file, give the ARN of the secret as DATABASE_URL_ARN and let the application read it; if it is no secret, give it another name",
      },
    ],
  },
  {
    name: "a variable that is plain and secret",
    props: appOf({
      environment: { FLAG: "on" },
      secrets: { FLAG: ContainerSecret.fromParameter("arn:aws:ssm:ap-northeast-2:111111111111:parameter/flag") },
    }),
    problems: [
      {
        property: "containers.app.environment.FLAG",
        code: "VARIABLE_TWICE",
        message: "A variable is given a plain value and a secret at the same time.",
        found: "FLAG in environment and in secrets",
        expected: "each name once",
        fix: "take FLAG out of environment",
      },
    ],
    ways: [
      {
        says: "take FLAG out of environment",
        to: appOf({
          secrets: { FLAG: ContainerSecret.fromParameter("arn:aws:ssm:ap-northeast-2:111111111111:parameter/flag") },
        }),
      },
    ],
  },
  {
    name: "a secret in place of its ARN, without repeating it",
    props: appOf({ secrets: { PIN: ContainerSecret.fromSecretsManager("hunter2", { key: "alias/shop" }) } }),
    problems: [
      {
        property: "containers.app.secrets.PIN",
        code: "SECRET_ARN_INVALID",
        message: "This is not the ARN of a secret.",
        found: "a text of 7 characters",
        expected: "an ARN, such as arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:shop/api-AbCdEf",
        fix: "copy the whole ARN from the console; the value itself belongs into the store and never into code",
      },
      {
        property: "containers.app.secrets.PIN.key",
        code: "KEY_ARN_INVALID",
        message: "This is not the ARN of a KMS key.",
        found: '"alias/shop"',
        expected:
          "the ARN of a key, such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        fix: "give the ARN of the key; an alias cannot be named in a permission",
      },
    ],
    ways: [
      {
        says: ["copy the whole ARN from the console", "give the ARN of the key"],
        to: appOf({
          secrets: {
            PIN: ContainerSecret.fromSecretsManager(
              "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:shop/pin-AbCdEf",
              { key: "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
            ),
          },
        }),
      },
    ],
  },
];

describe("variables are refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectTaskProblems(entry));
});

testAdvice(toldTasks(CASES), problemsIfAny);

describe("an environment variable is no secret", () => {
  test.each([
    ["SECRET_NAME", "shop/api"],
    ["TOKEN_TTL", "3600"],
    ["DISABLE_TOKEN", "true"],
    ["DATABASE_URL", "postgres://shop@db.internal/shop"],
    ["PASSWORD_FILE", "/run/secrets/db"],
    ["MONKEY", "banana"],
  ])("when it is called %s with the value %s", (name, value) => {
    expect(synthTask(appOf({ environment: { [name]: value } })).problems).toEqual([]);
  });
});

describe("an environment variable is a secret", () => {
  const parts = { key: ["AKIA", "ABCDEFGHIJKLMNOP"], hub: ["ghp_", "a".repeat(36)], chat: ["xoxb-", "1234567890-a"] };
  test.each([
    ["AWS", parts.key.join(""), "the id of an AWS access key"],
    ["PEM", ["-----BEGIN", "RSA PRIVATE", "KEY-----"].join(" "), "a private key"],
    ["HUB", parts.hub.join(""), "a token of GitHub"],
    ["CHAT", parts.chat.join(""), "a token of Slack"],
    ["SESSION", ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0In0", "c2ln"].join("."), "a JSON web token"],
    ["apiKey", "abc", "a plain value under the name of a secret"],
    ["STRIPE_API_KEY", "abc", "a plain value under the name of a secret"],
    ["dbPassword", "abc", "a plain value under the name of a secret"],
  ])("when %s is %s", (name, value, found) => {
    expect(() => synthTask(appOf({ environment: { [name]: value } }))).toThrow(`found:    ${found}`);
  });
});
