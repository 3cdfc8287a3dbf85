import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { Parameter, type ParameterProps, Secret, type SecretProps } from "../../../constructs/secrets";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../support/synth";
import { KEY } from "./support";

type Build = (stack: EnvironmentStack) => void;
type Row = readonly [mistake: string, wrong: Build, problem: Problem, ways: readonly Way<Build>[]];

const ARN = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:signing-AbCdEf";
const ROTATOR = "arn:aws:lambda:ap-northeast-2:111111111111:function:rotate";

const secret =
  (props: SecretProps): Build =>
  (stack) => {
    new Secret(stack, "one", props);
  };
const existing =
  (secretArn: string): Build =>
  (stack) => {
    Secret.fromExisting(stack, "one", { secretArn });
  };
const parameter =
  (props: ParameterProps): Build =>
  (stack) => {
    new Parameter(stack, "one", props);
  };
const found = (property: string, code: string, told: Omit<Problem, "code" | "path">): Problem => ({
  code,
  path: `sandbox-test/one › ${property}`,
  ...told,
});

const json = { generated: "password" };
const long = "x".repeat(5000);

const MISTAKES: readonly Row[] = [
  [
    "a recovery of three days",
    secret({ recoveryDays: 3 }),
    found("recoveryDays", "SECRET_RECOVERY_DAYS", {
      message: "Secrets Manager keeps what can be restored for a week at least.",
      found: "3 days",
      expected: "7 to 30, or 0 to delete it at once",
      fix: "use 7, or 0",
    }),
    [
      { says: "use 7", to: secret({ recoveryDays: 7 }) },
      { says: "0", to: secret({ recoveryDays: 0 }) },
    ],
  ],
  [
    "a field that is made and written",
    secret({ generate: { json: { ...json, fields: { username: "orders", password: "later" } } } }),
    found("generate.json.fields", "SECRET_FIELD_TWICE", {
      message: "The field that is made by chance has a value already.",
      found: "password in generated and in fields",
      expected: "each field once",
      fix: "take password out of fields",
    }),
    [
      {
        says: "take password out of fields",
        to: secret({ generate: { json: { ...json, fields: { username: "orders" } } } }),
      },
    ],
  ],
  [
    "a rotation by a function's name",
    secret({ rotation: { functionArn: "rotate" } }),
    found("rotation.functionArn", "SECRET_ROTATION_FUNCTION", {
      message: "This is not the ARN of a function.",
      found: '"rotate"',
      expected: "the ARN of a function, such as arn:aws:lambda:ap-northeast-2:111111111111:function:rotate",
      fix: "give the ARN of the function, not its name",
    }),
    [{ says: "give the ARN of the function", to: secret({ rotation: { functionArn: ROTATOR } }) }],
  ],
  [
    "a key by its alias",
    secret({ key: "alias/secrets" }),
    found("key", "KEY_ARN_INVALID", {
      message: "This is not the ARN of a KMS key.",
      found: '"alias/secrets"',
      expected:
        "the ARN of a key, such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      fix: "give the ARN of the key; an alias cannot be named in a permission",
    }),
    [{ says: "give the ARN of the key", to: secret({ key: KEY }) }],
  ],
  [
    "a name with a space",
    secret({ secretName: "my secret" }),
    found("secretName", "EXACT_NAME_INVALID", {
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: '"my secret" (9 characters)',
      expected: "1 to 512 letters, digits and /_+=.@-",
      fix: "write the name as AWS shows it, or leave secretName out and one is made",
    }),
    [
      { says: "write the name as AWS shows it", to: secret({ secretName: "my/secret" }) },
      { says: "leave secretName out", to: secret({}) },
    ],
  ],
  [
    "a secret that exists by its name",
    existing("signing"),
    found("secretArn", "SECRET_ARN_INVALID", {
      message: "This is not the ARN of a secret.",
      found: '"signing"',
      expected: "the ARN of a secret, such as arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders-AbCdEf",
      fix: "give the ARN of the secret, not its name and not its value",
    }),
    [{ says: "give the ARN of the secret", to: existing(ARN) }],
  ],
  [
    "an empty value",
    parameter({ value: "" }),
    found("value", "PARAMETER_VALUE_EMPTY", {
      message: "Parameter Store keeps no empty value.",
      found: '""',
      expected: "at least one character",
      fix: "write the value, or take the parameter out",
    }),
    [
      { says: "write the value", to: parameter({ value: "x" }) },
      { says: "take the parameter out", to: () => {} },
    ],
  ],
  [
    "an item with a comma",
    parameter({ value: ["a,b"] }),
    found("value[0]", "PARAMETER_LIST_COMMA", {
      message: "Parameter Store parts a list by commas, so this would be several items.",
      found: '"a,b"',
      expected: "items without commas",
      fix: "make each part an item of its own, or write the whole as one text",
    }),
    [
      { says: "make each part an item of its own", to: parameter({ value: ["a", "b"] }) },
      { says: "write the whole as one text", to: parameter({ value: "a,b" }) },
    ],
  ],
  [
    "a value of five thousand characters",
    parameter({ value: long }),
    found("value", "PARAMETER_VALUE_LONG", {
      message: "The value is longer than a parameter of the tier standard can be.",
      found: "5000 bytes",
      expected: "at most 4096",
      fix: 'set tier to "advanced", or make it a secret',
    }),
    [
      { says: 'set tier to "advanced"', to: parameter({ value: long, tier: "advanced" }) },
      { says: "make it a secret", to: secret({}) },
    ],
  ],
  [
    "a value that does not fit the pattern",
    parameter({ value: "Info", allowedPattern: "^[a-z]+$" }),
    found("value", "PARAMETER_PATTERN", {
      message: "The value does not fit the pattern that each value has to fit.",
      found: '"Info"',
      expected: "a text that fits ^[a-z]+$",
      fix: "change the value, or allowedPattern",
    }),
    [
      { says: "change the value", to: parameter({ value: "info", allowedPattern: "^[a-z]+$" }) },
      { says: "allowedPattern", to: parameter({ value: "Info", allowedPattern: "^[A-Za-z]+$" }) },
    ],
  ],
  [
    "a pattern that is none",
    parameter({ value: "info", allowedPattern: "[a-z" }),
    found("allowedPattern", "PARAMETER_PATTERN", {
      message: "This is no regular expression.",
      found: '"[a-z"',
      expected: "a regular expression, such as ^[a-z]+$",
      fix: "close what is open in it, or leave it out",
    }),
    [
      { says: "close what is open in it", to: parameter({ value: "i", allowedPattern: "[a-z]" }) },
      { says: "leave it out", to: parameter({ value: "info" }) },
    ],
  ],
];

const told = MISTAKES.map(([mistake, wrong, problem, ways]) => {
  const problems = problemsOf(() => synthStack(wrong));
  return { mistake, problems, expected: [problem], ways };
});

test.each(told)("$mistake is told", ({ problems, expected }) => {
  expect(problems.map(({ line: _, ...problem }) => problem)).toEqual(expected);
});

testAdvice<Build>(told, (build) => problemsIfAny(() => synthStack(build)));
