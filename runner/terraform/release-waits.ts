import type { TerraformEvent } from "./terraform-events";
import { isRelease } from "./unseen-releases";

/** Seconds after which a release takes so long that a reader is told what it may be waiting for; images are pulled for a while. */
const LONG = { delete: 60, create: 120, update: 120 };

/** The Helm provider's words for a release whose objects did not go in time (hashicorp/helm 3.1, `Error uninstalling release`). */
const STILL_THERE = /Unable to uninstall Helm release (\S+): .*?(?:context deadline exceeded|timed out)/;

/** Helm's words for a release that did not come up in time, and was undone (Helm 3.18, `pkg/action/install.go` and `upgrade.go`). */
const UNDONE =
  /release (\S+) failed, and has been (?:uninstalled|rolled back) due to atomic being set: .*?(?:context deadline exceeded|timed out)/;

/** What holds up the removal of a release, and how to go on. */
interface Wait {
  /** What Helm waits for, after "waits for". */
  readonly what: string;
  /** Shows it, and those who should act; a command each, in one line: a stack's name stands before each line when it is printed. */
  readonly look: readonly string[];
  /** When there is nothing left to wait for, by what the commands show. */
  readonly done: string;
  /** What to do, with the commands for the case that nobody will act any more. */
  readonly goOn: readonly string[];
}

const NO_FINALIZERS = `--type merge --patch '{"metadata":{"finalizers":null}}'`;

const WAITS_OF_OBJECTS: Wait = {
  what: "objects with finalizers, such as an ingress: the load balancer controller takes its finalizer away, once it has deleted the load balancer",
  look: [
    `kubectl get "$(kubectl api-resources --verbs list --output name | paste -sd , -)" --all-namespaces --output jsonpath='{range .items[?(@.metadata.deletionTimestamp)]}{.kind} {.metadata.namespace} {.metadata.name} {.metadata.finalizers}{"\\n"}{end}'`,
    "kubectl get pods --all-namespaces",
  ],
  done: "the first, which shows what is to go and its finalizers, shows nothing",
  goOn: [
    "Mend the controller that a finalizer names, and wait. If it is gone for good, delete in AWS what the object stands for, and take the finalizer",
    "away, with what the first shows in place of the capitals:",
    `  kubectl --namespace NAMESPACE patch KIND NAME ${NO_FINALIZERS}`,
  ],
};

/** By the name of the release; every other one waits for objects. */
const WAITS: Readonly<Record<string, Wait>> = {
  "argocd-apps": {
    what: "applications and projects whose finalizers Argo CD takes away, once it has deleted what they brought",
    look: [
      "kubectl --namespace argocd get pods",
      "kubectl --namespace argocd get applications,appprojects --output custom-columns=KIND:.kind,NAME:.metadata.name,DELETED:.metadata.deletionTimestamp,FINALIZERS:.metadata.finalizers",
    ],
    done: "the second shows no more than the project default",
    goOn: [
      "Mend Argo CD, and wait. If it is gone for good, delete what the applications brought, ingresses and claims first, and take the finalizers",
      "away:",
      `  kubectl --namespace argocd get applications,appprojects --output name | xargs -I {} kubectl --namespace argocd patch {} ${NO_FINALIZERS}`,
    ],
  },
};

/** Shows what pods and jobs lack, a command each. */
const LOOK_AT_PODS = [
  "  kubectl get pods --all-namespaces",
  "  kubectl get events --all-namespaces --field-selector type=Warning --sort-by .metadata.creationTimestamp",
];

/**
 * How to go on when a release did not come up or go in time. Helm forgets a release whether its objects went in time or not (Helm 3.18,
 * `pkg/action/uninstall.go`), so nothing waits for them a second time.
 *
 * @param output what Terraform printed
 * @returns undefined if that is not why it failed
 */
export function releaseAdvice(output: string): string | undefined {
  // Terraform frames and wraps what it prints.
  const text = output.replace(/[\s\u2500-\u257f]+/g, " ");
  const undone = UNDONE.exec(text)?.[1];
  if (undone !== undefined) {
    return [
      `${undone} was not up in time, and Helm has undone what it did. What its pods lacked is among the events of the last hour; or deploy again, and`,
      "look at its pods meanwhile:",
      ...LOOK_AT_PODS,
    ].join("\n");
  }
  const release = STILL_THERE.exec(text)?.[1];
  if (release === undefined) return undefined;
  const { what, look, done, goOn } = waitOf(release);
  return [
    `${release} waited for ${what}.`,
    "Helm has forgotten the release: the next destroy waits for nothing of it. So look first, and destroy again when",
    `${done}:`,
    ...look.map((line) => `  ${line}`),
    ...goOn,
  ].join("\n");
}

/** Tells what releases wait for, while Terraform waits: Helm gives up after minutes, and undoes a release or forgets it. */
export class ReleaseWaits {
  /** Names of the releases that are under way, by address; of one that is made, the address is all that is known. */
  readonly #underWay = new Map<string, string>();

  /** @returns what to tell about an event: once for a release, when it has taken long */
  tell(event: TerraformEvent): string | undefined {
    if (event.kind === "started" && isRelease(event.address))
      this.#underWay.set(event.address, event.id ?? event.address);
    if (event.kind === "finished" || event.kind === "failed") this.#underWay.delete(event.address);
    if (event.kind !== "waiting") return undefined;
    const { action, address, seconds } = event;
    if (action !== "delete" && action !== "create" && action !== "update") return undefined;
    const release = this.#underWay.get(address);
    if (release === undefined || seconds < LONG[action]) return undefined;
    this.#underWay.delete(address);
    return action === "delete" ? stillThere(release, seconds) : notUp(release, seconds);
  }
}

function notUp(release: string, seconds: number): string {
  return [
    `The release ${release} is not up after ${seconds} s. It waits until its pods are ready and its jobs are done. What they lack:`,
    ...LOOK_AT_PODS,
    "When its time is over (10 minutes, unless the release says otherwise), Helm undoes what it did, and the deploy fails.",
  ].join("\n");
}

function stillThere(release: string, seconds: number): string {
  const { what, look, done, goOn } = waitOf(release);
  return [
    `The release ${release} is not gone after ${seconds} s. It may be waiting for ${what}.`,
    `It is done when ${done}:`,
    ...look.map((line) => `  ${line}`),
    ...goOn,
    "When its time is over (10 minutes, unless the release says otherwise), the destroy fails and Helm forgets the release: the next destroy",
    "waits for nothing of it.",
  ].join("\n");
}

function waitOf(release: string): Wait {
  return WAITS[release] ?? WAITS_OF_OBJECTS;
}
