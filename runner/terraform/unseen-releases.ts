import type { Engine } from "./engine";
import type { TerraformEvent } from "./terraform-events";

/** Whether an address is that of a Helm release. */
export function isRelease(address: string): boolean {
  return /(^|\.)helm_release\./.test(address);
}

/**
 * The releases of a state, if a refresh has found none of them. The Helm provider takes a Kubernetes API that it cannot reach, or that turns it
 * away, for one without releases (hashicorp/terraform-provider-helm, `resource_helm_release.go` of 3.1.2 and issue 1669, as of 2026-11):
 * Terraform would forget all of them.
 *
 * @param events what Terraform told of a plan
 * @returns addresses; none if one of them was found
 */
export function unseenReleases(events: readonly TerraformEvent[]): readonly string[] {
  const looked = events.flatMap((event) => (event.kind === "refreshed" && isRelease(event.address) ? [event] : []));
  return looked.some(({ id }) => id !== undefined) ? [] : looked.map(({ address }) => address);
}

/** What is wrong when a refresh has found none of a stack's releases, and how to go on. */
export function unseenText(stack: string, releases: readonly string[], engine: Engine): string {
  return [
    "Error: No release was found in the cluster",
    "",
    `The state has ${releases.join(", ")}.`,
    `The Helm provider takes a Kubernetes API that it cannot reach, or that turns it away, for one without releases. ${engine} would forget them: a`,
    "deploy would make them a second time, and a destroy leave them, with their load balancers. So nothing is done. Open the way to the API, such as",
    "the tunnel or the proxy, sign in, and look whether they are there:",
    "  kubectl get secrets --all-namespaces --selector owner=helm",
    `If they are really gone, let ${engine} forget them, and go on:`,
    `  npx groundplan terraform ${stack} -- apply -refresh-only`,
  ].join("\n");
}
