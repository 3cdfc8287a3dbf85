import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { admits } from "../../constructs/core/versions/version-constraint";
import { projectRoot } from "../../runner/project";
import { platform } from "../../runner/terraform/plugins";
import { providerAdvice } from "../../runner/terraform/provider-advice";
import { LOCK_FILE, ProviderLocks, readLockFile } from "../../runner/terraform/provider-locks";

let root: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-locks-"));
  commit("aws-5", lock("aws", "5.100.0", "~> 5.100"));
  commit("aws-6", lock("aws", "6.25.0", ">= 6.9.0, < 7.0.0"));
  commit("helm", lock("helm", "3.1.1", ">= 3.1.0, < 4.0.0"));
});

afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

function commit(folder: string, text: string): void {
  fs.mkdirSync(path.join(root, "providers", folder), { recursive: true });
  fs.writeFileSync(path.join(root, "providers", folder, LOCK_FILE), text);
}

function lock(name: string, version: string, constraint: string, ...hashes: string[]): string {
  const list = hashes.length > 0 ? `  hashes = [\n${hashes.map((hash) => `    "${hash}",\n`).join("")}  ]\n` : "";
  return `provider "registry.terraform.io/hashicorp/${name}" {
  version     = "${version}"
  constraints = "${constraint}"
${list}}
`;
}

const AWS = { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" };

function of(required: object, before?: string) {
  return ProviderLocks.read(root).of({ terraform: { required_providers: { ...required } } }, before);
}

test("a stack gets the lowest locked version that it admits of each provider, and no hash that nobody committed", () => {
  expect(of({ helm: { source: "hashicorp/helm", version: ">= 3.1.0, < 4.0.0" }, aws: AWS })).toEqual({
    text: `# Written by synth from providers/. Other versions are chosen there.

${lock("aws", "5.100.0", AWS.version)}
${lock("helm", "3.1.1", ">= 3.1.0, < 4.0.0")}`,
    missing: [],
  });
  expect(readLockFile(of({ aws: { ...AWS, version: ">= 6.4.0, < 7.0.0" } }).text)).toEqual([
    expect.objectContaining({ version: "6.25.0", constraint: ">= 6.4.0, < 7.0.0", hashes: [] }),
  ]);
});

test("a stack that admits several majors gets the next one when the lower one is locked no longer", () => {
  fs.rmSync(path.join(root, "providers/aws-5"), { recursive: true });
  expect(readLockFile(of({ aws: AWS }).text)).toMatchObject([{ version: "6.25.0" }]);
});

test("what is not locked is told, and what is locked beside it is not lost", () => {
  const random = { source: "hashicorp/random", version: "~> 3.6" };
  const { text, missing } = of({ aws: AWS, random, other: { source: "example.com/own/aws" } });
  expect(readLockFile(text)).toMatchObject([{ address: "registry.terraform.io/hashicorp/aws" }]);
  expect(missing).toEqual(["example.com/own/aws >= 0", "registry.terraform.io/hashicorp/random ~> 3.6"]);
});

describe("the lock file that a stack has", () => {
  const byTerraform = `# This file is maintained automatically by "terraform init".\n\n${lock("aws", "5.100.0", AWS.version, "h1:here=")}`;

  test("keeps the hashes that Terraform added, and its text, so that no other init is needed", () => {
    expect(of({ aws: AWS }, byTerraform).text).toBe(byTerraform);
  });

  test("keeps what OpenTofu added under its own registry's address beside Terraform's, so that either of them can go on", () => {
    const byOpenTofu = byTerraform.replace("registry.terraform.io", "registry.opentofu.org");
    const { text } = of({ aws: AWS }, byOpenTofu);
    expect(readLockFile(text)).toMatchObject([
      { address: "registry.opentofu.org/hashicorp/aws", version: "5.100.0", hashes: ["h1:here="] },
      { address: "registry.terraform.io/hashicorp/aws", version: "5.100.0", hashes: [] },
    ]);
    expect(of({ aws: AWS }, text).text).toBe(text);
  });

  test("loses what OpenTofu added for another version", () => {
    const older = lock("aws", "5.99.0", AWS.version, "h1:here=").replace(
      "registry.terraform.io",
      "registry.opentofu.org",
    );
    expect(readLockFile(of({ aws: AWS }, older).text)).toMatchObject([
      { address: "registry.terraform.io/hashicorp/aws", version: "5.100.0", hashes: [] },
    ]);
  });

  test("has the version that OpenTofu has locked in `providers/`, with its hashes, for both", () => {
    commit(
      "aws-5",
      lock("aws", "5.100.0", "~> 5.100", "h1:tofu=").replace("registry.terraform.io", "registry.opentofu.org"),
    );
    const { text, missing } = of({ aws: AWS });
    expect(readLockFile(text)).toMatchObject([
      { address: "registry.opentofu.org/hashicorp/aws", version: "5.100.0", hashes: ["h1:tofu="] },
      { address: "registry.terraform.io/hashicorp/aws", version: "5.100.0", hashes: [] },
    ]);
    expect(missing).toEqual([]);
  });

  test("gets the committed hashes and no others, once there are some", () => {
    commit("aws-5", lock("aws", "5.100.0", "~> 5.100", "h1:mac=", "zh:0123"));
    const [found] = readLockFile(of({ aws: AWS }, byTerraform).text);
    expect(found?.hashes).toEqual(["h1:mac=", "zh:0123"]);
  });

  test("loses the hashes of another version", () => {
    commit("aws-5", lock("aws", "5.101.0", "~> 5.100"));
    expect(readLockFile(of({ aws: AWS }, byTerraform).text)).toMatchObject([{ version: "5.101.0", hashes: [] }]);
  });
});

describe("when Terraform does not get what is locked, the advice names the folder where that is decided", () => {
  test("a version that is not to be had", () => {
    const output = `╷
│ Error: Failed to query available provider packages
│
│ Could not retrieve the list of available versions for provider
│ hashicorp/aws: the previously-selected version 6.25.0 is no longer
│ available
╵
`;
    expect(providerAdvice(output, "Terraform", root)).toBe(
      "providers/aws-6 locks 6.25.0 of hashicorp/aws, and Terraform finds no such version where it looks. Make it available there,\n" +
        "or take another version, for everybody:\n" +
        "  terraform -chdir=providers/aws-6 init -upgrade",
    );
  });

  test("hashes of other platforms only", () => {
    const output = `Error: Failed to install provider

Error while installing hashicorp/aws v5.100.0: the local package for
registry.terraform.io/hashicorp/aws 5.100.0 doesn't match any of the
checksums previously recorded in the dependency lock file (this might be
`;
    expect(providerAdvice(output, "Terraform", root)).toBe(
      "providers/aws-5 has no hash of 5.100.0 of registry.terraform.io/hashicorp/aws for this machine. Add it, for everybody:\n" +
        `  terraform -chdir=providers/aws-5 providers lock -platform=${platform()}\n` +
        "With a mirror on this machine, add -fs-mirror=<its folder>.",
    );
  });

  test("nothing is said of other failures", () => {
    expect(providerAdvice("Error: No valid credential sources found", "Terraform", root)).toBeUndefined();
  });
});

test("each committed file locks what its own folder asks for", () => {
  const folder = path.join(projectRoot(), "providers");
  for (const name of fs.readdirSync(folder)) {
    const settings = fs.readFileSync(path.join(folder, name, "versions.tf"), "utf8");
    const [, source = ""] = /source\s*=\s*"(.+)"/.exec(settings) ?? [];
    const [, constraint = ""] = /version\s*=\s*"(.+)"/.exec(settings) ?? [];
    const [locked, ...more] = readLockFile(fs.readFileSync(path.join(folder, name, LOCK_FILE), "utf8"));
    expect(locked).toMatchObject({ address: `registry.terraform.io/${source}`, constraint });
    expect(admits(constraint, locked?.version ?? "")).toBe(true);
    expect(more).toEqual([]);
  }
});
