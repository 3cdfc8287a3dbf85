import type { TerraformResource } from "cdktf";
import { waitFor } from "../core/resources/wait-for";
import { Bucket } from "./bucket";

/**
 * Makes what delivers to a bucket wait until the bucket admits it, if it is one of the same stack. The ARN of a bucket is written out, so
 * that Terraform finds no reference in it.
 *
 * @param arn of the bucket, with or without a folder behind it
 */
export function waitForBucket(resource: TerraformResource, arn: string): void {
  waitFor(resource, () =>
    resource.cdktfStack.node
      .findAll()
      .flatMap((found) =>
        found instanceof Bucket && (arn === found.arn || arn.startsWith(`${found.arn}/`)) ? [found.policy] : [],
      ),
  );
}
