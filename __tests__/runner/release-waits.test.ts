import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Interruption } from "../../runner/progress/interruption";
import { NO_PROGRESS } from "../../runner/progress/progress";
import { Session } from "../../runner/session";
import { runStacks } from "../../runner/stacks/run-stacks";
import { ReleaseWaits, releaseAdvice } from "../../runner/terraform/release-waits";

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

const APPLICATIONS = [
  "  kubectl --namespace argocd get pods",
  "  kubectl --namespace argocd get applications,appprojects --output custom-columns=KIND:.kind,NAME:.metadata.name,DELETED:.metadata.deletionTimestamp,FINALIZERS:.metadata.finalizers",
  "Mend Argo CD, and wait. If it is gone for good, delete what the applications brought, ingresses and claims first, and take the finalizers",
  "away:",
  `  kubectl --namespace argocd get applications,appprojects --output name | xargs -I {} kubectl --namespace argocd patch {} --type merge --patch '{"metadata":{"finalizers":null}}'`,
];

const OBJECTS = [
  `  kubectl get "$(kubectl api-resources --verbs list --output name | paste -sd , -)" --all-namespaces --output jsonpath='{range .items[?(@.metadata.deletionTimestamp)]}{.kind} {.metadata.namespace} {.metadata.name} {.metadata.finalizers}{"\\n"}{end}'`,
  "  kubectl get pods --all-namespaces",
  "Mend the controller that a finalizer names, and wait. If it is gone for good, delete in AWS what the object stands for, and take the finalizer",
  "away, with what the first shows in place of the capitals:",
  `  kubectl --namespace NAMESPACE patch KIND NAME --type merge --patch '{"metadata":{"finalizers":null}}'`,
];

describe("a release that did not go in time", () => {
  test("was waiting for an Argo CD that is gone, if it is the one of the applications", () => {
    expect(releaseAdvice(failed("argocd-apps", "context\n│ deadline exceeded"))).toBe(
      [
        "argocd-apps waited for applications and projects whose finalizers Argo CD takes away, once it has deleted what they brought.",
        "Helm has forgotten the release: the next destroy waits for nothing of it. So look first, and destroy again when",
        "the second shows no more than the project default:",
        ...APPLICATIONS,
      ].join("\n"),
    );
  });

  test.each(["argocd", "shop"])("was waiting for an object with a finalizer, if it is %s", (release) => {
    expect(releaseAdvice(failed(release, "context deadline exceeded"))).toBe(
      [
        `${release} waited for objects with finalizers, such as an ingress: the load balancer controller takes its finalizer away, once it has deleted the load balancer.`,
        "Helm has forgotten the release: the next destroy waits for nothing of it. So look first, and destroy again when",
        "the first, which shows what is to go and its finalizers, shows nothing:",
        ...OBJECTS,
      ].join("\n"),
    );
  });

  test("is no other failure of Helm", () => {
    expect(releaseAdvice(failed("argocd-apps", "forbidden"))).toBeUndefined();
    expect(releaseAdvice("Error: context deadline exceeded")).toBeUndefined();
  });
});

const PODS = [
  "  kubectl get pods --all-namespaces",
  "  kubectl get events --all-namespaces --field-selector type=Warning --sort-by .metadata.creationTimestamp",
];

test.each([
  "release argocd failed, and has been uninstalled due to atomic being set: context deadline exceeded",
  "Upgrade failed: release argocd failed, and has been rolled back due to atomic being set: timed out waiting for the condition",
])("a release that was not up in time is told with where its pods' troubles stand: %s", (words) => {
  expect(releaseAdvice(`Error: installation failed\n\n  with helm_release.argocd,\n\n${words}`)).toBe(
    [
      "argocd was not up in time, and Helm has undone what it did. What its pods lacked is among the events of the last hour; or deploy again, and",
      "look at its pods meanwhile:",
      ...PODS,
    ].join("\n"),
  );
});

describe("a release that comes up", () => {
  const address = "helm_release.argocd";

  test.each([
    ["create", undefined, address],
    ["update", "argocd", "argocd"],
  ] as const)("is told once when its %s takes more than two minutes", (action, id, name) => {
    const waits = new ReleaseWaits();
    waits.tell({ kind: "started", address, action, ...(id === undefined ? {} : { id }) });
    const told = [110, 120, 130].map((seconds) => waits.tell({ kind: "waiting", address, action, seconds }));
    expect(told).toEqual([
      undefined,
      [
        `The release ${name} is not up after 120 s. It waits until its pods are ready and its jobs are done. What they lack:`,
        ...PODS,
        "When its time is over (10 minutes, unless the release says otherwise), Helm undoes what it did, and the deploy fails.",
      ].join("\n"),
      undefined,
    ]);
  });
});

describe("a release that is going", () => {
  const address = "helm_release.apps";
  const event = (kind: "started" | "finished" | "failed", id?: string) =>
    ({ kind, address, action: "delete", ...(id === undefined ? {} : { id }) }) as const;
  const waiting = (seconds: number, at = address) =>
    ({ kind: "waiting", address: at, action: "delete", seconds }) as const;

  test("is told once when it takes more than a minute, with what it may wait for", () => {
    const waits = new ReleaseWaits();
    const told = [event("started", "argocd-apps"), ...[50, 60, 70].map((seconds) => waiting(seconds))].map((one) =>
      waits.tell(one),
    );
    expect(told).toEqual([
      undefined,
      undefined,
      [
        "The release argocd-apps is not gone after 60 s. It may be waiting for applications and projects whose finalizers Argo CD takes away, once it has deleted what they brought.",
        "It is done when the second shows no more than the project default:",
        ...APPLICATIONS,
        "When its time is over (10 minutes, unless the release says otherwise), the destroy fails and Helm forgets the release: the next destroy",
        "waits for nothing of it.",
      ].join("\n"),
      undefined,
    ]);
  });

  test("is told by what any release waits for, if it is not the one of the applications", () => {
    const waits = new ReleaseWaits();
    waits.tell(event("started", "argocd"));
    expect(waits.tell(waiting(61))?.split("\n").slice(2, -2)).toEqual(OBJECTS);
  });

  test("is not told when it has gone, and when it is no release", () => {
    const waits = new ReleaseWaits();
    const others = [
      ...[event("started", "gone"), event("finished")],
      { kind: "started", address: "aws_eks_cluster.cluster", action: "delete", id: "sandbox" },
    ] as const;
    const told = [...others, ...[address, "aws_eks_cluster.cluster"].map((at) => waiting(600, at))].map((one) =>
      waits.tell(one),
    );
    expect(told.filter(Boolean)).toEqual([]);
  });
});

test("a destroy says while it waits what holds a release up, and when it fails how to go on", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-release-"));
  try {
    const resource = { addr: "helm_release.argocd", resource_type: "helm_release" };
    const reports = [
      { type: "apply_start", hook: { resource, action: "delete", id_key: "id", id_value: "argocd" } },
      { type: "apply_progress", hook: { resource, action: "delete", elapsed_seconds: 60 } },
      { type: "apply_errored", hook: { resource, action: "delete", elapsed_seconds: 600 } },
      {
        type: "diagnostic",
        diagnostic: {
          severity: "error",
          summary: "Error uninstalling release",
          detail:
            "Unable to uninstall Helm release argocd: uninstallation completed with 1 error(s): context deadline exceeded",
        },
      },
    ].map((message) => JSON.stringify({ "@message": "…", ...message }));
    fs.writeFileSync(path.join(folder, "reports"), reports.join("\n"));
    const program = path.join(folder, "terraform");
    fs.writeFileSync(program, `#!/bin/sh\ncat "${path.join(folder, "reports")}"\nexit 1\n`, { mode: 0o755 });
    const printed: string[] = [];
    const name = "sandbox-eks-addons";
    const stack = { name, environment: "sandbox", folder, dependencies: [], account: "1", region: "r" };
    const session = new Session({
      ...{ stacks: [{ ...stack, otherProviders: ["helm"] }], program, version: "1.11.0", environment: () => ({}) },
      ...{ logs: path.join(folder, "logs"), runName: "destroy", jobs: 1, interruption: new Interruption() },
      progress: { ...NO_PROGRESS, print: (text) => printed.push(text) },
    });
    const outcome = await runStacks(
      session,
      [name],
      () => [],
      async () => {
        await session.terraform(name).destroy();
        return "destroyed";
      },
    );
    expect(outcome.stacks).toMatchObject([{ stack: name, result: "failed" }]);
    const ofStack = (text: string) => text.split("\n").filter((line) => line.startsWith(`${name}: `));
    expect(printed.map((text) => ofStack(text).slice(0, 2))).toEqual([
      [
        `${name}: The release argocd is not gone after 60 s. It may be waiting for objects with finalizers, such as an ingress: the load balancer controller takes its finalizer away, once it has deleted the load balancer.`,
        `${name}: It is done when the first, which shows what is to go and its finalizers, shows nothing:`,
      ],
      [`${name}: terraform destroy ended with exit code 1.`, `${name}: Error: Error uninstalling release`],
    ]);
    expect(printed[1]).toContain(`${name}: argocd waited for objects with finalizers`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
