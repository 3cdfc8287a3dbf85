import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { loadEnvironment, loadEnvironments } from "../../config/load";
import { pinTiers } from "../../config/reading/pin";
import { GroundplanError, Problems } from "../../constructs/core/errors";
import { addressMapToJson, renderAddressMap } from "../../constructs/network/address-plan/address-map";
import { pinnedTiers, planAddresses } from "../../constructs/network/address-plan/address-plan";
import type { AddressPlan } from "../../constructs/network/address-plan/address-plan.types";
import { networkAsDeployed } from "../../constructs/network/deployed-network";
import type { NetworkProps } from "../../constructs/network/network-props";
import { readVariable } from "../../variables/read";
import { type CommandContext, json } from "../io";

/** Adds `groundplan map`: the address map of an environment. */
export function addMapCommand(program: Command, context: CommandContext): void {
  program
    .command("map")
    .description("print an address map: used, reserved and free ranges")
    .argument("<environment>", "name of the environment")
    .option("--json", "print JSON")
    .addOption(new Option("--summary", "print the totals only").conflicts(["json", "pin"]))
    .option("--pin", "write each tier's place into the environment's file")
    .action((name: string, options: { json?: boolean; summary?: boolean; pin?: boolean }) => {
      const folder = resolve(context.root, readVariable("GROUNDPLAN_CONFIG", context.variables));
      // What is deployed is pinned where it is, even where the configuration would move it.
      const environment = loadEnvironment(folder, name, { deployedPlaces: options.pin ?? false });
      const plan = planOf(name, options.pin ? environment.network : networkAsDeployed(environment));
      if (options.pin) {
        const pinned = pin(join(folder, `${name}.yaml`), name, plan, context);
        context.print(options.json ? json(pinned) : pinnedText(pinned));
      } else if (options.json) context.print(json(addressMapToJson(plan)));
      else context.print(renderAddressMap(plan, { summaryOnly: options.summary }));
    });
}

function planOf(name: string, network: NetworkProps): AddressPlan {
  const problems = new Problems(`${name}-network/network`);
  const plan = planAddresses(network, problems);
  if (!plan) throw new GroundplanError(problems.list);
  return plan;
}

/** What `--pin` did: the same as data and, by {@link pinnedText}, for people. */
interface Pinned {
  /** The environment's file. */
  readonly file: string;
  /** Whether the file was changed; not when it held all places already. */
  readonly changed: boolean;
  /** The places of each tier; none where all of its subnets are explicit. */
  readonly tiers: Readonly<Record<string, readonly string[]>>;
}

function pin(file: string, name: string, plan: AddressPlan, context: CommandContext): Pinned {
  const before = readFileSync(file, "utf8");
  const after = pinTiers(before, pinnedTiers(plan));
  if (after !== before) {
    writeFileSync(file, after);
    try {
      loadEnvironments(dirname(file), { variables: {} });
    } catch (error) {
      // Another environment may extend this file, and the places of one VPC mean nothing in another's.
      writeFileSync(file, before);
      throw error;
    }
  }
  return {
    file: `${readVariable("GROUNDPLAN_CONFIG", context.variables)}/${name}.yaml`,
    changed: after !== before,
    tiers: Object.fromEntries(plan.tiers.map((tier) => [tier.name, tier.slots.map(String)])),
  };
}

function pinnedText({ file, changed, tiers }: Pinned): string {
  const places = Object.entries(tiers).map(
    ([tier, slots]) => `  ${tier}: ${slots.join(", ") || "explicit subnets only"}\n`,
  );
  return `${file} ${changed ? "is pinned" : "is pinned already"}:\n${places.join("")}`;
}
