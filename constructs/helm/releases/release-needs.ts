import { valuesBelow } from "../../core/texts/values";
import { LOAD_BALANCER_CLASS } from "../add-ons/load-balancer-checks";
import type { HelmReleasesProps } from "./helm-releases.types";
import type { HelmValues } from "./release.types";

/** A release that others count on. */
export type NeededRelease = "loadBalancerController" | "externalSecrets" | "metricsServer" | "certManager";

/** One part of a list of releases that works only with another one. */
export interface Need {
  /** Property that needs it. */
  readonly at: string;
  /** What happens there, as the beginning of a sentence. */
  readonly because: string;
  readonly needs: NeededRelease;
}

/** What each release is called, and why it is needed when it is. */
export const NEEDED: Readonly<Record<NeededRelease, { readonly title: string; readonly to: string }>> = {
  loadBalancerController: {
    title: "the AWS Load Balancer Controller",
    to: "which makes load balancers of ingresses and services",
  },
  externalSecrets: { title: "External Secrets", to: "which brings secrets from Secrets Manager" },
  metricsServer: { title: "metrics-server", to: "which horizontal autoscaling reads" },
  certManager: { title: "cert-manager", to: "which makes the certificate" },
};

/** Objects of manifests as values, by the name of their release. */
export type ObjectValues = Readonly<Record<string, HelmValues>>;

/** Everything in a list of releases that needs another one, by its options and by what its values or objects say. */
export function needsOf(props: HelmReleasesProps, objects: ObjectValues = {}): Need[] {
  return [
    ...argoCdNeeds(props),
    ...[...valuesByPlace(props), ...objectsByPlace(objects)].flatMap(([at, values]) => valuesNeeds(at, values)),
  ];
}

/** The objects, by the list that they stand in. */
function objectsByPlace(objects: ObjectValues): [string, HelmValues][] {
  return Object.entries(objects).map(([name, values]) => [`manifests.${name}`, values]);
}

/** Names of the releases, `charts.<name>` for other charts, whose values ask cert-manager for a certificate. */
export function releasesWithCertificates(props: HelmReleasesProps): ReadonlySet<string> {
  const places = valuesByPlace(props).flatMap(([at, values]) =>
    valuesNeeds(at, values).map(({ needs }) => ({ at, needs })),
  );
  return new Set(places.filter(({ needs }) => needs === "certManager").map(({ at }) => at.replace(/\.values$/, "")));
}

function argoCdNeeds({ argocd }: HelmReleasesProps): Need[] {
  if (!argocd) return [];
  const withCredentials = Object.entries(argocd.repositories ?? {}).filter(([, { credentials }]) => credentials);
  const needs: (Need | false)[] = [
    argocd.ingress !== undefined && {
      at: "argocd.ingress",
      because: "Argo CD has an ingress",
      needs: "loadBalancerController",
    },
    argocd.signIn !== undefined && {
      at: "argocd.signIn",
      because: "The sign-in of Argo CD has a client's secret",
      needs: "externalSecrets",
    },
    argocd.scale !== undefined && {
      at: "argocd.scale",
      because: "Argo CD scales with its load",
      needs: "metricsServer",
    },
    ...withCredentials.map(
      ([name]): Need => ({
        at: `argocd.repositories.${name}.credentials`,
        because: "A repository of Argo CD has credentials",
        needs: "externalSecrets",
      }),
    ),
  ];
  return needs.filter((need) => need !== false);
}

/** The values that were written by hand, by the property that they stand in. */
function valuesByPlace(props: HelmReleasesProps): [string, HelmValues][] {
  const { charts = {}, localCharts = {}, manifests: _, storageClass: __, ingressClass: ___, ...releases } = props;
  const ours = Object.entries(releases).flatMap(([name, release]): [string, HelmValues][] =>
    typeof release === "object" && release.values ? [[`${name}.values`, release.values]] : [],
  );
  const others = Object.entries({ charts, localCharts }).flatMap(([list, byName]) =>
    Object.entries(byName).flatMap(([name, { values }]): [string, HelmValues][] =>
      values ? [[`${list}.${name}.values`, values]] : [],
    ),
  );
  return [...ours, ...others];
}

function valuesNeeds(place: string, values: HelmValues): Need[] {
  return valuesBelow(values).flatMap(({ keys, value }): Need[] => {
    const [parent = "", key = ""] = ["", ...keys].slice(-2);
    const at = `${place}.${keys.join(".")}`;
    if (isLoadBalancer(key, value))
      return [{ at, because: "The values ask for a load balancer", needs: "loadBalancerController" }];
    if (isAutoscaling(parent, key, value))
      return [{ at, because: "The values switch autoscaling on", needs: "metricsServer" }];
    if (isCertificate(parent, key, value))
      return [{ at, because: "The values ask for a certificate", needs: "certManager" }];
    return [];
  });
}

function isLoadBalancer(key: string, value: unknown): boolean {
  if (/loadBalancerClass$/i.test(key)) return value === LOAD_BALANCER_CLASS;
  return (key === "ingressClassName" && value === "alb") || (key === "kubernetes.io/ingress.class" && value === "alb");
}

function isAutoscaling(parent: string, key: string, value: unknown): boolean {
  return (
    (key === "enabled" && value === true && /^(autoscaling|hpa|horizontalPodAutoscaler)$/.test(parent)) ||
    (key === "kind" && value === "HorizontalPodAutoscaler")
  );
}

/** By an annotation, or by what the charts of `CHARTS` call it. */
function isCertificate(parent: string, key: string, value: unknown): boolean {
  return (
    /^cert-manager\.io\/(cluster-)?issuer$/.test(key) ||
    (key === "enableCertManager" && value === true) ||
    (key === "enabled" && value === true && parent === "certManager") ||
    (key === "type" && value === "cert-manager")
  );
}
