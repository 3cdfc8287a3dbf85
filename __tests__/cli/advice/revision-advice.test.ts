import { rmSync } from "node:fs";
import { join } from "node:path";
import { formatProblems } from "../../../constructs/core/errors";
import { removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";
import { type RevisionProject, revisionProject } from "../revision-project";
import { runIn } from "../run-command";

afterAll(removeConfigFolders);

// Every command here starts some processes; on a machine busy with other work jest's 5 s are not enough.
jest.setTimeout(60_000);

/** A command line of `groundplan`, one of a shell, or anything else that is done; where, and with which variables. */
interface Step {
  readonly do: string | ((project: RevisionProject) => void);
  readonly in?: string;
  readonly with?: NodeJS.ProcessEnv;
}

const STACKS = { "dev-network": { aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } } };
const AT = "command line › --base";
const DIFF: Step = { do: "groundplan diff" };
const SHALLOW: Step = {
  do: "git commit -q --allow-empty -m Work && git push -q origin HEAD:work && git clone -q --depth 1 --branch work file://$PWD/origin.git clone",
};
const NOT_OWNED = { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" };

const inClone = (line: string): Step => ({ do: line, in: "clone" });
const remove = (file: string): Step => ({ do: ({ root }) => rmSync(join(root, file)) });

/** What is done before, with what is told then. The short hashes are not the same in every run, and are told as `BASE` and `FIRST`. */
interface Mistake {
  readonly mistake: string;
  readonly isRepository?: boolean;
  readonly steps: readonly Step[];
  readonly problems: readonly {
    code: string;
    path: string;
    message: string;
    found: string;
    expected: string;
    fix: string;
  }[];
  readonly ways: readonly { readonly says: string; readonly to: readonly Step[] }[];
}

/** A clone that lacks history, which one command brings. */
function notFetched(mistake: string, steps: readonly Step[], found: string): Mistake {
  const fetch = "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main";
  return {
    mistake,
    steps,
    problems: [
      {
        code: "BASE_NOT_FETCHED",
        path: AT,
        message: "The clone does not have the history that says what has changed.",
        found,
        expected: "the history back to where this revision left origin/main",
        fix: `${fetch}; in a workflow of GitHub, give actions/checkout fetch-depth: 0`,
      },
    ],
    ways: [{ says: fetch, to: [inClone(fetch), inClone("groundplan diff")] }],
  };
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "a folder that is in no repository",
    isRepository: false,
    steps: [DIFF],
    problems: [
      {
        code: "GIT_REPOSITORY_MISSING",
        path: AT,
        message: "The project is in no Git repository, so there is no earlier revision to compare with.",
        found: "no repository in the project's folder or above",
        expected: "a clone of the repository",
        fix: "run it in a clone; or begin a repository with `git init && git add --all && git commit -m 'Begin'`, and compare later changes with --base HEAD",
      },
    ],
    ways: [
      {
        says: "`git init && git add --all && git commit -m 'Begin'`, and compare later changes with --base HEAD",
        to: [{ do: "git init && git add --all && git commit -m 'Begin'" }, { do: "groundplan diff --base HEAD" }],
      },
    ],
  },
  {
    mistake: "a machine without Git",
    steps: [{ ...DIFF, with: { PATH: "/nowhere" } }],
    problems: [
      {
        code: "GIT_MISSING",
        path: AT,
        message: "Git cannot be run, so there is no earlier revision to compare with.",
        found: "ENOENT for `git`",
        expected: "Git on the PATH",
        fix: "install Git (https://git-scm.com/downloads), or put its folder on the PATH",
      },
    ],
    ways: [{ says: "put its folder on the PATH", to: [DIFF] }],
  },
  {
    mistake: "a repository of another user",
    steps: [{ ...DIFF, with: NOT_OWNED }],
    problems: [
      {
        code: "GIT_NOT_TRUSTED",
        path: AT,
        message: "Git does not read the repository, because its folder belongs to another user.",
        found: "ROOT",
        expected: "a folder of one's own, or one that Git is told to trust",
        fix: "if you trust it, run `git config --global --add safe.directory ROOT`",
      },
    ],
    ways: [
      {
        says: "git config --global --add safe.directory ROOT",
        to: [{ do: 'git config --global --add safe.directory "$PWD"' }, { ...DIFF, with: NOT_OWNED }],
      },
    ],
  },
  {
    mistake: "a repository that is damaged",
    steps: [{ do: "cp .git/config config.saved && echo '[' > .git/config" }, DIFF],
    problems: [
      {
        code: "GIT_REFUSED",
        path: AT,
        message: "Git does not do what is needed to read the earlier revision: git rev-parse.",
        found: "fatal: bad config line 1 in file .git/config",
        expected: "a repository that Git can read",
        fix: "mend what Git says, for example by a new clone",
      },
    ],
    ways: [{ says: "mend what Git says", to: [{ do: "mv config.saved .git/config" }, DIFF] }],
  },
  {
    mistake: "a base with a spelling mistake",
    steps: [{ do: "groundplan diff --base origin/mian" }],
    problems: [
      {
        code: "BASE_UNKNOWN",
        path: AT,
        message: "There is no revision of this name to compare with.",
        found: '"origin/mian"',
        expected: "a commit, or one of main, origin/main",
        fix: "name another one: --base origin/main; or fetch it: git fetch origin +refs/heads/mian:refs/remotes/origin/mian",
      },
    ],
    ways: [
      { says: "--base origin/main", to: [{ do: "groundplan diff --base origin/main" }] },
      {
        says: "git fetch origin +refs/heads/mian:refs/remotes/origin/mian",
        to: [
          { do: "git --git-dir origin.git branch mian" },
          { do: "git fetch origin +refs/heads/mian:refs/remotes/origin/mian" },
          { do: "groundplan diff --base origin/mian" },
        ],
      },
    ],
  },
  {
    mistake: "a repository without a remote",
    steps: [{ do: "git remote remove origin" }, DIFF],
    problems: [
      {
        code: "BASE_UNKNOWN",
        path: AT,
        message: "There is no revision of this name to compare with.",
        found: '"origin/main"',
        expected: "a commit, or one of main",
        fix: "name another one: --base main",
      },
    ],
    ways: [{ says: "--base main", to: [{ do: "groundplan diff --base main" }] }],
  },
  {
    mistake: "a base that is an option of Git",
    steps: [{ do: "groundplan diff --base=--all" }],
    problems: [
      {
        code: "BASE_UNKNOWN",
        path: AT,
        message: "There is no revision of this name to compare with.",
        found: '"--all"',
        expected: "a commit, or one of main, origin/main",
        fix: "name a branch, a tag or a commit with --base, for example --base HEAD",
      },
    ],
    ways: [{ says: "--base HEAD", to: [{ do: "groundplan diff --base HEAD" }] }],
  },
  notFetched(
    "a shallow clone of one branch, as a workflow makes it",
    [SHALLOW, inClone("groundplan diff")],
    "no origin/main in a shallow clone",
  ),
  notFetched(
    "a shallow clone that has the base and not what is between",
    [
      SHALLOW,
      { do: "git commit -q --allow-empty -m Later && git push -q origin HEAD:main" },
      inClone("git fetch -q --depth 1 origin +refs/heads/main:refs/remotes/origin/main"),
      inClone("groundplan diff"),
    ],
    "a shallow clone, without the commit at which this one left origin/main",
  ),
  {
    mistake: "a base from before there was a project",
    steps: [
      { do: "git switch -q --orphan old && git commit -q --allow-empty -m Empty && git branch -f other main" },
      { do: "git checkout -q -b new && git checkout -q main -- . && git commit -qm Project" },
      { do: "groundplan diff --base old" },
    ],
    problems: [
      {
        code: "BASE_WITHOUT_PROJECT",
        path: AT,
        message: "The revision to compare with has no project of Groundplan.",
        found: "no cdktf.json in BASE",
        expected: "a revision that can be synthesized",
        fix: "name a later one: --base FIRST",
      },
    ],
    ways: [{ says: "--base FIRST", to: [{ do: "groundplan diff --base new" }] }],
  },
  {
    mistake: "a project that is not committed yet",
    steps: [
      {
        do: "git switch -q --orphan old && git commit -q --allow-empty -m Empty && git checkout -q main -- . && git reset -q",
      },
      { do: "groundplan diff --base HEAD" },
    ],
    problems: [
      {
        code: "BASE_WITHOUT_PROJECT",
        path: AT,
        message: "The revision to compare with has no project of Groundplan.",
        found: "no cdktf.json in BASE",
        expected: "a revision that can be synthesized",
        fix: "everything is new: commit it, and compare later changes with --base HEAD",
      },
    ],
    ways: [
      {
        says: "commit it, and compare later changes with --base HEAD",
        to: [{ do: "git add --all && git commit -qm Project" }, { do: "groundplan diff --base HEAD" }],
      },
    ],
  },
  {
    mistake: "a base that cannot be synthesized",
    steps: [
      { do: "touch broken && git add --all && git commit -qm Broken && git push -q origin main && git rm -q broken" },
      DIFF,
    ],
    problems: [
      {
        code: "BASE_SYNTH_FAILED",
        path: "cdktf.json › app of BASE",
        message:
          "The revision to compare with cannot be synthesized, so nothing can be said about what has changed since origin/main.",
        found: "the message above",
        expected: "a synth without errors",
        fix: "name a revision that can be, with --base; or mend origin/main first and rebase",
      },
    ],
    ways: [
      { says: "name a revision that can be, with --base", to: [{ do: "groundplan diff --base HEAD^" }] },
      {
        says: "mend origin/main first and rebase",
        to: [{ do: "git commit -qm Mended && git push -q origin main" }, DIFF],
      },
    ],
  },
  {
    mistake: "a project that cannot be synthesized",
    steps: [{ do: "touch broken" }, DIFF],
    problems: [
      {
        code: "SYNTH_FAILED",
        path: "cdktf.json › app",
        message: "The synth failed, so there is nothing to compare.",
        found: "the message above",
        expected: "a synth without errors",
        fix: "mend what the message says, and check with `npm run synth`",
      },
    ],
    ways: [{ says: "mend what the message says", to: [remove("broken"), DIFF] }],
  },
  {
    mistake: "a base whose packages cannot be installed",
    steps: [
      {
        do: "echo '{}' > package-lock.json && echo '{' > package.json && git add --all && git commit -qm Packages && git push -q origin main",
      },
      { do: "git rm -q package-lock.json package.json" },
      { ...DIFF, with: { npm_config_loglevel: "silent" } },
    ],
    problems: [
      {
        code: "BASE_NOT_INSTALLED",
        path: "package-lock.json of BASE",
        message:
          "The packages of the revision to compare with cannot be installed; its lock file is another one than yours.",
        found: "no output",
        expected: "an `npm ci` without errors",
        fix: "mend what npm says, or name a revision with the lock file of this one with --base",
      },
    ],
    ways: [
      {
        says: "mend what npm says",
        to: [{ do: "git commit -qm Without && git push -q origin main" }, DIFF],
      },
      {
        says: "name a revision with the lock file of this one with --base",
        to: [{ do: "groundplan diff --base HEAD^" }],
      },
    ],
  },
];

/** What is told while steps are done, up to the first one that is told anything about; nothing more than that is in the error output. */
async function told(project: RevisionProject, steps: readonly Step[]): Promise<string> {
  for (const step of steps) {
    if (typeof step.do !== "string") step.do(project);
    else if (!step.do.startsWith("groundplan ")) project.shell(step.do, step.in);
    else {
      const { exitCode, out, err } = await runIn(
        join(project.root, step.in ?? "."),
        step.do.slice("groundplan ".length),
        { ...project.variables, ...step.with },
      );
      if (exitCode === 1) return err;
      if (!/^0 stacks/.test(out)) throw new Error(`${step.do}\n${out}${err}`);
    }
  }
  return "";
}

/** A text in which what differs from run to run has a name. */
function stable({ root, shell }: RevisionProject, text: string): string {
  const hash = (revision: string) => shell(`git rev-parse --short ${revision} 2>/dev/null || echo none`).trim();
  const names = [
    [root, "ROOT"],
    [hash("new"), "FIRST"],
    [hash("old"), "BASE"],
    [hash("HEAD"), "BASE"],
  ] as const;
  return names.reduce((all, [what, name]) => all.replaceAll(what, name), text);
}

test.each(MISTAKES)("$mistake is told whole", async ({ isRepository = true, steps, problems }) => {
  const project = revisionProject(STACKS, isRepository);
  const err = await told(project, steps);
  const printed = err.slice(err.search(/^\d+ problems?/m));
  const text =
    isRepository && !err.includes("GIT_") ? stable(project, printed) : printed.replaceAll(project.root, "ROOT");
  expect(text).toBe(`${formatProblems(problems)}\n`);
});

test("both revisions that cannot be synthesized are told at once", async () => {
  const project = revisionProject(STACKS);
  const err = await told(project, [
    { do: "touch broken && git add --all && git commit -qm Broken && git push -q origin main" },
    DIFF,
  ]);
  expect(err).toContain("synth says why\n");
  expect(err).toContain("[BASE_SYNTH_FAILED]");
  expect(err).toContain("[SYNTH_FAILED]");
});

/** A mistake is made before its way out is tried. */
interface Followed {
  readonly isRepository: boolean;
  readonly before: readonly Step[];
  readonly afterwards: readonly Step[];
}

testAdvice(
  MISTAKES.map(({ mistake, isRepository = true, steps, problems, ways }) => ({
    mistake,
    problems,
    ways: ways.map(({ says, to }) => ({
      says,
      to: { isRepository, before: steps, afterwards: to } satisfies Followed,
    })),
  })),
  async ({ isRepository, before, afterwards }: Followed) => {
    const project = revisionProject(STACKS, isRepository);
    expect(await told(project, before)).not.toBe("");
    const err = await told(project, afterwards);
    return [...err.matchAll(/^\d+\. .* \[([A-Z_]+)\]$/gm)].map(([, code = ""]) => ({ code, path: "", fix: err }));
  },
);
