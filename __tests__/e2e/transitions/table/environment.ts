import { SecurityGroup } from "../../../../constructs/security-groups";
import { Bucket } from "../../../../constructs/storage/bucket";
import type { Program, Transition } from "../transition";

const several: Program = (stack, site) => {
  new Bucket(stack, "orders", { bucketName: "groundplan-orders" });
  new SecurityGroup(stack, "app", { network: site.network(stack), description: "Application" });
};

/** Changes of what an environment is. */
export const ENVIRONMENT: readonly Transition[] = [
  {
    area: "environment",
    name: "the owner changes",
    from: several,
    to: several,
    environment: { to: { owner: "payments" } },
  },
  {
    area: "environment",
    name: "tags are added to everything",
    from: several,
    to: several,
    environment: { to: { tags: { CostCenter: "4711" } } },
  },
  {
    area: "environment",
    name: "protection is taken off",
    from: several,
    to: several,
    environment: { from: { protect: true }, to: { protect: false } },
    oneWay: "a protected stack is not destroyed",
  },
];
