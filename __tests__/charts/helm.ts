import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { HelmValues } from "../../constructs/helm";
import type { RenderedObject } from "./decode";

/** A release that is rendered. */
export interface Rendering {
  /** Folder of the chart. */
  readonly chart: string;
  readonly name: string;
  readonly namespace: string;
  readonly values: HelmValues;
}

/** The Helm program with one Kubernetes version. */
export class Helm {
  constructor(
    readonly program: string,
    readonly kubernetes = "1.35.4",
  ) {}

  /** Objects of a release, those of hooks and of `crds/` too. @throws Error what Helm says, or what is no YAML */
  render({ chart, name, namespace, values }: Rendering): RenderedObject[] {
    const output = this.#run(values, (file) => [
      ...["template", name, chart, "--namespace", namespace, "--values", file],
      ...["--include-crds", "--kube-version", this.kubernetes],
    ]);
    return parseAllDocuments(output, { uniqueKeys: true, version: "1.1", merge: false, logLevel: "silent" }).flatMap(
      (document) => {
        if (document.errors.length > 0) throw new Error(`${name}: ${document.errors[0]?.message}`);
        const object = document.toJS() as RenderedObject | null;
        if (object === null) return [];
        return object.kind === "List" ? (object.items as RenderedObject[]) : [object];
      },
    );
  }

  /** What `helm lint` finds wrong with a release; what it says of the chart's own file is its maintainers' affair. */
  lint({ chart, namespace, values }: Rendering): string[] {
    const output = this.#run(values, (file) => ["lint", chart, "--namespace", namespace, "--values", file]);
    return output.split("\n").filter((line) => /^\[(ERROR|WARNING)\]/.test(line) && !line.includes("Chart.yaml"));
  }

  #run(values: HelmValues, args: (file: string) => string[]): string {
    const folder = mkdtempSync(join(tmpdir(), "groundplan-helm-"));
    try {
      const file = join(folder, "values.json");
      writeFileSync(file, JSON.stringify(values));
      const { status, stdout, stderr, error } = spawnSync(this.program, args(file), {
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
        env: { PATH: "", HOME: folder, HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder },
      });
      if (error) throw error;
      if (status !== 0) throw new Error(`helm ${args("values.json").join(" ")}: ${stderr || stdout}`);
      return stdout;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
