import type { Problems } from "../../core/errors";
import { isDnsLabel } from "../../eks/kubernetes-names";
import { hookObject } from "../releases/hook-object";
import type { HelmValues } from "../releases/release.types";
import { checkRepositoryUrl } from "./argo-cd-repository-url";
import type { ArgoCdProject } from "./argocd.types";

/** Namespace of Argo CD and of its applications. */
export const ARGO_CD_NAMESPACE = "argocd";

/** Name of the project of the application of applications. */
export const APPS_PROJECT = "apps";

/** The cluster that Argo CD runs in. */
export const THIS_CLUSTER = "https://kubernetes.default.svc";

/**
 * Where Argo CD looks for applications and projects, and what makes it take away what an application has made before the application goes, and
 * keep a project for as long as an application names it.
 */
export const WATCHED = { namespace: ARGO_CD_NAMESPACE, finalizers: ["resources-finalizer.argocd.argoproj.io"] };

/** Namespaces whose objects are the cluster's or Argo CD's own: who writes there may do everything. */
const CLOSED = [ARGO_CD_NAMESPACE, "kube-system"];

/**
 * The project `default`, which Argo CD makes and which admits everything, with nothing that it admits. It is made by a hook: Argo CD's own one
 * is taken away for it, and Argo CD leaves one that is there as it is.
 */
export function lockedDefaultProject(): HelmValues {
  return hookObject({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: { name: "default" },
    spec: {
      description: "Locked: applications name a project of their own",
      sourceRepos: [],
      destinations: [],
    },
  });
}

/** A project as the chart argocd-apps takes it. */
export function projectValues({ repositories, namespaces, clusterKinds }: ArgoCdProject): HelmValues {
  return {
    ...WATCHED,
    sourceRepos: [...repositories].sort(),
    destinations: [...namespaces].sort().map((namespace) => ({ server: THIS_CLUSTER, namespace })),
    clusterResourceWhitelist: (clusterKinds ?? [{ group: "", kind: "Namespace" }]).map(({ group, kind }) => ({
      group,
      kind,
    })),
  };
}

/**
 * Adds what is wrong with projects: `ARGOCD_PROJECT_NAME`, `ARGOCD_PROJECT_NAMESPACE`, `ARGOCD_PROJECT_EMPTY`, `ARGOCD_REPOSITORY`.
 */
export function checkProjects(projects: Readonly<Record<string, ArgoCdProject>>, problems: Problems): void {
  for (const [name, project] of Object.entries(projects)) {
    const at = `projects.${name}`;
    checkName(name, at, problems);
    project.repositories.forEach((url, index) => {
      checkRepositoryUrl(url, `${at}.repositories[${index}]`, problems);
    });
    project.namespaces.forEach((namespace, index) => {
      checkNamespace(namespace, `${at}.namespaces[${index}]`, problems);
    });
    for (const list of ["repositories", "namespaces"] as const) {
      if (project[list].length > 0) continue;
      problems.add(`${at}.${list}`, {
        code: "ARGOCD_PROJECT_EMPTY",
        message: `A project without ${list} admits no application.`,
        found: "an empty list",
        expected: `one of its ${list} or more`,
        fix: `name one, or take ${at} out`,
      });
    }
  }
}

function checkName(name: string, at: string, problems: Problems): void {
  if (isDnsLabel(name) && name !== APPS_PROJECT && name !== "default") return;
  problems.add(at, {
    code: "ARGOCD_PROJECT_NAME",
    message: "This is not a name for a project of yours.",
    found: `"${name}"`,
    expected: `1 to 63 of a-z, 0-9 and -, starting and ending with a letter or a digit; not ${APPS_PROJECT}, not default`,
    fix: "use the name of a team or of an application, such as shop",
  });
}

function checkNamespace(namespace: string, at: string, problems: Problems): void {
  const pattern = new RegExp(`^${namespace.replace(/[^a-z0-9*-]/g, "").replace(/\*/g, ".*")}$`);
  const closed = CLOSED.find((one) => pattern.test(one));
  const isName = /^[a-z0-9*]([a-z0-9*-]{0,61}[a-z0-9*])?$/.test(namespace);
  if (isName && closed === undefined) return;
  problems.add(at, {
    code: "ARGOCD_PROJECT_NAMESPACE",
    message: closed
      ? `Who writes into ${closed} may do everything in the cluster, past every project.`
      : "The name is not one that Kubernetes takes for a namespace.",
    found: `"${namespace}"`,
    expected: `namespaces of applications, such as shop or shop-*; not ${CLOSED.join(", not ")}`,
    fix: "name the namespaces of the project's applications, such as shop-*",
  });
}
