import { RISKS } from "../../../review";
import { DEV, load, problemsOf, removeConfigFolders } from "../support/config-folder";

afterAll(removeConfigFolders);

const NEAREST =
  "one of stateful-replaced, stateful-destroyed, serving-replaced, guard-removed, internet-route, stack-gone; all are in docs/configuration-reference.md#exemptions";

const EXEMPTION = {
  rule: "stateful-replaced",
  at: "dev-ecs/repositories/web",
  reason: "the images are built anew by the next run",
  until: "2027-01-31",
};

/** The environment with these exemptions. */
function devWith(...exemptions: readonly Partial<typeof EXEMPTION>[]): Record<string, string> {
  return { dev: `${DEV}exemptions: ${JSON.stringify(exemptions)}\n` };
}

function without(key: keyof typeof EXEMPTION): Partial<typeof EXEMPTION> {
  const { [key]: _, ...rest } = EXEMPTION;
  return rest;
}

const CASES = [
  {
    mistake: "an exemption without a reason",
    files: devWith(without("reason")),
    problems: [
      [
        "CONFIG_KEY_MISSING",
        "config/dev.yaml:18:14 › exemptions[0].reason",
        "A required key is missing.",
        'no key "reason"',
        "reason: a sentence",
        'add "reason" here in config/dev.yaml, or in a file that it extends',
      ],
    ],
  },
  {
    mistake: "a reason that says nothing",
    files: devWith({ ...EXEMPTION, reason: "needed" }),
    problems: [
      [
        "EXEMPTION_REASON",
        "config/dev.yaml:18:83 › exemptions[0].reason",
        "An exemption needs a reason that a reviewer can judge.",
        '"needed"',
        "a sentence",
        'say why, for example "the images are built anew by the next run of CI"',
      ],
    ],
  },
  {
    mistake: "a rule that there is not, with the one that was meant",
    files: devWith({ ...EXEMPTION, rule: "statefull-replaced" }),
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:18:22 › exemptions[0].rule",
        "The value is not one of those that are allowed.",
        '"statefull-replaced"',
        NEAREST,
        'did you mean "stateful-replaced"?',
      ],
    ],
  },
  {
    mistake: "an exemption that never ends",
    files: devWith(without("until")),
    problems: [
      [
        "CONFIG_KEY_MISSING",
        "config/dev.yaml:18:14 › exemptions[0].until",
        "A required key is missing.",
        'no key "until"',
        "until: a day of the calendar as YYYY-MM-DD",
        'add "until" here in config/dev.yaml, or in a file that it extends',
      ],
    ],
  },
  {
    mistake: "a day that is none",
    files: devWith({ ...EXEMPTION, until: "2027-02-30" }),
    problems: [
      [
        "EXEMPTION_DATE",
        "config/dev.yaml:18:135 › exemptions[0].until",
        "The value is not a day.",
        '"2027-02-30"',
        "a day of the calendar as YYYY-MM-DD",
        "write year, month and day in figures: 2027-01-31",
      ],
    ],
  },
  {
    mistake: "a place with a / at its end",
    files: devWith({ ...EXEMPTION, at: "dev-ecs/" }),
    problems: [
      [
        "EXEMPTION_PLACE",
        "config/dev.yaml:18:47 › exemptions[0].at",
        "The value names no stack and no construct.",
        '"dev-ecs/"',
        "the full name of a stack, and the path of a construct behind it: staging-ecs/repositories/shop",
        "copy what the review names, from the name of the stack on, without a / at either end",
      ],
    ],
  },
  {
    mistake: "a stack of another environment",
    files: devWith({ ...EXEMPTION, at: "staging-ecs/repositories/web" }),
    problems: [
      [
        "EXEMPTION_ELSEWHERE",
        "config/dev.yaml:18:47 › exemptions[0].at (dev)",
        "The exemption is at a stack of no or of another environment, so that it would never count.",
        '"staging-ecs/repositories/web"',
        "a stack of dev, such as dev-network",
        "begin with dev-, or write the exemption into the file of the environment that it is for",
      ],
    ],
  },
  {
    mistake: "two exemptions for one thing",
    files: devWith(EXEMPTION, { ...EXEMPTION, reason: "another reason for the same" }),
    problems: [
      [
        "EXEMPTION_TWICE",
        "config/dev.yaml:18:157 › exemptions[1].rule (dev)",
        "Two exemptions are for one rule at one place.",
        "stateful-replaced at dev-ecs/repositories/web twice",
        "one exemption with one reason and one day",
        "remove one of the two",
      ],
    ],
  },
  {
    mistake: "a kind of risk that there is not",
    files: { dev: `${DEV}review: { failOn: [exposures] }\n` },
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:18:20 › review.failOn[0]",
        "The value is not one of those that are allowed.",
        '"exposures"',
        `one of ${RISKS.join(", ")}`,
        'did you mean "exposure"?',
      ],
    ],
  },
];

test.each(CASES)("$mistake is told with its place and a way out", ({ files, problems }) => {
  const told = problemsOf(files).map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix]);
  expect(told).toEqual(problems);
});

test("an exemption whose day has passed is no mistake", () => {
  const [dev] = load(devWith({ ...EXEMPTION, until: "2001-01-01" }));
  expect(dev?.exemptions).toMatchObject([{ until: "2001-01-01" }]);
});
