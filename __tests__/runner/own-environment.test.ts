import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ownEnvironment } from "../../runner/stacks/own-environment";
import { platform } from "../../runner/terraform/plugins";

let home: string;

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-home-"));
});

afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

function environment(variables: NodeJS.ProcessEnv, mirrors: readonly string[] = []): NodeJS.ProcessEnv {
  return ownEnvironment(variables, home, path.join(home, "project/.groundplan"), mirrors);
}

test("the caller's variables stay, and downloaded providers are kept for all projects of the machine", () => {
  const cache = path.join(home, ".cache/groundplan/terraform-providers");
  expect(environment({ AWS_PROFILE: "company" })).toEqual({
    AWS_PROFILE: "company",
    TF_PLUGIN_CACHE_DIR: cache,
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
  });
  expect(fs.existsSync(cache)).toBe(true);
});

test("a cache of the caller's own is taken as it is", () => {
  const variables = environment({ TF_PLUGIN_CACHE_DIR: "/cache" });
  expect(variables.TF_PLUGIN_CACHE_DIR).toBe("/cache");
  expect(variables).not.toHaveProperty("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE");
});

test("a mirror on the machine is used, and nothing is downloaded or kept", () => {
  const mirror = path.join(home, "mirror");
  fs.mkdirSync(path.join(mirror, "registry.terraform.io/hashicorp/aws/5.100.0", platform()), { recursive: true });
  const variables = environment({}, [mirror]);
  expect(fs.readFileSync(variables.TF_CLI_CONFIG_FILE ?? "", "utf8")).toContain(JSON.stringify(mirror));
  expect(variables).not.toHaveProperty("TF_PLUGIN_CACHE_DIR");
});
