import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironment } from "../../config/load";
import { Problems } from "../../constructs/core/errors";
import { planAddresses } from "../../constructs/network/address-plan/address-plan";
import { networkAsDeployed, networkFacts } from "../../constructs/network/deployed-network";
import { writeMemory } from "../../memory";
import { configFolder, DEV, problemsIn, removeConfigFolders } from "./support/config-folder";

afterAll(removeConfigFolders);

const OWN = "extends: base\nnetwork:\n  tiers:\n    pod:\n      kind: private\n      prefixLength: 20\n";
const APPENDED = `${DEV}    cache:\n      kind: isolated\n      prefixLength: 24\n`;

function planOf(folder: string) {
  const network = networkAsDeployed(loadEnvironment(folder, "dev"));
  const plan = planAddresses(network, new Problems("network"));
  if (!plan) throw new Error("no plan");
  return { network, plan, slots: Object.fromEntries(plan.tiers.map(({ name, slots }) => [name, slots])) };
}

/** Remembers the network of the environment as it is configured. */
function deploy(folder: string): void {
  const { network, plan } = planOf(folder);
  const facts = { network: networkFacts(network, plan, ["a", "c"]) };
  writeMemory(folder, { environment: "dev", stacks: { "dev-network": { dependencies: [], facts, skeleton: {} } } });
}

describe("a tier that is appended to the file that an environment extends", () => {
  it("goes behind the environment's own tiers when these are deployed, and moves none", () => {
    const folder = configFolder({ base: DEV, dev: OWN });
    const { slots } = planOf(folder);
    deploy(folder);
    writeFileSync(join(folder, "base.yaml"), APPENDED);
    const after = planOf(folder);
    expect(after.slots).toMatchObject(slots);
    expect(after.network.tiers.map(({ name }) => name)).toEqual(["public", "app", "pod", "cache"]);
  });

  it("moves a tier of the environment's own before anything is deployed", () => {
    const folder = configFolder({ base: APPENDED, dev: OWN });
    expect(planOf(folder).network.tiers.map(({ name }) => name)).toEqual(["public", "app", "cache", "pod"]);
  });
});

test("a zone that is exchanged is told at its line, with the two steps", () => {
  const folder = configFolder({ base: DEV, dev: OWN });
  deploy(folder);
  writeFileSync(join(folder, "base.yaml"), DEV.replace("zones: [a, c]", "zones: [a, b]"));
  expect(problemsIn(() => loadEnvironment(folder, "dev"))).toMatchObject([
    {
      code: "ZONES_SWAPPED",
      path: "config/base.yaml:10:10 › network.zones (dev)",
      fix: "two changes: deploy all stacks with zones: [a, b, c], then with zones: [a, b]",
    },
  ]);
});
