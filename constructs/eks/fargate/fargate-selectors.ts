import type { Problems } from "../../core/errors";
import { fitsPattern, isDnsLabelPattern } from "../kubernetes-names";
import type { FargateProfileOptions, FargateSelector } from "./fargate-profile.types";

/** AWS General Reference, "Amazon EKS endpoints and quotas", as of 2026-11. */
const MOST_SELECTORS = 5;
/** As above: pairs of labels of one selector. */
const MOST_LABELS = 5;

/**
 * What a selector may be made of: what Kubernetes takes (Kubernetes documentation, "Labels and Selectors" and "Object Names and
 * IDs"), and the wildcards `*` and `?` (Amazon EKS User Guide, "Define which Pods use AWS Fargate when launched"), as of 2026-11.
 */
const WILDCARDS = /[*?]/g;
const LABEL_PART = "[A-Za-z0-9*?]([A-Za-z0-9_.*?-]{0,61}[A-Za-z0-9*?])?";
const LABEL_KEY = new RegExp(`^([a-z0-9*?][a-z0-9.*?-]{0,252}/)?${LABEL_PART}$`);
const LABEL_VALUE = new RegExp(`^(${LABEL_PART})?$`);

/** What the pods of CoreDNS have in common. */
const CORE_DNS = {
  namespace: "kube-system",
  labels: { "k8s-app": "kube-dns", "eks.amazonaws.com/component": "coredns" },
} as const;

/** The selectors of a profile, in an order of their own: that of the list makes no difference. */
export function selectorsOf({ namespace, selectors }: FargateProfileOptions): readonly FargateSelector[] {
  const all = selectors ?? (namespace === undefined ? [] : [{ namespace }]);
  return [...all].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

/** A selector as a text that is equal for equal ones. */
export function textOf({ namespace, labels }: FargateSelector): string {
  return JSON.stringify([namespace, Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Whether a selector takes the pods of CoreDNS. */
export function takesCoreDns({ namespace, labels }: FargateSelector): boolean {
  return (
    fitsPattern(namespace, CORE_DNS.namespace) &&
    Object.entries(labels ?? {}).every(([key, value]) =>
      Object.entries(CORE_DNS.labels).some((own) => fitsPattern(key, own[0]) && fitsPattern(value, own[1])),
    )
  );
}

/** Whether a selector takes every pod of a namespace, whatever its labels are. */
export function takesNamespace({ namespace, labels }: FargateSelector, name: string): boolean {
  return Object.keys(labels ?? {}).length === 0 && fitsPattern(namespace, name);
}

/** Checks which pods a profile is for. */
export function checkSelection(options: FargateProfileOptions, problems: Problems): void {
  const { namespace, selectors } = options;
  if (namespace !== undefined && selectors !== undefined) {
    problems.add("namespace", {
      code: "EKS_FARGATE_SELECTION_TWICE",
      message: "The profile has a namespace and selectors, and only one of them can count.",
      found: `namespace "${namespace}" and ${selectors.length} selectors`,
      expected: "namespace, or selectors",
      fix: `leave namespace out, and add { namespace: "${namespace}" } to the selectors if it is meant too`,
    });
    return;
  }
  if (namespace !== undefined) {
    checkNamespace(namespace, "namespace", problems);
    return;
  }
  checkCount(selectors ?? [], problems);
  checkRepetitions(selectors ?? [], problems);
  for (const [index, selector] of (selectors ?? []).entries()) checkSelector(selector, `selectors[${index}]`, problems);
}

function checkCount(selectors: readonly FargateSelector[], problems: Problems): void {
  if (selectors.length === 0) {
    problems.add("selectors", {
      code: "EKS_FARGATE_SELECTORS_MISSING",
      message: "The profile says of no pod that it runs on Fargate.",
      found: "no namespace and no selector",
      expected: `a namespace, or 1 to ${MOST_SELECTORS} selectors`,
      fix: 'name the namespace whose pods run on Fargate, for example namespace: "batch"',
    });
  }
  if (selectors.length > MOST_SELECTORS) {
    problems.add("selectors", {
      code: "EKS_FARGATE_SELECTORS_TOO_MANY",
      message: "The profile has more selectors than EKS takes.",
      found: `${selectors.length} selectors`,
      expected: `at most ${MOST_SELECTORS}`,
      fix: 'join namespaces by a wildcard, such as "team-*", or make a second profile',
    });
  }
}

function checkRepetitions(selectors: readonly FargateSelector[], problems: Problems): void {
  const texts = selectors.map(textOf);
  for (const [index, selector] of selectors.entries()) {
    const first = texts.indexOf(textOf(selector));
    if (first === index) continue;
    problems.add(`selectors[${index}]`, {
      code: "EKS_FARGATE_SELECTOR_TWICE",
      message: "The profile has the same selector twice.",
      found: `the namespace and labels of selectors[${first}]`,
      expected: "each selector once",
      fix: "take one of them out",
    });
  }
}

function checkSelector({ namespace, labels = {} }: FargateSelector, at: string, problems: Problems): void {
  checkNamespace(namespace, `${at}.namespace`, problems);
  const count = Object.keys(labels).length;
  if (count > MOST_LABELS) {
    problems.add(`${at}.labels`, {
      code: "EKS_FARGATE_LABELS_TOO_MANY",
      message: "The selector has more labels than EKS takes.",
      found: `${count} labels`,
      expected: `at most ${MOST_LABELS}`,
      fix: "give the pods one label that says that they run on Fargate, and select by it",
    });
  }
  for (const [key, value] of Object.entries(labels)) {
    if (LABEL_KEY.test(key) && LABEL_VALUE.test(value)) continue;
    problems.add(`${at}.labels.${key}`, {
      code: "EKS_FARGATE_LABEL_INVALID",
      message: "No pod can have this label, so the selector would never match.",
      found: `"${key}": "${value}"`,
      expected:
        "key and value of at most 63 letters, digits, -, _ and ., with a letter or digit at both ends; * and ? are wildcards",
      fix: "write the label as it stands on the pods, for example role: batch",
    });
  }
}

function checkNamespace(namespace: string, at: string, problems: Problems): void {
  if (isDnsLabelPattern(namespace, WILDCARDS)) return;
  problems.add(at, {
    code: "EKS_FARGATE_NAMESPACE_INVALID",
    message: "Kubernetes has no namespace of this name, so the selector would never match.",
    found: `"${namespace}"`,
    expected: "1 to 63 of a-z, 0-9 and -, with a letter or a digit at both ends; * and ? are wildcards",
    fix: "write the namespace as `kubectl get namespaces` shows it",
  });
}
