/** The Helm provider's words for a release whose objects did not go in time (hashicorp/helm 3.1, `Error uninstalling release`). */
const STILL_THERE = /Unable to uninstall Helm release argocd-apps: .*?(context deadline exceeded|timed out)/;

/**
 * How to go on when the applications of Argo CD do not go: they have finalizers, which only an Argo CD that works takes away. Helm forgets a
 * release whether its objects went in time or not, so nothing waits for them a second time.
 *
 * @param output what Terraform printed
 * @returns undefined if that is not why it failed
 */
export function argoCdAdvice(output: string): string | undefined {
  // Terraform frames and wraps what it prints.
  if (!STILL_THERE.test(output.replace(/[\s\u2500-\u257f]+/g, " "))) return undefined;
  return [
    "argocd-apps waited for applications and projects whose finalizers Argo CD takes away, once it has deleted what they brought. Helm has",
    "forgotten the release: the next destroy waits for none of them. So look first, and go on when the second finds no more than the project default:",
    "  kubectl --namespace argocd get pods",
    "  kubectl --namespace argocd get applications,appprojects",
    "Mend Argo CD, and wait. If it is gone for good, delete what the applications brought, ingresses and claims first, and take the finalizers",
    "away:",
    "  kubectl --namespace argocd get applications,appprojects --output name |",
    `    xargs -I {} kubectl --namespace argocd patch {} --type merge --patch '{"metadata":{"finalizers":null}}'`,
  ].join("\n");
}
