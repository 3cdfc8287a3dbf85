import { closest } from "../../config/checks/suggest";
import type { Problem } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";

const BASE = "command line › --base";

export function gitMissing(found: string): Problem {
  return {
    code: "GIT_MISSING",
    path: BASE,
    message: "Git cannot be run, so there is no earlier revision to compare with.",
    found: `${found} for \`git\``,
    expected: "Git on the PATH",
    fix: "install Git (https://git-scm.com/downloads), or put its folder on the PATH",
  };
}

export function repositoryMissing(): Problem {
  return {
    code: "GIT_REPOSITORY_MISSING",
    path: BASE,
    message: "The project is in no Git repository, so there is no earlier revision to compare with.",
    found: "no repository in the project's folder or above",
    expected: "a clone of the repository",
    fix: "run it in a clone; or begin a repository with `git init && git add --all && git commit -m 'Begin'`, and compare later changes with --base HEAD",
  };
}

export function gitNotTrusted(folder: string): Problem {
  return {
    code: "GIT_NOT_TRUSTED",
    path: BASE,
    message: "Git does not read the repository, because its folder belongs to another user.",
    found: folder,
    expected: "a folder of one's own, or one that Git is told to trust",
    fix: `if you trust it, run \`git config --global --add safe.directory ${shellWord(folder)}\``,
  };
}

export function gitRefused(command: string, found: string): Problem {
  return {
    code: "GIT_REFUSED",
    path: BASE,
    message: `Git does not do what is needed to read the earlier revision: git ${command}.`,
    found,
    expected: "a repository that Git can read",
    fix: "mend what Git says, for example by a new clone",
  };
}

/**
 * @param known names of branches and tags
 * @param fetch the command that may bring it, if it is a branch of a remote
 */
export function baseUnknown(name: string, known: readonly string[], fetch: string | undefined): Problem {
  const suggestion = closest(name, known) ?? known.find((other) => other === name.slice(name.indexOf("/") + 1));
  const ways = [
    ...(suggestion === undefined ? [] : [`name another one: --base ${shellWord(suggestion)}`]),
    ...(fetch === undefined ? [] : [`fetch it: ${fetch}`]),
  ];
  return {
    code: "BASE_UNKNOWN",
    path: BASE,
    message: "There is no revision of this name to compare with.",
    found: JSON.stringify(name),
    expected: known.length > 0 ? `a commit, or one of ${known.join(", ")}` : "a commit; there is none yet",
    fix: ways.length > 0 ? ways.join("; or ") : "name a branch, a tag or a commit with --base, for example --base HEAD",
  };
}

/** @param fetch the command that brings what is missing */
export function baseNotFetched(name: string, found: string, fetch: string): Problem {
  return {
    code: "BASE_NOT_FETCHED",
    path: BASE,
    message: "The clone does not have the history that says what has changed.",
    found,
    expected: `the history back to where this revision left ${name}`,
    fix: `${fetch}; in a workflow of GitHub, give actions/checkout fetch-depth: 0`,
  };
}

/** @param first the first commit that has the project */
export function baseWithoutProject(short: string, file: string, first: string | undefined): Problem {
  return {
    code: "BASE_WITHOUT_PROJECT",
    path: BASE,
    message: "The revision to compare with has no project of Groundplan.",
    found: `no ${file} in ${short}`,
    expected: "a revision that can be synthesized",
    fix:
      first === undefined
        ? "everything is new: commit it, and compare later changes with --base HEAD"
        : `name a later one: --base ${first}`,
  };
}

/** @param found the end of what npm said */
export function baseNotInstalled(short: string, found: string): Problem {
  return {
    code: "BASE_NOT_INSTALLED",
    path: `package-lock.json of ${short}`,
    message:
      "The packages of the revision to compare with cannot be installed; its lock file is another one than yours.",
    found,
    expected: "an `npm ci` without errors",
    fix: "mend what npm says, or name a revision with the lock file of this one with --base",
  };
}

/** The program's own words are printed before. */
export function baseNotSynthesized({ name, short }: { readonly name: string; readonly short: string }): Problem {
  return {
    code: "BASE_SYNTH_FAILED",
    path: `cdktf.json › app of ${short}`,
    message: `The revision to compare with cannot be synthesized, so nothing can be said about what has changed since ${name}.`,
    found: "the message above",
    expected: "a synth without errors",
    fix: `name a revision that can be, with --base; or mend ${name} first and rebase`,
  };
}
