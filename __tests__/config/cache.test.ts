import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { type CacheFiles, cachedEnvironments } from "../../config/reading/cache";
import { writeMemory } from "../../memory";

let root: string;
let folder: string;
let files: CacheFiles;
let loads: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "groundplan-cache-"));
  folder = join(root, "config");
  cpSync("config", folder, { recursive: true, filter: (name) => !name.endsWith(".ts") });
  files = { cache: join(root, "environments"), build: join(root, "build") };
  writeFileSync(files.build, "one");
  loads = 0;
});

afterEach(() => rmSync(root, { recursive: true }));

function memoryOf(stack: string) {
  return { environment: "sandbox", stacks: { [stack]: { dependencies: [], facts: {}, skeleton: {} } } };
}

function read(variables: NodeJS.ProcessEnv = {}) {
  return cachedEnvironments(folder, variables, files, async () => {
    loads += 1;
    return loadEnvironments(folder, { variables });
  });
}

/** Loads and keeps, as a synth does that succeeds. */
async function load(variables: NodeJS.ProcessEnv = {}) {
  const { environments, keep } = await read(variables);
  keep();
  return environments;
}

describe("the result of the last load", () => {
  it("is taken as long as nothing has changed, and is the same to the last position", async () => {
    const first = await load();
    expect(await load()).toEqual(first);
    expect(loads).toBe(1);
  });

  it.each([
    [
      "a file of the configuration",
      () => writeFileSync(join(folder, "sandbox.yaml"), 'account: "444444444444"\n', { flag: "a" }),
    ],
    ["a new file", () => writeFileSync(join(folder, "other.yaml"), "abstract: true\n")],
    ["what is remembered", () => writeMemory(folder, memoryOf("sandbox-eks"))],
    [
      "what is taken over",
      () => {
        mkdirSync(join(folder, "adopted"), { recursive: true });
        writeFileSync(join(folder, "adopted", "sandbox.yaml"), "network/network/vpc: vpc-0123456789abcdef0\n");
      },
    ],
    ["the program", () => writeFileSync(files.build, "two")],
    ["the kept result", () => writeFileSync(files.cache, "{")],
  ])("is not taken after a change of %s", async (what, change) => {
    await load();
    change();
    await load().catch(() => undefined);
    expect({ what, loads }).toEqual({ what, loads: 2 });
  });

  it("is kept only when the rest of the synth has accepted it, for nobody else to read", async () => {
    await read();
    expect(readdirSync(root).sort()).toEqual(["build", "config"]);
    await load();
    expect(statSync(files.cache).mode & 0o777).toBe(0o600);
  });

  it("is not taken when a byte of it has changed", async () => {
    await load();
    const bytes = readFileSync(files.cache);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(files.cache, bytes);
    await load();
    expect(loads).toBe(2);
  });

  it("is not taken when the same bytes stand in other files", async () => {
    await load();
    const sandbox = readFileSync(join(folder, "sandbox.yaml"), "utf8");
    const staging = readFileSync(join(folder, "staging.yaml"), "utf8");
    // Joined by a mark alone, the two files would be one text with the name of the second in it.
    writeFileSync(join(folder, "sandbox.yaml"), `${sandbox}\0staging.yaml\0${staging}`);
    rmSync(join(folder, "staging.yaml"));
    await load().catch(() => undefined);
    expect(loads).toBe(2);
  });

  it("is made each time, without a word, where nothing can be kept", async () => {
    files = { ...files, cache: join(root, "nowhere", "environments") };
    await load();
    expect((await load()).map(({ environment }) => environment.name)).toContain("sandbox");
    expect(loads).toBe(2);
  });

  it("is not taken for other environments, nor for one without protection", async () => {
    await load();
    expect((await load({ GROUNDPLAN_ENV: "sandbox" })).map(({ environment }) => environment.name)).toEqual(["sandbox"]);
    const [production] = await load({ GROUNDPLAN_ENV: "production", GROUNDPLAN_UNPROTECT: "production" });
    expect(production?.environment.protect).toBe(false);
    expect(loads).toBe(3);
  });

  it("holds what is remembered of the stacks that are deployed", async () => {
    expect((await load()).map(({ remembered }) => remembered)).toEqual([undefined, undefined, undefined]);
    writeMemory(folder, memoryOf("sandbox-eks"));
    expect((await load())[1]?.remembered).toEqual({ "sandbox-eks": {} });
    writeMemory(folder, memoryOf("sandbox-ecs"));
    expect((await load())[1]?.remembered).toEqual({ "sandbox-ecs": {} });
    writeFileSync(join(folder, "deployed", "sandbox.json"), "{");
    await expect(load()).rejects.toThrow("MEMORY_UNREADABLE");
  });

  it("is never a mistake, and leaves no draft behind", async () => {
    writeFileSync(join(folder, "sandbox.yaml"), "extends: nothing\n");
    await expect(load()).rejects.toThrow("nothing");
    await expect(load()).rejects.toThrow("nothing");
    expect(loads).toBe(2);
    expect(readdirSync(root).sort()).toEqual(["build", "config"]);
  });
});
