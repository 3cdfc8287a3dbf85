import { closest } from "../../config/checks/suggest";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { importIdOf } from "../../constructs/core/import-ids";
import {
  type Ledger,
  type LedgerLine,
  ledgeredEnvironments,
  ledgerFile,
  readLedger,
  writeLedger,
} from "../../memory/ledger";
import { typeOf } from "../../memory/ledger/compare";
import type { StateFile } from "../../runner/terraform/state-file";
import type { CommandContext } from "../io";
import { quoted, withDeployed } from "../run-context";
import { noLedger, noPlace } from "./ledger-problems";
import { isAtPlace, placeNames } from "./places";

/** Where ledgers lie. */
export interface LedgerPlace {
  /** Folder of the configuration, and how it is shown. */
  readonly folder: string;
  readonly shownFolder: string;
}

/**
 * Reads out of states by which ids what stands at places is imported, and writes them into the ledger. No synth is needed, since one fails
 * as long as the ids are missing.
 *
 * @param places what goes to another stack
 * @returns the exit code
 */
export async function readIds(
  environment: string,
  places: readonly string[],
  { folder, shownFolder }: LedgerPlace,
  context: CommandContext,
): Promise<number> {
  const shown = ledgerFile(shownFolder, environment);
  const ledger = readLedger(folder, environment);
  if (!ledger) throw new GroundplanError([noLedger(environment, ledgeredEnvironments(folder), shown)]);
  const unknown = places.filter((place) => !ledger.some((line) => isAtPlace(line, place, environment)));
  const names = placeNames(ledger, environment);
  if (unknown.length > 0) {
    throw new GroundplanError(unknown.map((place) => noPlace(place, closest(place, names), environment)));
  }
  const isMeant = (line: LedgerLine) => places.some((place) => isAtPlace(line, place, environment));
  const stacks = [...new Set(ledger.filter(isMeant).map(({ stack }) => stack))];
  const commandLine = `groundplan ledger ${environment} --ids ${quoted(places)}`;
  return withDeployed({ command: "ledger", commandLine, environment, stacks }, context, async ({ session }) => {
    const states = new Map<string, StateFile | undefined>();
    for (const stack of stacks) states.set(stack, await session.state(stack));
    const read = ledger.map((line) => (isMeant(line) ? withId(line, states.get(line.stack)) : { line }));
    const problems = read.flatMap(({ problem }) => problem ?? []);
    if (problems.length > 0) throw new GroundplanError(problems);
    const lines = read.flatMap(({ line }) => line ?? []);
    writeLedger(folder, environment, lines);
    session.progress.print(summary(lines.filter(isMeant), ledger.length - lines.length, shown));
    return 0;
  });
}

/** A line with its id, nothing where the state does not have it, or why the id cannot be told. */
interface Read {
  readonly line?: LedgerLine;
  readonly problem?: Problem;
}

function withId(line: LedgerLine, state: StateFile | undefined): Read {
  const type = typeOf(line);
  const name = line.address.slice(type.length + 1);
  const resource = state?.resources.find((one) => one.mode === "managed" && one.type === type && one.name === name);
  const [instance, ...more] = resource?.instances ?? [];
  // It was never applied, so nothing of it has to be taken over.
  if (!instance) return {};
  if (more.length > 0 || instance.index_key !== undefined) return { problem: severalInstances(line) };
  const id = importIdOf(type, instance.attributes);
  if (id.kind === "id") return { line: { ...line, id: id.id } };
  if (id.kind === "none") return { line: { ...line, id: "" } };
  if (id.kind === "unknown" && id.id !== undefined) return { line: { ...line, id: id.id } };
  return { problem: noId(line, id.kind === "missing" ? `no ${id.attributes.join(", no ")}` : "no id") };
}

function summary(lines: Ledger, gone: number, file: string): string {
  const anew = lines.filter(({ id }) => id === "");
  return [
    `${file} has the ids of ${lines.length - anew.length} addresses that go to another stack: commit it.`,
    ...anew.map(({ address }) => `${address} cannot be imported: it is let go, and made again over what is there.`),
    ...(gone > 0 ? [`${gone} that the state does not have are missed no longer.`] : []),
    "",
  ].join("\n");
}

function severalInstances({ stack, address }: LedgerLine): Problem {
  return {
    code: "LEDGER_INSTANCES",
    path: `${stack} › ${address}`,
    message: "A resource with several instances is not taken from one stack to another.",
    found: "instances by count or for_each",
    expected: "one instance",
    fix: `move them by hand: \`npx groundplan terraform ${stack} -- state list\` names them, \`import\` blocks in the other stack take them over`,
  };
}

function noId({ stack, address }: LedgerLine, found: string): Problem {
  return {
    code: "LEDGER_ID_MISSING",
    path: `${stack} › ${address}`,
    message: "The state does not say by which id the resource is imported.",
    found,
    expected: "what the page of the resource in the provider's documentation says under Import",
    fix: `write it behind the line of the ledger by hand: \`id=…\`; \`npx groundplan terraform ${stack} -- state show ${address}\` shows what there is`,
  };
}
