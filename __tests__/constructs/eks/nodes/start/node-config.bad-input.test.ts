import { testAdvice } from "../../../../support/followed-advice";
import { problemsIfAny } from "../../../../support/synth";
import { expectRefusal, type Found, type Refusal, toldNodes } from "../support";

function decided(property: string, found: string, option?: string): Found {
  return {
    property,
    code: "EKS_NODE_SETTING_DECIDED",
    message: option
      ? "An option of the nodes decides this, and what follows from it besides."
      : "How a node finds its cluster, and is known to it, is written here by itself.",
    found,
    expected: option ? `the option ${option}` : "nothing about the cluster",
    fix: option ? `take it out, and write ${option} for the nodes` : "take it out",
  };
}

const BOTTLEROCKET = { image: "bottlerocket", instanceTypes: ["m7g.large"] };

const CASES: readonly Refusal[] = [
  {
    name: "settings of Bottlerocket on Amazon Linux",
    options: { bottlerocket: { motd: "hello" } },
    problems: [
      {
        property: "bottlerocket",
        code: "EKS_NODE_SETTINGS_IMAGE",
        message: "Nodes of this image family do not read these settings.",
        found: "bottlerocket with image al2023",
        expected: "nodeConfig, or image bottlerocket",
        fix: "set image to bottlerocket, or use nodeConfig",
      },
    ],
    ways: [
      { says: "set image to bottlerocket", to: { options: { ...BOTTLEROCKET, bottlerocket: { motd: "hello" } } } },
      { says: "or use nodeConfig", to: { options: { nodeConfig: { kubelet: { flags: ["--v=4"] } } } } },
    ],
  },
  {
    name: "a NodeConfig on Bottlerocket",
    options: { ...BOTTLEROCKET, nodeConfig: { kubelet: { flags: ["--v=4"] } } },
    problems: [
      {
        property: "nodeConfig",
        code: "EKS_NODE_SETTINGS_IMAGE",
        message: "Nodes of this image family do not read these settings.",
        found: "nodeConfig with image bottlerocket",
        expected: "bottlerocket, or image al2023",
        fix: "leave image out, or use bottlerocket",
      },
    ],
    ways: [
      { says: "leave image out", to: { options: { nodeConfig: { kubelet: { flags: ["--v=4"] } } } } },
      { says: "or use bottlerocket", to: { options: { ...BOTTLEROCKET, bottlerocket: { motd: "hello" } } } },
    ],
  },
  {
    name: "what options decide, and what is the cluster's, in a NodeConfig",
    options: {
      nodeConfig: {
        kubelet: {
          config: { maxPods: 50, clusterDNS: ["172.20.0.10"] },
          flags: ["--node-labels=role=app", "--hostname-override=a"],
        },
      },
    },
    problems: [
      decided("nodeConfig.kubelet.config.maxPods", "maxPods", "maxPods"),
      decided("nodeConfig.kubelet.config.clusterDNS", "clusterDNS"),
      decided("nodeConfig.kubelet.flags[0]", "--node-labels", "labels"),
      decided("nodeConfig.kubelet.flags[1]", "--hostname-override"),
    ],
    ways: [
      {
        says: [
          "take it out, and write maxPods for the nodes",
          "take it out",
          "take it out, and write labels for the nodes",
          "take it out",
        ],
        to: { options: { maxPods: 50, labels: { role: "app" } } },
      },
    ],
  },
  {
    name: "arguments of kubelet and a folder that are none",
    options: {
      nodeConfig: {
        kubelet: { flags: ["-v 4"] },
        instance: { localStorage: { strategy: "RAID0", mountPath: "disks" } },
      },
    },
    problems: [
      {
        property: "nodeConfig.kubelet.flags[0]",
        code: "EKS_KUBELET_FLAG",
        message: "kubelet does not start with this argument.",
        found: '"-v 4"',
        expected: "one argument with -- in front, and its value behind =",
        fix: 'write name and value as one text, for example "--v=4"',
      },
      {
        property: "nodeConfig.instance.localStorage.mountPath",
        code: "EKS_MOUNT_PATH",
        message: "Disks are mounted below a folder of the node, by its whole path.",
        found: '"disks"',
        expected: "a path that begins with /, of letters, digits, _, ., - and /",
        fix: "for example /mnt/disks, or leave mountPath out",
      },
    ],
    ways: [
      {
        says: ['for example "--v=4"', "for example /mnt/disks"],
        to: {
          options: {
            nodeConfig: {
              kubelet: { flags: ["--v=4"] },
              instance: { localStorage: { strategy: "RAID0", mountPath: "/mnt/disks" } },
            },
          },
        },
      },
      {
        says: ['for example "--v=4"', "or leave mountPath out"],
        to: {
          options: {
            nodeConfig: { kubelet: { flags: ["--v=4"] }, instance: { localStorage: { strategy: "RAID0" } } },
          },
        },
      },
    ],
  },
  {
    name: "what options decide, and values that TOML does not have, in settings of Bottlerocket",
    options: {
      ...BOTTLEROCKET,
      bottlerocket: {
        kubernetes: { "max-pods": 50, "cluster-name": "shop" },
        "host-containers": { admin: { enabled: true } },
        motd: null,
      },
    },
    problems: [
      decided("bottlerocket.host-containers.admin.enabled", "host-containers.admin.enabled", "remoteAccess"),
      decided("bottlerocket.kubernetes.cluster-name", "kubernetes.cluster-name"),
      decided("bottlerocket.kubernetes.max-pods", "kubernetes.max-pods", "maxPods"),
      {
        property: "bottlerocket.motd",
        code: "EKS_BOTTLEROCKET_VALUE",
        message: "Settings of Bottlerocket have no empty values.",
        found: "null",
        expected: "a text, a number, true or false, a list or a map",
        fix: "leave the setting out for what the image has",
      },
    ],
    ways: [
      {
        says: [
          "take it out, and write remoteAccess for the nodes",
          "take it out",
          "take it out, and write maxPods for the nodes",
          "leave the setting out for what the image has",
        ],
        to: {
          options: {
            ...BOTTLEROCKET,
            maxPods: 50,
            remoteAccess: { keyName: "ops", fromSecurityGroups: ["sg-0123456789abcdef0"] },
          },
        },
      },
    ],
  },
  {
    name: "the table of settings inside of itself",
    options: { ...BOTTLEROCKET, bottlerocket: { settings: { motd: "hello" } } },
    problems: [
      {
        property: "bottlerocket.settings",
        code: "EKS_BOTTLEROCKET_SETTINGS",
        message: "The property is the table of settings itself.",
        found: "settings in bottlerocket",
        expected: "what stands below [settings], such as kernel or kubernetes",
        fix: "write what is below settings one step further out",
      },
    ],
    ways: [
      {
        says: "write what is below settings one step further out",
        to: { options: { ...BOTTLEROCKET, bottlerocket: { motd: "hello" } } },
      },
    ],
  },
  {
    name: "a secret in the environment of the nodes",
    options: { nodeConfig: { instance: { environment: { default: { PROXY_PASSWORD: "tr0ub4dor" } } } } },
    problems: [
      {
        property: "nodeConfig.instance.environment.default.PROXY_PASSWORD",
        code: "EKS_NODE_SETTING_SECRET",
        message: "This looks like a secret, and user data is readable in plans, in the state, in EC2 and on the node.",
        found: "a plain value under the name of a secret",
        expected: "settings without secrets",
        fix: "take it out, and let what needs it read it from Secrets Manager",
      },
    ],
    ways: [{ says: "take it out", to: { options: {} } }],
  },
];

test.each(CASES)("refuses $name", expectRefusal);

testAdvice(toldNodes(CASES), problemsIfAny);
