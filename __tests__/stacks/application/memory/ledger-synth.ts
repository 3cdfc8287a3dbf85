import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { GroundplanError } from "../../../../constructs/core/errors";
import { collectChecks } from "../../../../constructs/core/validation";
import { readMemory, recordApplied, recordDestroyed } from "../../../../memory";
import { type LedgerLine, ledgerFile, readLedger, writeLedger } from "../../../../memory/ledger";
import { createApplication } from "../../../../stacks/application/application";
import type { EnvironmentSpec } from "../../../../stacks/application/environment-spec";
import { LedgerBook } from "../../../../stacks/application/memory/ledger-book";
import { synthesize } from "../../../../stacks/application/synthesize";
import { specOf } from "../../stack-json";

/** A project in a temporary folder, whose environment `sandbox` is synthesized and deployed as the commands do it. */
export class LedgerProject {
  readonly root = mkdtempSync(join(tmpdir(), "groundplan-ledger-"));
  readonly folder = join(this.root, "config");
  readonly outdir = join(this.root, "cdktf.out");

  constructor() {
    mkdirSync(this.folder);
  }

  /** Synthesizes as main does. @returns what is said of ledgers */
  synth(spec: EnvironmentSpec, { writes = true, code = (_: App) => {} } = {}): readonly string[] {
    const { name } = spec.environment;
    writeFileSync(join(this.folder, `${name}.yaml`), "");
    const memory = readMemory(this.folder, name);
    const facts = Object.entries(memory?.stacks ?? {}).map(([stack, entry]) => [stack, entry.facts]);
    const environments = [memory ? { ...spec, remembered: Object.fromEntries(facts) } : spec];
    const ledgers = LedgerBook.open({ folder: this.folder, environments, writes });
    const create = (staging: string) => {
      const app = createApplication(environments, { outdir: staging, ledgers: ledgers.known });
      code(app);
      // As for what stacks make themselves.
      const problems = collectChecks(app);
      if (problems.length > 0) throw new GroundplanError(problems);
      return app;
    };
    synthesize(this.outdir, create, { ledgers });
    return ledgers.notes.map((note) => note.replaceAll(`${this.root}/`, ""));
  }

  /** Does as if stacks were deployed as they were last synthesized. */
  deploy(...stacks: readonly string[]): void {
    for (const stack of stacks) {
      recordApplied({ configFolder: this.folder, environment: "sandbox", stack }, this.outdir);
    }
  }

  destroy(stack: string): void {
    recordDestroyed({ configFolder: this.folder, environment: "sandbox", stack }, this.outdir);
  }

  /** The ledger's text; none where there is no file. */
  get text(): string | undefined {
    return readLedger(this.folder, "sandbox") && readFileSync(ledgerFile(this.folder, "sandbox"), "utf8");
  }

  /** Writes the ids that a command reads from the state. */
  writeIds(idOf: (line: LedgerLine) => string | undefined): void {
    const ledger = readLedger(this.folder, "sandbox") ?? [];
    writeLedger(
      this.folder,
      "sandbox",
      ledger.map((line) => ({ ...line, id: idOf(line) })),
    );
  }

  /** Lets something go, as `groundplan ledger --accept` does. */
  drop(path: string): void {
    const ledger = readLedger(this.folder, "sandbox") ?? [];
    writeLedger(
      this.folder,
      "sandbox",
      ledger.filter((line) => line.path !== path),
    );
  }

  /** Lines of the ledger that have a text in them. */
  linesWith(text: string): readonly string[] {
    return (this.text ?? "").split("\n").filter((line) => line.includes(text));
  }

  /** A stack's JSON, as it was last synthesized. */
  json(stack: string) {
    return JSON.parse(readFileSync(join(this.outdir, "stacks", stack, "cdk.tf.json"), "utf8"));
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** A sandbox with a network and buckets. */
export function withBuckets(
  buckets: NonNullable<EnvironmentSpec["buckets"]>,
  more: Partial<EnvironmentSpec> = {},
): EnvironmentSpec {
  const { edge: _, ...spec } = specOf({}, {});
  return { ...spec, buckets, ...more };
}

/** The stack of an app by its full name. */
export function stackIn(app: App, name: string): EnvironmentStack {
  const stack = app.node.findChild(name);
  if (!(stack instanceof EnvironmentStack)) throw new Error(`${name} is no stack`);
  return stack;
}
