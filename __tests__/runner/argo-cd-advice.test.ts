import { argoCdAdvice } from "../../runner/argo-cd-advice";

/** What Terraform prints of a release that did not go, in its frame and wrapped. */
function failed(release: string, reason: string): string {
  return [
    "╷",
    "│ Error: Error uninstalling release",
    "│ ",
    `│ Unable to uninstall Helm release ${release}: uninstallation`,
    `│ completed with 1 error(s): ${reason}`,
    "╵",
  ].join("\n");
}

test("applications that wait for an Argo CD that is gone are told, with how to go on", () => {
  expect(argoCdAdvice(failed("argocd-apps", "context\n│ deadline exceeded"))).toBe(
    [
      "argocd-apps waited for applications and projects whose finalizers Argo CD takes away, once it has deleted what they brought. Helm has",
      "forgotten the release: the next destroy waits for none of them. So look first, and go on when the second finds no more than the project default:",
      "  kubectl --namespace argocd get pods",
      "  kubectl --namespace argocd get applications,appprojects",
      "Mend Argo CD, and wait. If it is gone for good, delete what the applications brought, ingresses and claims first, and take the finalizers",
      "away:",
      "  kubectl --namespace argocd get applications,appprojects --output name |",
      `    xargs -I {} kubectl --namespace argocd patch {} --type merge --patch '{"metadata":{"finalizers":null}}'`,
    ].join("\n"),
  );
});

test("other releases, and other failures, are not Argo CD's", () => {
  expect(argoCdAdvice(failed("shop", "context deadline exceeded"))).toBeUndefined();
  expect(argoCdAdvice(failed("argocd-apps", "forbidden"))).toBeUndefined();
});
