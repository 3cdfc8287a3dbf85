// Instance types and images of nodes: what runs on them, how many pods, and with which interfaces.

export { maxPodsOf } from "./max-pods";
