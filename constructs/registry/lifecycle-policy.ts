import type { Problems } from "../core/errors";
import type { LifecycleImages, LifecycleRule, RepositoryLifecycle } from "./repository.types";

/** Amazon ECR User Guide, "Lifecycle policy properties", as of 2026-11: patterns of one rule, and `*` in one pattern. */
const MAX_PATTERNS = 16;
const MAX_STARS = 4;
const PATTERN = /^[A-Za-z0-9*._-]{1,128}$/;

/** The rules that the two common numbers stand for. */
export function commonRules({ keepTagged = 100, expireUntaggedDays = 14 }: RepositoryLifecycle): LifecycleRule[] {
  return [
    {
      priority: 1,
      description: "Images that lost their tag",
      images: "untagged",
      expireAfterDays: expireUntaggedDays,
    },
    { priority: 2, description: "The newest releases stay", images: { tagPatterns: ["*"] }, keepLast: keepTagged },
  ];
}

/** The rules as JSON for ECR, in the order of their priorities. */
export function lifecyclePolicy(rules: readonly LifecycleRule[]): string {
  return JSON.stringify({
    rules: [...rules]
      .sort((a, b) => a.priority - b.priority)
      .map((rule) => ({
        rulePriority: rule.priority,
        description: rule.description,
        selection: {
          ...selected(rule.images),
          ...(rule.keepLast === undefined
            ? { countType: "sinceImagePushed", countUnit: "days", countNumber: rule.expireAfterDays }
            : { countType: "imageCountMoreThan", countNumber: rule.keepLast }),
        },
        action: { type: "expire" },
      })),
  });
}

function selected(images: LifecycleImages): object {
  if (typeof images === "string") return { tagStatus: images };
  return { tagStatus: "tagged", tagPatternList: [...images.tagPatterns].sort() };
}

/** Checks rules against what ECR accepts, and against rules that would never do anything. */
export function checkLifecycle(rules: readonly LifecycleRule[], problems: Problems): void {
  for (const [index, rule] of rules.entries()) {
    checkNumbers(rule, `lifecycle[${index}]`, problems);
    checkPatterns(rule.images, `lifecycle[${index}].images`, problems);
  }
  checkStatus(rules, checkPriorities(rules, problems), problems);
}

function checkNumbers(rule: LifecycleRule, property: string, problems: Problems): void {
  const [name, count] =
    rule.keepLast === undefined ? ["expireAfterDays", rule.expireAfterDays] : ["keepLast", rule.keepLast];
  for (const [field, value] of [
    ["priority", rule.priority],
    [name, count],
  ] as const) {
    if (Number.isInteger(value) && value >= 1) continue;
    problems.add(`${property}.${field}`, {
      code: "LIFECYCLE_NUMBER",
      message: "A number of the lifecycle rule is out of range.",
      found: String(value),
      expected: "a whole number, 1 or more",
      fix: field === "priority" ? "number the rules from 1" : "write how many images or days are meant",
    });
  }
}

function checkPatterns(images: LifecycleImages, property: string, problems: Problems): void {
  if (typeof images === "string") return;
  const { tagPatterns } = images;
  const wrong = tagPatterns.filter((text) => !PATTERN.test(text) || text.split("*").length - 1 > MAX_STARS);
  if (tagPatterns.length > 0 && tagPatterns.length <= MAX_PATTERNS && wrong.length === 0) return;
  problems.add(`${property}.tagPatterns`, {
    code: "LIFECYCLE_PATTERN",
    message: "The patterns of tags are not what ECR accepts.",
    found: wrong.length > 0 ? wrong.map((text) => `"${text}"`).join(", ") : `${tagPatterns.length} patterns`,
    expected: `1 to ${MAX_PATTERNS} patterns of A-Z, a-z, 0-9, ., _, - and at most ${MAX_STARS} times *`,
    fix:
      wrong.length === 0 && tagPatterns.length > 0
        ? `spread them over rules of ${MAX_PATTERNS} patterns or fewer`
        : 'write for example "release-*"',
  });
}

/** Tells of priorities that stand twice; returns the greatest priority that there is when the advice is followed. */
function checkPriorities(rules: readonly LifecycleRule[], problems: Problems): number {
  let greatest = Math.max(...rules.map(({ priority }) => priority));
  const holders = new Map<number, number>();
  // The rule for any image comes last, so of two it is the one that moves.
  const order = [...rules.entries()].sort(([, a], [, b]) => Number(a.images === "any") - Number(b.images === "any"));
  for (const [index, { priority }] of order) {
    const holder = holders.get(priority);
    if (holder === undefined) {
      holders.set(priority, index);
      continue;
    }
    greatest += 1;
    problems.add(`lifecycle[${index}].priority`, {
      code: "LIFECYCLE_PRIORITY",
      message: "Two lifecycle rules have the same priority.",
      found: `${priority} for lifecycle[${holder}] and lifecycle[${index}]`,
      expected: "a priority of its own for each rule",
      fix: `use ${greatest}`,
    });
  }
  return greatest;
}

/** ECR takes one rule for images of any kind, which comes last, and one for images without a tag. */
function checkStatus(rules: readonly LifecycleRule[], greatest: number, problems: Problems): void {
  for (const status of ["any", "untagged"] as const) {
    const found = rules.flatMap((rule, index) => (rule.images === status ? [index] : []));
    for (const index of found.slice(1)) {
      problems.add(`lifecycle[${index}].images`, {
        code: "LIFECYCLE_OVERLAP",
        message: `Two lifecycle rules are about ${status === "any" ? "any image" : "images without a tag"}.`,
        found: found.map((position) => `lifecycle[${position}]`).join(" and "),
        expected: `one rule for ${status}`,
        fix: `keep the stricter of the two${status === "any" ? ", as the rule with the greatest priority" : ""}`,
      });
    }
  }
  const any = rules.flatMap((rule, index) => (rule.images === "any" ? [{ index, priority: rule.priority }] : []));
  const [only] = any;
  // Of several, one goes first; and one whose priority stands twice is told of a greater one already.
  if (only === undefined || any.length > 1 || only.priority === greatest) return;
  if (rules.some(({ priority }, index) => priority === only.priority && index !== only.index)) return;
  problems.add(`lifecycle[${only.index}].priority`, {
    code: "LIFECYCLE_ANY_NOT_LAST",
    message: "The rule for any image comes before another rule, which would then find nothing.",
    found: `priority ${only.priority}, and another rule has ${greatest}`,
    expected: "the greatest priority of all",
    fix: `use ${greatest + 1}`,
  });
}
