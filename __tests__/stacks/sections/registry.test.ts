import { type App, Testing } from "cdktf";
import { environmentSchema, fileKeysSchema } from "../../../config/schema/schema";
import { sectionOfStack, stackOfSection, takenKeys } from "../../../config/sections";
import { createApplication } from "../../../stacks/application/application";
import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import { dns } from "../../../stacks/dns/dns-stack";
import { edge } from "../../../stacks/edge/edge-stack";
import { STACKS } from "../../../stacks/registry";
import { defineStack, type StackDefinition } from "../../../stacks/sections/define-stack";
import { problemsIn } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";
import { all, specOf } from "../stack-json";
import { digest, NewsStack, teamNews } from "./own-stack";

const EDGE = { domain: { name: "shop.example.com" } };

interface Input {
  readonly stacks: readonly StackDefinition[];
  readonly sections: object;
}

function appOf({ stacks, sections }: Input): App {
  const { edge: _, access: __, ...spec } = specOf(EDGE);
  const specs: readonly EnvironmentSpec[] = [{ ...spec, ...sections }];
  return createApplication(specs, { outdir: "cdktf.out", stacks });
}

const toldOf = (input: Input) => problemsIn(() => appOf(input));

const stacksOf = (input: Input) => appOf(input).node.children.map(({ node }) => node.id);

const empty = defineStack<object>();
const named = (section: string) => empty({ section, create: () => undefined });
const misnamed = empty({
  section: "misnamed",
  create: ({ app, environment }) => new NewsStack(app, environment, { shownAs: "x" }, "other"),
});
const wellNamed = empty({
  section: "misnamed",
  create: ({ app, environment }) => new NewsStack(app, environment, { shownAs: "x" }, "misnamed"),
});
const renamed = empty({ section: "other", create: misnamed.create });

const NEWS = { teamNews: { shownAs: "News" } };
const GROUND = ["sandbox-state", "sandbox-network"];

const CASES = [
  {
    mistake: "sections whose names are none, are taken, or are there twice",
    input: { stacks: ["Team News", "logs", "news", "news"].map(named), sections: {} },
    problems: [
      {
        code: "SECTION_FORM",
        path: "stacks/registry.ts",
        message: "The name of a section is a key of the configuration, and the stack is named after it.",
        found: '"Team News"',
        expected: "2 to 24 of a-z, A-Z and 0-9, starting with a small letter",
        fix: 'write it in camel case, such as "orders" or "ordersDatabase"',
      },
      {
        code: "SECTION_TAKEN",
        path: "stacks/registry.ts",
        message: "The key has a meaning in every configuration.",
        found: '"logs"',
        expected: `a section of its own for each stack, and none of ${takenKeys().join(", ")}`,
        fix: "give the stack another section",
      },
      {
        code: "SECTION_TAKEN",
        path: "stacks/registry.ts",
        message: "Two stacks have the same section, and so the same name.",
        found: '"news" twice, both for the stack news',
        expected: `a section of its own for each stack, and none of ${takenKeys().join(", ")}`,
        fix: "give the stack another section",
      },
    ],
    ways: [
      {
        says: ['write it in camel case, such as "orders"', "give the stack another section"],
        to: { stacks: ["teamNews", "archive", "news", "gazette"].map(named), sections: {} },
      },
    ],
  },
  {
    mistake: "a section and a needed stack that are not registered",
    input: { stacks: [digest, dns, edge], sections: { ...NEWS, archive: {} } },
    problems: [
      {
        code: "SECTION_NOT_REGISTERED",
        path: "stacks/registry.ts",
        message: "No stack is registered for the section.",
        found: "digest needs teamNews",
        expected: "the definition of teamNews in STACKS",
        fix: "add it to STACKS in stacks/registry.ts",
      },
      ...["teamNews", "archive"].map((section) => ({
        code: "SECTION_NOT_REGISTERED",
        path: "stacks/registry.ts",
        message: "No stack is registered for the section.",
        found: `${section} in sandbox`,
        expected: `the definition of ${section} in STACKS`,
        fix: "add it to STACKS in stacks/registry.ts",
      })),
    ],
    ways: [
      {
        says: "add it to STACKS in stacks/registry.ts",
        to: { stacks: [digest, dns, edge, teamNews, named("archive")], sections: { ...NEWS, archive: {} } },
      },
    ],
  },
  {
    mistake: "a section without the one that its stack needs",
    input: { stacks: [digest, dns, edge, teamNews], sections: { digest: {} } },
    problems: [
      {
        code: "SECTION_NEEDED",
        path: "sandbox-digest",
        message: "The stack stands on another one, which the environment does not have.",
        found: "digest without teamNews",
        expected: "a section teamNews",
        fix: "declare teamNews, or take digest away",
      },
    ],
    ways: [
      { says: "declare teamNews", to: { stacks: [digest, dns, edge, teamNews], sections: { ...NEWS, digest: {} } } },
      { says: "or take digest away", to: { stacks: [digest, dns, edge, teamNews], sections: {} } },
    ],
  },
  {
    mistake: "a stack that is not named after its section",
    input: { stacks: [misnamed], sections: { misnamed: {} } },
    problems: [
      {
        code: "SECTION_STACK_NAME",
        path: "sandbox-other",
        message: "A stack is named after its section, by which it is found in the configuration.",
        found: 'stack "other" of the section misnamed',
        expected: '"misnamed"',
        fix: 'write super(scope, "misnamed", environment) in its constructor, or name the section otherwise',
        line: expect.stringMatching(/^__tests__\/stacks\/sections\/own-stack\.ts:\d+:\d+$/),
      },
    ],
    ways: [
      {
        says: 'write super(scope, "misnamed", environment) in its constructor',
        to: { stacks: [wellNamed], sections: { misnamed: {} } },
      },
      { says: "or name the section otherwise", to: { stacks: [renamed], sections: { other: {} } } },
    ],
  },
] as const;

test.each(CASES)("$mistake is told in these words", ({ input, problems }) => {
  expect(toldOf(input)).toEqual(problems);
});

testAdvice(CASES, toldOf);

test("a stack of one's own is made from its section, after those that it needs or reads, whatever the order of the list", () => {
  const sections = { edge: EDGE, ...NEWS, digest: {} };
  expect(stacksOf({ stacks: [digest, dns, edge, teamNews], sections })).toEqual([
    ...GROUND,
    ...["sandbox-team-news", "sandbox-edge", "sandbox-digest"],
  ]);
  expect(stacksOf({ stacks: [digest, dns, edge, teamNews], sections: NEWS })).toEqual([...GROUND, "sandbox-team-news"]);
  expect(stacksOf({ stacks: [], sections: {} })).toEqual(GROUND);
});

test("a stack is handed the sections of those that it needs and reads, in their types", () => {
  const shownAs = (sections: object) => {
    const app = appOf({ stacks: [digest, dns, edge, teamNews], sections: { ...NEWS, digest: {}, ...sections } });
    const stack = app.node.findChild("sandbox-digest") as NewsStack;
    return all(JSON.parse(Testing.synth(stack)), "aws_sns_topic")[0]?.display_name;
  };
  expect(shownAs({ edge: EDGE })).toBe("News shop.example.com");
  expect(shownAs({})).toBe("News (no domain)");
});

test("a stack that needs one which is not there for a while is not there either", () => {
  const later = empty({ section: "later", create: () => undefined });
  const dependent = empty({
    section: "dependent",
    needs: [later],
    create: ({ app, environment }) => new NewsStack(app, environment, { shownAs: "x" }, "dependent"),
  });
  expect(stacksOf({ stacks: [later, dependent], sections: { later: {}, dependent: {} } })).toEqual(GROUND);
});

test("the name of a stack leads back to its section, for every stack of the list", () => {
  for (const { section } of STACKS) expect(sectionOfStack(stackOfSection(section))).toBe(section);
  expect(stackOfSection("eksAddons")).toBe("eks-addons");
});

test("each key of a configuration is taken or the section of a registered stack", () => {
  const keys = [...Object.keys(environmentSchema.properties ?? {}), ...Object.keys(fileKeysSchema.properties ?? {})];
  const registered = STACKS.map(({ section }) => section as string);
  expect(keys.filter((key) => !takenKeys().includes(key)).sort()).toEqual(registered.sort());
});
