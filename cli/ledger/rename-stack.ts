import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GroundplanError } from "../../constructs/core/errors";
import { readCandidate, readMemory, writeMemory } from "../../memory/files";
import { readLedger, writeLedger } from "../../memory/ledger";
import { withoutStack } from "../../memory/merge";
import { managedResources, type Session } from "../../runner/session";
import { notBootstrapped } from "../../runner/state/own-state";
import type { StateFile } from "../../runner/terraform/state-file";
import type { CommandContext } from "../io";
import { asker, checkApproval, quoted, type Run, withRun } from "../run-context";
import { notRenamed } from "./ledger-problems";

/** What is moved, and where what is known of it lies. */
export interface StackRename {
  readonly environment: string;
  /** The old name and the new one, without the environment. */
  readonly names: readonly string[];
  /** Folder of the configuration. */
  readonly folder: string;
  readonly isApproved: boolean;
}

/**
 * Moves the state of a stack to the one that takes its place, with what is remembered of it; of any backend, since the state is pulled and
 * pushed. The new state is written before the old one is emptied, so that a run that is broken off loses nothing and can be repeated.
 *
 * @returns the exit code
 */
export async function renameStackState(rename: StackRename, context: CommandContext): Promise<number> {
  const { environment, names, isApproved } = rename;
  const [old, now] = names.map((name) => fullName(environment, name));
  if (old === undefined || now === undefined || names.length !== 2) {
    const usage = `npx groundplan ledger ${environment} --rename-stack buckets storage`;
    throw new GroundplanError([notRenamed(names.join(", ") || "no name", `write two names: \`${usage}\``)]);
  }
  checkApproval(isApproved, context);
  const commandLine = `groundplan ledger ${environment} --rename-stack ${quoted(names)}`;
  const request = { command: "ledger", commandLine, patterns: [`${environment}-*`], jobs: 1, includesGone: true };
  return withRun(request, context, (run) => new StateMove(run, rename, old, now).run(context));
}

/** A user may have copied the full name. */
function fullName(environment: string, name: string): string {
  return name.startsWith(`${environment}-`) ? name : `${environment}-${name}`;
}

class StateMove {
  readonly #session: Session;

  constructor(
    private readonly whole: Run,
    private readonly rename: StackRename,
    private readonly old: string,
    private readonly now: string,
  ) {
    this.#session = whole.session;
  }

  async run(context: CommandContext): Promise<number> {
    this.#check();
    for (const name of [this.old, this.now]) {
      if (!(await this.#session.prepare(name))) throw new GroundplanError([notBootstrapped(this.#session, name)]);
    }
    const [before, there] = [await this.#stateOf(this.old), await this.#stateOf(this.now)];
    const isThere = isSame(before, there);
    if (holdsAnything(there) && !isThere) throw new GroundplanError([this.#hasResources()]);
    const count = before ? managedResources(before).length : 0;
    const ask = asker(this.rename.isApproved, "Move it?", this.#session, context);
    const what = `The state of ${this.old}, with ${count} resources, becomes that of ${this.now}. Nothing in AWS changes.`;
    const { progress } = this.#session;
    if (ask && !(await ask(what))) {
      progress.print("Nothing was changed.\n");
      return 1;
    }
    if (before && holdsAnything(before)) {
      if (!isThere) await this.#push(this.now, before);
      await this.#push(this.old, emptied(before));
    }
    this.#remember();
    const look = `npx groundplan plan ${this.now}`;
    progress.print(
      `${this.now} has the ${count} resources of ${this.old}. Commit what is remembered of it, and look:\n  ${look}\n`,
    );
    return 0;
  }

  /** @throws GroundplanError `LEDGER_RENAME` */
  #check(): void {
    const stacks = this.#session.options.stacks.filter(({ environment }) => environment === this.rename.environment);
    const gone = stacks.filter(({ isGone }) => isGone).map(({ name }) => name);
    const made = stacks.filter(({ isGone }) => !isGone).map(({ name }) => name);
    if (!gone.includes(this.old)) {
      const found = made.includes(this.old) ? `${this.old}, which the configuration makes` : `no stack ${this.old}`;
      const fix = gone.length > 0 ? `name first one of ${gone.join(", ")}` : "leave it: no stack has gone";
      throw new GroundplanError([notRenamed(found, fix)]);
    }
    if (made.includes(this.now)) return;
    throw new GroundplanError([notRenamed(`no stack ${this.now}`, `name last one of ${made.join(", ")}`)]);
  }

  #hasResources() {
    return notRenamed(
      `${this.now}, which has resources of its own`,
      "name a stack that nothing is deployed of yet; or move constructs one by one, by `moved`",
    );
  }

  #stateOf(name: string): Promise<StateFile | undefined> {
    return this.#session.terraform(name).state();
  }

  /** Terraform takes a state of another lineage only by force; what is there holds nothing. */
  async #push(name: string, state: StateFile): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "groundplan-state-"));
    const file = join(folder, "state.json");
    try {
      writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
      await this.#session.terraform(name).run("state push", ["push", "-force", file], [0], "state");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** What is remembered of the old name is remembered of the new one. */
  #remember(): void {
    const { environment, folder } = this.rename;
    const memory = readMemory(folder, environment);
    const known = memory?.stacks[this.old];
    const entry = readCandidate(this.whole.outdir, environment)?.stacks[this.now] ?? known;
    if (memory && known && entry) {
      const { backend: _, ...facts } = known.facts;
      const { backend = {} } = entry.facts;
      const moved = { ...entry, facts: { ...facts, ...(Object.keys(backend).length > 0 ? { backend } : {}) } };
      writeMemory(folder, { ...memory, stacks: { ...withoutStack(memory, this.old).stacks, [this.now]: moved } });
    }
    const ledger = readLedger(folder, environment);
    const renamed = ledger?.map((line) => (line.stack === this.old ? { ...line, stack: this.now } : line));
    if (renamed) writeLedger(folder, environment, renamed);
  }
}

function holdsAnything(state: StateFile | undefined): boolean {
  return state !== undefined && managedResources(state).length > 0;
}

/** Whether a run that was broken off has moved it already. */
function isSame(one: StateFile | undefined, other: StateFile | undefined): boolean {
  if (one === undefined || other === undefined || one.lineage !== other.lineage) return false;
  return JSON.stringify(one.resources) === JSON.stringify(other.resources);
}

function emptied(state: StateFile): StateFile {
  return Object.assign({}, state, { serial: state.serial + 1, resources: [], outputs: {} });
}
