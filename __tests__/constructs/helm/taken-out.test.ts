import { App } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { factsOf, REMEMBERED_CONTEXT } from "../../../constructs/core/memory/remembered";
import { HelmReleases, type HelmReleasesProps } from "../../../constructs/helm";
import type { Facts } from "../../../memory";
import { problemsIn } from "../../config/support/config-folder";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsOf, testEnvironment } from "../../support/synth";
import { type Found, INGRESS, testProvider } from "./support";

const LOCAL_ADMIN = { localAdmin: { reason: "the tests have no sign-in" } };
const CHART = { repository: "https://charts.example.com", version: "1.2.3", namespace: "shop" };

/** Everything that has a load balancer. */
const DEPLOYED: HelmReleasesProps = {
  loadBalancerController: true,
  argocd: { ...LOCAL_ADMIN, ingress: INGRESS },
  charts: { shop: { ...CHART, values: { ingress: { ingressClassName: "alb" } } } },
};

/** The facts of a list of releases, where others were deployed before. */
function synthesized(props: HelmReleasesProps, known: Facts = {}): Facts {
  const app = new App({ context: { [REMEMBERED_CONTEXT]: { "sandbox-eks-addons": known } } });
  const stack = new EnvironmentStack(app, "eks-addons", testEnvironment());
  new HelmReleases(stack, "releases", { ...props, provider: testProvider(stack) });
  return factsOf(stack);
}

const afterwards = (props: HelmReleasesProps) => () => synthesized(props, synthesized(DEPLOYED));
const SHOP = { charts: { shop: CHART } };
const left = (at: string) => ({
  code: "HELM_LOAD_BALANCER_LEFT",
  message: `The controller would go before it has taken away the load balancer that ${at} was deployed with.`,
  found: `loadBalancerController taken out together with ${at}`,
  expected: "the controller for one deploy more",
  fix: "put loadBalancerController back, deploy, and take it out when `kubectl get ingresses,services --all-namespaces` shows no load balancer",
});

interface Row extends Told<() => unknown> {
  readonly to: () => unknown;
  readonly problems: readonly Found[];
}

const REFUSED: readonly Row[] = [
  {
    mistake: "the load balancer controller is taken out together with ingresses of releases that stay",
    to: afterwards({ argocd: LOCAL_ADMIN, ...SHOP }),
    problems: ["argocd.ingress", "charts.shop.values.ingress.ingressClassName"].map((at) => ({
      at: "releases › loadBalancerController",
      ...left(at),
    })),
    ways: [
      {
        says: "put loadBalancerController back",
        to: afterwards({ loadBalancerController: true, argocd: LOCAL_ADMIN, ...SHOP }),
      },
      {
        says: "and take it out when",
        to: () => {
          const kept = synthesized(
            { loadBalancerController: true, argocd: LOCAL_ADMIN, ...SHOP },
            synthesized(DEPLOYED),
          );
          return synthesized({ argocd: LOCAL_ADMIN, ...SHOP }, kept);
        },
      },
    ],
  },
];

test.each(REFUSED)("$mistake: refused", ({ to, problems }) => {
  expect(problemsOf(to)).toEqual(
    problems.map(({ at, ...problem }) => ({ ...problem, path: `sandbox-eks-addons/${at}` })),
  );
});

testAdvice(REFUSED, problemsIn);

test("releases that go as a whole are waited for, and their controller may go with them", () => {
  expect(() => afterwards({ metricsServer: true })()).not.toThrow();
});

test("an ingress that stays without its controller is told once", () => {
  const problems = problemsOf(afterwards({ argocd: { ...LOCAL_ADMIN, ingress: INGRESS } }));
  expect(problems.map(({ code }) => code)).toEqual(["HELM_RELEASE_MISSING"]);
});
