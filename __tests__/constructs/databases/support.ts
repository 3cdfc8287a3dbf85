import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Database, type DatabaseProps } from "../../../constructs/databases";
import { Network } from "../../../constructs/network";
import { type SynthesizedStack, synthStack } from "../../support/synth";

export const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** A network with an isolated tier. */
export function databaseNetwork(stack: EnvironmentStack, zones: readonly string[] = ["a", "c"]): Network {
  return new Network(stack, "network", {
    cidr: "10.0.0.0/16",
    zones: [...zones],
    nat: { mode: "none" },
    tiers: [
      { name: "public", kind: "public", prefixLength: 24 },
      { name: "data", kind: "isolated", prefixLength: 24 },
    ],
  });
}

/** Properties of a small database, with others. */
export const SMALL = { engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB" } as const;

/** A stack with a network and the database `orders`. */
export function synthDatabase(
  props: Partial<DatabaseProps> = {},
  use: (database: Database, stack: EnvironmentStack) => void = () => {},
  options: Parameters<typeof synthStack>[1] = {},
): SynthesizedStack {
  return synthStack((stack) => {
    const network = databaseNetwork(stack);
    use(new Database(stack, "orders", { network, ...SMALL, ...props }), stack);
  }, options);
}
