import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { type LifecycleRule, Repository, type RepositoryProps } from "../../../constructs/registry";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIn } from "../dns/support";
import { taskRole } from "./support";

type Texts = [
  code: string,
  at: string,
  message: string,
  found: string,
  expected: string,
  fix: string,
  ways: readonly Way<Given>[],
];

type Given = RepositoryProps | ((stack: EnvironmentStack) => unknown);

function bad(mistake: string, given: Given, ...[code, at, message, found, expected, fix, ways]: Texts) {
  const problem: Problem = { code, path: `sandbox-test/api › ${at}`, message, found, expected, fix };
  return { mistake, given, problems: [problem], ways };
}

function problemsOfRepository(given: Given): readonly Problem[] {
  return problemsIn(typeof given === "function" ? given : (stack) => new Repository(stack, "api", given));
}

const rule = (priority: number, images: LifecycleRule["images"], keepLast = 10): LifecycleRule => ({
  priority,
  images,
  keepLast,
  description: "test",
});

const patterns = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `v${from + index}.*`);

const NAME_FORM = "2 to 256 characters: parts of a-z and 0-9, between them one of ., _, - or /";

const MISTAKES = [
  bad(
    "a name in upper case with a slash at the end",
    { repositoryName: "Shop/API/" },
    "REPOSITORY_NAME_INVALID",
    "repositoryName",
    "The name is not one that ECR allows.",
    '"Shop/API/" (9 characters)',
    NAME_FORM,
    'use "shop/api", or leave the name out and one is made',
    [
      { says: 'use "shop/api"', to: { repositoryName: "shop/api" } },
      { says: "leave the name out", to: {} },
    ],
  ),
  bad(
    "a name of nothing that ECR allows",
    { repositoryName: "__" },
    "REPOSITORY_NAME_INVALID",
    "repositoryName",
    "The name is not one that ECR allows.",
    '"__" (2 characters)',
    NAME_FORM,
    "leave the name out and one is made",
    [{ says: "leave the name out", to: {} }],
  ),
  bad(
    "an account that is no id",
    { pullAccounts: ["2222-2222-2222"] },
    "ACCOUNT_ID_INVALID",
    "pullAccounts[0]",
    "This is not the id of an AWS account.",
    '"2222-2222-2222"',
    "12 digits",
    'write "222222222222"',
    [{ says: 'write "222222222222"', to: { pullAccounts: ["222222222222"] } }],
  ),
  bad(
    "the account itself among those that may pull",
    { pullAccounts: ["111111111111"] },
    "ACCOUNT_OWN",
    "pullAccounts[0]",
    "The account is the repository's own, whose roles are given the pull by grantPull.",
    "111111111111",
    "other accounts",
    "remove it, and call repository.grantPull(role)",
    [
      {
        says: "remove it, and call repository.grantPull(role)",
        to: (stack) => new Repository(stack, "api").grantPull(taskRole(stack)),
      },
    ],
  ),
  bad(
    "an account that stands twice",
    { pullAccounts: ["222222222222", "222222222222"] },
    "ACCOUNT_DUPLICATE",
    "pullAccounts[1]",
    "The account stands twice in the list.",
    "222222222222",
    "each account once",
    "remove one of the two",
    [{ says: "remove one of the two", to: { pullAccounts: ["222222222222"] } }],
  ),
  bad(
    "a repository that grows for ever",
    { lifecycle: [] },
    "LIFECYCLE_EMPTY",
    "lifecycle",
    "A repository without lifecycle rules grows for ever, and its storage is billed.",
    "an empty list",
    "one rule or more",
    "leave lifecycle out for the common two rules",
    [{ says: "leave lifecycle out", to: {} }],
  ),
  bad(
    "a repository that keeps nothing",
    { lifecycle: { keepTagged: 0 } },
    "LIFECYCLE_NUMBER",
    "lifecycle[1].keepLast",
    "A number of the lifecycle rule is out of range.",
    "0",
    "a whole number, 1 or more",
    "write how many images or days are meant",
    [{ says: "write how many images or days are meant", to: { lifecycle: { keepTagged: 20 } } }],
  ),
  bad(
    "a priority below one",
    { lifecycle: [rule(0, "untagged")] },
    "LIFECYCLE_NUMBER",
    "lifecycle[0].priority",
    "A number of the lifecycle rule is out of range.",
    "0",
    "a whole number, 1 or more",
    "number the rules from 1",
    [{ says: "number the rules from 1", to: { lifecycle: [rule(1, "untagged")] } }],
  ),
  bad(
    "two rules of one priority",
    { lifecycle: [rule(1, "untagged"), rule(1, { tagPatterns: ["v*"] })] },
    "LIFECYCLE_PRIORITY",
    "lifecycle[1].priority",
    "Two lifecycle rules have the same priority.",
    "1 for lifecycle[0] and lifecycle[1]",
    "a priority of its own for each rule",
    "use 2",
    [{ says: "use 2", to: { lifecycle: [rule(1, "untagged"), rule(2, { tagPatterns: ["v*"] })] } }],
  ),
  bad(
    "two rules for images without a tag",
    { lifecycle: [rule(1, "untagged"), rule(2, "untagged", 5)] },
    "LIFECYCLE_OVERLAP",
    "lifecycle[1].images",
    "Two lifecycle rules are about images without a tag.",
    "lifecycle[0] and lifecycle[1]",
    "one rule for untagged",
    "keep the stricter of the two",
    [{ says: "keep the stricter of the two", to: { lifecycle: [rule(2, "untagged", 5)] } }],
  ),
  bad(
    "two rules for any image",
    { lifecycle: [rule(1, "any"), rule(2, "any", 5)] },
    "LIFECYCLE_OVERLAP",
    "lifecycle[1].images",
    "Two lifecycle rules are about any image.",
    "lifecycle[0] and lifecycle[1]",
    "one rule for any",
    "keep the stricter of the two, as the rule with the greatest priority",
    [{ says: "keep the stricter of the two", to: { lifecycle: [rule(2, "any", 5)] } }],
  ),
  bad(
    "a rule for any image before another",
    { lifecycle: [rule(1, "any"), rule(2, { tagPatterns: ["v*"] })] },
    "LIFECYCLE_ANY_NOT_LAST",
    "lifecycle[0].priority",
    "The rule for any image comes before another rule, which would then find nothing.",
    "priority 1, and another rule has 2",
    "the greatest priority of all",
    "use 3",
    [{ says: "use 3", to: { lifecycle: [rule(3, "any"), rule(2, { tagPatterns: ["v*"] })] } }],
  ),
  bad(
    "a pattern with too many stars",
    { lifecycle: [rule(1, { tagPatterns: ["*a*b*c*d*", "ok-*"] })] },
    "LIFECYCLE_PATTERN",
    "lifecycle[0].images.tagPatterns",
    "The patterns of tags are not what ECR accepts.",
    '"*a*b*c*d*"',
    "1 to 16 patterns of A-Z, a-z, 0-9, ., _, - and at most 4 times *",
    'write for example "release-*"',
    [{ says: 'write for example "release-*"', to: { lifecycle: [rule(1, { tagPatterns: ["release-*", "ok-*"] })] } }],
  ),
  bad(
    "a rule for any image with the priority of another",
    { lifecycle: [rule(1, "any"), rule(1, { tagPatterns: ["v*"] })] },
    "LIFECYCLE_PRIORITY",
    "lifecycle[0].priority",
    "Two lifecycle rules have the same priority.",
    "1 for lifecycle[1] and lifecycle[0]",
    "a priority of its own for each rule",
    "use 2",
    [{ says: "use 2", to: { lifecycle: [rule(2, "any"), rule(1, { tagPatterns: ["v*"] })] } }],
  ),
  bad(
    "more patterns than a rule may have",
    { lifecycle: [rule(1, { tagPatterns: patterns(0, 17) })] },
    "LIFECYCLE_PATTERN",
    "lifecycle[0].images.tagPatterns",
    "The patterns of tags are not what ECR accepts.",
    "17 patterns",
    "1 to 16 patterns of A-Z, a-z, 0-9, ., _, - and at most 4 times *",
    "spread them over rules of 16 patterns or fewer",
    [
      {
        says: "rules of 16 patterns or fewer",
        to: { lifecycle: [rule(1, { tagPatterns: patterns(0, 16) }), rule(2, { tagPatterns: patterns(16, 17) })] },
      },
    ],
  ),
  bad(
    "a rule for no tags",
    { lifecycle: [rule(1, { tagPatterns: [] })] },
    "LIFECYCLE_PATTERN",
    "lifecycle[0].images.tagPatterns",
    "The patterns of tags are not what ECR accepts.",
    "0 patterns",
    "1 to 16 patterns of A-Z, a-z, 0-9, ., _, - and at most 4 times *",
    'write for example "release-*"',
    [{ says: 'write for example "release-*"', to: { lifecycle: [rule(1, { tagPatterns: ["release-*"] })] } }],
  ),
  bad(
    "latest in a repository whose tags do not move",
    (stack) => new Repository(stack, "api").image("latest"),
    "IMAGE_TAG_LATEST",
    'image("latest")',
    "A repository with immutable tags takes latest once, and never moves it.",
    "the tag latest",
    "a tag that means one version, or a digest",
    'name the version, for example "1.4.2"',
    [{ says: 'for example "1.4.2"', to: (stack) => new Repository(stack, "api").image("1.4.2") }],
  ),
  bad(
    "an image with the repository's name in its tag",
    (stack) => new Repository(stack, "api").image("shop/api:1.4.2"),
    "IMAGE_REFERENCE_INVALID",
    'image("shop/api:1.4.2")',
    "This is neither a tag nor a digest.",
    '"shop/api:1.4.2"',
    "up to 128 of A-Z, a-z, 0-9, _, . and -, or sha256: and 64 hexadecimal digits",
    "give the tag alone, without the name of the repository",
    [{ says: "give the tag alone", to: (stack) => new Repository(stack, "api").image("1.4.2") }],
  ),
  bad(
    "an existing repository of no account",
    (stack) => Repository.fromExisting(stack, "api", { repositoryName: "shop/api", account: "shared" }),
    "ACCOUNT_ID_INVALID",
    "account",
    "This is not the id of an AWS account.",
    '"shared"',
    "12 digits",
    "write the 12 digits of the id as a text, with its leading zeros",
    [
      {
        says: "the 12 digits of the id as a text",
        to: (stack) => Repository.fromExisting(stack, "api", { repositoryName: "shop/api", account: "222222222222" }),
      },
    ],
  ),
];

test.each(MISTAKES)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfRepository(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsOfRepository);

test("three rules of one priority are given a number each, and the rule for any image the greatest", () => {
  const rules = [rule(1, "any"), rule(1, "untagged"), rule(1, { tagPatterns: ["v*"] })];
  const told = problemsOfRepository({ lifecycle: rules }).map(({ path, fix }) => [path, fix]);
  expect(told).toEqual([
    ["sandbox-test/api › lifecycle[2].priority", "use 2"],
    ["sandbox-test/api › lifecycle[0].priority", "use 3"],
  ]);
  const numbered = rules.map((one, index) => ({ ...one, priority: [3, 1, 2][index] ?? 0 }));
  expect(problemsOfRepository({ lifecycle: numbered })).toEqual([]);
});

test("latest may be run where tags move", () => {
  const problems = problemsIn((stack) => new Repository(stack, "api", { tags: "mutable" }).image("latest"));
  expect(problems).toEqual([]);
});
