import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { configFolder } from "../config/folder";
import { loadEnvironment, loadEnvironments } from "../config/load";
import { pinTiers } from "../config/pin";
import { GroundplanError, Problems } from "../constructs/core/errors";
import { addressMapToJson, renderAddressMap } from "../constructs/network/address-map";
import { pinnedTiers, planAddresses } from "../constructs/network/address-plan";
import type { AddressPlan } from "../constructs/network/address-plan.types";
import { networkAsDeployed } from "../constructs/network/deployed-network";
import type { NetworkProps } from "../constructs/network/network-props";
import { type CommandContext, json } from "./io";

/** Adds `groundplan map`: the address map of an environment. */
export function addMapCommand(program: Command, context: CommandContext): void {
  program
    .command("map")
    .description("print an address map: used, reserved and free ranges")
    .argument("<environment>", "name of the environment")
    .option("--json", "print JSON")
    .option("--summary", "print the totals only")
    .option("--pin", "write each tier's place into the environment's file")
    .action((name: string, options: { json?: boolean; summary?: boolean; pin?: boolean }) => {
      const folder = resolve(context.root, configFolder(context.variables));
      // What is deployed is pinned where it is, even where the configuration would move it.
      const environment = loadEnvironment(folder, name, { deployedPlaces: options.pin ?? false });
      const plan = planOf(name, options.pin ? environment.network : networkAsDeployed(environment));
      if (options.pin) pin(join(folder, `${name}.yaml`), name, plan, context);
      else if (options.json) context.print(json(addressMapToJson(plan)));
      else context.print(renderAddressMap(plan, { summaryOnly: options.summary }));
    });
}

function planOf(name: string, network: NetworkProps): AddressPlan {
  const problems = new Problems(`${name}-network/network`);
  const plan = planAddresses(network, problems);
  if (!plan) throw new GroundplanError(problems.list);
  return plan;
}

function pin(file: string, name: string, plan: AddressPlan, context: CommandContext): void {
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
  const places = plan.tiers.map((tier) => `  ${tier.name}: ${tier.slots.join(", ") || "explicit subnets only"}`);
  const done = after === before ? "is pinned already" : "is pinned";
  context.print(`${configFolder(context.variables)}/${name}.yaml ${done}:\n${places.join("\n")}\n`);
}
