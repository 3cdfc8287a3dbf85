import { Bucket, type BucketProps } from "../../../../constructs/storage/bucket";
import type { Program, Transition } from "../transition";

function bucket(props: Partial<BucketProps> = {}): Program {
  return (stack) => {
    new Bucket(stack, "orders", { bucketName: "groundplan-orders-that-end", ...props });
  };
}

/** Changes of buckets. */
export const STORAGE: readonly Transition[] = [
  {
    area: "storage",
    name: "old versions of a bucket get an end, and the markers of what was deleted with them",
    from: bucket(),
    to: bucket({ expireOldVersionsDays: 30 }),
  },
];
