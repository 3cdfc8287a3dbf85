import { Testing } from "cdktf";
import { Contract, map } from "../../../constructs/core/contract";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { type Problem, Problems } from "../../../constructs/core/errors";
import { type BucketAccess, bucketLink } from "../../../constructs/links";
import { Bucket } from "../../../constructs/storage";
import { createApplication } from "../../../stacks/application/application";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import { dns } from "../../../stacks/dns/dns-stack";
import { ecs } from "../../../stacks/ecs/ecs-stack";
import { edge } from "../../../stacks/edge/edge-stack";
import { defineStack, type StackDefinition } from "../../../stacks/sections/define-stack";
import type { LinkMaker } from "../../../stacks/sections/offer.types";
import { Offers } from "../../../stacks/sections/offers";
import type { FargateServiceSpec } from "../../../stacks/services/service-spec.types";
import { problemsIn } from "../../config/support/config-folder";
import { type Told, testAdvice } from "../../support/followed-advice";
import { all, type StackJson, specOf } from "../stack-json";
import { orders } from "./orders-database";

type FilesProps = Readonly<Record<string, object>>;

const filesContract = new Contract("files", { names: map("Names of the buckets", (key) => `mock-${key}`) });

/** A stack with buckets that its section names. */
const files = defineStack<FilesProps>()({
  section: "files",
  offers: {
    buckets: {
      names: (props) => Object.keys(props),
      accesses: ["read-write", "read"],
      prefixes: true,
      link: ({ scope, name }): LinkMaker<BucketAccess> => {
        const bucketName = filesContract.read(EnvironmentStack.of(scope)).names(name);
        const bucket = Bucket.fromExisting(scope, "bucket", { bucketName });
        return (asked) => bucketLink(bucket, asked);
      },
    },
  },
  create: ({ app, environment, props }) => {
    const stack = new EnvironmentStack(app, "files", environment);
    filesContract.publish(stack, { names: Object.fromEntries(Object.keys(props).map((name) => [name, `b-${name}`])) });
    return stack;
  },
});

const archive = defineStack<FilesProps>()({
  section: "archive",
  offers: { buckets: { names: (props) => Object.keys(props), link: () => ({ grant() {} }) } },
  create: ({ app, environment }) => new EnvironmentStack(app, "archive", environment),
});

const REGISTERED = [dns, ecs, edge, orders, files];
const SIZE = { image: "public.ecr.aws/shop/api:1.4.2", cpu: "0.5 vCPU", memory: "1 GB" } as const;

interface Input {
  readonly stacks?: readonly StackDefinition[];
  readonly services?: Readonly<Record<string, Partial<FargateServiceSpec>>>;
  readonly sections?: object;
}

const SECTIONS = { orders: {}, files: { uploads: {}, reports: {} } };

function appOf({ stacks = REGISTERED, services = {}, sections = SECTIONS }: Input, mock: readonly string[] = []) {
  const { edge: _, access: __, ...spec } = specOf({});
  const made = Object.fromEntries(Object.entries(services).map(([name, own]) => [name, { ...SIZE, ...own }]));
  const section = stacks.includes(ecs) ? { ecs: { services: made } } : {};
  return createApplication([{ ...spec, ...section, ...sections }], { outdir: "cdktf.out", stacks, mock });
}

const toldOf = (input: Input) => problemsIn(() => appOf(input));

/** The stack of the services. */
function servicesOf(services: Input["services"], mock: readonly string[] = []): StackJson {
  return withoutTokenTraces(() =>
    JSON.parse(Testing.synth(appOf({ services }, mock).node.findChild("sandbox-ecs") as EnvironmentStack)),
  );
}

type Container = Record<"environment" | "secrets", { name: string; value?: string; valueFrom?: string }[]>;

function variablesOf(stack: StackJson): string[][] {
  return all(stack, "aws_ecs_task_definition").map(({ container_definitions }) => {
    const [app] = JSON.parse(String(container_definitions)) as Container[];
    return [...(app?.environment ?? []), ...(app?.secrets ?? [])].map(({ name }) => name);
  });
}

describe("what a service uses of another stack", () => {
  test("gives it variables and secrets whose names begin like the thing, or as it says", () => {
    const uses = ["databases.orders", { name: "buckets.uploads", access: "read", prefix: "in/", as: "FILES" }];
    const stack = servicesOf({ api: { uses } }, ["*"]);
    expect(variablesOf(stack)).toEqual([
      [
        ...["FILES_BUCKET_NAME", "FILES_BUCKET_PREFIX", "ORDERS_DATABASE", "ORDERS_HOST", "ORDERS_PORT"],
        ...["ORDERS_PASSWORD", "ORDERS_USERNAME"],
      ],
    ]);
  });

  test("is read by contract, and so can be planned before it is there", () => {
    const uses = ["databases.orders", "buckets.uploads"];
    const stack = servicesOf({ api: { uses } });
    expect(Object.keys(stack.data?.terraform_remote_state ?? {}).sort()).toEqual(["files", "network", "orders"]);
    expect(JSON.stringify(stack.resource.aws_ecs_task_definition)).toContain(
      "data.terraform_remote_state.files.outputs.names",
    );
    const mocked = servicesOf({ api: { uses } }, ["*"]);
    expect(mocked.data).toBeUndefined();
    expect(JSON.stringify(mocked.resource.aws_ecs_task_definition)).toContain("mock-uploads");
  });

  test("is deployed before it, and only what is used", () => {
    const dependenciesOf = (uses: readonly string[]) => {
      const stack = appOf({ services: { api: { uses } } }).node.findChild("sandbox-ecs") as EnvironmentStack;
      return stack.dependencies.map(({ node }) => node.id).sort();
    };
    expect(dependenciesOf(["databases.orders"])).toEqual(["sandbox-network", "sandbox-orders"]);
    expect(dependenciesOf([])).toEqual(["sandbox-network"]);
  });

  test("is shared by services: one group stands for it, with rules for each", () => {
    const uses = ["databases.orders"];
    const stack = servicesOf({ api: { uses }, worker: { uses }, web: {} });
    const rules = ["ingress", "egress"].map((direction) =>
      Object.entries(stack.resource[`aws_vpc_security_group_${direction}_rule`] ?? {})
        .filter(([, { from_port }]) => from_port === 5432)
        .map(([id]) => id.replace(/_[0-9A-F]{8}$/, "")),
    );
    expect(rules.flat().sort()).toEqual([
      "egress-tcp-5432-to-orders-group-id-of-services-api-security-group",
      "egress-tcp-5432-to-orders-group-id-of-services-worker-security-group",
      "ingress-tcp-5432-from-services-api-security-group-of-orders-group-id",
      "ingress-tcp-5432-from-services-worker-security-group-of-orders-group-id",
    ]);
  });

  test("counts with the access that is named first where none is asked for", () => {
    const policyOf = (use: NonNullable<FargateServiceSpec["uses"]>[number]) =>
      String(
        all(servicesOf({ api: { uses: [use] } }), "aws_iam_role_policy").find(({ policy }) =>
          String(policy).includes("s3:"),
        )?.policy,
      );
    expect(policyOf("buckets.uploads")).toContain("s3:PutObject");
    expect(policyOf({ name: "buckets.uploads", access: "read" })).not.toContain("s3:PutObject");
  });

  test("is a sidecar's where the sidecar says so", () => {
    const sync = { image: "example.com/sync:1.0.0", uses: ["buckets.uploads"] };
    const stack = servicesOf({ api: { sidecars: { sync } } }, ["*"]);
    const [definition] = all(stack, "aws_ecs_task_definition");
    const containers: (Container & { name: string })[] = JSON.parse(String(definition?.container_definitions));
    expect(containers.map(({ name, environment }) => [name, environment.length])).toEqual([
      ["app", 0],
      ["sync", 1],
    ]);
  });
});

const at = (path: string) => `sandbox-ecs/services/${path}`;
const OFFERED = "one of databases.orders, buckets.uploads, buckets.reports";

const unknown = (path: string, found: string, expected: string, fix: string): Problem => ({
  code: "USE_UNKNOWN",
  path: at(path),
  message: "No stack of the environment offers this.",
  found,
  expected,
  fix,
});

interface Case extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

const CASES: readonly Case[] = [
  {
    mistake: "names that nothing has",
    input: {
      services: {
        api: {
          uses: ["buckets.uplods", "reports", { name: "queues.jobs" }, "buckets.invoices"],
          sidecars: { sync: { image: "example.com/sync:1.0.0", uses: ["buckets.report"] } },
        },
      },
    },
    problems: [
      unknown("api › uses[0]", '"buckets.uplods"', OFFERED, 'did you mean "buckets.uploads"?'),
      unknown("api › uses[1]", '"reports"', OFFERED, 'did you mean "buckets.reports"?'),
      unknown("api › uses[2].name", '"queues.jobs"', OFFERED, "take it out"),
      unknown(
        "api › uses[3]",
        '"buckets.invoices"',
        OFFERED,
        "name buckets.uploads or buckets.reports if it was renamed, add it to the section files, or take it out",
      ),
      unknown("api › sidecars.sync.uses[0]", '"buckets.report"', OFFERED, 'did you mean "buckets.reports"?'),
    ],
    ways: [
      {
        says: [
          'did you mean "buckets.uploads"?',
          'did you mean "buckets.reports"?',
          "name buckets.uploads or buckets.reports if it was renamed",
          "take it out",
        ],
        to: {
          services: {
            api: {
              uses: ["buckets.uploads", { name: "buckets.reports", access: "read" }],
              sidecars: { sync: { image: "example.com/sync:1.0.0", uses: ["buckets.reports"] } },
            },
          },
        },
      },
      {
        says: ['did you mean "buckets.uploads"?', 'did you mean "buckets.reports"?', "add it to the section files"],
        to: {
          sections: { ...SECTIONS, files: { uploads: {}, reports: {}, invoices: {} } },
          services: {
            api: {
              uses: ["buckets.uploads", "buckets.reports", "buckets.invoices"],
              sidecars: { sync: { image: "example.com/sync:1.0.0", uses: ["buckets.reports"] } },
            },
          },
        },
      },
    ],
  },
  {
    mistake: "something of a section that the environment does not have",
    input: { sections: {}, services: { api: { uses: ["databases.orders"] } } },
    problems: [
      unknown(
        "api › uses[0]",
        '"databases.orders"',
        "nothing: no section of the environment offers anything",
        "add it to the section orders, or take it out",
      ),
    ],
    ways: [
      {
        says: "add it to the section orders",
        to: { sections: { orders: {} }, services: { api: { uses: ["databases.orders"] } } },
      },
      { says: "or take it out", to: { sections: {}, services: { api: { uses: [] } } } },
    ],
  },
  {
    mistake: "an access and a prefix that there are not",
    input: {
      services: {
        api: {
          uses: [
            { name: "buckets.uploads", access: "raed" },
            { name: "buckets.reports", access: "everything" },
            { name: "databases.orders", access: "read", prefix: "orders/" },
          ],
        },
      },
    },
    problems: [
      {
        code: "USE_ACCESS_UNKNOWN",
        path: at("api › uses[0].access"),
        message: "What is used cannot be used in this way.",
        found: '"raed"',
        expected: "one of read-write, read",
        fix: 'did you mean "read"?',
      },
      {
        code: "USE_ACCESS_UNKNOWN",
        path: at("api › uses[1].access"),
        message: "What is used cannot be used in this way.",
        found: '"everything"',
        expected: "one of read-write, read",
        fix: "use one of these",
      },
      {
        code: "USE_ACCESS_UNKNOWN",
        path: at("api › uses[2].access"),
        message: "What is used cannot be used in this way.",
        found: '"read"',
        expected: "no access: databases are used in one way",
        fix: "leave out access",
      },
      {
        code: "USE_PREFIX_NOT_TAKEN",
        path: at("api › uses[2].prefix"),
        message: "What is used cannot be narrowed by a prefix.",
        found: '"orders/"',
        expected: "no prefix: databases have no parts that are named so",
        fix: "leave out prefix",
      },
    ],
    ways: [
      {
        says: ['did you mean "read"?', "use one of these", "leave out access", "leave out prefix"],
        to: {
          services: {
            api: {
              uses: [
                { name: "buckets.uploads", access: "read" },
                { name: "buckets.reports", access: "read-write" },
                { name: "databases.orders" },
              ],
            },
          },
        },
      },
    ],
  },
  {
    mistake: "the same thing twice, and a variable of the service's own",
    input: {
      services: {
        api: {
          environment: { ORDERS_HOST: "localhost" },
          uses: ["buckets.uploads", { name: "buckets.uploads", access: "read" }, "databases.orders"],
        },
      },
    },
    problems: [
      {
        code: "USE_VARIABLE_TWICE",
        path: at("api › uses[1]"),
        message: "An environment variable is given twice.",
        found: "UPLOADS_BUCKET_NAME by uses[0] and by uses[1]",
        expected: "variables of its own for each thing that is used",
        fix: "give one of them another beginning, such as as: OTHER",
      },
      {
        code: "USE_VARIABLE_TWICE",
        path: at("api › uses[2]"),
        message: "An environment variable is given twice.",
        found: "ORDERS_HOST by environment and by uses[2]",
        expected: "variables of its own for each thing that is used",
        fix: "take ORDERS_HOST out of environment, or give one of them another beginning, such as as: OTHER",
      },
    ],
    ways: [
      {
        says: ["give one of them another beginning, such as as: OTHER", "take ORDERS_HOST out of environment"],
        to: {
          services: {
            api: {
              uses: ["buckets.uploads", { name: "buckets.uploads", access: "read", as: "OTHER" }, "databases.orders"],
            },
          },
        },
      },
    ],
  },
  {
    mistake: "a name of a kind that two stacks offer",
    input: {
      stacks: [...REGISTERED, archive],
      sections: { ...SECTIONS, archive: { reports: {}, invoices: {} } },
    },
    problems: [
      {
        code: "OFFER_TWICE",
        path: "sandbox-archive › reports",
        message: "Two stacks offer something of one kind by the same name.",
        found: "buckets.reports of files and of archive",
        expected: "each name of a kind once in an environment",
        fix: "give it another name in archive or in files",
      },
    ],
    ways: [
      {
        says: "give it another name in archive",
        to: {
          stacks: [...REGISTERED, archive],
          sections: { ...SECTIONS, archive: { old: {} } },
          services: { api: { uses: ["buckets.old", "buckets.reports"] } },
        },
      },
    ],
  },
  {
    mistake: "a kind that is none, and a stack that offers to one that it is made after",
    input: {
      stacks: [
        dns,
        ecs,
        edge,
        defineStack<object>()({
          section: "search",
          needs: [ecs],
          offers: { "search index": { names: () => ["products"], link: () => ({ grant() {} }) } },
          create: () => undefined,
        }),
      ],
      sections: {},
    },
    problems: [
      {
        code: "OFFER_FORM",
        path: "stacks/registry.ts",
        message: "What is offered is named by its kind, a dot and its name.",
        found: 'the kind "search index" of search',
        expected: "2 to 24 of a-z, A-Z and 0-9, starting with a small letter",
        fix: 'write it in camel case, such as "databases" or "searchIndexes"',
      },
      {
        code: "OFFER_CIRCLE",
        path: "stacks/registry.ts",
        message: "A stack that uses what others offer is made after them, and this one is made after it.",
        found: "search offers search index, and needs or reads ecs, which uses what is offered",
        expected: "search without ecs",
        fix: "take ecs out of needs and reads of search: its services name in uses what they need, and the links write their rules",
      },
    ],
    ways: [
      {
        says: ["write it in camel case", "take ecs out of needs and reads of search"],
        to: {
          stacks: [
            dns,
            ecs,
            edge,
            defineStack<object>()({
              section: "search",
              offers: { searchIndexes: { names: () => ["products"], link: () => ({ grant() {} }) } },
              create: ({ app, environment }) => new EnvironmentStack(app, "search", environment),
            }),
          ],
          sections: { search: {} },
          services: { api: { uses: ["searchIndexes.products"] } },
        },
      },
    ],
  },
];

test.each(CASES)("$mistake: told in these words", ({ input, problems }) => {
  expect(toldOf(input)).toEqual(problems);
});

testAdvice(CASES, toldOf);

test("a stack that both offers and uses may use what those before it in the list offer, and no others", () => {
  const both = (section: string, uses: string) =>
    defineStack<object>()({
      section,
      usesOffers: true,
      offers: { things: { names: () => [section], link: () => ({ grant() {} }) } },
      create: ({ app, environment, offers }, problems) => {
        offers.check([uses], "uses", problems);
        return new EnvironmentStack(app, section, environment);
      },
    });
  const stacks = [both("first", "things.first"), both("second", "things.first"), files];
  const told = toldOf({ stacks, sections: { first: {}, second: {}, files: { uploads: {} } } });
  expect(told.map(({ code, expected }) => [code, expected])).toEqual([["USE_UNKNOWN", "one of buckets.uploads"]]);
});

test("what a stack offers that is not there for a while is told with the reason, and nothing of one whose section is told", () => {
  const problems = new Problems("sandbox-ecs/services/api");
  const why = { found: "no stack of the section files", fix: "let the section files make its stack" };
  const away = [
    { kind: "buckets", name: "uploads", why },
    { kind: "databases", name: "orders" },
  ];
  const network = { cidr: "10.0.0.0/16", zones: ["a"], tiers: [] };
  new Offers(network, [], [], away).check(["buckets.uploads", "databases.orders"], "uses", problems);
  expect(problems.list).toEqual([
    {
      code: "USE_AWAY",
      path: "sandbox-ecs/services/api › uses[0]",
      message: "The section offers this, and the environment does not have its stack yet.",
      found: '"buckets.uploads", and no stack of the section files',
      expected: "what stacks offer that are there",
      fix: "let the section files make its stack; until then take it out",
    },
  ]);
});
