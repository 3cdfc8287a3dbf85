import fc from "fast-check";
import type { Problem } from "../../../../constructs/core/errors";
import { isStateful } from "../../../../constructs/core/resources/resource-kinds";
import type { Ledger, LedgerLine } from "../../../../memory/ledger";
import { typeOf } from "../../../../memory/ledger/compare";
import {
  type Change,
  changes,
  deployedLedger,
  placeText,
  type SaidMove,
  type Synthesized,
  synthTrees,
  withIds,
} from "./ledger-trees";

const RUNS = { numRuns: 60 };

/** A construct that is moved twice, the second time out of one that moves itself: two lines led on from where the first one ended. */
const LED_ON_BY_TWO: Change = {
  before: [
    { stack: "left", ids: ["reports", "bucket"], thing: "shop-0" },
    { stack: "left", ids: ["main", "reports", "reports", "bucket"], thing: "shop-1" },
  ],
  after: [
    { stack: "right", ids: ["main", "new0", "bucket"], thing: "shop-0" },
    { stack: "right", ids: ["main", "reports", "reports", "bucket"], thing: "shop-1" },
  ],
  moves: [
    { from: { stack: "left", ids: ["reports"] }, to: { stack: "left", ids: ["main", "reports", "new0"] } },
    { from: { stack: "left", ids: ["main", "reports", "new0"] }, to: { stack: "left", ids: ["main", "new0"] } },
    { from: { stack: "left", ids: ["main"] }, to: { stack: "right", ids: ["main"] } },
  ],
};

/** A construct that goes to another stack, where something in it stands now that another one of its type is taken for. */
const TAKEN_FOR_ANOTHER: Change = {
  before: [
    { stack: "left", ids: ["main", "reports", "bucket"], thing: "shop-0" },
    { stack: "left", ids: ["main", "data", "orders", "address"], thing: "shop-1" },
    { stack: "right", ids: ["orders", "address"], thing: "shop-2" },
  ],
  after: [
    { stack: "right", ids: ["main", "reports", "bucket"], thing: "shop-0" },
    { stack: "right", ids: ["main", "data", "orders", "address"], thing: "shop-1" },
    { stack: "left", ids: ["new0", "address"], thing: "shop-2" },
  ],
  moves: [
    { from: { stack: "right", ids: ["orders"] }, to: { stack: "left", ids: ["new0"] } },
    { from: { stack: "left", ids: ["main"] }, to: { stack: "right", ids: ["main"] } },
  ],
};

/** Where something that was deployed is once the stacks are applied: its address with the stack's name, or `undefined`. */
function whereIs({ jsons }: Synthesized, { stack, address, id }: LedgerLine): string | undefined {
  const json = jsons.get(stack);
  const moved = json?.moved.find(({ from }) => from === address);
  if (moved) return json?.things.has(moved.to) ? `${stack} ${moved.to}` : undefined;
  if (json?.removed.some(({ from }) => from === address)) {
    const homes = [...jsons].flatMap(([name, other]) =>
      other.import.filter((block) => block.id === id).map(({ to }) => `${name} ${to}`),
    );
    return homes.length === 1 ? homes[0] : undefined;
  }
  return json?.things.has(address) ? `${stack} ${address}` : undefined;
}

function thingAt({ jsons }: Pick<Synthesized, "jsons">, place: string | undefined): string | undefined {
  const [stack = "", address = ""] = place?.split(" ") ?? [];
  return jsons.get(stack)?.things.get(address);
}

function stateful(ledger: Ledger): readonly LedgerLine[] {
  return ledger.filter((line) => isStateful(typeOf(line)));
}

/** The line that each problem says to add, where it knows one. */
function advised(problems: readonly Problem[]): readonly SaidMove[] {
  return problems.flatMap(({ fix }) => {
    const [, from, to] = /`- \{ from: (\S+), to: (\S+) \}`/.exec(fix ?? "") ?? [];
    return from && to ? [{ from, to }] : [];
  });
}

test("what is said to have moved is kept, moved, or let go and taken over, as the thing that it was", () => {
  fc.assert(
    fc.property(changes, ({ before, after, moves }) => {
      const deployed = synthTrees(before, []);
      const ledger = withIds(deployedLedger(deployed));
      const said = moves.map(({ from, to }) => ({ from: placeText(from), to: placeText(to) }));
      const now = synthTrees(after, said, ledger);
      expect(now.problems).toEqual([]);
      const places = ledger.map((line) => whereIs(now, line));
      expect(places).not.toContain(undefined);
      expect(new Set(places).size).toBe(ledger.length);
      for (const [index, line] of ledger.entries()) {
        expect(thingAt(now, places[index])).toBe(thingAt(deployed, `${line.stack} ${line.address}`));
      }
      // Once it is deployed, the lines that say so do nothing, and miss nothing.
      const afterwards = synthTrees(after, said, deployedLedger(now, ledger));
      expect(afterwards.problems).toEqual([]);
      for (const { moved, removed, import: imports } of afterwards.jsons.values()) {
        expect([moved, removed, imports]).toEqual([[], [], []]);
      }
    }),
    { ...RUNS, examples: [[LED_ON_BY_TWO]] },
  );
});

test("what has moved without a word is told, and the lines that the message gives account for it", () => {
  fc.assert(
    fc.property(changes, ({ before, after }) => {
      const ledger = withIds(deployedLedger(synthTrees(before, [])));
      const silent = synthTrees(after, [], ledger);
      const gone = stateful(ledger).filter((line) => whereIs(silent, line) === undefined);
      expect(silent.problems.every(({ code }) => code === "LEDGER_VANISHED")).toBe(true);
      const told = silent.problems.map(({ found }) => found).join();
      for (const { address } of gone) expect(told).toContain(address);
      if (gone.length === 0) expect(silent.problems).toEqual([]);
      const said: SaidMove[] = [];
      let mended = silent;
      // A line that is followed may be what another place of the same type becomes likely by.
      for (let more = advised(silent.problems); more.length > 0; more = advised(mended.problems)) {
        said.push(...more);
        expect(said.length).toBeLessThanOrEqual(ledger.length);
        mended = synthTrees(after, said, ledger);
      }
      // What has no name may have gone anywhere.
      const untold = mended.problems.filter(
        ({ code, found }) => code !== "LEDGER_VANISHED" || !found.startsWith("aws_eip."),
      );
      expect(untold).toEqual([]);
      for (const line of stateful(ledger).filter(({ name }) => name !== undefined)) {
        expect(thingAt(mended, whereIs(mended, line))).toBe(line.name);
      }
    }),
    { ...RUNS, examples: [[TAKEN_FOR_ANOTHER]] },
  );
});
