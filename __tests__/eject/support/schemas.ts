import type { Schemas } from "../../../eject/stack/stack-blocks";
import aws from "../golden/provider-blocks.json";

/**
 * Blocks of the providers, for tests without Terraform: of the AWS provider by `npm run provider-blocks`, which an end-to-end test compares
 * with the provider. The Helm provider has had no blocks since 3.0 (its upgrade guide, "Blocks to Nested Objects", as of 2026-11).
 */
export const SCHEMAS: Schemas = {
  aws: aws as unknown as Schemas[string],
  helm: { shapes: [{}], provider: 0, resources: { helm_release: 0 }, data: {}, ephemeral: {} },
};
