import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import {
  baseNotFetched,
  baseUnknown,
  baseWithoutProject,
  gitMissing,
  gitNotTrusted,
  gitRefused,
  repositoryMissing,
} from "./problems";

/** The revision that a change is compared with. */
export interface BaseRevision {
  /** As it was asked for: `origin/main`. */
  readonly name: string;
  /** Full hash of the commit. */
  readonly commit: string;
  /** Short hash, for readers: as many characters as make it unique, by Git's own rule. */
  readonly short: string;
  /** When it was committed, in seconds since 1970. */
  readonly time: number;
  /** Top folder of the repository. */
  readonly repository: string;
  /** The project's folder inside of the repository: empty, or with a slash behind it. */
  readonly prefix: string;
}

/** File by which a folder is known as a project. */
const PROJECT_FILE = "cdktf.json";

/**
 * The commit at which the present work left another revision, so that what that one got since is no part of the change. Where the two have
 * no history in common, it is that revision itself.
 *
 * @param root the project's folder
 * @param name branch, tag or commit
 * @throws GroundplanError `GIT_MISSING`, `GIT_REPOSITORY_MISSING`, `GIT_NOT_TRUSTED`, `GIT_REFUSED`, `BASE_UNKNOWN`, `BASE_NOT_FETCHED`,
 *   `BASE_WITHOUT_PROJECT`
 */
export function findBase(root: string, name: string, variables: NodeJS.ProcessEnv): BaseRevision {
  const git = new Git(root, variables);
  const repository = git.inRepository(["rev-parse", "--show-toplevel"]);
  const prefix = git.inRepository(["rev-parse", "--show-prefix"]);
  const isShallow = git.inRepository(["rev-parse", "--is-shallow-repository"]) === "true";
  const branch = remoteBranch(git, name);
  const commit = name.startsWith("-") ? undefined : git.ask(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]);
  if (!commit) {
    if (isShallow && branch) throw problem(baseNotFetched(name, `no ${name} in a shallow clone`, fetchWhole(branch)));
    throw problem(baseUnknown(name, revisions(git), branch && fetchBranch(branch)));
  }
  const left = git.ask(["merge-base", "HEAD", commit]);
  if (!left && isShallow) {
    const fetch = branch ? fetchWhole(branch) : "git fetch --unshallow";
    throw problem(baseNotFetched(name, `a shallow clone, without the commit at which this one left ${name}`, fetch));
  }
  const base = left ?? commit;
  const short = git.inRepository(["rev-parse", "--short", base]);
  if (git.ask(["cat-file", "-e", `${base}:${prefix}${PROJECT_FILE}`]) === undefined) {
    throw problem(baseWithoutProject(short, `${prefix}${PROJECT_FILE}`, firstWith(git, repository, prefix)));
  }
  const time = Number(git.inRepository(["show", "--no-patch", "--format=%ct", base]));
  return { name, commit: base, short, time, repository, prefix };
}

/**
 * Writes the files of a revision into a folder, as a checkout would. The index that this takes is a file of its own.
 *
 * @param folder an empty folder
 * @returns the project's folder in it
 */
export function checkOut(base: BaseRevision, folder: string, variables: NodeJS.ProcessEnv): string {
  const index = path.join(folder, "index");
  const files = path.join(folder, "files");
  fs.mkdirSync(files);
  const git = new Git(base.repository, { ...variables, GIT_INDEX_FILE: index });
  git.inRepository(["read-tree", base.commit]);
  git.inRepository(["checkout-index", "--all", `--prefix=${files}/`]);
  fs.rmSync(index);
  return path.join(files, base.prefix);
}

/** Whether a file or folder of the project differs from that of a revision. */
export function differs(base: BaseRevision, root: string, file: string, variables: NodeJS.ProcessEnv): boolean {
  return new Git(root, variables).run(["diff", "--quiet", base.commit, "--", file]).status === 1;
}

/** Git in one folder. */
class Git {
  readonly #variables: NodeJS.ProcessEnv;

  constructor(
    private readonly folder: string,
    variables: NodeJS.ProcessEnv,
  ) {
    // What it says is read here, so it is in one language.
    this.#variables = { ...variables, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" };
  }

  run(args: readonly string[]): SpawnSyncReturns<string> {
    const options = { cwd: this.folder, env: this.#variables, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const;
    const result = spawnSync("git", args, options);
    if (result.error) throw problem(gitMissing((result.error as NodeJS.ErrnoException).code ?? result.error.message));
    return result;
  }

  /** Output of a command, or undefined where it has no answer. */
  ask(args: readonly string[]): string | undefined {
    const { status, stdout } = this.run(args);
    return status === 0 ? stdout.trimEnd() : undefined;
  }

  /** Output of a command that only fails where there is no repository that Git works with. */
  inRepository(args: readonly string[]): string {
    const { status, stdout, stderr } = this.run(args);
    if (status === 0) return stdout.trimEnd();
    const [first = ""] = stderr.split("\n");
    if (stderr.includes("not a git repository")) throw problem(repositoryMissing());
    const [, folder] = /dubious ownership in repository at '(.*)'/.exec(stderr) ?? [];
    throw problem(folder === undefined ? gitRefused(args[0] ?? "", first) : gitNotTrusted(folder));
  }
}

/** A branch of a remote: `origin/main` of the remote `origin`. */
interface RemoteBranch {
  readonly remote: string;
  readonly branch: string;
}

function remoteBranch(git: Git, name: string): RemoteBranch | undefined {
  const remotes = git.inRepository(["remote"]).split("\n").filter(Boolean);
  const remote = remotes.find((one) => name.startsWith(`${one}/`) && name.length > one.length + 1);
  return remote === undefined ? undefined : { remote, branch: name.slice(remote.length + 1) };
}

/** Brings a branch with its whole history, and the history of what is checked out. */
function fetchWhole({ remote, branch }: RemoteBranch): string {
  return `git fetch --unshallow ${shellWord(remote)} ${refspec({ remote, branch })}`;
}

function fetchBranch({ remote, branch }: RemoteBranch): string {
  return `git fetch ${shellWord(remote)} ${refspec({ remote, branch })}`;
}

/** Clones of one branch, as those that are shallow, do not ask for others by themselves. */
function refspec({ remote, branch }: RemoteBranch): string {
  return shellWord(`+refs/heads/${branch}:refs/remotes/${remote}/${branch}`);
}

/** Names of branches and tags. */
function revisions(git: Git): string[] {
  const refs = git.inRepository([
    "for-each-ref",
    "--format=%(refname:short)",
    "refs/heads",
    "refs/remotes",
    "refs/tags",
  ]);
  return refs.split("\n").filter((ref) => ref !== "" && !ref.endsWith("/HEAD"));
}

/** Short hash of the first commit that has the project; none where it is not committed. */
function firstWith(git: Git, repository: string, prefix: string): string | undefined {
  const file = path.join(repository, prefix, PROJECT_FILE);
  return git.ask(["log", "--diff-filter=A", "--format=%h", "-1", "--", file]) || undefined;
}

function problem(one: ReturnType<typeof gitMissing>): GroundplanError {
  return new GroundplanError([one]);
}
