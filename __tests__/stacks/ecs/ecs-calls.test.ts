import type { Problem } from "../../../constructs/core/errors";
import type { EcsProps } from "../../../stacks/ecs/ecs-stack.types";
import type { FargateServiceSpec } from "../../../stacks/services/service-spec.types";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { all, type StackJson, specOf, stacksOf } from "../stack-json";

const SIZE = { image: "public.ecr.aws/shop/api:1.4.2", cpu: "0.5 vCPU", memory: "1 GB" } as const;
const API: FargateServiceSpec = { ...SIZE, port: 8080 };

type Services = Readonly<Record<string, FargateServiceSpec>>;

function problemsInSection(ecs: EcsProps): readonly Problem[] {
  const edge = { plainHttp: { reason: "a sandbox needs no domain" } };
  return problemsIfAny(() => ({ problems: [], stacks: stacksOf([specOf(edge, { ecs })]) }));
}

const problemsIn = (services: Services) => problemsInSection({ serviceConnect: {}, services });

const unknown = (at: string, found: string, expected: string, fix: string): Problem => ({
  code: "CALL_UNKNOWN",
  path: `sandbox-ecs/services/${at}`,
  message: "There is no other service of this name.",
  found,
  expected,
  fix,
});

const unnamed = (at: string, found: string, fix: string): Problem => ({
  code: "CALL_WITHOUT_NAME",
  path: `sandbox-ecs/services/${at}`,
  message: "The service that is called has no name that the caller could find it by.",
  found,
  expected: "connect of both, or discovery of the one that is called",
  fix,
});

interface Mistake extends Told<Services> {
  readonly services: Services;
  readonly problems: readonly Problem[];
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "calls of services that are not there, have no name or no port",
    services: {
      web: { ...API, connect: {}, calls: ["order", "web", "orders", "jobs"] },
      orders: API,
      jobs: { ...SIZE, calls: ["web"] },
    },
    problems: [
      unknown("web › calls[0]", '"order"', "one of orders, jobs", 'did you mean "orders"? Otherwise take it out'),
      unknown("web › calls[1]", '"web"', "one of orders, jobs", 'did you mean "jobs"? Otherwise take it out'),
      unnamed("web › calls[2]", "no connect of orders, and no discovery of orders", "add connect: {} to orders"),
      {
        code: "CALL_WITHOUT_PORT",
        path: "sandbox-ecs/services/web › calls[3]",
        message: "The service that is called listens on no port.",
        found: '"jobs" without port',
        expected: "a service with a port",
        fix: "give jobs its port, such as port: 8080",
      },
      unnamed("jobs › calls[0]", "no connect of jobs, and no discovery of web", "add connect: {} to jobs"),
    ],
    ways: [
      {
        says: [
          'did you mean "orders"?',
          "Otherwise take it out",
          "add connect: {} to orders",
          "such as port: 8080",
          "add connect: {} to jobs",
        ],
        to: {
          web: { ...API, connect: {}, calls: ["orders", "jobs"] },
          orders: { ...API, connect: {} },
          jobs: { ...SIZE, port: 8080, connect: {}, calls: ["web"] },
        },
      },
    ],
  },
  {
    mistake: "a call of the only service, by itself",
    services: { web: { ...API, calls: ["web"] } },
    problems: [unknown("web › calls[0]", '"web"', "a service of the environment; there is no other", "take it out")],
    ways: [{ says: "take it out", to: { web: API } }],
  },
];

test.each(MISTAKES)("$mistake are told", ({ services, problems }) => {
  expect(problemsIn(services)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);

const NIGHTLY = { ...SIZE, schedule: "rate(1 day)" };
const DOMAIN = { domain: "shop.internal" };

interface SectionMistake extends Told<EcsProps> {
  readonly ecs: EcsProps;
  readonly problems: readonly Problem[];
}

const taskProblem = (at: string, told: Omit<Problem, "path">): Problem => ({
  path: `sandbox-ecs/scheduled/${at}`,
  ...told,
});

const IN_SECTIONS: readonly SectionMistake[] = [
  {
    mistake: "calls in a cluster that has no namespace at all",
    ecs: { services: { web: { ...API, calls: ["orders"] }, orders: API } },
    problems: [
      unnamed(
        "web › calls[0]",
        "no connect of web and orders, and no discovery of orders",
        "add connect: {} to web and to orders, and serviceConnect: {} to ecs",
      ),
    ],
    ways: [
      {
        says: "add connect: {} to web and to orders, and serviceConnect: {} to ecs",
        to: {
          serviceConnect: {},
          services: { web: { ...API, connect: {}, calls: ["orders"] }, orders: { ...API, connect: {} } },
        },
      },
    ],
  },
  {
    mistake: "calls in a cluster that has names in DNS",
    ecs: { discovery: DOMAIN, services: { web: { ...API, calls: ["orders"] }, orders: API } },
    problems: [
      unnamed(
        "web › calls[0]",
        "no connect of web and orders, and no discovery of orders",
        "add discovery: {} to orders",
      ),
    ],
    ways: [
      {
        says: "add discovery: {} to orders",
        to: {
          discovery: DOMAIN,
          services: { web: { ...API, calls: ["orders"] }, orders: { ...API, discovery: {} } },
        },
      },
    ],
  },
  {
    mistake: "calls of scheduled tasks of services that are not there, have no name or no port",
    ecs: {
      services: { orders: API, jobs: SIZE },
      scheduledTasks: { jobs: { ...NIGHTLY, calls: ["order", "orders", "jobs"] } },
    },
    problems: [
      taskProblem("jobs › calls[0]", {
        code: "CALL_UNKNOWN",
        message: "There is no service of this name.",
        found: '"order"',
        expected: "one of orders, jobs",
        fix: 'did you mean "orders"? Otherwise take it out',
      }),
      taskProblem("jobs › calls[1]", {
        code: "CALL_WITHOUT_NAME",
        message: "The service that is called has no name in DNS, and only services join Service Connect.",
        found: "no discovery of orders",
        expected: "discovery of the one that is called",
        fix: 'add discovery: {} to orders, and discovery: { domain: "shop.internal" } to ecs',
      }),
      taskProblem("jobs › calls[2]", {
        code: "CALL_WITHOUT_PORT",
        message: "The service that is called listens on no port.",
        found: '"jobs" without port',
        expected: "a service with a port",
        fix: "give jobs its port, such as port: 8080",
      }),
    ],
    ways: [
      {
        says: [
          'did you mean "orders"?',
          'add discovery: {} to orders, and discovery: { domain: "shop.internal" } to ecs',
          "such as port: 8080",
        ],
        to: {
          discovery: DOMAIN,
          services: { orders: { ...API, discovery: {} }, jobs: { ...API, discovery: {} } },
          scheduledTasks: { jobs: { ...NIGHTLY, calls: ["orders", "jobs"] } },
        },
      },
    ],
  },
  {
    mistake: "a call of a scheduled task where there are no services",
    ecs: { scheduledTasks: { report: { ...NIGHTLY, calls: ["orders"] } } },
    problems: [
      taskProblem("report › calls[0]", {
        code: "CALL_UNKNOWN",
        message: "There is no service of this name.",
        found: '"orders"',
        expected: "a service of the environment; there is none",
        fix: "take it out",
      }),
    ],
    ways: [{ says: "take it out", to: { scheduledTasks: { report: NIGHTLY } } }],
  },
];

test.each(IN_SECTIONS)("$mistake are told", ({ ecs, problems }) => {
  expect(problemsInSection(ecs)).toEqual(problems);
});

testAdvice(IN_SECTIONS, problemsInSection);

test("the port of a service is open to the tasks by the clock that call it, on both sides", () => {
  const report = { ...NIGHTLY, calls: ["orders", "orders"] };
  const ecs = { discovery: DOMAIN, services: { orders: { ...API, discovery: {} } }, scheduledTasks: { report } };
  const { edge: _, ...spec } = specOf({}, { ecs });
  const json = stacksOf([spec])["sandbox-ecs"] as StackJson;
  const ends = { from_port: 8080, to_port: 8080, ip_protocol: "tcp", description: "report calls orders" };
  const [task, service] = ["scheduled_report", "services_orders"].map((name) =>
    expect.stringMatching(new RegExp(`aws_security_group\\.${name}_`)),
  );
  const rules = (kind: string) =>
    all(json, `aws_vpc_security_group_${kind}_rule`).filter(({ description }) => description === ends.description);
  expect(rules("ingress")).toEqual([
    expect.objectContaining({ ...ends, security_group_id: service, referenced_security_group_id: task }),
  ]);
  expect(rules("egress")).toEqual([
    expect.objectContaining({ ...ends, security_group_id: task, referenced_security_group_id: service }),
  ]);
});
