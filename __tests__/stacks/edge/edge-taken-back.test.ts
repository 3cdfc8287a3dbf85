import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import type { EdgeProps } from "../../../stacks/edge/edge-stack.types";
import { testAdvice } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { specOf, stacksOf } from "../stack-json";

const DOMAIN = { name: "shop.example.com" };
const STEP: EdgeProps = { domain: { ...DOMAIN, delegated: false } };
const WEB = { image: "public.ecr.aws/nginx/nginx:1.29", cpu: "0.25 vCPU", memory: "0.5 GB", port: 80, expose: {} };
const ECS = { services: { web: WEB } };

/** What is remembered of an edge that was deployed as a whole, and of its zone alone. */
const WHOLE = { "sandbox-edge": { zone: { whole: true } } } as const;
const ALONE = { "sandbox-edge": {} } as const;

type Given = Pick<EnvironmentSpec, "remembered"> & { readonly edge: EdgeProps; readonly ecs?: EnvironmentSpec["ecs"] };

function problemsIn({ edge, ecs, remembered }: Given) {
  return problemsIfAny(() => {
    stacksOf([{ ...specOf(edge, ecs ? { ecs } : {}), ...(remembered ? { remembered } : {}) }]);
    return { problems: [] };
  });
}

const EDGE: Given = { edge: STEP, remembered: WHOLE };
const SERVICES: Given = { edge: STEP, ecs: ECS, remembered: { "sandbox-ecs": {} } };

const mistakes = [
  {
    mistake: "an edge that is taken back to its zone",
    problems: problemsIn(EDGE),
    ways: [
      { says: "remove delegated", to: { ...EDGE, edge: { domain: DOMAIN } } },
      { says: "destroy sandbox-edge first", to: { edge: STEP } },
    ],
  },
  {
    mistake: "services that stand below an edge that is taken back",
    problems: problemsIn(SERVICES),
    ways: [
      { says: "remove delegated", to: { ...SERVICES, edge: { domain: DOMAIN } } },
      { says: "destroy sandbox-ecs first", to: { edge: STEP, ecs: ECS } },
    ],
  },
];

test("an edge that is deployed is not taken back to its zone alone, with or without services", () => {
  expect(problemsIn(EDGE)).toEqual([
    {
      code: "EDGE_TAKEN_BACK",
      path: "sandbox-edge › domain.delegated",
      message: "The edge is deployed, and with delegated: false nothing of it would be left but the zone.",
      found: "delegated: false, and the balancer with its certificates is deployed",
      expected: "delegated: false only before their first deploy",
      fix: "remove delegated, or destroy sandbox-edge first",
    },
  ]);
  expect(problemsIn({ ...EDGE, ecs: ECS })).toEqual(problemsIn(EDGE));
});

test("a zone that was deployed alone may stay alone, and be followed by the rest", () => {
  expect(problemsIn({ edge: STEP, remembered: ALONE })).toEqual([]);
  expect(problemsIn({ edge: { domain: DOMAIN }, remembered: ALONE })).toEqual([]);
});

testAdvice(mistakes, problemsIn);
