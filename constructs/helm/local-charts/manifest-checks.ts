import { type Problem, Problems } from "../../core/errors";
import { isValueMap } from "../../core/texts/values";
import { checkInternal, checkLoadBalancerClass } from "../add-ons/load-balancer-checks";
import { checkSecrets } from "../charts/values-checks";
import type { HelmValue, HelmValues } from "../releases/release.types";
import type { WrittenObject } from "./manifest-files";
import type { ManifestOptions } from "./manifests.types";
import { groupOf, scopeOf } from "./object-scope";

/** What an object is known by. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Empty where it names none. */
  readonly namespace: string;
}

/** Names of an object that was read. */
export function nameOf({ apiVersion, kind, metadata }: HelmValues): ObjectName {
  const { name, namespace } = isValueMap(metadata) ? metadata : {};
  const text = (value: HelmValue | undefined) => (typeof value === "string" ? value : "");
  return { apiVersion: text(apiVersion), kind: text(kind), name: text(name), namespace: text(namespace) };
}

/** Key of an object: the same for two that would be one in the cluster, whatever the versions of their kind. */
export function keyOf(object: HelmValues, byDefault = ""): string {
  const { apiVersion, kind, name, namespace } = nameOf(object);
  const group = groupOf(apiVersion);
  const place = scopeOf(apiVersion, kind) === "cluster" ? "" : namespace || byDefault;
  return [group && `${kind}.${group}`, !group && kind, place, name].filter(Boolean).join("/");
}

/**
 * Adds what is wrong with objects, each at its place in its file: `MANIFEST_KIND`, `MANIFEST_HOOK`, `MANIFEST_NAMESPACE_MISSING`,
 * `MANIFEST_TWICE`, `HELM_VALUE_SECRET`, `HELM_PUBLIC_LOAD_BALANCER`, `HELM_LOAD_BALANCER_CLASS`.
 *
 * @param seen places of the objects that were checked before, by key; those of this list are added
 */
export function checkObjects(
  objects: readonly WrittenObject[],
  options: Pick<ManifestOptions, "namespace" | "publicLoadBalancer">,
  seen: Map<string, string>,
  problems: Problems,
): void {
  for (const object of objects) {
    const refused = refusedKind(object);
    problems.addAll(
      refused ?? [...namespaceProblems(object, options), ...hookProblems(object), ...valueProblems(object, options)],
    );
    if (refused) continue;
    const key = keyOf(object.value, options.namespace);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, object.at(""));
    else problems.addAll([twice(object, key, first)]);
  }
}

/** What is no object to be installed, or is better not: nothing where the kind is well. */
function refusedKind({ value, at }: WrittenObject): readonly Problem[] | undefined {
  const { apiVersion, kind } = nameOf(value);
  const found = `kind: ${kind}`;
  const path = at("kind");
  const code = "MANIFEST_KIND";
  if (kind === "Secret" && groupOf(apiVersion) === "") {
    return [
      {
        ...{ code, path, found },
        message: "Everybody who may see the repository, a plan or the state would read what a Secret holds.",
        expected: "an ExternalSecret, which has names and no values",
        fix: "keep the value in Secrets Manager, and let External Secrets make the Secret (eksAddons.externalSecrets)",
      },
    ];
  }
  if (/List$/.test(kind) && Array.isArray(value.items)) {
    return [
      {
        ...{ code, path, found },
        message: "A list is no object: Helm would look after it as a whole.",
        expected: "one object a document",
        fix: "write its items as documents of their own, with --- between them",
      },
    ];
  }
  if (kind === "Kustomization" && /^kustomize\.config\.k8s\.io\//.test(apiVersion)) {
    return [
      {
        ...{ code, path, found },
        message: "A kustomization says how manifests are made, and is no object of the cluster.",
        expected: "the manifests that it makes",
        fix: "write what `kubectl kustomize` prints into a file, and name that file",
      },
    ];
  }
  return undefined;
}

function namespaceProblems({ value, at }: WrittenObject, { namespace }: Pick<ManifestOptions, "namespace">): Problem[] {
  const { apiVersion, kind, name, namespace: own } = nameOf(value);
  if (own !== "" || namespace !== undefined || scopeOf(apiVersion, kind) !== "namespace") return [];
  return [
    {
      code: "MANIFEST_NAMESPACE_MISSING",
      path: at("metadata"),
      message: "The object lies in a namespace, and neither it nor the list of manifests says in which.",
      found: `${kind} ${name} without a namespace`,
      expected: "metadata.namespace, or a namespace for all objects that name none",
      fix: "add metadata.namespace to it, or namespace beside from in the configuration",
    },
  ];
}

/** Helm makes hooks at every upgrade anew, and forgets them when they are taken out. */
function hookProblems({ value, at }: WrittenObject): Problem[] {
  const annotations =
    isValueMap(value.metadata) && isValueMap(value.metadata.annotations) ? value.metadata.annotations : {};
  const hooks = Object.keys(annotations).filter((key) => /^helm\.sh\/hook/.test(key));
  const [first] = hooks;
  if (first === undefined) return [];
  return [
    {
      code: "MANIFEST_HOOK",
      path: at(`metadata.annotations.${first}`),
      message: "Helm would make the object anew at each deploy, and leave it when it is taken out.",
      found: hooks.join(", "),
      expected: "an object without annotations of Helm's hooks",
      fix: `take ${hooks.join(" and ")} out; \`after\` says what comes first, and a chart of your own may have hooks`,
    },
  ];
}

/** What would be wrong with these texts as values of a chart is wrong with them here. */
function valueProblems(
  { value, at }: WrittenObject,
  { publicLoadBalancer }: Pick<ManifestOptions, "publicLoadBalancer">,
): Problem[] {
  const found = new Problems("");
  if (!publicLoadBalancer) checkInternal(value, found);
  checkLoadBalancerClass(value, found);
  checkSecrets(value, found);
  return found.list.map((problem) => {
    const property = problem.path.replace(/^ › values\./, "");
    return { ...problem, path: `${at(property)} › ${property}` };
  });
}

function twice({ at }: WrittenObject, key: string, first: string): Problem {
  return {
    code: "MANIFEST_TWICE",
    path: at(""),
    message: "The object is written twice, and only one of the two could be in the cluster.",
    found: `${key}, which stands in ${first} too`,
    expected: "each object once",
    fix: "take one of the two out",
  };
}
