import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { App } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { LEDGER_CONTEXT } from "../../../../constructs/core/memory/ledger-context";
import { movedInConfiguration } from "../../../../constructs/core/moves/moved";
import { collectChecks } from "../../../../constructs/core/validation";
import { compareLedger, inOrder, type Ledger, type MadeStack, madeLines } from "../../../../memory/ledger";
import { appliedLedger } from "../../../../memory/ledger/compare";
import { vanishedProblems } from "../../../../memory/ledger/vanished";
import { testEnvironment } from "../../../support/synth";

/** The stacks of the environment, without its name. */
export const STACKS = ["left", "right"] as const;

/** A construct's place: the stack, and the ids of the constructs down to it. */
export interface Node {
  readonly stack: (typeof STACKS)[number];
  readonly ids: readonly string[];
}

/** A resource, the last id of whose place is its kind, and which stays the same thing wherever it goes. */
export interface Leaf extends Node {
  readonly thing: string;
}

/** A construct with everything below it that has another place. */
export interface Move {
  readonly from: Node;
  readonly to: Node;
}

/** Resources before and after they were moved about, with every step of that. */
export interface Change {
  readonly before: readonly Leaf[];
  readonly after: readonly Leaf[];
  readonly moves: readonly Move[];
}

const KINDS: Readonly<Record<string, (scope: Construct, thing: string) => void>> = {
  bucket: (scope, thing) => void new S3Bucket(scope, "bucket", { bucket: thing }),
  table: (scope, thing) => void new DynamodbTable(scope, "table", { name: thing, billingMode: "PAY_PER_REQUEST" }),
  address: (scope) => void new Eip(scope, "address", {}),
  // Nothing is lost with it.
  document: (scope, thing) =>
    void new SsmDocument(scope, "document", { name: thing, documentType: "Command", content: "{}" }),
};

const ids = fc.array(fc.constantFrom("reports", "orders", "data", "main"), { minLength: 1, maxLength: 3 });
const kinds = fc.constantFrom(...Object.keys(KINDS));

const leaves = fc
  .uniqueArray(fc.record({ stack: fc.constantFrom(...STACKS), ids, kind: kinds }), {
    minLength: 1,
    maxLength: 8,
    selector: (one) => placeText({ stack: one.stack, ids: [...one.ids, one.kind] }),
  })
  .map((found) =>
    found.map(({ stack, ids: above, kind }, index): Leaf => ({ stack, ids: [...above, kind], thing: `shop-${index}` })),
  );

/** A subtree that something is picked by, what it is put into, and whether it has another id there. */
const step = fc.record({
  subtree: fc.nat(),
  stack: fc.constantFrom(...STACKS),
  into: fc.nat(),
  isRenamed: fc.boolean(),
});

/** Random trees, some of whose subtrees are renamed, put into other constructs, and taken to the other stack, one after the other. */
export const changes: fc.Arbitrary<Change> = fc
  .tuple(leaves, fc.array(step, { minLength: 1, maxLength: 4 }))
  .map(([before, steps]) => {
    const used = new Set(before.flatMap(above).map(placeText));
    let after = before;
    const moves: Move[] = [];
    for (const [index, { subtree, stack, into, isRenamed }] of steps.entries()) {
      const from = pick(constructsIn(after), subtree);
      const inside = constructsIn(after).filter((one) => one.stack === stack && !(from && isBelow(one, from)));
      const parent = pick([{ stack, ids: [] }, ...inside], into);
      const id = isRenamed ? `new${index}` : (from?.ids.at(-1) ?? "");
      const to: Node = { stack, ids: [...(parent?.ids ?? []), id] };
      // No place is anything else's, before or after, so that what is at an address is always known.
      if (!from || used.has(placeText(to))) continue;
      after = after.map((leaf) =>
        isBelow(leaf, from) ? { ...leaf, stack, ids: [...to.ids, ...leaf.ids.slice(from.ids.length)] } : leaf,
      );
      for (const one of after.flatMap(above)) used.add(placeText(one));
      moves.push({ from, to });
    }
    return { before, after, moves };
  });

function pick<T>(list: readonly T[], number: number): T | undefined {
  return list[number % Math.max(1, list.length)];
}

function isBelow(one: Node, other: Node): boolean {
  return one.stack === other.stack && other.ids.every((id, index) => one.ids[index] === id);
}

/** A resource's place, and those of the constructs that it is in. */
function above({ stack, ids: all }: Node): Node[] {
  return all.map((_, index) => ({ stack, ids: all.slice(0, index + 1) }));
}

/** Constructs that hold resources. */
function constructsIn(tree: readonly Leaf[]): readonly Node[] {
  const all = tree.flatMap((leaf) => above(leaf).slice(0, -1));
  return [...new Map(all.map((one) => [placeText(one), one])).values()];
}

/** A place as the configuration writes it. */
export function placeText({ stack, ids: all }: Node): string {
  return [stack, ...all].join("/");
}

/** A move as the configuration writes it. */
export interface SaidMove {
  readonly from: string;
  readonly to: string;
}

/** What a synth makes of trees. */
export interface Synthesized {
  readonly problems: readonly Problem[];
  /** Stacks by their full names. */
  readonly made: ReadonlyMap<string, MadeStack>;
  readonly jsons: ReadonlyMap<string, StackJson>;
}

interface StackJson {
  readonly moved: readonly { from: string; to: string }[];
  readonly removed: readonly { from: string }[];
  readonly import: readonly { to: string; id: string }[];
  /** What stands at each address: the thing by its name, where the type has one. */
  readonly things: ReadonlyMap<string, string | undefined>;
}

/** Synthesizes trees against a ledger, as the application does. */
export function synthTrees(tree: readonly Leaf[], moves: readonly SaidMove[], ledger?: Ledger): Synthesized {
  const environment = testEnvironment();
  const context = ledger ? { [LEDGER_CONTEXT]: { [environment.name]: ledger } } : {};
  const app = new App({ stackTraces: false, context });
  const stacks = STACKS.map((name) => new EnvironmentStack(app, name, environment));
  for (const leaf of tree) addLeaf(stacks[STACKS.indexOf(leaf.stack)] as EnvironmentStack, leaf);
  for (const [index, move] of moves.entries()) {
    movedInConfiguration(stacks[0] as EnvironmentStack, move, `sandbox › moved[${index}]`);
  }
  // Blocks are added by checks, and bring checks of their own.
  const problems = [...collectChecks(app), ...collectChecks(app)];
  for (const stack of stacks) stack.prepareStack();
  const jsons = new Map(
    stacks.map((stack) => [stack.node.id, stack.toTerraform() as Readonly<Record<string, unknown>>]),
  );
  const made = new Map([...jsons].map(([name, json]) => [name, madeLines(name, json)]));
  const all = [...made.values()].flatMap(({ lines }) => lines);
  const vanished = ledger ? compareLedger(ledger, made).vanished : [];
  const where = { environment: environment.name, folder: "config", made: all, known: ledger ?? [] };
  return {
    problems: [...problems, ...vanishedProblems(vanished, where)],
    made,
    jsons: new Map([...jsons].map(([name, json]) => [name, read(json)])),
  };
}

function addLeaf(stack: EnvironmentStack, { ids: all, thing }: Leaf): void {
  const scope = all
    .slice(0, -1)
    .reduce<Construct>((parent, id) => (parent.node.tryFindChild(id) as Construct) ?? new Construct(parent, id), stack);
  KINDS[all.at(-1) ?? ""]?.(scope, thing);
}

// biome-ignore lint/suspicious/noExplicitAny: Terraform JSON, whatever is in it
function read({ moved = [], removed = [], import: imports = [], resource = {} }: any): StackJson {
  const things = Object.entries(resource).flatMap(([type, byName]) =>
    // biome-ignore lint/suspicious/noExplicitAny: as above
    Object.entries(byName as any).map(([name, body]: [string, any]) => [`${type}.${name}`, body.bucket ?? body.name]),
  );
  return {
    moved: moved.flat(),
    removed: removed.flat(),
    import: imports.flat(),
    things: new Map(things as [string, string | undefined][]),
  };
}

/** The ledger when all stacks are deployed as they were synthesized. */
export function deployedLedger({ made }: Synthesized, before: Ledger = []): Ledger {
  const lines = inOrder([...made.values()].flatMap((stack) => stack.lines));
  return [...made.keys()].reduce((ledger, stack) => appliedLedger(ledger, stack, lines), before);
}

/** The ledger with the ids of everything, as `groundplan ledger --ids` reads them from states. */
export function withIds(ledger: Ledger): Ledger {
  return ledger.map((line) => ({ ...line, id: `${line.stack}:${line.address}` }));
}
