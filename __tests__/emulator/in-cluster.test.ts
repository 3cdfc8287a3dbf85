import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forEmulator } from "../../emulator/left-out";
import { problemsOf } from "../support/synth";

describe("what runs in a cluster, on a Kubernetes API that stands in for it", () => {
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

  it("is deployed by a kubeconfig, with charts from their repositories", () => {
    const kubeconfig = join(folder, "kubeconfig");
    expect(forEmulator([stack()], { kubeconfig })).toEqual({ stacks: [stack()], leftOut: [] });
    expect(written().provider).toEqual({ aws: [{}], helm: [{ kubernetes: { config_path: kubeconfig } }] });
    expect(written().resource.helm_release.argocd.repository).toBe("https://charts.example.com");
  });

  it("takes charts from a folder that is named, and from no repository then", () => {
    mkdirSync(join(folder, "charts", "argo-cd"), { recursive: true });
    writeFileSync(join(folder, "charts", "argo-cd", "Chart.yaml"), "");
    forEmulator([stack()], { kubeconfig: join(folder, "kubeconfig"), charts: join(folder, "charts") });
    expect(written().resource.helm_release.argocd).toEqual({
      name: "argocd",
      chart: join(folder, "charts", "argo-cd"),
    });
  });

  it("is refused without the file, and without a chart", () => {
    const codes = (target: { kubeconfig: string; charts?: string }) =>
      problemsOf(() => forEmulator([stack()], target)).map(({ code, found }) => [code, found]);
    const missing = join(folder, "none");
    expect(codes({ kubeconfig: missing })).toEqual([["KUBECONFIG_MISSING", missing]]);
    expect(codes({ kubeconfig: join(folder, "kubeconfig"), charts: folder })).toEqual([
      ["CHART_MISSING", `no ${join(folder, "argo-cd", "Chart.yaml")}`],
    ]);
  });

  it("is left out all the same if it needs yet another provider", () => {
    const other = { ...stack(), otherProviders: ["helm", "cloudflare"] };
    const { leftOut } = forEmulator([other], { kubeconfig: join(folder, "kubeconfig") });
    expect(leftOut.map(({ name }) => name)).toEqual(["dev-eks-addons"]);
  });
});
