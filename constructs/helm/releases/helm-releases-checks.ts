import { closest, distance } from "fastest-levenshtein";
import type { Problems } from "../../core/errors";
import { addonOfChart } from "../../eks/addons/addon-rules";
import type { INetwork } from "../../network/network.types";
import { isReadable } from "../add-ons/secret-arns";
import { CHARTS } from "../charts/charts";
import { CLASSES } from "./class-objects";
import type { HelmReleasesProps } from "./helm-releases.types";
import { NEEDED, type NeededRelease, needsOf, type ObjectValues } from "./release-needs";
import { accountRelease } from "./service-account-releases";

/** Releases that other charts can come after, by their names in the list. */
export const RELEASE_KEYS = [
  "loadBalancerController",
  "certManager",
  "externalSecrets",
  "metricsServer",
  "externalDns",
  "clusterAutoscaler",
  "karpenter",
  "sealedSecrets",
  "argocd",
] as const;

/**
 * Adds what is wrong between the releases of a list: `HELM_RELEASE_MISSING`, `HELM_ADDON_TWICE`, `HELM_RELEASE_TWICE`,
 * `HELM_RELEASE_NAME_TWICE`, `HELM_AFTER_UNKNOWN`, `HELM_AFTER_CYCLE`, `ARGOCD_SECRET_UNREADABLE`, `ARGOCD_INTERNET_FACING`.
 *
 * @param addons names of the EKS add-ons that the cluster has
 * @param objects objects of the manifests, by the name of their release
 * @param serviceAccounts names of the service accounts that have a release
 */
export function checkReleases(
  props: HelmReleasesProps,
  addons: readonly string[],
  problems: Problems,
  objects: ObjectValues = {},
  serviceAccounts: readonly string[] = [],
): void {
  checkNeeds(props, addons, problems, objects);
  for (const release of ["metricsServer", "certManager", "externalDns"] as const) {
    if (props[release]) checkAddon(release, CHARTS[release].name, addons, problems);
  }
  for (const [name, { chart = name }] of Object.entries(props.charts ?? {})) {
    checkAddon(`charts.${name}`, chart, addons, problems);
  }
  checkArgoCdSecrets(props, problems);
  checkInternetFacing(props, problems);
  checkNamed(props, serviceAccounts, problems);
}

/** A chart of the same software as an EKS add-on of the cluster. */
function checkAddon(at: string, chart: string, addons: readonly string[], problems: Problems): void {
  // Add-ons of the community have the names of their charts.
  const addon = addonOfChart(chart) ?? chart;
  if (!addons.includes(addon)) return;
  problems.add(at, {
    code: "HELM_ADDON_TWICE",
    message: "The cluster has the same software as an EKS add-on, and the two fight over the same objects.",
    found: `the chart ${chart} beside the add-on ${addon}`,
    expected: "one of the two",
    fix: `take ${at} out; AWS keeps the add-on current`,
  });
}

function checkNeeds(
  props: HelmReleasesProps,
  addons: readonly string[],
  problems: Problems,
  objects: ObjectValues,
): void {
  const there = (release: NeededRelease) =>
    Boolean(props[release]) ||
    ((release === "metricsServer" || release === "certManager") && addons.includes(CHARTS[release].name));
  for (const { at, because, needs } of needsOf(props, objects)) {
    if (there(needs)) continue;
    const { title, to } = NEEDED[needs];
    problems.add(at, {
      code: "HELM_RELEASE_MISSING",
      message: `${because}, and ${title}, ${to}, is not installed.`,
      found: `${at} without ${needs}`,
      expected: `${needs} in the same list`,
      fix: `add ${needs}${needs === "externalSecrets" ? withSecret(at, props) : ""}, or ${withoutNeed(at, props)}`,
    });
  }
}

/** What External Secrets must be allowed to read, for the part of Argo CD that needs it. */
function withSecret(at: string, props: HelmReleasesProps): string {
  const [, secret] = argoCdSecrets(props).find(([place]) => place.startsWith(at)) ?? [];
  return secret === undefined ? "" : ` with "${secret}" in its secrets`;
}

/** What goes with a part of Argo CD that is taken away, so that nothing is left that counts on it. */
function withoutNeed(at: string, { argocd }: HelmReleasesProps): string {
  const { signIn, groups, ingress, localAdmin } = argocd ?? {};
  const signInParts = [...(signIn ? ["argocd.signIn"] : []), ...(signIn && groups ? ["argocd.groups"] : [])];
  const parts = at === "argocd.ingress" ? [at, ...signInParts] : at === "argocd.signIn" ? signInParts : [at];
  const away = `take ${parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : at} away`;
  const nobody = at === "argocd.signIn" && ingress !== undefined && localAdmin === undefined;
  return nobody ? `${away} and keep the built-in account by argocd.localAdmin` : away;
}

/** The secrets that Argo CD names, by the property that they stand in. */
function argoCdSecrets({ argocd }: HelmReleasesProps): (readonly [at: string, secret: string])[] {
  if (!argocd) return [];
  return [
    ...(argocd.signIn ? [["argocd.signIn.clientSecret", argocd.signIn.clientSecret.secret] as const] : []),
    ...Object.entries(argocd.repositories ?? {}).flatMap(([name, { credentials }]) =>
      credentials ? [[`argocd.repositories.${name}.credentials`, credentials.secret] as const] : [],
    ),
  ];
}

/** Secrets that Argo CD names are read with the role of External Secrets. */
function checkArgoCdSecrets(props: HelmReleasesProps, problems: Problems): void {
  const { argocd, externalSecrets } = props;
  if (!argocd || !externalSecrets) return;
  const { secrets = [], clusterStores = true } = externalSecrets === true ? {} : externalSecrets;
  for (const [at, secret] of argoCdSecrets(props)) {
    const readable = isReadable(secret, secrets);
    if (clusterStores && readable) continue;
    problems.add(at, {
      code: "ARGOCD_SECRET_UNREADABLE",
      message: "External Secrets may not read this secret, so Argo CD would wait for it.",
      found: clusterStores ? `"${secret}"` : `"${secret}", and no store for the whole cluster`,
      expected: clusterStores ? `one of externalSecrets.secrets: ${secrets.join(", ") || "none"}` : "clusterStores",
      fix: [
        ...(clusterStores ? [] : ["leave externalSecrets.clusterStores out"]),
        ...(readable ? [] : [`add "${secret}" to externalSecrets.secrets`]),
      ].join(", and "),
    });
  }
}

function checkInternetFacing({ argocd, loadBalancerController }: HelmReleasesProps, problems: Problems): void {
  if (!argocd?.ingress?.public || !loadBalancerController) return;
  if (loadBalancerController !== true && loadBalancerController.internetFacing) return;
  problems.add("argocd.ingress.public", {
    code: "ARGOCD_INTERNET_FACING",
    message: "The AWS Load Balancer Controller has no right to make load balancers that the internet reaches.",
    found: "argocd.ingress.public without loadBalancerController.internetFacing",
    expected: "loadBalancerController: { internetFacing: true }",
    fix: "set loadBalancerController: { internetFacing: true }, or leave argocd.ingress.public out",
  });
}

/** A release with a name of the user's. */
interface NamedRelease {
  /** Where it stands: `charts.orders`. */
  readonly at: string;
  readonly name: string;
  readonly after: readonly string[];
}

/** Lists of releases with names of the user's. */
const NAMED_LISTS = ["charts", "localCharts", "manifests"] as const;

function namedReleases(props: HelmReleasesProps): readonly NamedRelease[] {
  return NAMED_LISTS.flatMap((list) =>
    Object.entries(props[list] ?? {}).map(([name, { after = [] }]) => ({ at: `${list}.${name}`, name, after })),
  );
}

function checkNamed(props: HelmReleasesProps, serviceAccounts: readonly string[], problems: Problems): void {
  const taken = new Set<string>(["argocd", ...Object.values(CHARTS).map(({ name }) => name)]);
  const all = namedReleases(props);
  const names = all.map(({ name }) => name);
  all.forEach(({ at, name, after }, place) => {
    if (taken.has(name)) problems.add(at, releaseTwice(at, name));
    const first = all.slice(0, place).find((other) => other.name === name);
    if (first) problems.add(at, nameTwice(at, first.at, name));
    const classes = (["storageClass", "ingressClass"] as const).find((one) => props[one]);
    if (classes && name === CLASSES) problems.add(at, nameTwice(at, classes, name));
    const user = serviceAccounts.find((one) => accountRelease(one) === name);
    if (user !== undefined) problems.add(at, nameTwice(at, `eks.serviceAccounts.${user}`, name));
    after.forEach((other, index) => {
      const known = [...names.filter((one) => one !== name), ...RELEASE_KEYS];
      if (other === name) problems.add(`${at}.after[${index}]`, afterCircle([name, name]));
      else if (!known.includes(other)) problems.add(`${at}.after[${index}]`, afterUnknown(other, known));
    });
  });
  const waits = new Map(all.map(({ name, after }) => [name, after.filter((other) => other !== name)]));
  const placeOf = (name: string | undefined) => all.find((one) => one.name === name)?.at ?? "";
  for (let circle = findCircle(waits); circle; circle = findCircle(waits)) {
    problems.add(`${placeOf(circle[0])}.after`, afterCircle(circle));
    // What is left when this advice was followed.
    const [first = "", second] = circle;
    waits.set(
      first,
      (waits.get(first) ?? []).filter((other) => other !== second),
    );
  }
}

function afterCircle(circle: readonly string[]) {
  const [first, second] = circle;
  return {
    code: "HELM_AFTER_CYCLE",
    message: first === second ? "The release waits for itself." : "The releases wait for each other.",
    found: circle.join(" after "),
    expected: "an order",
    fix: `take ${second} out of the after of ${first}`,
  };
}

function nameTwice(at: string, first: string, name: string) {
  return {
    code: "HELM_RELEASE_NAME_TWICE",
    message: "Two releases have one name, by which Helm and others that come after them know them.",
    found: `${at} and ${first}`,
    expected: "a name of its own for each",
    fix: `give ${at} another name, such as ${name}-2`,
  };
}

function releaseTwice(at: string, name: string) {
  const key = Object.entries(CHARTS).find(([, chart]) => chart.name === name)?.[0] ?? name;
  return {
    code: "HELM_RELEASE_TWICE",
    message: "The name is one of a release that is made here, with its role and its order.",
    found: at,
    expected: "another name",
    fix: `use ${key === "argoCd" || key === "argocdApps" ? "argocd" : key} instead of ${at.split(".")[0]}`,
  };
}

function afterUnknown(name: string, known: readonly string[]) {
  const near = closest(name, [...known]);
  return {
    code: "HELM_AFTER_UNKNOWN",
    message: "There is no release of this name to come after.",
    found: `"${name}"`,
    expected: `one of ${[...known].sort().join(", ")}`,
    fix: distance(near, name) <= 3 ? `did you mean "${near}"?` : "take it out, or add the release",
  };
}

/** Names of charts that come after each other in a circle, the first one again at the end. */
function findCircle(waits: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const visit = (name: string, way: readonly string[]): string[] | undefined => {
    const start = way.indexOf(name);
    if (start >= 0) return [...way.slice(start), name];
    for (const other of waits.get(name) ?? []) {
      const circle = visit(other, [...way, name]);
      if (circle) return circle;
    }
    return undefined;
  };
  for (const name of [...waits.keys()].sort()) {
    const circle = visit(name, []);
    if (circle) return circle;
  }
  return undefined;
}

/**
 * Adds `LOAD_BALANCER_SUBNETS` when the AWS Load Balancer Controller would not find the subnets of two zones, which application load
 * balancers need (Elastic Load Balancing User Guide, "Application Load Balancers", as of 2026-11).
 *
 * @param discovery tags of each tier by name, see `effectiveDiscovery`
 */
export function checkSubnets(
  network: Pick<INetwork, "tiers">,
  discovery: ReadonlyMap<string, Readonly<Record<string, string>>>,
  { loadBalancerController }: HelmReleasesProps,
  problems: Problems,
): void {
  if (!loadBalancerController) return;
  const internetFacing = loadBalancerController !== true && loadBalancerController.internetFacing === true;
  for (const role of internetFacing ? (["internal-elb", "elb"] as const) : (["internal-elb"] as const)) {
    const tag = `kubernetes.io/role/${role}`;
    const tiers = network.tiers.filter(({ name }) => tag in (discovery.get(name) ?? {}));
    const zones = new Set(tiers.flatMap(({ subnets }) => subnets.map(({ zone }) => zone)));
    if (zones.size >= 2) continue;
    const named = tiers.map(({ name }) => `"${name}"`).join(", ");
    problems.add("loadBalancerController", {
      code: "LOAD_BALANCER_SUBNETS",
      message: `The AWS Load Balancer Controller finds no subnets in two zones for ${role === "elb" ? "public" : "internal"} load balancers.`,
      found: tiers.length === 0 ? `no tier with the tag ${tag}` : `tier ${named} in zone ${[...zones].join(", ")}`,
      expected: `a ${role === "elb" ? "public" : "private"} tier with the tag ${tag} and subnets in two zones or more`,
      fix:
        tiers.length === 0
          ? `give a ${role === "elb" ? "public" : "private"} tier of the network eks: ${role}, and take eksDiscovery: false out where it stands`
          : "add a zone to the network",
    });
  }
}
