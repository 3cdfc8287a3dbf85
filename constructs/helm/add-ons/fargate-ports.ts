/**
 * Ports of what would listen on 10250 otherwise. On Fargate the kubelet has that port on the address of the pod itself, so that metrics-server
 * would not start, and webhooks would be answered by the kubelet. On nodes any port does: what a cluster's group admits, it admits whole
 * (Amazon EKS User Guide, "View resource usage with the Kubernetes Metrics Server", which names 10251 as the add-on's port; cert-manager,
 * "Compatibility with Kubernetes Platform Providers", and external-secrets' chart, `webhook.port`, read 2026-11).
 */
export const FARGATE_PORTS = { metricsServer: 10251, webhook: 10260 } as const;
