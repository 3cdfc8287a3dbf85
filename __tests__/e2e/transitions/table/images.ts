import { Repository } from "../../../../constructs/registry/repository";
import type { Transition } from "../transition";

/** Changes of image repositories. */
export const IMAGES: readonly Transition[] = [
  {
    area: "images",
    name: "a repository is added, and what another one keeps changes",
    from: (stack) => {
      new Repository(stack, "web");
    },
    to: (stack) => {
      new Repository(stack, "web", { lifecycle: { keepTagged: 10, expireUntaggedDays: 3 } });
      new Repository(stack, "api");
    },
    replaced: { aws_ecr_lifecycle_policy: 1 },
  },
  {
    area: "images",
    name: "a repository is added whose images are encrypted with a key that has its own place",
    from: (stack) => {
      new Repository(stack, "shop");
    },
    to: (stack) => {
      new Repository(stack, "shop");
      new Repository(stack, "admin", {
        key: "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111",
      });
    },
  },
];
