import * as fs from "node:fs";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { admits, compareVersions } from "../../constructs/core/versions/version-constraint";
import { REGISTRIES } from "./registries";

/** Terraform's name for its dependency lock file. */
export const LOCK_FILE = ".terraform.lock.hcl";

/** Folder of the project with a folder for each provider that is locked. */
const FOLDER = "providers";

/** Where an address of a provider begins when `required_providers` does not say so: for Terraform, and for OpenTofu. */
const [REGISTRY, OPENTOFU] = REGISTRIES;

/** The block of one provider in a dependency lock file. */
export interface LockedProvider {
  /** With its registry: `registry.terraform.io/hashicorp/aws`. */
  readonly address: string;
  readonly version: string;
  /** The constraint that the version was chosen by. */
  readonly constraint: string;
  readonly hashes: readonly string[];
}

/** What `providers/` locks, and in which of its folders. */
interface CommittedLock extends LockedProvider {
  /** From the project's root: `providers/aws-5`. */
  readonly folder: string;
}

/** The parts of a stack's Terraform JSON that say which providers it needs. */
interface WithProviders {
  readonly terraform?: {
    readonly required_providers?: Readonly<Record<string, { readonly source?: string; readonly version?: string }>>;
  };
}

/** The lock file of a stack. */
export interface StackLock {
  readonly text: string;
  /** Providers that `providers/` has no version of which the stack admits, with what the stack admits. */
  readonly missing: readonly string[];
}

/**
 * The versions of the providers that everybody gets: the lock files in the folders of `providers/`, which are committed. From them synth
 * writes the lock file of each stack.
 *
 * ```ts
 * const locks = ProviderLocks.read(projectRoot());
 * const { text, missing } = locks.of(JSON.parse(stackJson));
 * ```
 */
export class ProviderLocks {
  constructor(private readonly locked: readonly CommittedLock[]) {}

  /** @param root folder of the project; without `providers/` in it nothing is locked */
  static read(root: string): ProviderLocks {
    const folder = path.join(root, FOLDER);
    const names = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
    const files = names.map((name) => [`${FOLDER}/${name}`, path.join(folder, name, LOCK_FILE)] as const);
    return new ProviderLocks(
      files
        .filter(([, file]) => fs.existsSync(file))
        .flatMap(([own, file]) => readLockFile(fs.readFileSync(file, "utf8")).map((lock) => ({ ...lock, folder: own })))
        .sort((a, b) => compareVersions(a.version, b.version)),
    );
  }

  /**
   * The lock file of a stack: of each provider the lowest version that is locked and that the stack admits.
   *
   * @param json the stack's Terraform JSON
   * @param before the lock file that the stack has. Where no hashes are committed, those that Terraform added for this machine are kept,
   *   so that no second init is needed, and so is what OpenTofu added for the same version under the address in its own registry
   */
  of(json: WithProviders, before = ""): StackLock {
    const missing: string[] = [];
    const own = readLockFile(before);
    const required = Object.entries(json.terraform?.required_providers ?? {}).map(([name, { source, version }]) => ({
      address: addressOf(source ?? `hashicorp/${name}`),
      constraint: version ?? ">= 0",
    }));
    const blocks = required.sort(byAddress).flatMap(({ address, constraint }) => {
      const isMeant = (one: LockedProvider) => one.address === address || one.address === openTofuAddress(address);
      const lock = this.locked.find((one) => isMeant(one) && admits(constraint, one.version));
      if (!lock) {
        missing.push(`${address} ${constraint}`);
        return [];
      }
      const { version } = lock;
      const known = [...this.locked, ...own].filter((one) => isMeant(one) && one.version === version);
      // Terraform takes the newest version where its own address is missing, so it never is.
      const addresses = [...new Set([address, ...known.map((one) => one.address)])].sort();
      return addresses.map((one) => {
        const hashes = known.find((other) => other.address === one && other.hashes.length > 0)?.hashes ?? [];
        return { address: one, version, constraint, hashes };
      });
    });
    const isSame = before !== "" && isDeepStrictEqual(own, blocks);
    return { text: isSame ? before : [HEADER, ...blocks.map(blockOf)].join("\n"), missing };
  }

  /** The folder in `providers/` that a version comes from. The address may be that of OpenTofu's registry. */
  folderOf(address: string, version: string): string | undefined {
    const isMeant = (one: string) => one === address || openTofuAddress(one) === address;
    return this.locked.find((lock) => isMeant(lock.address) && lock.version === version)?.folder;
  }
}

/** The providers of a lock file. */
export function readLockFile(text: string): LockedProvider[] {
  return [...text.matchAll(/^provider "([^"]+)" \{([\s\S]*?)^\}/gm)].map(([, address = "", body = ""]) => ({
    address,
    version: /^\s*version\s*=\s*"([^"]+)"/m.exec(body)?.[1] ?? "",
    constraint: /^\s*constraints\s*=\s*"([^"]+)"/m.exec(body)?.[1] ?? "",
    hashes: [...body.matchAll(/"((?:h1|zh):[^"]+)"/g)].map(([, hash = ""]) => hash),
  }));
}

/** Whether a lock file is as synth wrote it: Terraform writes its own header. */
export function isOfSynth(text: string): boolean {
  return text.startsWith(HEADER);
}

const HEADER = `# Written by synth from ${FOLDER}/. Other versions are chosen there.
`;

/** A block as Terraform itself writes it. */
function blockOf({ address, version, constraint, hashes }: LockedProvider): string {
  const list = hashes.length > 0 ? [`  hashes = [`, ...hashes.map((hash) => `    "${hash}",`), "  ]"] : [];
  const lines = [`  version     = "${version}"`, `  constraints = "${constraint}"`, ...list];
  return [`provider "${address}" {`, ...lines, "}", ""].join("\n");
}

function addressOf(source: string): string {
  return source.split("/").length > 2 ? source : `${REGISTRY}/${source}`;
}

/** The address that OpenTofu has for one of Terraform's registry; another registry is the same for both. */
function openTofuAddress(address: string): string {
  return address.startsWith(`${REGISTRY}/hashicorp/`) ? address.replace(REGISTRY, OPENTOFU) : address;
}

function byAddress(a: { readonly address: string }, b: { readonly address: string }): number {
  return a.address < b.address ? -1 : 1;
}
