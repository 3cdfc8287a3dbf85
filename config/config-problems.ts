import { GroundplanError, type Problem } from "../constructs/core/errors";
import { formatPath, formatPosition, type Path, type Position } from "./reading/tree";

/** A problem, and where it is told. */
export interface Finding {
  readonly at: Position;
  /** The key, from the root of the file. */
  readonly path: string;
  /** The construct with its property that it is about, where no key of the file says it. */
  readonly construct?: string;
  readonly problem: Omit<Problem, "path">;
  readonly environments: Set<string>;
  /** Keys of what follows from it, and is not told besides. */
  readonly followers: Set<string>;
  /** What is told in its place where nothing else follows from it. */
  readonly alone?: Alone;
}

/** What follows from a problem, as it is told by itself. */
type Alone = Pick<Finding, "at" | "path" | "problem">;

/** Whom a problem is about, where its place does not say that. */
export interface About {
  /** The environment that has the problem, when the value by itself is right or is written elsewhere. */
  readonly environment?: string;
  /** The construct with its property, where no key of the file says it. */
  readonly construct?: string;
  /** The key of what follows from it, and is not told besides. */
  readonly follower?: string;
  /** What follows, where that is told by itself unless something else follows too. */
  readonly alone?: Alone;
}

/** Collects what is wrong with the configuration, by file position. */
export class ConfigProblems {
  readonly #findings = new Map<string, Finding>();

  /**
   * Adds a problem. The same problem at the same place, found through several environments, is told once.
   *
   * @param at where the offending value is written
   * @param path the key, from the root of the file
   */
  add(
    at: Position,
    path: Path | string,
    problem: Omit<Problem, "path">,
    { environment, construct, follower, alone }: About = {},
  ): void {
    const shown = typeof path === "string" ? path : formatPath(path);
    const { code, message, found, expected, fix } = problem;
    const key = JSON.stringify([formatPosition(at), shown, construct, code, message, found, expected, fix]);
    const finding = this.#findings.get(key) ?? {
      ...{ at, path: shown, problem, environments: new Set(), followers: new Set() },
      ...(construct === undefined ? {} : { construct }),
      ...(alone === undefined ? {} : { alone }),
    };
    if (environment) finding.environments.add(environment);
    if (follower) finding.followers.add(follower);
    this.#findings.set(key, finding);
  }

  /** Takes over what was found elsewhere. */
  addAll(other: ConfigProblems): void {
    for (const { at, path, problem, environments, followers, ...about } of other.#findings.values()) {
      this.add(at, path, problem, about);
      for (const environment of environments) this.add(at, path, problem, { ...about, environment });
      for (const follower of followers) this.add(at, path, problem, { ...about, follower });
    }
  }

  /** Leaves out what was not found in another way too, by its code and its place. */
  keepAlsoIn(other: ConfigProblems): void {
    const known = new Set([...other.#findings.values()].map(identity));
    this.keep((finding) => known.has(identity(finding)));
  }

  /** Leaves out what is not to be told. */
  keep(isTold: (finding: Finding) => boolean): void {
    for (const [key, finding] of this.#findings) if (!isTold(finding)) this.#findings.delete(key);
  }

  /** Whether nothing was found. */
  get none(): boolean {
    return this.#findings.size === 0;
  }

  /** The problems by file, line and column. */
  list(): Problem[] {
    return [...this.#findings.values()]
      .map(aloneIfOne)
      .sort(byPosition)
      .map((finding) => {
        const environments = [...finding.environments].join(", ");
        const told = finding.construct ?? finding.path;
        const path = told ? ` › ${told}` : "";
        const { found } = finding.problem;
        return {
          ...finding.problem,
          ...(finding.followers.size > 0 ? { found: `${found} ${listOf(finding.followers)}` } : {}),
          path: `${formatPosition(finding.at)}${path}${environments && ` (${environments})`}`,
        };
      });
  }

  /** @throws GroundplanError with all problems, if there are any */
  throwIfAny(): void {
    if (!this.none) throw new GroundplanError(this.list());
  }
}

function aloneIfOne(finding: Finding): Finding {
  const { alone, followers } = finding;
  return alone && followers.size === 1 ? { ...finding, ...alone, followers: new Set() } : finding;
}

/** What follows from a problem, for its message. */
function listOf(followers: ReadonlySet<string>): string {
  const names = [...followers].sort();
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function byPosition(a: Finding, b: Finding): number {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
  return a.at.line - b.at.line || a.at.column - b.at.column;
}

function identity({ path, construct, problem }: Finding): string {
  return JSON.stringify([path, construct, problem.code]);
}
