import { parse, parseAllDocuments } from "yaml";
import { Karpenter } from "../../../../../constructs/eks/controllers/karpenter";
import type { NodeConfig } from "../../../../../constructs/eks/nodes";
import { bottlerocketText } from "../../../../../constructs/eks/nodes/start/user-data";
import { resourceOf, type SynthesizedStack } from "../../../../support/synth";
import { synthControllers } from "../../controllers/scaling-support";
import { synthGroup, synthOwn } from "../support";

const CONFIG: NodeConfig = {
  kubelet: { config: { systemReserved: { memory: "200Mi" }, shutdownGracePeriod: "30s" }, flags: ["--v=4"] },
  containerd: { config: '[plugins."io.containerd.grpc.v1.cri".containerd]\ndiscard_unpacked_layers = false\n' },
  instance: { localStorage: { strategy: "RAID0", disabledMounts: ["PodLogs"] } },
  featureGates: { FastImagePull: true },
};

const template = (synthesized: SynthesizedStack) => resourceOf(synthesized, "aws_launch_template");

/** User data of managed nodes. */
const decoded = (synthesized: SynthesizedStack) =>
  Buffer.from(String(template(synthesized).user_data), "base64").toString();

/** The parts of a MIME text: content type and body. */
function partsOf(text: string): [string, string][] {
  return text
    .split("--==GROUNDPLAN==")
    .slice(1, -1)
    .map((part) => {
      const [head = "", ...body] = part.trimStart().split("\n\n");
      return [head.replace(/^Content-Type: ([^;]+);.*$/s, "$1"), body.join("\n\n")];
    });
}

/** What Terraform would encode: the text in `base64encode("…")`, whose references stay as they are. */
function evaluated(userData: unknown): string {
  const [, inner = ""] = /^\$\{base64encode\("(.*)"\)\}$/s.exec(String(userData)) ?? [];
  return inner.replace(/\\(.)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped));
}

describe("Amazon Linux", () => {
  test("managed nodes get a NodeConfig, which EKS lays its own over, and the number of pods as before", () => {
    const parts = partsOf(decoded(synthGroup({ nodeConfig: CONFIG, maxPods: 20 })));
    expect(parts.map(([type]) => type)).toEqual(["application/node.eks.aws", "text/cloud-config"]);
    expect(parse(parts[0]?.[1] ?? "")).toEqual({
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: CONFIG,
    });
    expect(parts[1]?.[1]).toContain("maxPods: 20");
  });

  test("nodes of one's own get it behind the one by which they find the cluster", () => {
    const nodeConfig: NodeConfig = { kubelet: { config: { note: 'a "b" \\ ${c} %{d}' } } };
    const text = evaluated(template(synthOwn({ nodeConfig })).user_data);
    const parts = partsOf(text);
    expect(parts.map(([type]) => type)).toEqual(["application/node.eks.aws", "application/node.eks.aws"]);
    expect(parts[0]?.[1]).toContain("apiServerEndpoint");
    expect(parts[1]?.[1]).not.toMatch(/[$%]\{/);
    expect(JSON.parse(parts[1]?.[1] ?? "")).toMatchObject({ spec: nodeConfig });
  });

  test("without it, nothing changes", () => {
    expect(template(synthGroup()).user_data).toBeUndefined();
  });
});

describe("Bottlerocket", () => {
  const SETTINGS = {
    kernel: { sysctl: { "vm.max_map_count": "262144" } },
    kubernetes: { "eviction-hard": { "memory.available": "15%" }, "allowed-unsafe-sysctls": ["net.core.somaxconn"] },
    ntp: { "time-servers": ["169.254.169.123"] },
    "bootstrap-containers": { disks: { source: "example.com/disks:1", mode: "once", essential: true } },
  };

  test("managed nodes get settings in TOML, together with those that are made here", () => {
    const options = { image: "bottlerocket", instanceTypes: ["m7g.large"], bottlerocket: SETTINGS } as const;
    expect(decoded(synthGroup({ ...options, maxPods: 20 }))).toBe(
      [
        "[settings.kubernetes]",
        "max-pods = 20",
        'allowed-unsafe-sysctls = ["net.core.somaxconn"]',
        "",
        "[settings.bootstrap-containers.disks]",
        "essential = true",
        'mode = "once"',
        'source = "example.com/disks:1"',
        "",
        "[settings.kernel.sysctl]",
        '"vm.max_map_count" = "262144"',
        "",
        "[settings.kubernetes.eviction-hard]",
        '"memory.available" = "15%"',
        "",
        "[settings.ntp]",
        'time-servers = ["169.254.169.123"]',
        "",
      ].join("\n"),
    );
  });

  test("nodes of one's own get them behind how they find the cluster", () => {
    const text = evaluated(
      template(synthOwn({ image: "bottlerocket", instanceTypes: ["m7g.large"], bottlerocket: { motd: 'a "b" ${c}' } }))
        .user_data,
    );
    expect(text).toMatch(/^\[settings\.kubernetes\]\ncluster-name = /);
    expect(text).toContain('[settings]\nmotd = "a \\"b\\" \\u0024{c}"');
  });

  test("texts are quoted as TOML has it, and lists hold maps", () => {
    expect(bottlerocketText({ a: "tab\tnew\nline \x7f \u0001", b: [{ c: 1, "d e": [true] }], f: {} })).toBe(
      '[settings]\na = "tab\\tnew\\nline \\u007F \\u0001"\nb = [{ c = 1, "d e" = [true] }]\n',
    );
  });
});

test("node classes of Karpenter have it as user data", () => {
  const classOf = (pool: object) => {
    const given = { name: "general", cpuLimit: 64, imageRelease: "v20261105", ...pool };
    let manifest = "";
    synthControllers((stack, cluster) => {
      manifest = new Karpenter(stack, "karpenter", { cluster }).nodePool(given);
    });
    return parseAllDocuments(manifest)[0]?.toJS().spec.userData as string | undefined;
  };
  expect(parse(classOf({ nodeConfig: CONFIG }) ?? "")).toMatchObject({ kind: "NodeConfig", spec: CONFIG });
  expect(classOf({ image: "bottlerocket", imageRelease: "v1.53.0", bottlerocket: { motd: "hello" } })).toBe(
    '[settings]\nmotd = "hello"\n',
  );
  expect(classOf({})).toBeUndefined();
});
