import type { Problems } from "../../../core/errors";
import { isDnsSubdomain } from "../../kubernetes-names";
import type { NodeTaint } from "../node-group.types";

/** Longest key and value that EKS takes (Amazon EKS API Reference, `UpdateLabelsPayload` and `Taint`, as of 2026-11). */
const LONGEST = 63;

/** Most taints of a node group (Amazon EKS User Guide, "Prevent pods from being scheduled on specific nodes", as of 2026-11). */
const MOST_TAINTS = 50;

/** The part of a key behind `/`, and a value (Kubernetes documentation, "Labels and Selectors", as of 2026-11). */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** Domains that belong to Kubernetes and EKS. */
const RESERVED = /(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)$/;

/**
 * Domains of Kubernetes in which kubelet may label its own node. With a label in another one, such as `node-role.kubernetes.io`, nodes do
 * not start (Kubernetes documentation, "Using Admission Controllers", `NodeRestriction`, as of 2026-11).
 */
const ADMITTED_FOR_LABELS = /(^|\.)(node|kubelet)\.kubernetes\.io$/;

/** What EKS calls the effects of taints. */
const EFFECTS = { NoSchedule: "NO_SCHEDULE", PreferNoSchedule: "PREFER_NO_SCHEDULE", NoExecute: "NO_EXECUTE" } as const;

/** A taint as EKS takes it. */
export interface EksTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: (typeof EFFECTS)[keyof typeof EFFECTS];
}

/** Taints as EKS takes them, in an order that does not depend on that of the properties. */
export function eksTaints(taints: readonly NodeTaint[]): EksTaint[] {
  return sortedTaints(taints).map(({ key, value, effect }) => ({
    key,
    ...(value === undefined ? {} : { value }),
    effect: EFFECTS[effect],
  }));
}

/** What Kubernetes calls an effect, from what EKS calls it. */
export function kubernetesEffect(effect: string): string {
  return Object.entries(EFFECTS).find(([, ofEks]) => ofEks === effect)?.[0] ?? effect;
}

/** Taints by key and effect. */
export function sortedTaints(taints: readonly NodeTaint[]): NodeTaint[] {
  return [...taints].sort((a, b) => (identity(a) < identity(b) ? -1 : 1));
}

/** Labels by key. */
export function sortedLabels(labels: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Checks the labels of nodes: the syntax of Kubernetes, the lengths of EKS, and domains that are not the user's. */
export function checkLabels(labels: Readonly<Record<string, string>>, problems: Problems): void {
  for (const [key, value] of sortedLabels(labels)) {
    const at = `labels.${key}`;
    const prefix = checkKey(key, at, problems);
    if (prefix !== undefined && RESERVED.test(prefix) && !ADMITTED_FOR_LABELS.test(prefix)) {
      addReserved(key, prefix, "label", at, problems);
    }
    if (value === "" || !fits(value)) {
      problems.add(at, {
        code: "EKS_LABEL_VALUE",
        message: "A label of a node cannot have this value.",
        found: `"${value}"`,
        expected: `1 to ${LONGEST} of A-Z, a-z, 0-9, -, _ and ., beginning and ending with a letter or a digit`,
        fix: 'write a short word, for example "true"',
      });
    }
  }
}

/** Checks the taints of nodes, as {@link checkLabels} does labels. */
export function checkTaints(taints: readonly NodeTaint[], problems: Problems): void {
  if (taints.length > MOST_TAINTS) {
    problems.add("taints", {
      code: "EKS_TAINTS_TOO_MANY",
      message: "A group of nodes cannot have this many taints.",
      found: `${taints.length} taints`,
      expected: `at most ${MOST_TAINTS}`,
      fix: "use one taint for what belongs together",
    });
  }
  const seen = new Set<string>();
  taints.forEach((taint, index) => {
    const at = `taints[${index}]`;
    checkTaint(taint, at, problems);
    if (seen.has(identity(taint))) {
      problems.add(at, {
        code: "EKS_TAINT_TWICE",
        message: "A node has one taint of a key and an effect.",
        found: `${taint.key} with ${taint.effect}, more than once`,
        expected: "each pair of key and effect once",
        fix: "keep one of them, or give one another key",
      });
    }
    seen.add(identity(taint));
  });
}

function checkTaint({ key, value, effect }: NodeTaint, at: string, problems: Problems): void {
  const prefix = checkKey(key, `${at}.key`, problems);
  if (prefix !== undefined && RESERVED.test(prefix)) addReserved(key, prefix, "taint", `${at}.key`, problems);
  if (value !== undefined && !fits(value)) {
    problems.add(`${at}.value`, {
      code: "EKS_TAINT_VALUE",
      message: "A taint cannot have this value.",
      found: `"${value}"`,
      expected: `at most ${LONGEST} of A-Z, a-z, 0-9, -, _ and ., beginning and ending with a letter or a digit`,
      fix: "write a short word, or leave the value out",
    });
  }
  if (Object.hasOwn(EFFECTS, effect)) return;
  problems.add(`${at}.effect`, {
    code: "EKS_TAINT_EFFECT",
    message: "Taints have no such effect.",
    found: `"${effect}"`,
    expected: `one of ${Object.keys(EFFECTS).join(", ")}`,
    fix: "use NoSchedule to keep pods away that do not tolerate the taint",
  });
}

/** Adds a problem for a key that Kubernetes or EKS does not take. Returns the part before `/`, if it has one and is well. */
function checkKey(key: string, at: string, problems: Problems): string | undefined {
  const parts = key.split("/");
  const name = parts.at(-1) ?? "";
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const well =
    parts.length <= 2 && NAME.test(name) && key.length <= LONGEST && (prefix === undefined || isDnsSubdomain(prefix));
  if (well) return prefix;
  problems.add(at, {
    code: "EKS_KEY_INVALID",
    message: "This is not a key that a label or a taint of a node can have.",
    found: `"${key}" (${key.length} characters)`,
    expected: `at most ${LONGEST} characters: a name of A-Z, a-z, 0-9, -, _ and ., with a domain and / before it or without`,
    fix: 'for example "team" or "example.com/team"',
  });
  return undefined;
}

function addReserved(key: string, prefix: string, what: "label" | "taint", at: string, problems: Problems): void {
  const name = key.slice(prefix.length + 1);
  problems.add(at, {
    code: "EKS_KEY_RESERVED",
    message: `Keys in this domain are set by Kubernetes and EKS alone; nodes with such a ${what} of ours do not join.`,
    found: `"${key}"`,
    expected: "a key without a domain, or in a domain of your own",
    fix: what === "label" ? `use "${name}" or "node.kubernetes.io/${name}"` : `use "${name}"`,
  });
}

function fits(value: string): boolean {
  return value === "" || (value.length <= LONGEST && NAME.test(value));
}

function identity({ key, effect }: NodeTaint): string {
  return `${key} ${effect}`;
}
