import { EcsCluster, FargateService, TaskDefinition } from "../../../../constructs/ecs";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, resourceOf, resourcesOf, synthStack } from "../../../support/synth";
import {
  expectServiceProblems,
  type Found,
  IMAGE,
  type ServiceCase,
  SMALL_SERVICE,
  SMALL_TASK,
  smallService,
  synthService,
  testCluster,
  toldServices,
} from "../support";

const SHOP = { cluster: { serviceConnect: { namespace: "shop" } } };
const LETTERS = "a-z, 0-9, _ and -, not starting with -";

/** A service with two ports, which are offered under these names. */
function twoOffers(offers: object): ServiceCase["props"] {
  const ports = { http: { port: 8080 }, admin: { port: 9000 } };
  return (stack) => ({
    taskDefinition: new TaskDefinition(stack, "task", { ...SMALL_TASK, containers: { app: { image: IMAGE, ports } } }),
    connect: { offers: { ...offers } },
  });
}

/** A service that is called so. */
function offer(names: object): ServiceCase["props"] {
  return smallService({ connect: { offers: { app: names } } });
}

function aliasInvalid(found: string, fix: string): Found {
  return {
    property: "connect.offers.app.alias",
    code: "CONNECT_ALIAS_INVALID",
    message: "ECS takes no such name for callers.",
    found: `"${found}"`,
    expected: `up to 127 characters: parts of ${LETTERS}, with dots between them`,
    fix: `set alias: "${fix}"`,
  };
}

const ALIASES = [
  ["Orders", "orders"],
  ["-orders", "orders"],
  ["orders api", "orders-api"],
  ["orders.", "orders-"],
  ["a".repeat(128), "a".repeat(63)],
] as const;

const TOO_LONG = `${"a".repeat(40)}.${"b".repeat(40)}`;
const SHORT = `${"a".repeat(40)}-${"b".repeat(22)}`;

const CASES: readonly ServiceCase[] = [
  ...ALIASES.map(([alias, fix]) => ({
    name: `callers cannot write ${alias}`,
    ...SHOP,
    props: offer({ alias }),
    problems: [aliasInvalid(alias, fix)],
    ways: [{ says: `set alias: "${fix}"`, to: { props: offer({ alias: fix }) } }],
  })),
  {
    name: "Cloud Map takes no name of more than 64 characters",
    ...SHOP,
    props: offer({ alias: TOO_LONG }),
    problems: [
      {
        property: "connect.offers.app.discoveryName",
        code: "CONNECT_NAME_INVALID",
        message: "ECS takes no such name for Cloud Map.",
        found: `"${TOO_LONG.replace(".", "-")}"`,
        expected: `1 to 64 of ${LETTERS}`,
        fix: `set discoveryName: "${SHORT}"`,
      },
    ],
    ways: [{ says: SHORT, to: { props: offer({ alias: TOO_LONG, discoveryName: SHORT }) } }],
  },
  {
    name: "two offers have one name",
    ...SHOP,
    props: twoOffers({ http: {}, admin: {} }),
    problems: [
      {
        property: "connect.offers.http.discoveryName",
        code: "CONNECT_NAME_TAKEN",
        message: "Two offers of a namespace would have one name in Cloud Map.",
        found: '"api", also of sandbox-ecs/api › connect.offers.admin',
        expected: "each name once in the namespace",
        fix: 'set discoveryName: "api-http", or another alias',
      },
    ],
    ways: [
      {
        says: 'set discoveryName: "api-http"',
        to: { props: twoOffers({ http: { discoveryName: "api-http" }, admin: {} }) },
      },
      { says: "another alias", to: { props: twoOffers({ http: { alias: "shop" }, admin: {} }) } },
    ],
  },
  {
    name: "the name in the private DNS domain is one that Cloud Map does not take",
    cluster: { discovery: { domain: "shop.internal" } },
    props: smallService({ discovery: { name: "orders api-" } }),
    problems: [
      {
        property: "discovery.name",
        code: "DISCOVERY_NAME_INVALID",
        message: "Cloud Map takes no such name.",
        found: '"orders api-"',
        expected: "1 to 63 of a-z, 0-9, _ and -, not starting or ending with -",
        fix: 'set name: "orders-api"',
      },
    ],
    ways: [{ says: 'set name: "orders-api"', to: { props: smallService({ discovery: { name: "orders-api" } }) } }],
  },
];

// Amazon ECS API Reference, `ServiceConnectClientAlias` and `ServiceConnectService` (read 2026-11).
describe("names of Service Connect", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("are refused: %s", (_, entry) =>
    expectServiceProblems(entry),
  );

  test("the id of a service is its alias, and is checked like one", () => {
    const step = () =>
      synthStack(
        (stack) => {
          const cluster = testCluster(stack, SHOP.cluster);
          new FargateService(stack, "OrdersApi", { ...SMALL_SERVICE, cluster, connect: { offers: { app: {} } } });
        },
        { name: "ecs" },
      );
    expect(problemsOf(step).map(({ path, fix }) => [path, fix])).toEqual([
      ["sandbox-ecs/OrdersApi › connect.offers.app.alias", 'set alias: "ordersapi"'],
    ]);
  });

  test("the name in Cloud Map is the alias without dots, of up to 64 characters", () => {
    const named = (alias: string) =>
      resourceOf(synthService(smallService({ connect: { offers: { app: { alias } } } }), SHOP), "aws_ecs_service");
    expect(named("orders.shop.internal").service_connect_configuration).toMatchObject({
      service: [{ discovery_name: "orders-shop-internal", client_alias: { dns_name: "orders.shop.internal" } }],
    });
  });

  test("two offers of a service have two names in Cloud Map", () => {
    const configuration = resourceOf(
      synthService(twoOffers({ http: { discoveryName: "api-http" }, admin: {} }), SHOP),
      "aws_ecs_service",
    ).service_connect_configuration;
    expect(configuration).toMatchObject({
      service: [
        { port_name: "admin", discovery_name: "api", client_alias: { dns_name: "api", port: 9000 } },
        { port_name: "http", discovery_name: "api-http", client_alias: { dns_name: "api", port: 8080 } },
      ],
    });
  });

  test("two services of a cluster have two names, and those of two clusters may have one", () => {
    const build = (aliases: readonly [string, string], clusters: 1 | 2) =>
      synthStack(
        (stack) => {
          const first = testCluster(stack, SHOP.cluster);
          const second =
            clusters === 1 ? first : new EcsCluster(stack, "other", { network: first.network, serviceConnect: {} });
          for (const [id, cluster, alias] of [
            ["orders", first, aliases[0]],
            ["billing", second, aliases[1]],
          ] as const) {
            new FargateService(stack, id, { ...SMALL_SERVICE, cluster, connect: { offers: { app: { alias } } } });
          }
        },
        { name: "ecs" },
      );
    expect(problemsOf(() => build(["shop", "shop"], 1)).map(({ code, found, fix }) => [code, found, fix])).toEqual([
      [
        "CONNECT_NAME_TAKEN",
        '"shop", also of sandbox-ecs/orders › connect.offers.app',
        'set discoveryName: "billing-app", or another alias',
      ],
    ]);
    expect(resourcesOf(build(["shop", "shop"], 2), "aws_ecs_service")).toHaveLength(2);
    expect(resourcesOf(build(["orders", "billing"], 1), "aws_ecs_service")).toHaveLength(2);
  });
});

testAdvice(toldServices(CASES), problemsIfAny);
