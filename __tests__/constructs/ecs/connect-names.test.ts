import { EcsCluster, FargateService, TaskDefinition } from "../../../constructs/ecs";
import { problemsOf, resourceOf, resourcesOf, synthStack } from "../../support/synth";
import {
  expectServiceProblems,
  type Found,
  IMAGE,
  SMALL_SERVICE,
  SMALL_TASK,
  smallService,
  synthService,
  testCluster,
  testExposure,
} from "./support";

const SHOP = { cluster: { serviceConnect: { namespace: "shop" } } };
const LETTERS = "a-z, 0-9, _ and -, not starting with -";

const twoPorts = {
  ...SMALL_TASK,
  containers: { app: { image: IMAGE, ports: { http: { port: 8080 }, admin: { port: 9000 } } } },
};

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

// Amazon ECS API Reference, `ServiceConnectClientAlias` and `ServiceConnectService` (read 2026-11).
describe("names of Service Connect", () => {
  test.each([
    ["Orders", "orders"],
    ["-orders", "orders"],
    ["orders api", "orders-api"],
    ["orders.", "orders-"],
    ["a".repeat(128), "a".repeat(63)],
  ])("callers cannot write %s", (alias, fix) => {
    const props = smallService({ connect: { offers: { app: { alias } } } });
    expectServiceProblems({ name: alias, ...SHOP, props, problems: [aliasInvalid(alias, fix)] });
    expect(() => synthService(smallService({ connect: { offers: { app: { alias: fix } } } }), SHOP)).not.toThrow();
  });

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
    const long = `${"a".repeat(40)}.${"b".repeat(40)}`;
    expectServiceProblems({
      name: "long",
      ...SHOP,
      props: smallService({ connect: { offers: { app: { alias: long } } } }),
      problems: [
        {
          property: "connect.offers.app.discoveryName",
          code: "CONNECT_NAME_INVALID",
          message: "ECS takes no such name for Cloud Map.",
          found: `"${long.replace(".", "-")}"`,
          expected: `1 to 64 of ${LETTERS}`,
          fix: `set discoveryName: "${long.replace(".", "-").slice(0, 63)}"`,
        },
      ],
    });
  });

  const service = (offers: object) =>
    synthService(
      (stack) => ({ taskDefinition: new TaskDefinition(stack, "task", twoPorts), connect: { offers: { ...offers } } }),
      SHOP,
    );

  test("two offers of a service have two names in Cloud Map", () => {
    expect(problemsOf(() => service({ http: {}, admin: {} }))).toEqual([
      {
        code: "CONNECT_NAME_TAKEN",
        path: "sandbox-ecs/api › connect.offers.http.discoveryName",
        message: "Two offers of a namespace would have one name in Cloud Map.",
        found: '"api", also of sandbox-ecs/api › connect.offers.admin',
        expected: "each name once in the namespace",
        fix: 'set discoveryName: "api-http", or another alias',
      },
    ]);
    const configuration = resourceOf(
      service({ http: { discoveryName: "api-http" }, admin: {} }),
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

  test("a name in the private DNS domain is one that Cloud Map takes", () => {
    const build = (name: string) => ({
      cluster: { discovery: { domain: "shop.internal" } },
      props: smallService({ discovery: { name } }),
    });
    const { props, ...options } = build("orders api-");
    expectServiceProblems({
      name: "discovery",
      props,
      ...options,
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
    });
    const fixed = build("orders-api");
    expect(() => synthService(fixed.props, { cluster: fixed.cluster })).not.toThrow();
  });

  test("a service that CodeDeploy deploys cannot join", () => {
    expectServiceProblems({
      name: "codedeploy",
      ...SHOP,
      props: (stack, cluster) => ({
        ...SMALL_SERVICE,
        imageOwner: "deployment" as const,
        expose: testExposure(stack, cluster),
        deployment: { by: "codedeploy" },
        connect: { offers: { app: {} } },
      }),
      problems: [
        {
          property: "connect",
          code: "CONNECT_WITH_CODEDEPLOY",
          message: "ECS has no Service Connect for services that CodeDeploy deploys.",
          found: "connect with deployment by codedeploy",
          expected: "connect with a deployment by rolling or blue-green",
          fix: 'use deployment: { by: "rolling" }, or discovery in the place of connect',
        },
      ],
    });
  });
});
