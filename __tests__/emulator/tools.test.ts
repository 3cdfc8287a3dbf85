import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { GroundplanError, type Problem } from "../../constructs/core/errors";

import { findMoto, findTools } from "../../emulator/tools";
import { engineOf } from "../../runner/terraform/engine";
import { findTerraform } from "../../runner/terraform/find-terraform";
import { cliConfigFile, findPlugins, platform, versionsIn } from "../../runner/terraform/plugins";
import { testAdvice } from "../support/followed-advice";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-tools-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A program made of a shell script. */
function program(name: string, script: string, firstLine = "#!/bin/sh"): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${firstLine}\n${script}\n`, { mode: 0o755 });
  return file;
}

/** It warns before it answers, as OpenTofu does of a CLI configuration that is not there. */
const terraformOf = (version: string, engine = "Terraform") =>
  `echo "Warning: no CLI configuration"; echo "${engine} v${version}"`;

/** An environment whose PATH is `bin` in the test's folder. */
const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ PATH: path.join(folder, "bin"), ...more });

function mirror(name: string, ...versions: string[]): string {
  const root = path.join(folder, name);
  for (const version of versions) {
    fs.mkdirSync(path.join(root, "registry.terraform.io/hashicorp/aws", version, platform()), { recursive: true });
  }
  return root;
}

/** The problems that a step throws. */
function problemsOf(step: () => unknown) {
  try {
    step();
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  return [];
}

/** A problem with this test's folder. */
function inFolder(told: Problem): Problem {
  return { ...told, found: told.found.replaceAll("FOLDER", folder) };
}

/** What a Python answers that is asked for moto. */
const hasMoto = "echo 5.2.1";
const hasNone = "exit 1";

const INSTALL = "install Terraform 1.10 or later (https://developer.hashicorp.com/terraform/install)";

/** A script that is called as Terraform is. */
function onPath(script: string): NodeJS.ProcessEnv {
  program("bin/terraform", script);
  return {};
}

/** What {@link INSTALL} leads to. */
const installed = () => onPath(terraformOf("1.10.0"));

/** A program of its own that the variable names. */
const named = () => ({ GROUNDPLAN_TERRAFORM: program("own/terraform-1.11", terraformOf("1.11.4")) });

type Variables = () => NodeJS.ProcessEnv;

/** What lies in the folder and which variables are set, what is told of it, and what is done then. */
function terraformCase(
  mistake: string,
  before: Variables,
  told: Omit<Problem, "path">,
  ways: readonly (readonly [says: string, mend: Variables])[],
) {
  return {
    mistake,
    before,
    problems: [{ path: "emulator tools › terraform", ...told }],
    ways: ways.map(([says, mend]) => ({ says, to: () => ({ ...before(), ...mend() }) })),
  };
}

const MISSING = {
  code: "TERRAFORM_MISSING",
  expected: "Terraform 1.10 or later on the PATH, or named by GROUNDPLAN_TERRAFORM or TERRAFORM_BINARY_NAME",
};
const EITHER = {
  fix: `${INSTALL}, or name the program with GROUNDPLAN_TERRAFORM`,
  ways: [
    [INSTALL, installed],
    ["or name the program with GROUNDPLAN_TERRAFORM", named],
  ],
} as const;
const BOTH = {
  fix: `${INSTALL}, and name the program with GROUNDPLAN_TERRAFORM`,
  ways: [[`${INSTALL}, and name the program with GROUNDPLAN_TERRAFORM`, named]],
} as const;

const WITHOUT_TERRAFORM = [
  terraformCase(
    "nothing is on the PATH",
    () => ({}),
    {
      ...MISSING,
      message: "Terraform was not found.",
      found: "no program `terraform` on the PATH",
      fix: EITHER.fix,
    },
    EITHER.ways,
  ),
  terraformCase(
    "the program of that name is something else",
    () => onPath("echo hello"),
    {
      ...MISSING,
      message: "The program that was found does not answer as Terraform.",
      found: "FOLDER/bin/terraform",
      fix: EITHER.fix,
    },
    EITHER.ways,
  ),
  terraformCase(
    "a variable names what is not there",
    () => ({ ...installed(), TERRAFORM_BINARY_NAME: "tofu" }),
    { ...MISSING, message: "Terraform was not found.", found: "no program `tofu` on the PATH", fix: BOTH.fix },
    BOTH.ways,
  ),
  ...["1.9.8", "0.15.5"].map((version) =>
    terraformCase(
      `${version} is too old`,
      () => onPath(terraformOf(version)),
      {
        code: "TERRAFORM_TOO_OLD",
        message: "The Terraform that was found is older than the stacks allow.",
        found: `${version} (FOLDER/bin/terraform)`,
        expected: "1.10 or later",
        fix: EITHER.fix,
      },
      EITHER.ways,
    ),
  ),
  terraformCase(
    "the one that a variable names is too old",
    () => ({ ...installed(), GROUNDPLAN_TERRAFORM: program("old/terraform", terraformOf("1.9.8")) }),
    {
      code: "TERRAFORM_TOO_OLD",
      message: "The Terraform that was found is older than the stacks allow.",
      found: "1.9.8 (FOLDER/old/terraform)",
      expected: "1.10 or later",
      fix: BOTH.fix,
    },
    BOTH.ways,
  ),
];

testAdvice(WITHOUT_TERRAFORM, (variables) => problemsOf(() => findTerraform(env(variables()))));

describe("Terraform", () => {
  test("is found on the PATH, with its version", () => {
    const terraform = program("bin/terraform", terraformOf("1.11.4"));
    expect(findTerraform(env())).toEqual({ program: terraform, engine: "Terraform", version: "1.11.4" });
  });

  test("is OpenTofu where the program says so, whatever it is called, and messages name it", () => {
    const named = program("bin/terraform", terraformOf("1.12.6", "OpenTofu"));
    expect(findTerraform(env())).toEqual({ program: named, engine: "OpenTofu", version: "1.12.6" });
    expect(engineOf(named)).toBe("OpenTofu");
    const old = program("old/tofu", terraformOf("1.9.1", "OpenTofu"));
    expect(problemsOf(() => findTerraform(env({ GROUNDPLAN_TERRAFORM: old }))).map(inFolder)).toEqual([
      {
        code: "TERRAFORM_TOO_OLD",
        path: "emulator tools › terraform",
        message: "The OpenTofu that was found is older than the stacks allow.",
        found: `1.9.1 (${old})`,
        expected: "1.10 or later",
        fix: "install OpenTofu 1.10 or later (https://opentofu.org/docs/intro/install), and name the program with GROUNDPLAN_TERRAFORM",
      },
    ]);
  });

  test("is the program that GROUNDPLAN_TERRAFORM names, before cdktf's own variable, before the PATH", () => {
    program("bin/terraform", terraformOf("1.10.0"));
    program("bin/tofu", terraformOf("1.10.1"));
    const own = program("own/terraform", terraformOf("1.12.0"));
    expect(findTerraform(env({ TERRAFORM_BINARY_NAME: "tofu" })).version).toBe("1.10.1");
    expect(findTerraform(env({ TERRAFORM_BINARY_NAME: "tofu", GROUNDPLAN_TERRAFORM: own })).version).toBe("1.12.0");
  });

  test.each(WITHOUT_TERRAFORM)("is missed when $mistake", ({ before, problems }) => {
    expect(problemsOf(() => findTerraform(env(before())))).toEqual(problems.map(inFolder));
  });

  test("a folder or a file without execute permission is not taken for a program", () => {
    fs.mkdirSync(path.join(folder, "bin/terraform"), { recursive: true });
    expect(problemsOf(() => findTerraform(env()))).toMatchObject([{ code: "TERRAFORM_MISSING" }]);
  });
});

describe("moto", () => {
  test("is started by the Python in the first line of moto_server", () => {
    const python = program("venv/bin/python3.11", hasMoto);
    program("bin/moto_server", "", `#!${python}`);
    expect(findMoto(env())).toEqual({ kind: "python", python, version: "5.2.1" });
  });

  test("is started by the Python that pip's shell line names, where the path is too long for a first line", () => {
    const python = program("a folder/bin/python3", hasMoto);
    program("bin/moto_server", `'''exec' "${python}" "$0" "$@"\n' '''`);
    expect(findMoto(env())).toEqual({ kind: "python", python, version: "5.2.1" });
  });

  test("is started by the Python beside the program that a link leads to", () => {
    const python = program("pipx/venvs/moto/bin/python", hasMoto);
    program("pipx/venvs/moto/bin/moto_server", "");
    fs.mkdirSync(path.join(folder, "bin"));
    fs.symlinkSync(path.join(folder, "pipx/venvs/moto/bin/moto_server"), path.join(folder, "bin/moto_server"));
    expect(findMoto(env())).toEqual({ kind: "python", python, version: "5.2.1" });
  });

  test("is started by the shim beside a shim of a version manager", () => {
    const python = program("bin/python3", hasMoto);
    program("bin/moto_server", "", "#!/usr/bin/env bash");
    expect(findMoto(env())).toEqual({ kind: "python", python, version: "5.2.1" });
  });

  test("runs in Docker when no Python has it and the engine answers", () => {
    program("bin/python3", hasNone);
    const docker = program("bin/docker", "echo 28.0");
    expect(findMoto(env())).toEqual({ kind: "docker", docker, image: "motoserver/moto:5.2.1" });
  });

  test("is missing when there is no engine either, and the problem lists what was tried", () => {
    expect(problemsOf(() => findMoto(env(WITHOUT_MOTO.before())))).toEqual(WITHOUT_MOTO.problems.map(inFolder));
  });
});

/** A machine with programs that are no help, and what is installed or started on it then. */
function withPrograms(scripts: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  program("bin/moto_server", "", "#!/usr/bin/env bash");
  for (const [name, script] of Object.entries({ python3: hasNone, docker: "exit 1", ...scripts }))
    program(`bin/${name}`, script);
  return {};
}

const WITHOUT_MOTO = {
  mistake: "a machine without moto, whose Docker engine does not answer",
  before: () => withPrograms(),
  problems: [
    {
      code: "EMULATOR_MISSING",
      path: "emulator tools › moto",
      message: "No AWS emulator was found.",
      found:
        "FOLDER/bin/moto_server, whose Python cannot import moto.server; no Python on the PATH that has moto with its " +
        "server parts; FOLDER/bin/docker, whose engine does not answer",
      expected: "moto 5 (`moto_server` on the PATH), or a Docker engine that answers",
      fix: "run `pipx install 'moto[server]'`, or start Docker and run `docker pull motoserver/moto:5.2.1`",
    },
  ],
  ways: [
    { says: "run `pipx install 'moto[server]'`", to: () => withPrograms({ python3: hasMoto }) },
    { says: "or start Docker and run `docker pull", to: () => withPrograms({ docker: "echo 28.0" }) },
  ],
};

testAdvice([WITHOUT_MOTO], (variables) => problemsOf(() => findMoto(env(variables()))));

const find = (more: NodeJS.ProcessEnv, folders: string[] = []) =>
  findPlugins({ env: env(more), home: path.join(folder, "home"), folders });

const EMPTY_MIRROR = {
  mistake: "a mirror without a usable version",
  before: () => ({ GROUNDPLAN_PLUGIN_DIR: mirror("own", "5.99.1", "7.0.0") }),
  problems: [
    {
      code: "PLUGIN_DIR_EMPTY",
      path: "emulator tools › GROUNDPLAN_PLUGIN_DIR",
      message: "The folder that GROUNDPLAN_PLUGIN_DIR names holds no AWS provider for this machine.",
      found: "no usable version in FOLDER/own/registry.terraform.io/hashicorp/aws",
      expected: `registry.terraform.io/hashicorp/aws/<version>/${platform()}, version 5.100 or later and below 7`,
      fix:
        "fill it with `terraform providers mirror <folder>` in a stack folder, or unset the variable to download " +
        "the provider",
    },
  ],
  ways: [
    {
      says: "fill it with `terraform providers mirror <folder>` in a stack folder",
      // What the command writes: archives, with lists of them.
      to: () => {
        const own = mirror("own", "5.99.1", "7.0.0");
        const provider = path.join(own, "registry.terraform.io/hashicorp/aws");
        fs.writeFileSync(path.join(provider, "index.json"), '{"versions": {"6.25.0": {}}}');
        fs.writeFileSync(path.join(provider, "6.25.0.json"), '{"archives": {}}');
        fs.writeFileSync(path.join(provider, `terraform-provider-aws_6.25.0_${platform()}.zip`), "");
        return { GROUNDPLAN_PLUGIN_DIR: own };
      },
    },
    { says: "or unset the variable to download the provider", to: () => ({}) },
  ],
};

testAdvice([EMPTY_MIRROR], (variables) => problemsOf(() => find(variables())));

describe("the AWS provider", () => {
  test("comes from the folder that GROUNDPLAN_PLUGIN_DIR names, before everything else", () => {
    const own = mirror("own", "5.100.0", "6.25.0");
    const config = path.join(folder, "cli.tfrc");
    fs.writeFileSync(config, "");
    expect(find({ GROUNDPLAN_PLUGIN_DIR: own, TF_CLI_CONFIG_FILE: config })).toEqual({
      kind: "mirror",
      folder: own,
      versions: ["5.100.0", "6.25.0"],
    });
  });

  test("GROUNDPLAN_PLUGIN_DIR without a usable version is a problem, not a reason to look elsewhere", () => {
    const step = () => find(EMPTY_MIRROR.before(), [mirror("other", "5.100.0")]);
    expect(problemsOf(step)).toEqual(EMPTY_MIRROR.problems.map(inFolder));
  });

  test("is left to the CLI configuration that TF_CLI_CONFIG_FILE names, if that file exists", () => {
    const config = path.join(folder, "cli.tfrc");
    fs.writeFileSync(config, "");
    const other = mirror("mirror", "5.100.0");
    expect(find({ TF_CLI_CONFIG_FILE: config }, [other])).toEqual({ kind: "cli-config", file: config });
    expect(find({ TF_CLI_CONFIG_FILE: `${config}.gone` }, [other])).toMatchObject({ kind: "mirror", folder: other });
  });

  test("is left to ~/.terraformrc only if that says where providers come from", () => {
    const file = path.join(folder, "home/.terraformrc");
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, 'credentials "app.terraform.io" {}\n');
    expect(find({})).toEqual({ kind: "registry" });
    fs.writeFileSync(file, "provider_installation {\n}\n");
    expect(find({})).toEqual({ kind: "cli-config", file });
  });

  test("comes from the first mirror with a usable version, the plugin cache first", () => {
    const empty = mirror("empty");
    const cache = mirror("cache", "6.0.0");
    const disk = mirror("disk", "5.100.0");
    expect(find({}, [empty, disk])).toEqual({ kind: "mirror", folder: disk, versions: ["5.100.0"] });
    expect(find({ TF_PLUGIN_CACHE_DIR: cache }, [disk])).toMatchObject({ folder: cache });
  });

  test("is found in Terraform's own folder in the home directory without being told", () => {
    const own = mirror("home/.terraform.d/plugins", "5.100.0");
    expect(findPlugins({ env: env(), home: path.join(folder, "home") })).toMatchObject({ kind: "mirror", folder: own });
  });

  test("is left to the registry when it is nowhere", () => {
    expect(find({})).toEqual({ kind: "registry" });
  });

  test("counts packed versions for this platform, and none for another", () => {
    const provider = path.join(mirror("packed"), "registry.terraform.io/hashicorp/aws");
    fs.mkdirSync(path.join(provider, "6.1.0", "plan9_mips"), { recursive: true });
    fs.writeFileSync(path.join(provider, `terraform-provider-aws_5.100.0_${platform()}.zip`), "");
    fs.writeFileSync(path.join(provider, "terraform-provider-aws_6.2.0_plan9_mips.zip"), "");
    expect(versionsIn(path.join(folder, "packed"))).toEqual(["5.100.0"]);
  });

  test("a mirror is named for this provider only, to Terraform and to OpenTofu; others still come from the registry", () => {
    const own = mirror("both", "5.100.0");
    fs.cpSync(path.join(own, "registry.terraform.io"), path.join(own, "registry.opentofu.org"), { recursive: true });
    const file = cliConfigFile({ kind: "mirror", folder: own, versions: ["5.100.0"] }, folder);
    expect(fs.readFileSync(file ?? "", "utf8").replaceAll(own, "/some/mirror")).toBe(`provider_installation {
  filesystem_mirror {
    path    = "/some/mirror"
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  filesystem_mirror {
    path    = "/some/mirror"
    include = ["registry.opentofu.org/hashicorp/aws"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws", "registry.opentofu.org/hashicorp/aws"]
  }
}
`);
    expect(cliConfigFile({ kind: "cli-config", file: "/own.tfrc" }, folder)).toBe("/own.tfrc");
    expect(cliConfigFile({ kind: "registry" }, folder)).toBeUndefined();
  });

  test.each([
    ["Terraform", "registry.terraform.io", "registry.opentofu.org"],
    ["OpenTofu", "registry.opentofu.org", "registry.terraform.io"],
  ])("a mirror that only %s could read is linked for the other one, unpacked and packed", (_, registry, other) => {
    const own = path.join(folder, "own");
    const provider = path.join(own, registry, "hashicorp/aws");
    fs.mkdirSync(path.join(provider, "5.100.0", platform()), { recursive: true });
    fs.mkdirSync(path.join(provider, "5.100.0", "plan9_mips"), { recursive: true });
    fs.writeFileSync(path.join(provider, "5.100.0", platform(), "terraform-provider-aws_v5.100.0_x5"), "program");
    fs.writeFileSync(path.join(provider, `terraform-provider-aws_6.25.0_${platform()}.zip`), "archive");
    const source = find({}, [own]);
    expect(source).toEqual({ kind: "mirror", folder: own, versions: ["5.100.0", "6.25.0"] });
    // Twice is the same as once.
    for (const file of [cliConfigFile(source, folder), cliConfigFile(source, folder)]) {
      const linked = path.join(folder, "linked-providers", other, "hashicorp/aws");
      expect(fs.readdirSync(linked).sort()).toEqual(["5.100.0", `terraform-provider-aws_6.25.0_${platform()}.zip`]);
      expect(fs.readdirSync(path.join(linked, "5.100.0"))).toEqual([platform()]);
      const program = path.join(linked, "5.100.0", platform(), "terraform-provider-aws_v5.100.0_x5");
      expect(fs.readFileSync(program, "utf8")).toBe("program");
      const block = (name: string, place: string) =>
        `    path    = "${place}"\n    include = ["${name}/hashicorp/aws"]\n`;
      const text = fs.readFileSync(file ?? "", "utf8");
      expect(text).toContain(block(registry, own));
      expect(text).toContain(block(other, path.join(folder, "linked-providers")));
    }
  });
});

test("everything that is missing is told at once", () => {
  const codes = problemsOf(() =>
    findTools({ env: env({ GROUNDPLAN_PLUGIN_DIR: path.join(folder, "nowhere") }), home: folder }),
  ).map(({ code }) => code);
  expect(codes).toEqual(["TERRAFORM_MISSING", "EMULATOR_MISSING", "PLUGIN_DIR_EMPTY"]);
});
