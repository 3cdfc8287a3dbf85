/**
 * Types that cannot have the interface by which pods get security groups of their own; types that are newer than the list are taken to have
 * it. Sources: `pkg/aws/vpc/limits.go` of aws/amazon-vpc-resource-controller-k8s, `IsTrunkingCompatible`, as of 2026-04; Amazon EKS User
 * Guide, "Assign security groups to individual Pods", as of 2026-11.
 */
const WITHOUT: readonly RegExp[] = [
  /^t\d/,
  /^(c[134]|d2|f1|h1|i2|m[1-4]|p[23]|r[34]|x1|x1e|u-6tb1)\./,
  // Of these families some sizes have it.
  /^i3\.(16xlarge|2xlarge|4xlarge|8xlarge|large|xlarge)$/,
  /^i4i\.large$/,
];

/** Whether pods on nodes of a type can have security groups of their own. */
export function givesPodInterfaces(instanceType: string): boolean {
  return !WITHOUT.some((pattern) => pattern.test(instanceType));
}
