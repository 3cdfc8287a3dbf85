import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { closest } from "../../config/checks/suggest";
import { GroundplanError } from "../../constructs/core/errors";
import { readMemory } from "../../memory/files";
import {
  type Comparison,
  compareLedger,
  inOrder,
  type Ledger,
  type LedgerLine,
  ledgeredEnvironments,
  ledgerFile,
  type MadeStack,
  madeLines,
  readLedger,
  readMadeLines,
  recordAppliedLines,
  writeLedger,
} from "../../memory/ledger";
import { outdirOf } from "../../runner/synthesize-app";
import { readVariable } from "../../variables/read";
import type { CommandContext } from "../io";
import { noLedger, noPlace, notSynthesized, oneThing } from "./ledger-problems";
import { isAtPlace, placeNames } from "./places";

/** Options of `groundplan ledger`. */
export interface LedgerFlags {
  readonly check?: boolean;
  /** `true` without any place. */
  readonly accept?: true | readonly string[];
  readonly ids?: readonly string[];
  readonly renameStack?: readonly string[];
  readonly autoApprove?: boolean;
}

/** What `groundplan ledger` does. */
export class LedgerCommand {
  readonly #folder: string;
  readonly #shownFolder: string;
  readonly #outdir: string;

  constructor(readonly context: CommandContext) {
    this.#shownFolder = readVariable("GROUNDPLAN_CONFIG", context.variables);
    this.#folder = resolve(context.root, this.#shownFolder);
    this.#outdir = outdirOf(context.root, context.variables);
  }

  /** @returns the exit code */
  async run(environments: readonly string[], flags: LedgerFlags): Promise<number> {
    const { check, accept, ids, renameStack, autoApprove: isApproved = false } = flags;
    const asked = [accept, ids, renameStack].filter((flag) => flag !== undefined);
    if (asked.length === 0) return this.#report(this.#named(environments), check ?? false);
    const [environment, ...others] = environments;
    if (environment === undefined || others.length > 0 || asked.length > 1 || check) {
      throw new GroundplanError([oneThing(environments)]);
    }
    if (accept === true) return this.#acceptAll(environment);
    if (accept) return this.#acceptPlaces(environment, accept);
    if (ids) return (await import("./read-ids.js")).readIds(environment, ids, this.#place, this.context);
    const { renameStackState } = await import("./rename-stack.js");
    return renameStackState({ environment, names: renameStack ?? [], folder: this.#folder, isApproved }, this.context);
  }

  get #place() {
    return { folder: this.#folder, shownFolder: this.#shownFolder };
  }

  /** The environments that are meant: each has a ledger. */
  #named(environments: readonly string[]): readonly string[] {
    const known = ledgeredEnvironments(this.#folder);
    const unknown = environments.filter((name) => !known.includes(name));
    if (unknown.length > 0) throw new GroundplanError(unknown.map((name) => noLedger(name, known, this.#shown(name))));
    return environments.length > 0 ? environments : known;
  }

  /** Says what each ledger holds, and what the last synth would change. */
  #report(environments: readonly string[], isCheck: boolean): number {
    if (environments.length === 0) this.context.print("No environment has a ledger.\n");
    const stale = environments.filter((environment) => !this.#reportOne(environment, isCheck));
    return isCheck && stale.length > 0 ? 1 : 0;
  }

  /** @returns whether the ledger is as the last synth wants it */
  #reportOne(environment: string, isCheck: boolean): boolean {
    const ledger = readLedger(this.#folder, environment) ?? [];
    const comparison = this.#compare(environment, ledger);
    const shown = this.#shown(environment);
    if (!comparison) {
      if (isCheck) throw new GroundplanError([notSynthesized(relative(this.context.root, this.#outdir), environment)]);
      this.context.print(`${shown}: ${countOf(ledger)}; nothing of ${environment} was synthesized here yet.\n`);
      return true;
    }
    const wanted = new Set(comparison.after.map(lineText));
    const there = new Set(ledger.map(lineText));
    const changes = [
      ...[...wanted].filter((line) => !there.has(line)).map((line) => `+ ${line}\n`),
      ...[...there].filter((line) => !wanted.has(line)).map((line) => `- ${line}\n`),
    ];
    if (changes.length === 0) {
      this.context.print(`${shown}: ${countOf(ledger)}, as last synthesized.\n`);
      return true;
    }
    this.context.print(
      `${shown} is not what was last synthesized. Run \`npx cdktf synth\` where it can be written, and commit it:\n${changes.join("")}`,
    );
    return false;
  }

  /** What the last synth would change; nothing where it made nothing of the environment. */
  #compare(environment: string, ledger: Ledger): Comparison | undefined {
    const made = readMadeLines(this.#outdir, environment);
    if (!made) return undefined;
    const deployed = new Set([
      ...Object.keys(readMemory(this.#folder, environment)?.stacks ?? {}),
      ...ledger.map(({ stack }) => stack),
    ]);
    const stacks = [...new Set(made.map(({ stack }) => stack))].filter((stack) => deployed.has(stack));
    return compareLedger(ledger, new Map(stacks.map((stack) => [stack, this.#made(stack)])));
  }

  #made(stack: string): MadeStack {
    const file = join(this.#outdir, "stacks", stack, "cdk.tf.json");
    return madeLines(stack, JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>);
  }

  /** Everything that was last synthesized is there: as after a deploy of all stacks. */
  #acceptAll(environment: string): number {
    const made = readMadeLines(this.#outdir, environment);
    if (!made) throw new GroundplanError([notSynthesized(relative(this.context.root, this.#outdir), environment)]);
    for (const stack of new Set(made.map((line) => line.stack))) {
      recordAppliedLines({ configFolder: this.#folder, environment, stack }, this.#outdir);
    }
    const ledger = readLedger(this.#folder, environment) ?? [];
    this.context.print(`${this.#shown(environment)} has ${countOf(ledger)}: everything that was last synthesized.\n`);
    return 0;
  }

  /** Lets what stands at places go, whatever it holds. */
  #acceptPlaces(environment: string, places: readonly string[]): number {
    const ledger = readLedger(this.#folder, environment);
    if (!ledger) {
      throw new GroundplanError([noLedger(environment, ledgeredEnvironments(this.#folder), this.#shown(environment))]);
    }
    const unknown = places.filter((place) => !ledger.some((line) => isAtPlace(line, place, environment)));
    const names = placeNames(ledger, environment);
    if (unknown.length > 0) {
      throw new GroundplanError(unknown.map((place) => noPlace(place, closest(place, names), environment)));
    }
    const going = (line: LedgerLine) => places.some((place) => isAtPlace(line, place, environment));
    writeLedger(this.#folder, environment, inOrder(ledger.filter((line) => !going(line))));
    for (const line of ledger.filter(going)) this.context.print(`- ${lineText(line)}\n`);
    this.context.print(
      `${this.#shown(environment)} misses them no longer: commit it. What no code makes goes at the next deploy, with what it holds;\n` +
        "what code makes is added again by the next synth.\n",
    );
    return 0;
  }

  #shown(environment: string): string {
    return ledgerFile(this.#shownFolder, environment);
  }
}

function lineText({ stack, path, address }: LedgerLine): string {
  return `${stack}/${path} ${address}`;
}

function countOf(ledger: Ledger): string {
  return ledger.length === 1 ? "1 address" : `${ledger.length} addresses`;
}
