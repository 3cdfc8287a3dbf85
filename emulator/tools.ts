import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { GroundplanError, Problems } from "../constructs/core/errors";
import { findProgram, findTerraform, isExecutable, outputOf } from "../runner/terraform/find-terraform";
import { findPlugins, type PluginSource } from "../runner/terraform/plugins";
import { readVariable } from "../variables/read";
import { VARIABLES } from "../variables/table";

/** How the emulator is started: by a Python that has moto, or in a container. */
export type MotoSource =
  | { readonly kind: "python"; readonly python: string; readonly version: string }
  | { readonly kind: "docker"; readonly docker: string; readonly image: string };

/** Everything a run against the emulator needs, with where it was found. */
export interface Tools {
  /** Terraform program. */
  readonly terraform: string;
  /** Its version, for example `1.11.4`. */
  readonly terraformVersion: string;
  readonly moto: MotoSource;
  /** Where Terraform gets the AWS provider from. */
  readonly plugins: PluginSource;
}

/** Where to look. Everything has the value of this process and machine by default; tests give folders of their own. */
export interface ToolSearch {
  readonly env?: NodeJS.ProcessEnv;
  readonly home?: string;
  /** Folders in which a provider mirror may lie, besides those that the variables name. */
  readonly pluginFolders?: readonly string[];
}

/**
 * Finds Terraform, moto and the AWS provider.
 *
 * @throws GroundplanError `TERRAFORM_MISSING`, `TERRAFORM_TOO_OLD`, `EMULATOR_MISSING`, `PLUGIN_DIR_EMPTY`; all at once,
 * each with how to get the part
 */
export function findTools(search: ToolSearch = {}): Tools {
  const env = search.env ?? process.env;
  const problems = new Problems("emulator tools");
  const terraform = problems.collect(() => findTerraform(env));
  const moto = problems.collect(() => findMoto(env));
  const plugins = problems.collect(() =>
    findPlugins({ env, home: search.home ?? os.homedir(), folders: search.pluginFolders }),
  );
  problems.throwIfAny();
  if (!terraform || !moto || !plugins) throw new GroundplanError(problems.list);
  return { terraform: terraform.program, terraformVersion: terraform.version, moto, plugins };
}

/** Milliseconds that Python may take to import moto's server: seconds, and far longer on a machine that is busy with other runs. */
const SLOW_IMPORT = 180_000;

/**
 * Finds moto: the Python behind `moto_server` on the PATH, else a Python on the PATH that can import it, else Docker with
 * an engine that answers.
 *
 * @throws GroundplanError `EMULATOR_MISSING`
 */
export function findMoto(env: NodeJS.ProcessEnv): MotoSource {
  for (const python of pythonCandidates(env)) {
    const version = outputOf(python, ["-c", "import moto, moto.server; print(moto.__version__)"], env, SLOW_IMPORT);
    if (version) return { kind: "python", python, version };
  }
  const docker = findProgram("docker", env);
  const engine = docker ? outputOf(docker, ["info", "--format", "{{.ServerVersion}}"], env) : undefined;
  if (docker && engine) return { kind: "docker", docker, image: readVariable("GROUNDPLAN_MOTO_IMAGE", env) };
  const server = findProgram("moto_server", env);
  throw new GroundplanError([
    {
      code: "EMULATOR_MISSING",
      path: "emulator tools › moto",
      message: "No AWS emulator was found.",
      found: [
        server ? `${server}, whose Python cannot import moto.server` : "no `moto_server` on the PATH",
        "no Python on the PATH that has moto with its server parts",
        docker ? `${docker}, whose engine does not answer` : "no `docker` on the PATH",
      ].join("; "),
      expected: "moto 5 (`moto_server` on the PATH), or a Docker engine that answers",
      fix: `run \`pipx install 'moto[server]'\`, or start Docker and run \`docker pull ${VARIABLES.GROUNDPLAN_MOTO_IMAGE.default}\``,
    },
  ]);
}

/**
 * Pythons that may have moto, best first: the interpreter in the first line of `moto_server`, the one beside it (in a
 * virtual environment, behind a link made by pipx, or a version manager's shim), and those on the PATH.
 */
function pythonCandidates(env: NodeJS.ProcessEnv): string[] {
  const candidates: (string | undefined)[] = [];
  const server = findProgram("moto_server", env);
  if (server) {
    candidates.push(interpreterOf(server));
    for (const folder of [path.dirname(fs.realpathSync(server)), path.dirname(server)]) {
      candidates.push(path.join(folder, "python3"), path.join(folder, "python"));
    }
  }
  candidates.push(findProgram("python3", env), findProgram("python", env));
  const usable = candidates.filter(
    (candidate): candidate is string => candidate !== undefined && isExecutable(candidate),
  );
  return [...new Set(usable)];
}

/** The Python that a script's first lines name; pip writes a shell line with `exec` where the path is long. */
function interpreterOf(script: string): string | undefined {
  const head = fs.readFileSync(script).subarray(0, 1024).toString("latin1");
  const direct = /^#!\s*(\/\S*python[\d.]*)\s*$/m.exec(head)?.[1];
  return direct ?? /^'''exec'\s+"?(\/[^"\n]*?python[\d.]*)"?\s/m.exec(head)?.[1];
}
