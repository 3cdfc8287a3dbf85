import { join } from "node:path";
import { isBelow } from "../../constructs/core/moves/move-types";
import type { Problem } from "../../constructs/core/problem";
import { IDENTITIES, STATEFUL } from "../../constructs/core/resources/resource-kinds";
import { shellWord } from "../../constructs/core/texts/shell-word";
import { typeOf } from "./compare";
import type { Ledger, LedgerLine } from "./ledger.types";
import { type ExplainedMove, likelyMoves, type Place } from "./likely";

/** What messages about vanished addresses know. */
export interface VanishedIn {
  readonly environment: string;
  /** Folder of the configuration. */
  readonly folder: string;
  /** Everything that the environment makes now. */
  readonly made: Ledger;
  /** The ledger. */
  readonly known: Ledger;
}

/** Longest list of addresses in a message. */
const LONGEST = 5;

/**
 * Tells what has vanished: what would be lost by it, where it most likely is now, and the line that says so. What one renamed construct
 * explains is one problem.
 */
export function vanishedProblems(vanished: Ledger, where: VanishedIn): readonly Problem[] {
  if (vanished.length === 0) return [];
  return likelyMoves(vanished, where.made, where.known).map((explained) => problemOf(explained, where));
}

function problemOf({ move, lines }: ExplainedMove, where: VanishedIn): Problem {
  const gone = lines.map(({ was }) => was);
  const [first] = gone as [LedgerLine];
  const accept = `npx groundplan ledger ${where.environment} --accept ${placesOf(gone, where).map(shellWord).join(" ")}`;
  const goes = `if it is to go with what it holds, say so: \`${accept}\``;
  const likely = move && `it most likely is ${inStack(move.to, where)} now: ${wayIn(move, where)}${renamed(lines)}`;
  return {
    code: "LEDGER_VANISHED",
    path: move ? `${move.from.stack}/${move.from.path}` : `${first.stack}/${first.path}`,
    message: "Something that may be deployed stands nowhere any more, and the next deploy would destroy it.",
    found: `${listed(gone)}, made by nothing`,
    expected: "a construct that makes it, or a word about where it is now",
    fix: `${likely ?? "give the construct back the id that it had, or name its new place in `moved`"}${staying(gone, where)}; ${goes}`,
  };
}

/** How a move is said: in the configuration, which always does, and in the code of the stack that has it now. */
function wayIn({ from, to }: NonNullable<ExplainedMove["move"]>, where: VanishedIn): string {
  const [was, is] = [inStack(from, where), inStack(to, where)];
  const file = join(where.folder, `${where.environment}.yaml`);
  const old = from.stack === to.stack ? from.path : `/${was}`;
  const code = `moved(this, ${JSON.stringify(old)}, ${JSON.stringify(to.path)})`;
  return `add \`- { from: ${yaml(was)}, to: ${yaml(is)} }\` to \`moved\` in ${file}, or \`${code}\` to the code of ${to.stack}`;
}

/** A name that changes with the place: most types are made anew then. */
function renamed(lines: ExplainedMove["lines"]): string {
  const changed = lines.find(({ was, is }) => was.name !== undefined && is?.name !== undefined && was.name !== is.name);
  if (!changed) return "";
  const { was, is } = changed;
  return `, and let an option keep its name, since most types are made anew for another one (${was.name} would become ${is?.name})`;
}

/** What is gone, with what is lost by it. */
function listed(gone: Ledger): string {
  const shown = gone.slice(0, LONGEST).map((line) => `${line.address} (${lossOf(line)})`);
  return `${shown.join(", ")}${gone.length > LONGEST ? ` and ${gone.length - LONGEST} more` : ""}`;
}

function lossOf(line: LedgerLine): string {
  const type = typeOf(line);
  const what = STATEFUL[type] ?? IDENTITIES[type] ?? "";
  return line.name === undefined ? what : `${line.name}: ${what}`;
}

/** What is written for what is to stay: the construct of each line, with what belongs to it, where nothing else is made in that. */
function staying(gone: Ledger, where: VanishedIn): string {
  const places = gone.flatMap(({ stack, path }) => {
    const above = path.split("/").slice(0, -1).join("/");
    const isWhole = above !== "" && !where.made.some((one) => one.stack === stack && isBelow(one.path, above));
    return path === "" ? [] : [inStack({ stack, path: isWhole ? above : path }, where)];
  });
  if (places.length === 0) return "";
  const items = [...new Set(places)].map((place) => `\`- ${yaml(place)}\``).join(", ");
  return `; if it is to stay in AWS and be managed here no more, add ${items} to \`released\` in ${join(where.folder, `${where.environment}.yaml`)}`;
}

/** Paths that mean these lines and nothing else. */
function placesOf(gone: Ledger, where: VanishedIn): readonly string[] {
  return gone.map((line) => (line.path === "" ? line.address : inStack(line, where)));
}

function inStack({ stack, path }: Place, { environment }: VanishedIn): string {
  return `${stack.slice(environment.length + 1)}/${path}`;
}

/** A text that YAML reads as it is. */
function yaml(text: string): string {
  return /^[A-Za-z][\w/.-]*$/.test(text) ? text : JSON.stringify(text);
}
