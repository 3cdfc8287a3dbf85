import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type LoadOptions, loadEnvironments } from "../../../config/load";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";

/** An environment without mistakes that extends nothing. */
export const DEV = `project: groundplan
owner: platform
account: "111111111111"
region: ap-northeast-2
protect: false
backend:
  type: local
network:
  cidr: 10.0.0.0/16
  zones: [a, c]
  tiers:
    public:
      kind: public
      prefixLength: 24
    app:
      kind: private
      prefixLength: 20
`;

/** {@link DEV} with one piece of text replaced; the piece must be there. */
export function devWith(piece: string, replacement: string): string {
  if (!DEV.includes(piece)) throw new Error(`DEV has no ${piece}`);
  return DEV.replace(piece, replacement);
}

const made: string[] = [];

/** Writes a folder `config` with files by name (without `.yaml`), in a new temporary folder. */
export function configFolder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "groundplan-config-"));
  made.push(root);
  const folder = join(root, "config");
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name.includes(".") ? name : `${name}.yaml`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** Removes the folders that were made; to be called after the tests of a file. */
export function removeConfigFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Loads files, with no variables set unless given; `alsoCheck` is called where they have mistakes. */
export function load(
  files: Readonly<Record<string, string>>,
  variables: LoadOptions["variables"] = {},
  alsoCheck?: LoadOptions["alsoCheck"],
) {
  return loadEnvironments(configFolder(files), { variables, ...(alsoCheck ? { alsoCheck } : {}) });
}

/** The problems that loading the files leads to; none when they load. */
export function problemsOf(files: Readonly<Record<string, string>>, variables: LoadOptions["variables"] = {}) {
  return problemsIn(() => load(files, variables));
}

/** The problems that a step leads to; none when it succeeds. */
export function problemsIn(step: () => unknown): readonly Problem[] {
  try {
    step();
    return [];
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}
