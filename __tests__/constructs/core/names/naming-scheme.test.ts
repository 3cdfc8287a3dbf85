import fc from "fast-check";
import { stateBucketName } from "../../../../constructs/core/environments/backend-wiring";
import type { Environment } from "../../../../constructs/core/environments/environment";
import { NAME_KINDS, type NameKind } from "../../../../constructs/core/names/naming";
import type { NameParts, Naming } from "../../../../constructs/core/names/naming.types";
import { environmentName } from "../../../../constructs/core/names/naming-scheme";
import { Network } from "../../../../constructs/network/network";
import { EVERY_CONSTRUCT } from "../../../support/every-construct";
import { testAdvice, type Way } from "../../../support/followed-advice";
import { problemsIfAny, resourceOf, resourcesOf, synthStack, testEnvironment } from "../../../support/synth";

/** The name of something called `web-task` in the stack `ecs`. */
function nameOf(naming: Naming, kind: NameKind = "iamRole", ...parts: string[]): string {
  const given = parts.length === 0 ? ["ecs", "web-task"] : parts;
  return environmentName(testEnvironment({ naming }), { kind, stack: "ecs", parts: given });
}

/** Everything that the constructs make, by name, in an environment with a scheme. */
function namesIn(build: keyof typeof EVERY_CONSTRUCT, naming?: Naming): string {
  const environment: Partial<Environment> = naming === undefined ? {} : { naming };
  return synthStack((stack) => EVERY_CONSTRUCT[build]?.(stack), { environment }).json;
}

describe("a template of names", () => {
  test("puts project, environment, region, account, stack and name in their places", () => {
    const template = "{name}.{stack}_{environment}-{project}-{region}-{account}";
    expect(nameOf(template)).toBe("web-task.ecs_sandbox-groundplan-ap-northeast-2-111111111111");
  });

  test("holds for every kind of name, and is cut by the rules of the kind", () => {
    const long = nameOf("corp-{stack}-{name}", "iamRole", "ecs", "x".repeat(80));
    expect(long).toMatch(/^corp-ecs-x{46}-[0-9a-f]{8}$/);
    expect(nameOf("corp-{stack}-{name}", "iamRole", "ecs", "x".repeat(81))).not.toBe(long);
    expect(nameOf("Corp_{stack}-{name}", "bucket")).toBe("corp-ecs-web-task");
  });

  test("has / between its parts in names that are paths", () => {
    expect(nameOf("{project}-{environment}-{stack}-{name}", "logGroup", "ecs", "web", "exec")).toBe(
      "/groundplan/sandbox/ecs/web/exec",
    );
  });

  test("loses the sign before a part that is empty", () => {
    expect(nameOf("{project}-{stack}-{name}", "ecs", "ecs")).toBe("groundplan-ecs");
    expect(nameOf("{name}-{stack}", "ecs", "ecs")).toBe("ecs");
  });

  test("can be for some kinds of resources only", () => {
    const naming = { iamRole: "corp-{stack}-{name}" };
    expect(nameOf(naming)).toBe("corp-ecs-web-task");
    expect(nameOf(naming, "bucket")).toBe("groundplan-sandbox-ecs-web-task");
    expect(nameOf({ ...naming, default: "{stack}-{name}" }, "bucket")).toBe("ecs-web-task");
  });

  test("of the usual form names what has its stack in its name as without a scheme", () => {
    const usual = "{project}-{environment}-{stack}-{name}";
    const asParts = fc.array(fc.stringMatching(/^[a-z0-9]{1,40}$/), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...(NAME_KINDS as NameKind[])), asParts, (kind, parts) => {
        const request = { kind, stack: "ecs", parts: ["ecs", ...parts] };
        const made = environmentName(testEnvironment(), request);
        const named = environmentName(testEnvironment({ naming: usual }), request);
        // What is cut differs by its hash, which is of the whole.
        expect(named.replace(/-[0-9a-f]{8}$/, "")).toBe(made.replace(/-[0-9a-f]{8}$/, ""));
      }),
    );
  });
});

test("a function of names is told all parts, and what would be made without it", () => {
  const told: NameParts[] = [];
  const naming = (parts: NameParts) => {
    told.push(parts);
    return parts.kind === "iamRole" ? `corp/${parts.made}` : parts.made;
  };
  expect(nameOf(naming)).toBe("corp-groundplan-sandbox-ecs-web-task");
  expect(nameOf(naming, "bucket")).toBe("groundplan-sandbox-ecs-web-task");
  expect(nameOf(naming, "logGroup")).toBe("/groundplan/sandbox/ecs/web-task");
  expect(told[0]).toEqual({
    kind: "iamRole",
    project: "groundplan",
    environment: "sandbox",
    region: "ap-northeast-2",
    account: "111111111111",
    stack: "ecs",
    name: "web-task",
    made: "groundplan-sandbox-ecs-web-task",
  });
});

test.each(Object.keys(EVERY_CONSTRUCT))(
  "a function that keeps every name changes nothing of what %s makes",
  (build) => {
    expect(namesIn(build, ({ made }) => made)).toBe(namesIn(build));
  },
);

test.each(Object.keys(EVERY_CONSTRUCT))("no name of what %s makes begins as without a scheme", (build) => {
  const synthesized = synthStack((stack) => EVERY_CONSTRUCT[build]?.(stack), {
    environment: { naming: "corp-{stack}-{name}" },
  });
  const names = Object.values(synthesized.resources).flatMap((byId) =>
    Object.values(byId).flatMap(({ name, name_prefix, tags }) => [
      name,
      name_prefix,
      (tags as { Name?: string } | undefined)?.Name,
    ]),
  );
  const texts = names.filter((name) => typeof name === "string");
  expect(texts.filter((name) => /groundplan|sandbox/.test(name))).toEqual([]);
  expect(texts.filter((name) => /^\/?corp/.test(name)).length).toBeGreaterThan(0);
  expect(synthesized.problems.filter(({ code }) => code === "NAME_TAKEN")).toEqual([]);
});

test("balancers and their target groups follow the scheme, the groups with the hash of what they are made from", () => {
  const stack = synthStack((within) => EVERY_CONSTRUCT.front?.(within), { environment: { naming: "corp-{name}" } });
  for (const { name } of resourcesOf(stack, "aws_lb")) expect(name).toMatch(/^corp-/);
  const groups = synthStack((within) => EVERY_CONSTRUCT.balancers?.(within), {
    environment: { naming: "corp-{name}" },
  });
  for (const { name } of resourcesOf(groups, "aws_lb_target_group")) expect(name).toMatch(/^corp-.*-[0-9a-f]{8}$/);
});

test("the Name tags of a network follow the scheme", () => {
  const tiers = [
    { name: "public", kind: "public", prefixLength: 24 },
    { name: "app", kind: "private", prefixLength: 20 },
  ] as const;
  const stack = synthStack(
    (within) => new Network(within, "network", { cidr: "10.0.0.0/16", zones: ["a"], tiers, nat: { mode: "single" } }),
    { name: "network", environment: { naming: "{name}.{environment}" } },
  );
  expect(resourceOf(stack, "aws_vpc").tags).toMatchObject({ Name: "sandbox" });
  const names = resourcesOf(stack, "aws_subnet").map(({ tags }) => (tags as { Name: string }).Name);
  expect(names.sort()).toEqual(["app-a.sandbox", "public-a.sandbox"]);
});

test("the state bucket follows the scheme unless the backend names it", () => {
  const environment = testEnvironment({ naming: "corp-{stack}-{name}" });
  expect(stateBucketName(environment)).toBe("corp-state-111111111111-ap-northeast-2");
});

type Row = readonly [
  mistake: string,
  naming: Naming,
  problem: readonly [code: string, property: string, message: string, found: string, expected: string, fix: string],
  ways: readonly Way<Naming>[],
];

const TEMPLATE = [
  "The template of names has a wrong form.",
  "{name}, without which resources would share a name, among letters, digits, _, . and -, and any of {project}, {environment}, {region}, {account}, {stack}, {name}",
  'write for example "{project}-{environment}-{stack}-{name}"',
] as const;
const MENDED = { says: '"{project}-{environment}-{stack}-{name}"', to: "{project}-{environment}-{stack}-{name}" };

const MISTAKES: readonly Row[] = [
  [
    "a template without a name",
    "{project}-{stack}",
    ["NAMING_TEMPLATE", "naming", TEMPLATE[0], '"{project}-{stack}"', TEMPLATE[1], TEMPLATE[2]],
    [MENDED],
  ],
  [
    "a placeholder that does not exist, for one kind",
    { iamRole: "{stage}-{name}" },
    ["NAMING_TEMPLATE", "naming.iamRole", TEMPLATE[0], '"{stage}-{name}"', TEMPLATE[1], TEMPLATE[2]],
    [MENDED],
  ],
  [
    "Terraform's own form of a reference",
    "${project}-{name}",
    ["NAMING_TEMPLATE", "naming", TEMPLATE[0], '"${project}-{name}"', TEMPLATE[1], TEMPLATE[2]],
    [MENDED],
  ],
  [
    "a kind that does not exist",
    { role: "{stack}-{name}" } as Naming,
    [
      "NAMING_KIND",
      "naming.role",
      "There is no such kind of name.",
      '"role"',
      `default, or one of ${NAME_KINDS.join(", ")}`,
      "write the kind as it is listed, or put the template under default",
    ],
    [
      { says: "write the kind as it is listed", to: { iamRole: "{stack}-{name}" } },
      { says: "put the template under default", to: { default: "{stack}-{name}" } },
    ],
  ],
];

const told = (naming: Naming) => problemsIfAny(() => synthStack(() => undefined, { environment: { naming } }));

test.each(MISTAKES)("%s is refused before a stack is made", (_, naming, expected) => {
  const [code, property, ...rest] = expected;
  expect(told(naming).map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual([
    [code, `sandbox › ${property}`, ...rest],
  ]);
});

testAdvice(
  MISTAKES.map(([mistake, , [code, , , , , fix], ways]) => ({ mistake, problems: [{ code, fix }], ways })),
  told,
);

const NOTHING = (() => undefined) as unknown as Naming;
const RESULTS = [
  {
    mistake: "a function that gives no name",
    problems: [
      {
        code: "NAMING_RESULT",
        path: "sandbox-test › name of a resource (tag)",
        message: "The environment's function of names gives no name that is known at synth.",
        found: "undefined",
        expected: "a text for the kind tag",
        fix: "return `made` for kinds that keep their names",
      },
    ],
    naming: NOTHING,
    ways: [{ says: "return `made`", to: ({ made }: NameParts) => made }],
  },
];

const toldOfNames = (naming: Naming) =>
  problemsIfAny(() => synthStack((stack) => stack.physicalName("tag", "web"), { environment: { naming } }));

test.each(RESULTS)("$mistake is told where a name is made", ({ naming, problems }) => {
  expect(toldOfNames(naming)).toEqual(problems);
});

testAdvice<Naming>(RESULTS, toldOfNames);
