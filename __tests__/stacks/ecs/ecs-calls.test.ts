import type { Problem } from "../../../constructs/core/errors";
import type { FargateServiceSpec } from "../../../stacks/services/service-spec.types";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { specOf, stacksOf } from "../stack-json";

const SIZE = { image: "public.ecr.aws/shop/api:1.4.2", cpu: "0.5 vCPU", memory: "1 GB" } as const;
const API: FargateServiceSpec = { ...SIZE, port: 8080 };

type Services = Readonly<Record<string, FargateServiceSpec>>;

function problemsIn(services: Services): readonly Problem[] {
  const edge = { plainHttp: { reason: "a sandbox needs no domain" } };
  const serviceConnect = {};
  return problemsIfAny(() => ({
    problems: [],
    stacks: stacksOf([specOf(edge, { ecs: { serviceConnect, services } })]),
  }));
}

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
