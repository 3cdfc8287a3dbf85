import { join } from "node:path";
import { type DeployedStack, readCandidate, readMemory, writeCandidate } from "../../../memory";
import { DEV, devWith, removeConfigFolders } from "../../config/support/config-folder";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

const PLACES = {
  app: { range: "10.0.0.0/16", prefixLength: 20, slots: ["10.0.64.0/18"], subnets: { a: "10.0.64.0/20" } },
};
const NETWORK = entry({ network: { zones: ["a", "c"], tiers: ["app"], places: PLACES } });

function entry(facts: DeployedStack["facts"] = {}): DeployedStack {
  return { dependencies: [], facts, skeleton: { provider: { aws: [{ region: "ap-northeast-2" }] } } };
}

function synthesized(stacks: Record<string, DeployedStack>, gone: Record<string, DeployedStack> = {}): string {
  const root = project({ dev: DEV });
  writeCandidate(join(root, "cdktf.out"), { environment: "dev", stacks, gone });
  return root;
}

const memoryOf = (root: string) => Object.keys(readMemory(join(root, "config"), "dev")?.stacks ?? {}).sort();

describe("accept", () => {
  it("remembers all stacks as they were last synthesized, or the ones that are named", async () => {
    const root = synthesized({ "dev-network": NETWORK, "dev-access": entry() });
    expect(await runIn(root, "accept dev dev-network")).toEqual({
      exitCode: 0,
      out: "config/deployed/dev.json remembers dev-network.\n",
      err: "",
    });
    expect(memoryOf(root)).toEqual(["dev-network"]);
    await runIn(root, "accept dev");
    expect(memoryOf(root)).toEqual(["dev-access", "dev-network"]);
  });

  it("checks without writing: the lines that are missing are the output, and the exit code is 1", async () => {
    const root = synthesized({ "dev-network": NETWORK });
    const { exitCode, out } = await runIn(root, "accept dev --check");
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^config\/deployed\/dev\.json lacks what was last synthesized\. If it is deployed, run /);
    expect(out).toContain('+     "dev-network": {\n');
    expect(memoryOf(root)).toEqual([]);
    await runIn(root, "accept dev");
    expect(await runIn(root, "accept dev --check")).toEqual({
      exitCode: 0,
      out: "config/deployed/dev.json holds everything that was last synthesized.\n",
      err: "",
    });
  });

  it("keeps stacks that are gone, until they are forgotten", async () => {
    const root = synthesized({ "dev-network": NETWORK, "dev-access": entry() });
    await runIn(root, "accept dev");
    writeCandidate(join(root, "cdktf.out"), {
      environment: "dev",
      stacks: { "dev-network": NETWORK },
      gone: { "dev-access": entry() },
    });
    await runIn(root, "accept dev");
    expect(memoryOf(root)).toEqual(["dev-access", "dev-network"]);
    const { out } = await runIn(root, "accept dev --forget dev-access");
    expect(out).toBe("dev-access is forgotten. What is left of it in AWS is not touched.\n");
    expect(memoryOf(root)).toEqual(["dev-network"]);
    expect(readCandidate(join(root, "cdktf.out"), "dev")?.gone).toEqual({});
  });

  it("lets a tier move, and the next synth plans it where the configuration says", async () => {
    const moved = devWith("prefixLength: 20\n", 'prefixLength: 20\n      cidr: "10.0.128.0/18"\n');
    const root = project({ dev: moved });
    writeCandidate(join(root, "cdktf.out"), { environment: "dev", stacks: { "dev-network": NETWORK }, gone: {} });
    await runIn(root, "accept dev");
    const refused = await runIn(root, "map dev");
    expect(refused.err).toContain("[TIER_MOVED]\n   at:       config/dev.yaml:");
    expect(refused.err).toContain("or accept the move: `npx groundplan accept dev --move app`");
    const { out } = await runIn(root, "accept dev --move app");
    expect(out).toBe(
      "The tier app may move: the next deploy of dev-network makes its subnets anew, and destroys those that are there.\n",
    );
    expect((await runIn(root, "map dev")).exitCode).toBe(0);
  });

  it("lets states move, until a stack is remembered anew", async () => {
    const root = synthesized({ "dev-network": NETWORK });
    await runIn(root, "accept dev");
    const { out } = await runIn(root, "accept dev --move-state");
    const entryOf = () => readMemory(join(root, "config"), "dev")?.stacks["dev-network"];

    expect(out).toContain("The states of dev may be elsewhere");
    expect(entryOf()?.facts).toEqual({ ...NETWORK.facts, backend: { mayMove: true } });
    await runIn(root, "accept dev dev-network");
    expect(entryOf()).toEqual(NETWORK);
  });

  it("is not needed to stay: pinning writes the places that are deployed, even where the configuration says others", async () => {
    const moved = devWith("prefixLength: 20\n", 'prefixLength: 20\n      cidr: "10.0.128.0/18"\n');
    const root = project({ dev: moved });
    writeCandidate(join(root, "cdktf.out"), { environment: "dev", stacks: { "dev-network": NETWORK }, gone: {} });
    await runIn(root, "accept dev");
    expect(await runIn(root, "map dev --pin")).toMatchObject({
      exitCode: 0,
      out: "config/dev.yaml is pinned:\n  app: 10.0.64.0/18\n  public: 10.0.0.0/22\n",
    });
    expect((await runIn(root, "config validate")).exitCode).toBe(0);
  });
});
