/** The Helm provider's words for a release whose objects did not go in time (hashicorp/helm 3.1, `Error uninstalling release`). */
const STILL_THERE = /Unable to uninstall Helm release (argocd(?:-apps)?): .*?(context deadline exceeded|timed out)/;

/**
 * How to go on when a release of Argo CD does not go: what it has made has finalizers, which only an Argo CD that works takes away.
 *
 * @param output what Terraform printed
 * @returns undefined if that is not why it failed
 */
export function argoCdAdvice(output: string): string | undefined {
  // Terraform frames and wraps what it prints.
  const [, release] = STILL_THERE.exec(output.replace(/[\s\u2500-\u257f]+/g, " ")) ?? [];
  if (release === undefined) return undefined;
  return [
    `${release} waits for applications and projects whose finalizers Argo CD takes away, once it has deleted what they brought:`,
    "  kubectl --namespace argocd get applications,appprojects",
    "  kubectl --namespace argocd get pods",
    "Mend Argo CD and go on. If it is gone for good, delete what the applications brought, ingresses and claims first, and take each",
    "finalizer away:",
    `  kubectl --namespace argocd patch application <name> --type merge --patch '{"metadata":{"finalizers":null}}'`,
  ].join("\n");
}
