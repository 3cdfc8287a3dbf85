import type { Problems } from "../../../core/errors";
import { secretsIn } from "../../../core/texts/secret-values";
import { isValueMap, type Value, type Values, valueMaps, valuesBelow } from "../../../core/texts/values";
import type { NodeOptions } from "../node-group.types";

/** What the nodes are told of themselves. */
export type NodeSettings = Pick<NodeOptions, "image" | "nodeConfig" | "bottlerocket">;

/** Fields of kubelet's configuration, its flags, and settings of Bottlerocket that follow from options, or else from the cluster. */
const DECIDED: Readonly<Record<"config" | "flags" | "bottlerocket", Readonly<Record<string, string | undefined>>>> = {
  config: { clusterDNS: undefined, clusterDomain: undefined, maxPods: "maxPods", registerWithTaints: "taints" },
  flags: {
    "--cluster-dns": undefined,
    "--config": undefined,
    "--hostname-override": undefined,
    "--kubeconfig": undefined,
    "--max-pods": "maxPods",
    "--node-labels": "labels",
    "--register-with-taints": "taints",
  },
  bottlerocket: {
    "host-containers.admin.enabled": "remoteAccess",
    "kubernetes.api-server": undefined,
    "kubernetes.cluster-certificate": undefined,
    "kubernetes.cluster-dns-ip": undefined,
    "kubernetes.cluster-name": undefined,
    "kubernetes.max-pods": "maxPods",
    "kubernetes.node-labels": "labels",
    "kubernetes.node-taints": "taints",
  },
};

/** Checks what nodes are told beside how they find their cluster. */
export function checkNodeSettings(props: NodeSettings, problems: Problems): void {
  checkFamily(props, problems);
  checkKubelet(props, problems);
  checkStorage(props, problems);
  if (props.bottlerocket) checkBottlerocket(props.bottlerocket, problems);
  for (const property of ["nodeConfig", "bottlerocket"] as const) {
    const values = props[property] as Values | undefined;
    for (const { keys, why } of secretsIn(values ?? {})) addSecret(`${property}.${keys.join(".")}`, why, problems);
  }
}

function checkFamily({ image = "al2023", nodeConfig, bottlerocket }: NodeSettings, problems: Problems): void {
  const wrong = image === "al2023" ? bottlerocket && "bottlerocket" : nodeConfig && "nodeConfig";
  if (!wrong) return;
  problems.add(wrong, {
    code: "EKS_NODE_SETTINGS_IMAGE",
    message: "Nodes of this image family do not read these settings.",
    found: `${wrong} with image ${image}`,
    expected: image === "al2023" ? "nodeConfig, or image bottlerocket" : "bottlerocket, or image al2023",
    fix: image === "al2023" ? "set image to bottlerocket, or use nodeConfig" : "leave image out, or use bottlerocket",
  });
}

function checkKubelet({ nodeConfig }: NodeSettings, problems: Problems): void {
  const { config = {}, flags = [] } = nodeConfig?.kubelet ?? {};
  for (const field of Object.keys(config).filter((key) => Object.hasOwn(DECIDED.config, key))) {
    addDecided(`nodeConfig.kubelet.config.${field}`, field, DECIDED.config[field], problems);
  }
  for (const [index, flag] of flags.entries()) {
    const at = `nodeConfig.kubelet.flags[${index}]`;
    const [name = ""] = flag.split("=");
    if (Object.hasOwn(DECIDED.flags, name)) addDecided(at, name, DECIDED.flags[name], problems);
    else if (!/^--[a-z0-9][a-z0-9-]*(=.*)?$/s.test(flag)) {
      problems.add(at, {
        code: "EKS_KUBELET_FLAG",
        message: "kubelet does not start with this argument.",
        found: `"${flag}"`,
        expected: "one argument with -- in front, and its value behind =",
        fix: 'write name and value as one text, for example "--v=4"',
      });
    }
  }
}

function checkStorage({ nodeConfig }: NodeSettings, problems: Problems): void {
  const path = nodeConfig?.instance?.localStorage?.mountPath;
  if (path === undefined || /^\/[\w./-]+$/.test(path)) return;
  problems.add("nodeConfig.instance.localStorage.mountPath", {
    code: "EKS_MOUNT_PATH",
    message: "Disks are mounted below a folder of the node, by its whole path.",
    found: `"${path}"`,
    expected: "a path that begins with /, of letters, digits, _, ., - and /",
    fix: "for example /mnt/disks, or leave mountPath out",
  });
}

function checkBottlerocket(settings: Values, problems: Problems): void {
  for (const [path, option] of Object.entries(DECIDED.bottlerocket)) {
    if (valueAt(settings, path.split(".")) === undefined) continue;
    addDecided(`bottlerocket.${path}`, path, option, problems);
  }
  for (const { keys, value } of valuesBelow(settings)) {
    if (value !== null) continue;
    problems.add(`bottlerocket.${keys.join(".")}`, {
      code: "EKS_BOTTLEROCKET_VALUE",
      message: "Settings of Bottlerocket have no empty values.",
      found: "null",
      expected: "a text, a number, true or false, a list or a map",
      fix: "leave the setting out for what the image has",
    });
  }
  if (!valueMaps(settings).some(({ keys }) => keys.join(".") === "settings")) return;
  problems.add("bottlerocket.settings", {
    code: "EKS_BOTTLEROCKET_SETTINGS",
    message: "The property is the table of settings itself.",
    found: "settings in bottlerocket",
    expected: "what stands below [settings], such as kernel or kubernetes",
    fix: "write what is below settings one step further out",
  });
}

function addDecided(at: string, what: string, option: string | undefined, problems: Problems): void {
  problems.add(at, {
    code: "EKS_NODE_SETTING_DECIDED",
    message: option
      ? "An option of the nodes decides this, and what follows from it besides."
      : "How a node finds its cluster, and is known to it, is written here by itself.",
    found: what,
    expected: option ? `the option ${option}` : "nothing about the cluster",
    fix: option ? `take it out, and write ${option} for the nodes` : "take it out",
  });
}

function addSecret(at: string, why: string, problems: Problems): void {
  problems.add(at, {
    code: "EKS_NODE_SETTING_SECRET",
    message: "This looks like a secret, and user data is readable in plans, in the state, in EC2 and on the node.",
    found: why,
    expected: "settings without secrets",
    fix: "take it out, and let what needs it read it from Secrets Manager",
  });
}

function valueAt(values: Values, [key = "", ...below]: readonly string[]): Value | undefined {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  if (below.length === 0) return value;
  return isValueMap(value) ? valueAt(value, below) : undefined;
}
