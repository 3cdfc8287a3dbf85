import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VARIABLES } from "../../variables/table";

const ROOT = join(__dirname, "..", "..");

/** Folders of the sources; what starts a process for the benchmark or a test passes variables on, and reads none. */
const FOLDERS = ["cli", "config", "constructs", "emulator", "memory", "runner", "stacks", "tools"];

/** Variables of the operating system and of proxies, which Node.js and its programs give their meaning to. */
const OF_THE_SYSTEM = ["PATH", "NO_PROXY"];

/** What the VPC CNI's pods read, in the paths of an add-on's values. */
const OF_THE_VPC_CNI = [
  "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
  "DISABLE_TCP_EARLY_DEMUX",
  "ENABLE_POD_ENI",
  "ENABLE_PREFIX_DELEGATION",
  "ENI_CONFIG_LABEL_DEF",
  "POD_SECURITY_GROUP_ENFORCING_MODE",
];

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));
}

/** Names of variables that a source takes from the environment by itself. What it gives to a process that it starts is no reading. */
function readDirectly(text: string): string[] {
  const reads = text.matchAll(
    /(?<!\bdelete )\b(?:process\.env|env|base|variables|environment)(?:\.|\[")([A-Z][A-Z0-9_]+)\b(?!"?\]? = )/g,
  );
  return [...reads]
    .map(([, name = ""]) => name)
    .filter((name) => ![...OF_THE_SYSTEM, ...OF_THE_VPC_CNI].includes(name));
}

it("every variable is read through its declaration", () => {
  const files = [...FOLDERS.flatMap(sources), "main.ts", "synth.ts"];
  expect(files.length).toBeGreaterThan(400);
  const direct = files.flatMap((file) =>
    readDirectly(readFileSync(join(ROOT, file), "utf8")).map((name) => `${file}: ${name}`),
  );
  expect(direct).toEqual([]);
});

/** Variables that the build reads by itself, which is no module. */
const OF_THE_BUILD = ["SYNTH_ONCE"];

it("the build reads the variables that are its own, and no others", () => {
  expect(readDirectly(readFileSync(join(ROOT, "bin/build.js"), "utf8"))).toEqual(OF_THE_BUILD);
});

it("every variable that is declared is read", () => {
  const texts = [...FOLDERS, "bench"].flatMap(sources).concat("synth.ts");
  const all = texts.map((file) => readFileSync(join(ROOT, file), "utf8")).join("\n");
  expect(Object.keys(VARIABLES).filter((name) => !all.includes(`"${name}"`))).toEqual(OF_THE_BUILD);
});

it("every variable says what it means without a value", () => {
  for (const variable of Object.values(VARIABLES)) {
    expect("default" in variable !== "whenUnset" in variable).toBe(true);
  }
});
