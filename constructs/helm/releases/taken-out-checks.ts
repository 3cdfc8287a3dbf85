import type { Construct } from "constructs";
import type { Problems } from "../../core/errors";
import { remember, rememberedTexts } from "../../core/memory/remembered";
import type { HelmReleasesProps } from "./helm-releases.types";
import { needsOf, type ObjectValues } from "./release-needs";

/** What is remembered of the releases: the properties by which there are load balancers, such as `argocd.ingress`. */
const LOAD_BALANCERS = "loadBalancers";

/**
 * Adds `HELM_LOAD_BALANCER_LEFT` where the load balancer controller is taken out at once with something that it made a load balancer for, of a
 * release that stays. Helm does not wait until an ingress is gone that an upgrade takes away, and without the controller the ingress never is.
 * Where the whole release goes, Helm waits (Helm 3.18, `pkg/action/upgrade.go` and `uninstall.go`).
 *
 * @param releases construct of the releases, which remembers
 * @param objects objects of the manifests, by the name of their release
 */
export function checkTakenOut(
  releases: Construct,
  props: HelmReleasesProps,
  problems: Problems,
  objects: ObjectValues = {},
): void {
  const balanced = needsOf(props, objects).filter(({ needs }) => needs === "loadBalancerController");
  if (balanced.length > 0) remember(releases, LOAD_BALANCERS, [...new Set(balanced.map(({ at }) => at))].sort());
  if (props.loadBalancerController) return;
  const stillThere = balanced.map(({ at }) => at);
  for (const at of rememberedTexts(releases, LOAD_BALANCERS) ?? []) {
    // What still asks for one has been told: its controller is missing.
    if (!isInstalled(at, props) || stillThere.includes(at)) continue;
    problems.add("loadBalancerController", {
      code: "HELM_LOAD_BALANCER_LEFT",
      message: `The controller would go before it has taken away the load balancer that ${at} was deployed with.`,
      found: `loadBalancerController taken out together with ${at}`,
      expected: "the controller for one deploy more",
      fix: "put loadBalancerController back, deploy, and take it out when `kubectl get ingresses,services --all-namespaces` shows no load balancer",
    });
  }
}

/** Whether the release that a property belongs to is still in the list: `argocd.ingress`, `charts.shop.values.ingress.ingressClassName`. */
function isInstalled(at: string, props: HelmReleasesProps): boolean {
  const [release = "", name = ""] = at.split(".");
  return release === "charts" || release === "localCharts" || release === "manifests"
    ? props[release]?.[name] !== undefined
    : Boolean(props[release as keyof HelmReleasesProps]);
}
