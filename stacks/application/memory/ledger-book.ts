import type { App } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { resolvedMoves } from "../../../constructs/core/moves/declared-moves";
import { declaredReleases } from "../../../constructs/core/moves/declared-releases";
import { isBelow, placeText } from "../../../constructs/core/moves/move-types";
import { type Comparison, compareLedger } from "../../../memory/ledger/compare";
import {
  isLedgerWritable,
  ledgeredEnvironments,
  ledgerFile,
  readLedger,
  writeLedger,
  writeMadeLines,
} from "../../../memory/ledger/files";
import type { Ledger, MadeStack } from "../../../memory/ledger/ledger.types";
import { madeLines } from "../../../memory/ledger/made-lines";
import { vanishedProblems } from "../../../memory/ledger/vanished";
import type { EnvironmentSpec } from "../environment-spec";

/** What a {@link LedgerBook} is opened with. */
export interface LedgerBookOptions {
  /** Folder of the configuration. */
  readonly folder: string;
  readonly environments: readonly Pick<EnvironmentSpec, "environment" | "remembered">[];
  /** Whether ledgers may be written: not where what is written comes to nothing, as in CI. */
  readonly writes: boolean;
}

/** What a synth found out about one environment. */
interface Page {
  readonly environment: string;
  readonly made: Ledger;
  readonly comparison: Comparison | undefined;
}

/** The ledgers of a synth's environments: read before anything is made, held against what is made, and kept. */
export class LedgerBook {
  /** The ledgers that there are, by the name of the environment. */
  readonly known: Readonly<Record<string, Ledger>>;
  readonly #options: LedgerBookOptions;
  #pages: readonly Page[] = [];
  #done: readonly string[] = [];
  readonly #notes: string[] = [];

  private constructor(options: LedgerBookOptions, known: Readonly<Record<string, Ledger>>) {
    this.#options = options;
    this.known = known;
  }

  /** @throws GroundplanError `LEDGER_UNREADABLE` */
  static open(options: LedgerBookOptions): LedgerBook {
    const names = options.environments.map(({ environment }) => environment.name);
    const known = ledgeredEnvironments(options.folder)
      .filter((name) => names.includes(name))
      .flatMap((name) => {
        const ledger = readLedger(options.folder, name);
        return ledger ? [[name, ledger] as const] : [];
      });
    return new LedgerBook(options, Object.fromEntries(known));
  }

  /**
   * Holds what is made against the ledgers.
   *
   * @param jsons Terraform JSON of each stack, by its full name
   * @param partly names of environments that were not made whole: what they no longer make is not known
   * @returns a problem for everything that holds data or an identity and has vanished
   */
  compare(
    app: App,
    jsons: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
    partly: readonly string[] = [],
  ): readonly Problem[] {
    const stacks = app.node.children
      .filter((child) => child instanceof EnvironmentStack)
      .filter(({ environment }) => !partly.includes(environment.name));
    this.#pages = [...new Set(stacks.map(({ environment }) => environment.name))].map((environment) => {
      const made = stacks
        .filter((stack) => stack.environment.name === environment)
        .map(({ node: { id } }) => [id, madeLines(id, jsons.get(id) ?? {})] as const);
      return {
        environment,
        made: made.flatMap(([, { lines }]) => lines),
        comparison: this.#compareWith(environment, new Map(made)),
      };
    });
    this.#done = [...this.#doneMoves(app), ...this.#releases(app)];
    return this.#pages.flatMap(({ environment, made, comparison }) =>
      vanishedProblems(comparison?.vanished ?? [], {
        environment,
        folder: this.#options.folder,
        made,
        known: this.known[environment] ?? [],
      }),
    );
  }

  /** Writes beside the stacks what is made, and the ledgers where they may be written. */
  write(outdir: string): void {
    for (const { environment, made, comparison } of this.#pages) {
      writeMadeLines(outdir, environment, made);
      if (!comparison || comparison.added + comparison.removed === 0) continue;
      const { folder, writes } = this.#options;
      const file = ledgerFile(folder, environment);
      const difference = differenceText(comparison);
      if (writes && isLedgerWritable(folder, environment)) {
        writeLedger(folder, environment, comparison.after);
        this.#notes.push(`ledger: ${file} has ${difference}: commit it`);
      } else {
        this.#notes.push(
          `ledger: ${file} wants ${difference}, and is not written here: synthesize where it is, and commit it`,
        );
      }
    }
  }

  /** Lines for the report of the synth. */
  get notes(): readonly string[] {
    return [...this.#notes, ...this.#done];
  }

  /** Of stacks that nothing is deployed of, nothing can be lost. */
  #compareWith(environment: string, made: ReadonlyMap<string, MadeStack>): Comparison | undefined {
    const ledger = this.known[environment];
    if (!ledger) return undefined;
    const spec = this.#options.environments.find((one) => one.environment.name === environment);
    const deployed = new Set([...Object.keys(spec?.remembered ?? {}), ...ledger.map(({ stack }) => stack)]);
    return compareLedger(ledger, new Map([...made].filter(([stack]) => deployed.has(stack))));
  }

  /** Moves that every environment with a ledger has been deployed with, in this synth or not. */
  #doneMoves(app: App): readonly string[] {
    const moves = resolvedMoves(app);
    if (moves.length === 0) return [];
    const lines = moves.flatMap(({ is, from, to, stack }) => {
      const [was, now] = [from, to].map((place) => placeText(place, stack.environment.name));
      if (is !== "done" || this.#isLedgered(was ?? "")) return [];
      return [`moved: ${was} to ${now} is deployed wherever there is a ledger: the line that says so can be taken out`];
    });
    return [...new Set(lines)];
  }

  /** What the next deploys let go of, and releases of which no ledger has anything any more. */
  #releases(app: App): readonly string[] {
    const lines = declaredReleases(app).map(({ place, stack }) => {
      const { name } = stack.environment;
      const text = placeText(place, name);
      const left = (this.known[name] ?? []).filter(
        (line) => line.stack === place.stack && isBelow(line.path, place.path),
      );
      if (left.length > 0) {
        const what = left.length === 1 ? "1 resource" : `${left.length} resources`;
        return `released: the next deploy of ${place.stack} lets go of ${what} at ${text}, which stay in AWS; outputs of it, and what was granted or connected to it, go with the code`;
      }
      return this.#isLedgered(text)
        ? []
        : [`released: no ledger has anything of ${text}: the line that says so can be taken out`];
    });
    return [...new Set(lines.flat())];
  }

  /** Whether any environment may have something deployed at a place. */
  #isLedgered(place: string): boolean {
    const { folder } = this.#options;
    return ledgeredEnvironments(folder).some((name) =>
      (readLedger(folder, name) ?? []).some((line) => isBelow(placeText(line, name), place)),
    );
  }
}

function differenceText({ added, removed }: Comparison): string {
  const lines = (count: number, what: string) => (count === 1 ? `1 line ${what}` : `${count} lines ${what}`);
  return [...(added > 0 ? [lines(added, "more")] : []), ...(removed > 0 ? [lines(removed, "less")] : [])].join(" and ");
}
