import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError } from "../constructs/core/errors";
import type { SynthesizedStack } from "../runner/stacks/stacks";

/** A Kubernetes API that stands in for that of the cluster, which the emulator has not. */
export interface KubernetesTarget {
  /** File with its address and how one signs in; its current context is used. */
  readonly kubeconfig: string;
  /**
   * Folder with charts, each unpacked in a folder of its name.
   *
   * @default - from their repositories
   */
  readonly charts?: string;
}

/** The parts of a stack that are rewritten. */
interface StackJson {
  provider: { helm: readonly Record<string, unknown>[] };
  resource?: { helm_release?: Record<string, { chart: string; repository?: string; version?: string }> };
}

/**
 * Points the Helm provider of a stack at the Kubernetes API, in the JSON that synth wrote: nothing of it is in the application.
 *
 * @throws GroundplanError `KUBECONFIG_MISSING` or `CHART_MISSING`
 */
export function installInto(
  { name, folder }: Pick<SynthesizedStack, "name" | "folder">,
  { kubeconfig, charts }: KubernetesTarget,
): void {
  const file = path.join(folder, "cdk.tf.json");
  const json = JSON.parse(fs.readFileSync(file, "utf8")) as StackJson;
  if (!fs.existsSync(kubeconfig)) {
    throw new GroundplanError([
      {
        code: "KUBECONFIG_MISSING",
        path: name,
        message: "There is no such file, which would say where the Kubernetes API is.",
        found: kubeconfig,
        expected: "a kubeconfig",
        fix: "name the file that `kind get kubeconfig` or `kubectl config view --raw --minify` was written to",
      },
    ]);
  }
  json.provider.helm = json.provider.helm.map(({ kubernetes: _, ...rest }) => ({
    ...rest,
    kubernetes: { config_path: path.resolve(kubeconfig) },
  }));
  if (charts !== undefined) {
    for (const release of Object.values(json.resource?.helm_release ?? {})) {
      const chart = path.resolve(charts, release.chart);
      if (!fs.existsSync(path.join(chart, "Chart.yaml"))) throw chartMissing(name, chart);
      release.chart = chart;
      delete release.repository;
      delete release.version;
    }
  }
  fs.writeFileSync(file, JSON.stringify(json, null, 2));
}

function chartMissing(stack: string, chart: string): GroundplanError {
  return new GroundplanError([
    {
      code: "CHART_MISSING",
      path: stack,
      message: "The folder that GROUNDPLAN_CHARTS names lacks a chart that the stack installs.",
      found: `no ${path.join(chart, "Chart.yaml")}`,
      expected: "each chart unpacked in a folder of its name",
      fix: "unpack it there with `helm pull --untar`, or unset GROUNDPLAN_CHARTS",
    },
  ]);
}
