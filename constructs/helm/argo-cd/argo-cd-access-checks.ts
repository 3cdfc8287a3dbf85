import type { Problems } from "../../core/errors";
import { isValueMap } from "../../core/texts/values";
import type { HelmValues } from "../releases/release.types";
import type { ArgoCdOptions } from "./argocd.types";

/** Role that everybody who is signed in has, and what it may do (Argo CD, `assets/builtin-policy.csv`, 3.4, as of 2026-11). */
const READER = "role:readonly";

/** Default policies that grant nothing or reading. */
const READ_ONLY = new Set(["", READER]);

/** Settings that let in who should not be, with why. */
const SETTINGS = [
  { map: "cm", key: "users.anonymous.enabled", because: "Who is not signed in would be let in." },
  { map: "cm", key: "exec.enabled", because: "Who may use a terminal runs commands in pods, past the repository." },
  { map: "params", key: "server.disable.auth", because: "Everybody would be an administrator, without a sign-in." },
] as const;

/**
 * Adds what further values loosen: `ARGOCD_DEFAULT_POLICY` for a default policy that gives everyone more than reading,
 * `ARGOCD_LOCAL_ADMIN` for the built-in account without a reason, `ARGOCD_LOOSER` for other settings and policies without a reason.
 *
 * @param values everything that the chart is given
 */
export function checkArgoCdAccess(values: HelmValues, options: ArgoCdOptions, problems: Problems): void {
  const configs = mapAt(values, "configs");
  const rbac = mapAt(configs, "rbac");
  const policy = String(rbac["policy.default"] ?? "");
  if (!READ_ONLY.has(policy)) problems.add("values.configs.rbac.policy.default", notReadOnly(policy));
  if (isOn(mapAt(configs, "cm")["admin.enabled"]) && !options.localAdmin) {
    problems.add("values.configs.cm.admin.enabled", {
      code: "ARGOCD_LOCAL_ADMIN",
      message: "The built-in admin account may do everything, and its password has nobody's name on it.",
      found: "admin.enabled without localAdmin",
      expected: "a sign-in, or a reason",
      fix: "take it out; localAdmin: { reason: … } keeps the account",
    });
  }
  if (options.looserAccess) return;
  for (const { map, key, because } of SETTINGS) {
    const value = mapAt(configs, map)[key];
    if (isOn(value)) problems.add(`values.configs.${map}.${key}`, looser(because, `${key}: ${value}`));
  }
  for (const [key, text] of Object.entries(rbac)) {
    if (!/^policy\.(.*\.)?csv$/.test(key) || typeof text !== "string") continue;
    for (const line of text.split("\n").filter(widensReading)) {
      const because = `Everybody who is signed in has ${READER}, and would have this too.`;
      problems.add(`values.configs.rbac.${key}`, looser(because, line.trim()));
    }
  }
}

/** What is wrong with a default policy. */
export function notReadOnly(policy: string) {
  return {
    code: "ARGOCD_DEFAULT_POLICY",
    message: "Whoever is signed in would change the cluster, for the default policy is for everyone.",
    found: `"${policy}"`,
    expected: "readonly, or none",
    fix: "leave the default policy out, and give groups their roles in groups",
  };
}

function looser(because: string, found: string) {
  return {
    code: "ARGOCD_LOOSER",
    message: because,
    found,
    expected: "who may do what as the options say it, or a reason",
    fix: "take it out, or give the reason in looserAccess",
  };
}

/** Whether a line of a policy (`p, subject, resource, action, object, effect` or `g, subject, role`) gives the reader's role more than `get`. */
function widensReading(line: string): boolean {
  const [kind, subject, ...rest] = line.split(",").map((word) => word.trim());
  if (subject !== READER) return false;
  if (kind === "g") return rest[0] !== READER;
  return kind === "p" && rest[1] !== "get" && rest[3] !== "deny";
}

function isOn(value: unknown): boolean {
  return String(value) === "true";
}

function mapAt(values: HelmValues, key: string): HelmValues {
  const below = values[key];
  return isValueMap(below) ? below : {};
}
