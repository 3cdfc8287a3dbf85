import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { type AddonsCase, expectAddonsProblems, type Found, toldAddons } from "./support";

function decided(addon: string, path: string, option: string): Found {
  return {
    property: `addons.${addon}.values.${path}`,
    code: "EKS_ADDON_VALUE_DECIDED",
    message: "An option of the add-on decides this value, and what follows from it besides.",
    found: `${path} in the values of ${addon}`,
    expected: `the option ${option}`,
    fix: `take ${path} out of the values, and write ${option} beside them`,
  };
}

function secret(path: string, found: string): Found {
  return {
    property: path,
    code: "EKS_ADDON_VALUE_SECRET",
    message: "The value looks like a secret, and values of add-ons are readable in plans, in the state and in EKS.",
    found,
    expected: "values without secrets",
    fix: "take it out, and give the add-on the name of a Kubernetes Secret if its schema has a key for that",
  };
}

const CASES: readonly AddonsCase[] = [
  {
    name: "values that options decide",
    addons: {
      "vpc-cni": { values: { env: { ENABLE_PREFIX_DELEGATION: "false" }, enableNetworkPolicy: "false" } },
      coredns: { values: { replicaCount: 3, tolerations: [] } },
    },
    problems: [
      decided("coredns", "replicaCount", "replicas"),
      decided("coredns", "tolerations", "tolerations"),
      decided("vpc-cni", "env.ENABLE_PREFIX_DELEGATION", "prefixDelegation"),
      decided("vpc-cni", "enableNetworkPolicy", "networkPolicy"),
    ],
    ways: [
      {
        says: [
          "take replicaCount out of the values, and write replicas beside them",
          "take tolerations out of the values, and write tolerations beside them",
          "take env.ENABLE_PREFIX_DELEGATION out of the values, and write prefixDelegation beside them",
          "take enableNetworkPolicy out of the values, and write networkPolicy beside them",
        ],
        to: {
          addons: {
            "vpc-cni": { prefixDelegation: false, networkPolicy: false },
            coredns: { replicas: 3, tolerations: [] },
          },
        },
      },
    ],
  },
  {
    name: "secrets among values, in lists too",
    addons: { "metrics-server": { values: { args: ["AKIAABCDEFGHIJKLMNOP"], password: "tr0ub4dor" } } },
    options: {
      cluster: { otherAddons: { "external-dns": { version: "default", values: { apiToken: "tr0ub4dor" } } } },
    },
    problems: [
      secret("addons.metrics-server.values.args.0", "the id of an AWS access key"),
      secret("addons.metrics-server.values.password", "a plain value under the name of a secret"),
      secret("otherAddons.external-dns.values.apiToken", "a plain value under the name of a secret"),
    ],
    ways: [
      {
        says: ["take it out", "take it out", "take it out"],
        to: {
          addons: { "metrics-server": true },
          options: { cluster: { otherAddons: { "external-dns": { version: "default" } } } },
        },
      },
    ],
  },
  {
    name: "nodes for a CoreDNS that runs on Fargate",
    addons: { coredns: { fargate: true, nodeSelector: { role: "system" }, tolerations: [{ key: "system" }] } },
    options: { compute: (cluster) => cluster.addFargateProfile("system", { namespace: "kube-system" }) },
    problems: ["nodeSelector", "tolerations"].map((property) => ({
      property: `addons.coredns.${property}`,
      code: "EKS_COREDNS_FARGATE_NODES",
      message: "On Fargate CoreDNS has machines of its own, and chooses no nodes.",
      found: `${property} with fargate: true`,
      expected: `no ${property}, or CoreDNS on nodes`,
      fix: `leave ${property} out, or take fargate out`,
    })),
    ways: [
      {
        says: ["leave nodeSelector out", "leave tolerations out"],
        to: { addons: { coredns: { fargate: true } } },
      },
      {
        says: ["or take fargate out", "or take fargate out"],
        to: {
          addons: { coredns: { nodeSelector: { role: "system" }, tolerations: [{ key: "system" }] } },
          options: {
            compute: (cluster) =>
              cluster.addNodeGroup("app", {
                instanceTypes: ["m7i.large"],
                min: 2,
                max: 6,
                labels: { role: "system" },
              }),
          },
        },
      },
    ],
  },
  {
    name: "labels that no node has, and tolerations that Kubernetes refuses",
    addons: {
      coredns: {
        nodeSelector: { role: "system nodes" },
        tolerations: [{ effect: "NoSchedule" }, { key: "a", operator: "Exists", value: "b" }, { key: "a b" }],
      },
    },
    problems: [
      {
        property: "addons.coredns.nodeSelector.role",
        code: "EKS_NODE_SELECTOR_INVALID",
        message: "No node can have this label, so no pod would ever run.",
        found: 'role: "system nodes"',
        expected:
          "a key and a value of A-Z, a-z, 0-9, -, _ and ., at most 63 characters each, the key with a domain and / before it or without",
        fix: 'write the label as the nodes have it, for example role: "system"',
      },
      ...['no key, without operator "Exists"', 'the value "b" with operator "Exists"', 'the key "a b"'].map(
        (found, index) => ({
          property: `addons.coredns.tolerations[${index}]`,
          code: "EKS_TOLERATION_INVALID",
          message: "Kubernetes does not take this toleration.",
          found,
          expected: 'a key with a value, a key alone, or operator "Exists" alone for every taint',
          fix: 'write the taint as the nodes have it, for example { key: system, value: "true", effect: NoSchedule }',
        }),
      ),
    ],
    ways: [
      {
        says: [
          'write the label as the nodes have it, for example role: "system"',
          "write the taint as the nodes have it",
          "write the taint as the nodes have it",
          "write the taint as the nodes have it",
        ],
        to: {
          addons: {
            coredns: {
              nodeSelector: { role: "system" },
              tolerations: [{ key: "system", value: "true", effect: "NoSchedule" }],
            },
          },
          options: {
            compute: (cluster) =>
              cluster.addNodeGroup("app", { instanceTypes: ["m7i.large"], min: 2, max: 6, labels: { role: "system" } }),
          },
        },
      },
    ],
  },
];

test.each(CASES)("refuses $name", expectAddonsProblems);

testAdvice(toldAddons(CASES), problemsIfAny);
