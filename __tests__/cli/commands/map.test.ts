import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEV, removeConfigFolders } from "../../config/support/config-folder";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

const COMMENTED = `# The network of the developers.
extends: base

network:
  # Agreed with the office network.
  cidr: 10.8.0.0/16 # do not widen
  zones: [c, a]

  tiers:
    app:
      # Large, for containers.
      prefixLength: 21
`;

const read = (root: string, name: string) => readFileSync(join(root, "config", `${name}.yaml`), "utf8");

async function mapOf(root: string, name = "dev"): Promise<unknown> {
  const { out } = await runIn(root, `map ${name} --json`);
  return JSON.parse(out);
}

test("prints the ranges of the network, used, reserved and free", async () => {
  const { out, exitCode } = await runIn(project({ dev: DEV }), "map dev");
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^10\.0\.0\.0\/16 \(primary\)/);
  expect(out).toMatch(/10\.0\.0\.0\/24 +256 +251 +used +public +a\n/);
});

test("prints the totals only when asked to", async () => {
  const { out } = await runIn(project({ dev: DEV }), "map dev --summary");
  expect(out).toMatch(/^10\.0\.0\.0\/16 \(primary\)/);
  expect(out).not.toContain("10.0.0.0/24");
});

test("pinning keeps comments, order and everything else in the file", async () => {
  const root = project({ base: DEV, dev: COMMENTED });
  const { out, exitCode } = await runIn(root, "map dev --pin");
  expect(exitCode).toBe(0);
  expect(out).toBe(`config/dev.yaml is pinned:
  public: 10.8.0.0/22
  app: 10.8.32.0/19
`);
  expect(read(root, "dev")).toBe(`${COMMENTED}      cidr: 10.8.32.0/19
    public:
      cidr: 10.8.0.0/22
`);
  expect(read(root, "base")).toBe(DEV);
});

test("pinning changes no address", async () => {
  const root = project({ base: DEV, dev: `${COMMENTED}  ipv6: true\n` });
  const before = await mapOf(root);
  await runIn(root, "map dev --pin");
  expect(await mapOf(root)).toEqual(before);
  expect(read(root, "dev")).toContain("ipv6Slot: 0");
});

test("pinning writes both slots of a tier that can grow beyond four zones", async () => {
  const root = project({ base: DEV, dev: "extends: base\nnetwork:\n  maxZones: 6\n" });
  const before = await mapOf(root);
  await runIn(root, "map dev --pin");
  expect(await mapOf(root)).toEqual(before);
  expect(read(root, "dev")).toMatch(/public:\n {6}cidr: \[[0-9./]+, [0-9./]+\]\n/);
});

test("pinning prints JSON when asked to, as looking at the map does", async () => {
  const root = project({ base: DEV, dev: COMMENTED });
  const pinned = async () => JSON.parse((await runIn(root, "map dev --pin --json")).out);
  const tiers = { public: ["10.8.0.0/22"], app: ["10.8.32.0/19"] };
  expect(await pinned()).toEqual({ file: "config/dev.yaml", changed: true, tiers });
  expect(await pinned()).toEqual({ file: "config/dev.yaml", changed: false, tiers });
});

test("the totals are for people, and are not combined with JSON or pinning", async () => {
  const root = project({ dev: DEV });
  for (const other of ["--json", "--pin"]) {
    const { exitCode, err } = await runIn(root, `map dev --summary ${other}`);
    expect([exitCode, err.split("\n")[0]]).toEqual([
      2,
      `error: option '--summary' cannot be used with option '${other}'`,
    ]);
  }
  expect(read(root, "dev")).toBe(DEV);
});

test("pinning twice changes nothing", async () => {
  const root = project({ base: DEV, dev: COMMENTED });
  await runIn(root, "map dev --pin");
  const once = read(root, "dev");
  const { out } = await runIn(root, "map dev --pin");
  expect(out).toMatch(/^config\/dev\.yaml is pinned already:\n/);
  expect(read(root, "dev")).toBe(once);
});

test("after pinning, removing an earlier tier moves no later one", async () => {
  const tiers = (map: unknown) => (map as { tiers: { name: string; slots: string[] }[] }).tiers;
  const root = project({ base: DEV, dev: COMMENTED });
  await runIn(root, "map dev --pin");
  const app = tiers(await mapOf(root)).find((tier) => tier.name === "app");
  const pinned = read(root, "dev").replace("    public:\n      cidr: 10.8.0.0/22\n", "    public: null\n");
  const without = project({
    base: DEV,
    dev: `${pinned}  nat: { mode: none }\n`.replace("    app:\n", "    app:\n      kind: isolated\n"),
  });
  expect(tiers(await mapOf(without))).toEqual([app]);
});

test("a file that another environment extends is not pinned, because the places would be wrong there", async () => {
  const dev = "extends: base\n";
  const root = project({ base: DEV, dev, test: "extends: dev\nnetwork:\n  cidr: 10.9.0.0/16\n" });
  const { exitCode, err } = await runIn(root, "map dev --pin");
  expect(exitCode).toBe(1);
  expect(err).toContain("› network.tiers.public.cidr (test)\n");
  expect(read(root, "dev")).toBe(dev);
});
