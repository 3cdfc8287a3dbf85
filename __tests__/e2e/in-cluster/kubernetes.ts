import { execFileSync } from "node:child_process";

/** Objects come with the definitions of kinds, some MB of which are the schemas; only names are asked for. */
const MAX_BYTES = 64 * 1024 * 1024;

/** What Helm and its charts have made in a cluster, read by `kubectl`, which has to be on the PATH. */
export class Kubernetes {
  constructor(private readonly kubeconfig: string) {}

  /**
   * Namespaces, definitions of kinds, and objects of releases and of their hooks, in the order of their names. Definitions of kinds are told by
   * group, `kinds of argoproj.io`, and objects with their release, `Service argocd argocd-server of argocd`.
   */
  installed(): string[] {
    const kinds = this.#kubectl("api-resources", "--verbs", "list", "--output", "name").split("\n").filter(Boolean);
    const columns = [".kind", ".metadata.namespace", ".metadata.name", RELEASE, HOOK].map((key) => `{${key}}`);
    const lines = this.#kubectl(
      ...["get", kinds.filter((kind) => !MEASURED.test(kind)).join(","), "--all-namespaces", "--ignore-not-found"],
      ...["--output", `jsonpath={range .items[*]}${columns.join('{"\\t"}')}{"\\n"}{end}`],
    ).split("\n");
    return [...new Set(lines.flatMap(told))].sort();
  }

  /** Adds a finalizer that nobody takes away to an object, such as `service/web`. */
  hold(namespace: string, object: string): void {
    const patch = JSON.stringify({ metadata: { finalizers: ["example.com/held"] } });
    this.#kubectl("--namespace", namespace, "patch", object, "--type", "merge", "--patch", patch);
  }

  /** Runs a command line as a person would paste it. @returns what it prints */
  paste(command: string): string {
    return execFileSync("sh", ["-c", command], {
      encoding: "utf8",
      env: { ...process.env, KUBECONFIG: this.kubeconfig },
      maxBuffer: MAX_BYTES,
      stdio: ["ignore", "pipe", "ignore"],
    });
  }

  /** @returns what it prints: it fails, and prints the rest, where a part of the API does not answer */
  #kubectl(...args: string[]): string {
    try {
      return execFileSync("kubectl", ["--kubeconfig", this.kubeconfig, ...args], {
        encoding: "utf8",
        maxBuffer: MAX_BYTES,
        stdio: ["ignore", "pipe", "pipe"],
      });
    } catch (error) {
      const { stdout } = error as { stdout?: string };
      if (stdout) return stdout;
      throw error;
    }
  }
}

/** Annotations of what a release has made, and of what a hook of a release has made (Helm 3.18, `pkg/action/validate.go` and `pkg/release/hook.go`). */
const RELEASE = ".metadata.annotations.meta\\.helm\\.sh/release-name";
const HOOK = ".metadata.annotations.helm\\.sh/hook";

/** What metrics-server measures is made by nobody. */
const MEASURED = /\.metrics\.k8s\.io$/;

/** A line of `kubectl`, if it is one of those that are told. */
function told(line: string): string[] {
  const [kind, namespace, name = "", release, hook] = line.split("\t");
  if (kind === "CustomResourceDefinition") return [`kinds of ${name.slice(name.indexOf(".") + 1)}`];
  if (kind !== "Namespace" && !release && !hook) return [];
  const object = [kind, namespace, name].filter(Boolean).join(" ");
  return [release ? `${object} of ${release}` : object];
}
