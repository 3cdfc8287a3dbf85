import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { IMPORT_FORMS, looksOf } from "../../constructs/core/import-ids";
import { Emulator } from "../../emulator/server";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { findTools } from "../../emulator/tools";
import { SAMPLES } from "../constructs/core/import-ids/samples";

/**
 * The provider says itself which types it takes over, and which form their ids have: everything is imported at once into an empty
 * emulator, where nothing is found. What it has against an id comes before it looks.
 */
const tools = findTools();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-import-ids-"));
const target = { account: "111111111111", region: "eu-west-1" };
let errors: readonly string[] = [];

const types = Object.keys(IMPORT_FORMS).filter((type) => type.startsWith("aws_"));

function idOf(type: string): string {
  const example = looksOf(type)?.example;
  return SAMPLES[type]?.[0]?.id ?? (example && !example.includes("…") ? example : "nothing");
}

/** What Terraform has against the imports. */
function refusals(url: string): readonly string[] {
  const json = {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } },
    provider: { aws: { region: target.region, max_retries: 1, skip_credentials_validation: true } },
    import: types.map((type) => ({ to: `${type}.any`, id: idOf(type) })),
  };
  fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(json));
  const env = terraformEnvironment(tools, { url, ...target }, folder);
  const run = (...args: string[]) =>
    spawnSync(tools.terraform, [`-chdir=${folder}`, ...args], { encoding: "utf8", env, maxBuffer: 64 * 1024 * 1024 });
  const init = run("init", "-no-color");
  if (init.status !== 0) throw new Error(init.stderr);
  const { stdout } = run("plan", "-json", "-parallelism=50", "-generate-config-out=made.tf");
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { diagnostic?: Record<"severity" | "summary" | "detail", string> })
    .flatMap(({ diagnostic }) =>
      diagnostic?.severity === "error" ? [`${diagnostic.summary}\n${diagnostic.detail}`] : [],
    );
}

beforeAll(async () => {
  const emulator = await Emulator.start({ moto: tools.moto, folder });
  errors = refusals(emulator.url);
  await emulator.stop();
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test("the provider takes over all types but those of which the table says that it does not", () => {
  // A resource of the provider's newer framework is not named where it is refused.
  const isUnnamed = (error: string) => error.startsWith("Resource Import Not Implemented");
  const named = errors.flatMap((error) => /resource (\w+) doesn't support import/.exec(error)?.[1] ?? []);
  const unnamed = errors.filter(isUnnamed).map(() => "aws_vpc_endpoint_service_private_dns_verification");
  const said = types.filter((type) => "none" in (IMPORT_FORMS[type] ?? {}));
  expect([...named, ...unnamed].sort()).toEqual(said);
});

test("the provider has nothing against the form of any id", () => {
  expect(errors.length).toBeGreaterThan(50);
  expect(errors.filter((error) => /\bformat\b|form of|\bexpect/i.test(error))).toEqual([]);
});
