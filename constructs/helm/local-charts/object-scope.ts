/** Groups whose kinds Kubernetes brings itself (Kubernetes API reference, v1.35). */
const OWN_GROUPS = new Set([
  ...["", "apps", "autoscaling", "batch", "policy"],
  ...[
    "admissionregistration",
    "apiextensions",
    "apiregistration",
    "certificates",
    "coordination",
    "discovery",
    "events",
  ].map((group) => `${group}.k8s.io`),
  ...["flowcontrol.apiserver", "networking", "node", "rbac.authorization", "resource", "scheduling", "storage"].map(
    (group) => `${group}.k8s.io`,
  ),
]);

/** Kinds of these groups that lie in no namespace (same reference). */
const OF_CLUSTER = new Set([
  ...["APIService", "CSIDriver", "CSINode", "CertificateSigningRequest", "ClusterRole", "ClusterRoleBinding"],
  ...["ClusterTrustBundle", "CustomResourceDefinition", "DeviceClass", "FlowSchema", "IPAddress", "IngressClass"],
  ...["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration", "Namespace", "Node"],
  ...[
    "PersistentVolume",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "ResourceSlice",
    "RuntimeClass",
    "ServiceCIDR",
  ],
  ...[
    "StorageClass",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
  ],
  ...["VolumeAttachment", "VolumeAttributesClass"],
]);

/** Where objects of a kind lie; `unknown` for kinds that something in the cluster brings. */
export function scopeOf(apiVersion: string, kind: string): "cluster" | "namespace" | "unknown" {
  const group = groupOf(apiVersion);
  if (!OWN_GROUPS.has(group)) return "unknown";
  return OF_CLUSTER.has(kind) ? "cluster" : "namespace";
}

/** The group of a version: `apps` of `apps/v1`, nothing of `v1`. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
}
