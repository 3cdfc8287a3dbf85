import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Problem } from "../../constructs/core/errors";
import { forEmulator } from "../../emulator/left-out";
import { problemsIn } from "../config/support/config-folder";
import { testAdvice } from "../support/followed-advice";

let folder = "";
const stack = () => ({
  name: "dev-eks-addons",
  environment: "dev",
  folder,
  dependencies: [],
  account: "111111111111",
  region: "eu-west-1",
  otherProviders: ["helm"],
});
const written = () => JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "in-cluster-"));
  const release = { name: "argocd", chart: "argo-cd", repository: "https://charts.example.com", version: "1.2.3" };
  const helm = [{ kubernetes: { host: "https://example.com", exec: { command: "aws" } } }];
  writeFileSync(
    join(folder, "cdk.tf.json"),
    JSON.stringify({ provider: { aws: [{}], helm }, resource: { helm_release: { argocd: release } } }),
  );
  writeFileSync(join(folder, "kubeconfig"), "");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts a chart where `helm pull --untar` does. */
function unpackChart(): void {
  mkdirSync(join(folder, "charts", "argo-cd"), { recursive: true });
  writeFileSync(join(folder, "charts", "argo-cd", "Chart.yaml"), "");
}

interface Target {
  readonly kubeconfig: string;
  readonly charts?: string;
  /** What is done before. */
  readonly before?: () => void;
}

/** Files and folders of a target are named as they are in the test's own folder, which FOLDER stands for in what is told. */
function problemsWith({ kubeconfig, charts, before }: Target): readonly Problem[] {
  before?.();
  const target = { kubeconfig: join(folder, kubeconfig), ...(charts ? { charts: join(folder, charts) } : {}) };
  const problems = problemsIn(() => forEmulator([stack()], target));
  return problems.map((problem) => ({ ...problem, found: problem.found.replaceAll(folder, "FOLDER") }));
}

const REFUSED = [
  {
    mistake: "a kubeconfig that is not there",
    target: { kubeconfig: "none" },
    problems: [
      {
        code: "KUBECONFIG_MISSING",
        path: "dev-eks-addons",
        message: "There is no such file, which would say where the Kubernetes API is.",
        found: "FOLDER/none",
        expected: "a kubeconfig",
        fix: "name the file that `kind get kubeconfig` or `kubectl config view --raw --minify` was written to",
      },
    ],
    ways: [{ says: "name the file", to: { kubeconfig: "kubeconfig" } }],
  },
  {
    mistake: "a folder without a chart",
    target: { kubeconfig: "kubeconfig", charts: "charts" },
    problems: [
      {
        code: "CHART_MISSING",
        path: "dev-eks-addons",
        message: "The folder that GROUNDPLAN_CHARTS names lacks a chart that the stack installs.",
        found: "no FOLDER/charts/argo-cd/Chart.yaml",
        expected: "each chart unpacked in a folder of its name",
        fix: "unpack it there with `helm pull --untar`, or unset GROUNDPLAN_CHARTS",
      },
    ],
    ways: [
      {
        says: "unpack it there with `helm pull --untar`",
        to: { kubeconfig: "kubeconfig", charts: "charts", before: unpackChart },
      },
      { says: "or unset GROUNDPLAN_CHARTS", to: { kubeconfig: "kubeconfig" } },
    ],
  },
];

testAdvice(REFUSED, problemsWith);

describe("what runs in a cluster, on a Kubernetes API that stands in for it", () => {
  it("is deployed by a kubeconfig, with charts from their repositories", () => {
    const kubeconfig = join(folder, "kubeconfig");
    expect(forEmulator([stack()], { kubeconfig })).toEqual({ stacks: [stack()], leftOut: [] });
    expect(written().provider).toEqual({ aws: [{}], helm: [{ kubernetes: { config_path: kubeconfig } }] });
    expect(written().resource.helm_release.argocd.repository).toBe("https://charts.example.com");
  });

  it("takes charts from a folder that is named, and from no repository then", () => {
    unpackChart();
    forEmulator([stack()], { kubeconfig: join(folder, "kubeconfig"), charts: join(folder, "charts") });
    expect(written().resource.helm_release.argocd).toEqual({
      name: "argocd",
      chart: join(folder, "charts", "argo-cd"),
    });
  });

  it.each(REFUSED)("is refused for $mistake", ({ target, problems }) => {
    expect(problemsWith(target)).toEqual(problems);
  });

  it("is left out all the same if it needs yet another provider", () => {
    const other = { ...stack(), otherProviders: ["helm", "cloudflare"] };
    const { leftOut } = forEmulator([other], { kubeconfig: join(folder, "kubeconfig") });
    expect(leftOut.map(({ name }) => name)).toEqual(["dev-eks-addons"]);
  });
});
