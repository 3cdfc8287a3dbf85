import { Fn, Token } from "cdktf";
import { type Json, withSortedKeys } from "../../../core/texts/canonical-json";
import { type ManifestValue, manifestText } from "../../../core/texts/manifest-text";
import type { Values } from "../../../core/texts/values";
import type { NodeOptions, NodeTaint } from "../node-group.types";
import type { NodesCluster } from "../nodes-cluster.types";
import { sortedLabels, sortedTaints } from "./labels-and-taints";
import type { NodeConfig } from "./node-config.types";
import { tomlText, withValues } from "./toml";

/** What user data of managed nodes is made from. */
export type ManagedUserDataProps = Pick<
  NodeOptions,
  "image" | "maxPods" | "remoteAccess" | "nodeConfig" | "bottlerocket"
>;

/** What user data of self-managed nodes is made from. */
export interface SelfManagedUserDataProps extends ManagedUserDataProps, Pick<NodeOptions, "labels" | "taints"> {
  readonly cluster: NodesCluster;
}

const BOUNDARY = "==GROUNDPLAN==";

const NODE_CONFIG = "application/node.eks.aws";

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
    return settings === "" ? undefined : encoded(settings);
  }
  const parts = [
    ...(props.nodeConfig ? [nodeConfigPart(props.nodeConfig)] : []),
    ...(props.maxPods === undefined ? [] : [maxPodsPart(props.maxPods)]),
  ];
  return parts.length === 0 ? undefined : encoded(multipart(...parts));
}

function maxPodsPart(maxPods: number): Part {
  const dropIn = nodeConfig(["  kubelet:", "    config:", `      maxPods: ${maxPods}`]);
  const lines = [
    "#cloud-config",
    "write_files:",
    "  - path: /etc/eks/nodeadm.d/10-max-pods.yaml",
    "    content: |",
    ...dropIn.map((line) => `      ${line}`),
  ];
  return { contentType: "text/cloud-config", lines };
}

/** What nodes are told beside how they find their cluster: nodeadm lays one NodeConfig over the one before it. */
function nodeConfigPart(config: NodeConfig): Part {
  return {
    contentType: NODE_CONFIG,
    charset: "utf-8",
    lines: [withoutTemplates(JSON.stringify(withKind(config), null, 2))],
  };
}

/** `${` and `%{` in a quoted text of JSON or TOML, by escapes that are no template of Terraform; references stay. */
function withoutTemplates(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, "\\u0024{").replaceAll("%{", "\\u0025{");
}

/** A NodeConfig without the cluster's part, in YAML. */
export function nodeConfigText(config: NodeConfig): string {
  return manifestText(withKind(config));
}

function withKind(config: NodeConfig) {
  const spec = withSortedKeys(config as unknown as Json) as ManifestValue;
  return { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec };
}

/** Settings of Bottlerocket in TOML. */
export function bottlerocketText(settings: Values): string {
  return tomlText(withValues(new Map(), "settings", settings));
}

/** User data in base64. What holds references is known at apply, so Terraform encodes it. */
function encoded(text: string): string {
  return Token.isUnresolved(text) ? encodedAtApply(text) : Buffer.from(text).toString("base64");
}

/** The text becomes a string in an expression of Terraform. */
function encodedAtApply(text: string): string {
  return Fn.base64encode(text.replaceAll("\\", "\\\\").replaceAll('"', '\\"'));
}

/**
 * User data of self-managed nodes, in base64: how they find their cluster, and what EKS says to managed nodes itself (Amazon EKS User
 * Guide, "Customize managed nodes with launch templates", section on user data; Bottlerocket settings reference, as of 2026-11). What it
 * refers to is known at apply, so Terraform encodes it.
 */
export function selfManagedUserData(props: SelfManagedUserDataProps): string {
  const text = props.image === "bottlerocket" ? bottlerocketNode(props) : amazonLinuxNode(props);
  return encodedAtApply(text);
}

function amazonLinuxNode(props: SelfManagedUserDataProps): string {
  const { cluster, labels = {}, taints = [], maxPods, nodeConfig: more } = props;
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
  return multipart({ contentType: NODE_CONFIG, lines: config }, ...(more ? [nodeConfigPart(more)] : []));
}

function bottlerocketNode(props: SelfManagedUserDataProps): string {
  const { cluster, labels = {}, taints = [] } = props;
  const keys = [...new Set(sortedTaints(taints).map(({ key }) => key))];
  const tables: [string, string[]][] = [
    ["settings.kubernetes.node-labels", sortedLabels(labels).map(([key, value]) => `"${key}" = "${value}"`)],
    [
      "settings.kubernetes.node-taints",
      keys.map((key) => `"${key}" = [${sortedTaints(taints.filter((taint) => taint.key === key)).map(quotedTaint)}]`),
    ],
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
  { maxPods, remoteAccess, bottlerocket = {} }: ManagedUserDataProps,
  kubernetes: readonly string[],
  tables: readonly [string, string[]][] = [],
): string {
  const own = new Map([
    ["settings.kubernetes", [...kubernetes, ...(maxPods === undefined ? [] : [`max-pods = ${maxPods}`])]],
    ...tables,
    ["settings.host-containers.admin", remoteAccess ? ["enabled = true"] : []],
  ] as const);
  return withoutTemplates(tomlText(withValues(own, "settings", bottlerocket)));
}

function nodeConfig(spec: readonly string[]): string[] {
  return ["apiVersion: node.eks.aws/v1alpha1", "kind: NodeConfig", "spec:", ...spec];
}

/** One part of user data. */
interface Part {
  readonly contentType: string;
  /** @default "us-ascii" */
  readonly charset?: string;
  readonly lines: readonly string[];
}

function multipart(...parts: readonly Part[]): string {
  return [
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    "",
    ...parts.flatMap(({ contentType, charset = "us-ascii", lines }) => [
      `--${BOUNDARY}`,
      `Content-Type: ${contentType}; charset="${charset}"`,
      "",
      ...lines,
      "",
    ]),
    `--${BOUNDARY}--`,
    "",
  ].join("\n");
}
