import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { APP, appOf, expectTaskProblems, IMAGE, outOfRange, type TaskCase, taskOf, toldTasks } from "../support";

const CASES: readonly TaskCase[] = [
  {
    name: "ports that are taken, named twice, or do not exist",
    props: taskOf({
      app: { image: IMAGE, ports: { http: { port: 8080 }, Admin: { port: 70000 } } },
      proxy: { image: IMAGE, ports: { http: { port: 8080 } } },
    }),
    problems: [
      outOfRange("containers.app.ports.Admin.port", "70000 as a port", "1 to 65535", "use 65535"),
      {
        property: "containers.app.ports.Admin",
        code: "PORT_NAME_INVALID",
        message: "A port cannot have this name.",
        found: '"Admin"',
        expected: "1 to 64 of a-z, 0-9, - and _, not starting with -",
        fix: 'use "admin"',
      },
      {
        property: "containers.proxy.ports.http",
        code: "PORT_TWICE",
        message: "The containers of a task share one address, and this port of it is taken.",
        found: "tcp 8080, also of containers.app.ports.http",
        expected: "each port once in a task",
        fix: "let one of the two listen on another port",
      },
      {
        property: "containers.proxy.ports.http",
        code: "PORT_NAME_TWICE",
        message: "Names of ports are unique in a task.",
        found: '"http" in app and in proxy',
        expected: "each name once in a task",
        fix: 'name this one "proxy-http"',
      },
    ],
    ways: [
      {
        says: ["use 65535", 'use "admin"', "let one of the two listen on another port", 'name this one "proxy-http"'],
        to: taskOf({
          app: { image: IMAGE, ports: { http: { port: 8080 }, admin: { port: 65535 } } },
          proxy: { image: IMAGE, ports: { "proxy-http": { port: 8081 } } },
        }),
      },
    ],
  },
  {
    name: "a dependency on a container that is not there",
    props: taskOf({ app: { ...APP, dependsOn: { migrate: "SUCCESS" } }, proxy: { image: IMAGE } }),
    problems: [
      {
        property: "containers.app.dependsOn.migrate",
        code: "CONTAINER_UNKNOWN",
        message: "The task has no container of this name to wait for.",
        found: '"migrate"',
        expected: "one of proxy",
        fix: "correct the name, or take the dependency out",
      },
    ],
    ways: [
      {
        says: "correct the name",
        to: taskOf({ app: { ...APP, dependsOn: { proxy: "START" } }, proxy: { image: IMAGE } }),
      },
      { says: "take the dependency out", to: taskOf({ app: APP, proxy: { image: IMAGE } }) },
    ],
  },
  {
    name: "dependencies in a circle",
    props: taskOf({
      app: { ...APP, dependsOn: { cache: "START" } },
      cache: { image: IMAGE, dependsOn: { proxy: "START" } },
      proxy: { image: IMAGE, dependsOn: { app: "START" } },
    }),
    problems: [
      {
        property: "containers",
        code: "CONTAINER_DEPENDENCY_CYCLE",
        message: "Containers wait for each other, so none would start.",
        found: "app → cache → proxy → app",
        expected: "dependencies without a cycle",
        fix: "take cache out of the dependsOn of app",
      },
    ],
    ways: [
      {
        says: "take cache out of the dependsOn of app",
        to: taskOf({
          app: { ...APP, dependsOn: {} },
          cache: { image: IMAGE, dependsOn: { proxy: "START" } },
          proxy: { image: IMAGE, dependsOn: { app: "START" } },
        }),
      },
    ],
  },
  {
    name: "dependencies in two circles",
    props: taskOf({
      app: { ...APP, dependsOn: { cache: "START", proxy: "START" } },
      cache: { image: IMAGE, dependsOn: { app: "START" } },
      proxy: { image: IMAGE, dependsOn: { app: "START" } },
    }),
    problems: ["cache", "proxy"].map((other) => ({
      property: "containers",
      code: "CONTAINER_DEPENDENCY_CYCLE",
      message: "Containers wait for each other, so none would start.",
      found: `app → ${other} → app`,
      expected: "dependencies without a cycle",
      fix: `take ${other} out of the dependsOn of app`,
    })),
    ways: [
      {
        says: ["take cache out of the dependsOn of app", "take proxy out of the dependsOn of app"],
        to: taskOf({
          app: APP,
          cache: { image: IMAGE, dependsOn: { app: "START" } },
          proxy: { image: IMAGE, dependsOn: { app: "START" } },
        }),
      },
    ],
  },
  {
    name: "a container that waits for itself",
    props: appOf({ dependsOn: { app: "START" } }),
    problems: [
      {
        property: "containers",
        code: "CONTAINER_DEPENDENCY_CYCLE",
        message: "A container waits for itself.",
        found: "app → app",
        expected: "dependencies without a cycle",
        fix: "take app out of the dependsOn of app",
      },
    ],
    ways: [{ says: "take app out of the dependsOn of app", to: appOf({ dependsOn: {} }) }],
  },
  {
    name: "waiting for what never comes",
    props: taskOf({
      app: { ...APP, dependsOn: { cache: "HEALTHY", migrate: "SUCCESS" } },
      cache: { image: IMAGE },
      migrate: { image: IMAGE },
    }),
    problems: [
      {
        property: "containers.app.dependsOn.cache",
        code: "DEPENDENCY_NEVER_HEALTHY",
        message: 'Container "cache" has no health check, so it would never be healthy.',
        found: "HEALTHY",
        expected: "HEALTHY for containers with a health check only",
        fix: 'give "cache" a healthCheck, or wait for START',
      },
      {
        property: "containers.app.dependsOn.migrate",
        code: "DEPENDENCY_ENDS_TASK",
        message: 'Container "migrate" is essential: when it ends, the task ends, and nothing waits any more.',
        found: "SUCCESS",
        expected: "SUCCESS for containers with essential: false only",
        fix: 'set essential: false for "migrate", or wait for START or HEALTHY',
      },
    ],
    ways: [
      {
        says: ['give "cache" a healthCheck', 'set essential: false for "migrate"'],
        to: taskOf({
          app: { ...APP, dependsOn: { cache: "HEALTHY", migrate: "SUCCESS" } },
          cache: { image: IMAGE, healthCheck: { command: "exit 0" } },
          migrate: { image: IMAGE, essential: false },
        }),
      },
      {
        says: ["or wait for START", "or wait for START or HEALTHY"],
        to: taskOf({
          app: { ...APP, dependsOn: { cache: "START", migrate: "START" } },
          cache: { image: IMAGE },
          migrate: { image: IMAGE },
        }),
      },
    ],
  },
  {
    name: "no essential container",
    props: appOf({ essential: false }),
    problems: [
      {
        property: "containers",
        code: "CONTAINER_NONE_ESSENTIAL",
        message: "No container is essential, so nothing would say when the task has ended.",
        found: "essential: false for every container",
        expected: "at least one essential container",
        fix: "leave essential out for the application's container",
      },
    ],
    ways: [{ says: "leave essential out for the application's container", to: appOf({}) }],
  },
  {
    name: "volumes of a container that is not there, and of itself",
    props: taskOf({ app: { ...APP, volumesFrom: { ap: {}, app: {} } }, agent: { image: IMAGE, essential: false } }),
    problems: ["ap", "app"].map((name) => ({
      property: `containers.app.volumesFrom.${name}`,
      code: "VOLUMES_FROM_UNKNOWN",
      message: "The task has no other container of this name whose volumes could be seen.",
      found: `"${name}"`,
      expected: "one of agent",
      fix: "correct the name, or take it out of volumesFrom",
    })),
    ways: [
      {
        says: ["correct the name"],
        to: taskOf({ app: { ...APP, volumesFrom: { agent: {} } }, agent: { image: IMAGE, essential: false } }),
      },
      {
        says: ["or take it out of volumesFrom"],
        to: taskOf({ app: APP, agent: { image: IMAGE, essential: false } }),
      },
    ],
  },
];

describe("containers that do not go together are refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectTaskProblems(entry));
});

testAdvice(toldTasks(CASES), problemsIfAny);
