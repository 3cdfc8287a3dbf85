import type { Problems } from "../../core/errors";
import { isDnsSubdomain } from "../kubernetes-names";
import type { Toleration } from "./addons.types";

/** The part of a key behind `/`, and a value (Kubernetes documentation, "Labels and Selectors", as of 2026-11). */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Checks the labels that pods choose nodes by; those of Kubernetes and EKS are as well as others. */
export function checkNodeSelector(labels: Readonly<Record<string, string>>, at: string, problems: Problems): void {
  for (const [key, value] of Object.entries(labels)) {
    if (isLabel(key, value)) continue;
    problems.add(`${at}.${key}`, {
      code: "EKS_NODE_SELECTOR_INVALID",
      message: "No node can have this label, so no pod would ever run.",
      found: `${key}: "${value}"`,
      expected:
        "a key and a value of A-Z, a-z, 0-9, -, _ and ., at most 63 characters each, the key with a domain and / before it or without",
      fix: 'write the label as the nodes have it, for example role: "system"',
    });
  }
}

/** Checks tolerations: what Kubernetes refuses, and what EKS would tell only after minutes. */
export function checkTolerations(tolerations: readonly Toleration[], at: string, problems: Problems): void {
  for (const [index, toleration] of tolerations.entries()) {
    const wrong = wrongWith(toleration);
    if (wrong === undefined) continue;
    problems.add(`${at}[${index}]`, {
      code: "EKS_TOLERATION_INVALID",
      message: "Kubernetes does not take this toleration.",
      found: wrong,
      expected: 'a key with a value, a key alone, or operator "Exists" alone for every taint',
      fix: 'write the taint as the nodes have it, for example { key: system, value: "true", effect: NoSchedule }',
    });
  }
}

function wrongWith({ key, value, operator }: Toleration): string | undefined {
  if (key === undefined && operator !== "Exists") return 'no key, without operator "Exists"';
  if (value !== undefined && operator === "Exists") return `the value "${value}" with operator "Exists"`;
  if (key !== undefined && !isKey(key)) return `the key "${key}"`;
  return value !== undefined && value !== "" && !NAME.test(value) ? `the value "${value}"` : undefined;
}

/** Whether Kubernetes takes a label. */
export function isLabel(key: string, value: string): boolean {
  return isKey(key) && (value === "" || NAME.test(value));
}

function isKey(key: string): boolean {
  const parts = key.split("/");
  const [domain] = parts.length === 2 ? parts : [];
  return parts.length <= 2 && NAME.test(parts.at(-1) ?? "") && (domain === undefined || isDnsSubdomain(domain));
}

/** Whether pods that tolerate these run on a node with the taint (Kubernetes documentation, "Taints and Tolerations", as of 2026-11). */
export function isTolerated(
  taint: { readonly key: string; readonly value?: string; readonly effect: string },
  tolerations: readonly Toleration[],
): boolean {
  return tolerations.some(({ key, value, operator, effect }) => {
    if (effect !== undefined && effect !== taint.effect) return false;
    if (key === undefined) return operator === "Exists";
    if (key !== taint.key) return false;
    return (operator !== "Equal" && value === undefined) || (value ?? "") === (taint.value ?? "");
  });
}
