import { Fn } from "cdktf";
import { sortedLabels, sortedTaints } from "./labels-and-taints";
import type { NodeOptions, NodeTaint } from "./node-group.types";
import type { NodesCluster } from "./nodes-cluster.types";

/** What user data of managed nodes is made from. */
export type ManagedUserDataProps = Pick<NodeOptions, "image" | "maxPods" | "remoteAccess">;

/** What user data of self-managed nodes is made from. */
export interface SelfManagedUserDataProps extends ManagedUserDataProps, Pick<NodeOptions, "labels" | "taints"> {
  readonly cluster: NodesCluster;
}

const BOUNDARY = "==GROUNDPLAN==";

/**
 * User data of managed nodes, in base64; `undefined` when there is nothing to say. EKS puts its own beside it.
 *
 * A number of pods that stands in a NodeConfig of ours would lose against the one that EKS writes into its NodeConfig (Amazon EKS User
 * Guide, "Choose an optimal Amazon EC2 node instance type", section on how maxPods is determined). Files in `/etc/eks/nodeadm.d` win
 * over both (documentation of nodeadm in awslabs/amazon-eks-ami, "Overriding configuration with drop-in files", as of 2026-07), and
 * cloud-init writes them before nodeadm starts kubelet. For Bottlerocket, user data wins over what EKS says.
 */
export function managedUserData(props: ManagedUserDataProps): string | undefined {
  if (props.image === "bottlerocket") {
    const settings = bottlerocketSettings(props, []);
    return settings === "" ? undefined : Buffer.from(settings).toString("base64");
  }
  if (props.maxPods === undefined) return undefined;
  const dropIn = nodeConfig(["  kubelet:", "    config:", `      maxPods: ${props.maxPods}`]);
  const cloudConfig = [
    "#cloud-config",
    "write_files:",
    "  - path: /etc/eks/nodeadm.d/10-max-pods.yaml",
    "    content: |",
    ...dropIn.map((line) => `      ${line}`),
  ];
  return Buffer.from(multipart("text/cloud-config", cloudConfig)).toString("base64");
}

/**
 * User data of self-managed nodes, in base64: how they find their cluster, and what EKS says to managed nodes itself (Amazon EKS User
 * Guide, "Customize managed nodes with launch templates", section on user data; Bottlerocket settings reference, as of 2026-11). What it
 * refers to is known at apply, so Terraform encodes it.
 */
export function selfManagedUserData(props: SelfManagedUserDataProps): string {
  const text = props.image === "bottlerocket" ? bottlerocketNode(props) : amazonLinuxNode(props);
  // It becomes a string in an expression of Terraform.
  return Fn.base64encode(text.replaceAll('"', '\\"'));
}

function amazonLinuxNode({ cluster, labels = {}, taints = [], maxPods }: SelfManagedUserDataProps): string {
  const labelList = sortedLabels(labels).map(([key, value]) => `${key}=${value}`);
  const taintList = sortedTaints(taints).map(({ key, value = "", effect }) => `${key}=${value}:${effect}`);
  const flags = [
    ...(labelList.length > 0 ? [`      - "--node-labels=${labelList.join(",")}"`] : []),
    ...(taintList.length > 0 ? [`      - "--register-with-taints=${taintList.join(",")}"`] : []),
  ];
  const kubelet = [
    ...(maxPods === undefined ? [] : ["    config:", `      maxPods: ${maxPods}`]),
    ...(flags.length > 0 ? ["    flags:", ...flags] : []),
  ];
  const config = nodeConfig([
    "  cluster:",
    `    name: ${cluster.clusterName}`,
    `    apiServerEndpoint: ${cluster.endpoint}`,
    `    certificateAuthority: ${cluster.certificateAuthority}`,
    `    cidr: ${cluster.serviceCidr}`,
    ...(kubelet.length > 0 ? ["  kubelet:", ...kubelet] : []),
  ]);
  return multipart("application/node.eks.aws", config);
}

function bottlerocketNode(props: SelfManagedUserDataProps): string {
  const { cluster, labels = {}, taints = [] } = props;
  const keys = [...new Set(sortedTaints(taints).map(({ key }) => key))];
  const tables = [
    ...table(
      "settings.kubernetes.node-labels",
      sortedLabels(labels).map(([key, value]) => `"${key}" = "${value}"`),
    ),
    ...table(
      "settings.kubernetes.node-taints",
      keys.map((key) => `"${key}" = [${sortedTaints(taints.filter((taint) => taint.key === key)).map(quotedTaint)}]`),
    ),
  ];
  return bottlerocketSettings(
    props,
    [
      `cluster-name = "${cluster.clusterName}"`,
      `api-server = "${cluster.endpoint}"`,
      `cluster-certificate = "${cluster.certificateAuthority}"`,
      // EKS gives the tenth address of the services to CoreDNS.
      `cluster-dns-ip = "${Fn.cidrhost(cluster.serviceCidr, 10)}"`,
    ],
    tables,
  );
}

function quotedTaint({ value = "", effect }: NodeTaint): string {
  return `"${value}:${effect}"`;
}

/** Settings in TOML; empty when there are none. SSH ends in a container that is off unless it is asked for. */
function bottlerocketSettings(
  { maxPods, remoteAccess }: ManagedUserDataProps,
  kubernetes: readonly string[],
  tables: readonly string[] = [],
): string {
  const settings = [...kubernetes, ...(maxPods === undefined ? [] : [`max-pods = ${maxPods}`])];
  return [
    ...table("settings.kubernetes", settings),
    ...tables,
    ...table("settings.host-containers.admin", remoteAccess ? ["enabled = true"] : []),
  ].join("\n");
}

/** A table of TOML with an empty line behind it; nothing when it has no entries. */
function table(name: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`[${name}]`, ...entries, ""];
}

function nodeConfig(spec: readonly string[]): string[] {
  return ["apiVersion: node.eks.aws/v1alpha1", "kind: NodeConfig", "spec:", ...spec];
}

function multipart(contentType: string, lines: readonly string[]): string {
  return [
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    "",
    `--${BOUNDARY}`,
    `Content-Type: ${contentType}; charset="us-ascii"`,
    "",
    ...lines,
    "",
    `--${BOUNDARY}--`,
    "",
  ].join("\n");
}
