import type { IServiceAccountRole } from "../../eks/identity/service-account.types";
import type { HelmValue } from "../releases/release.types";

/** The service account that a chart makes for a role: exactly the one that the role trusts. */
export function serviceAccountOf(role: IServiceAccountRole): Record<string, HelmValue> {
  return { create: true, name: role.serviceAccount, annotations: role.annotations };
}
