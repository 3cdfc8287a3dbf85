import { TerraformResource } from "cdktf";
import { makeUniqueId } from "cdktf/lib/private/unique";
import type { IConstruct } from "constructs";
import type { Ledger, LedgerLine } from "../../../memory/ledger/ledger.types";
import { takeOver } from "../adoption";
import { EnvironmentStack } from "../environments/environment-stack";
import type { Problem } from "../errors";
import { ledgerOf } from "../memory/ledger-context";
import { addressOf } from "../names/address";
import { isStateful } from "../resources/resource-kinds";
import { addMovedBlock, addRemovedBlock } from "../state-blocks/state-blocks";
import { idsUnknown, placeTaken, type TakenPlace, type Unread, unmatched } from "./move-problems";
import { type DeclaredMove, isBelow, type KnownPlaces, type Place, type ResolvedMove } from "./move-types";

/** What becomes of the declared moves of an app: the blocks of its stacks. */
export class MoveResolution {
  readonly #environments: readonly EnvironmentMoves[];

  constructor(root: IConstruct, moves: readonly DeclaredMove[]) {
    const names = [...new Set(moves.map(({ stack }) => stack.environment.name))];
    this.#environments = names.map((name) => new EnvironmentMoves(root, name, moves));
  }

  get list(): readonly ResolvedMove[] {
    return this.#environments.flatMap((environment) => environment.moves);
  }

  /** What is wrong with one of the moves. What an environment does not have is no mistake, as long as another one has it. */
  problemsOf(move: DeclaredMove): readonly Problem[] {
    const environment = this.#environments.find(({ name }) => name === move.stack.environment.name);
    if (!environment) return [];
    const unread = environment.unread(move);
    if (unread.length > 0) return [idsUnknown(move, unread)];
    const taken = environment.taken(move);
    if (taken.length > 0) return [placeTaken(move, taken)];
    if (environment.stateOf(move) !== "nothing") return [];
    const elsewhere = this.#environments.some((other) => other !== environment && other.hasLike(move));
    return elsewhere ? [] : [unmatched(move, environment)];
  }
}

/** How a line of the ledger comes to its place. */
interface Way {
  readonly resource: TerraformResource;
  readonly passed: readonly DeclaredMove[];
}

/** The moves of one environment. */
class EnvironmentMoves implements KnownPlaces {
  readonly ledger: Ledger | undefined;
  readonly #declared: readonly DeclaredMove[];
  readonly #ledgered: ReadonlyMap<string, LedgerLine>;
  readonly #made = new Map<string, TerraformResource>();
  readonly #addresses = new Set<string>();
  readonly #stacks = new Map<string, EnvironmentStack>();
  readonly #moving = new Set<DeclaredMove>();
  readonly #arriving = new Set<TerraformResource>();
  readonly #taken = new Map<DeclaredMove, TakenPlace[]>();
  readonly #unread = new Map<DeclaredMove, Unread[]>();

  constructor(
    root: IConstruct,
    readonly name: string,
    moves: readonly DeclaredMove[],
  ) {
    this.#declared = moves.filter(({ stack }) => stack.environment.name === name);
    this.ledger = ledgerOf(root, name);
    this.#ledgered = new Map((this.ledger ?? []).map((line) => [`${line.stack} ${line.address}`, line]));
    for (const stack of root.node.children) {
      if (!(stack instanceof EnvironmentStack) || stack.environment.name !== name) continue;
      this.#stacks.set(stack.node.id, stack);
      for (const one of stack.node.findAll()) {
        if (!TerraformResource.isTerraformResource(one)) continue;
        this.#made.set(one.node.path, one);
        this.#addresses.add(`${stack.node.id} ${addressOf(one)}`);
      }
    }
    for (const line of this.ledger ?? []) this.#moveLine(line);
    for (const [id, stack] of this.#stacks) {
      const moves = this.#declared.filter(({ from, to }) => from.stack === id && to.stack === id);
      if (moves.length > 0 && !this.#isLedgered(id)) this.#moveByPaths(stack, moves);
    }
  }

  get moves(): readonly ResolvedMove[] {
    return this.#declared.map((move) => ({ ...move, is: this.stateOf(move) }));
  }

  /** Paths of everything that is made in a stack. */
  pathsIn(stack: string): readonly string[] {
    const prefix = `${stack}/`;
    const paths = [...this.#made.keys()].filter((path) => path.startsWith(prefix));
    return paths.map((path) => path.slice(prefix.length));
  }

  /** Names of the stacks that are made. */
  get stacks(): readonly string[] {
    return [...this.#stacks.keys()];
  }

  unread(move: DeclaredMove): readonly Unread[] {
    return this.#unread.get(move) ?? [];
  }

  taken(move: DeclaredMove): readonly TakenPlace[] {
    return this.#taken.get(move) ?? [];
  }

  stateOf(move: DeclaredMove): ResolvedMove["is"] {
    if (this.#moving.has(move) || this.#unread.has(move)) return "moving";
    const ends = this.#ends(move.to);
    if (this.isLeftBehind(move) || !ends.some((place) => this.isMade(place))) return "nothing";
    if (!this.#isLedgered(move.from.stack)) return "unknown";
    // What is new at the new place, and was nowhere, has been called wrongly.
    return ends.some((place) => this.#ledgerHas(place)) ? "done" : "nothing";
  }

  /** Whether the same move, in a stack of the same name, has something to move here or has moved it. */
  hasLike({ from, to, stack }: DeclaredMove): boolean {
    const here = ({ stack: name, path }: Place) =>
      `${this.name}-${name.slice(stack.environment.name.length + 1)}/${path}`;
    return this.#declared.some(
      (move) =>
        `${move.from.stack}/${move.from.path}` === here(from) &&
        `${move.to.stack}/${move.to.path}` === here(to) &&
        this.stateOf(move) !== "nothing",
    );
  }

  /** Whether anything is made at a place or below it. */
  isMade(place: Place): boolean {
    return this.pathsIn(place.stack).some((path) => isBelow(path, place.path));
  }

  /** Whether something is still made at the old place, apart from what the new one is or holds. */
  isLeftBehind({ from, to }: DeclaredMove): boolean {
    const isTarget = (path: string) => from.stack === to.stack && isBelow(path, to.path);
    return this.pathsIn(from.stack).some((path) => isBelow(path, from.path) && !isTarget(path));
  }

  /** A place, and everywhere that other moves lead it on to, or a part of it. */
  #ends(place: Place, passed: readonly DeclaredMove[] = []): readonly Place[] {
    const onward = this.#declared.filter(
      (move) =>
        !passed.includes(move) &&
        move.from.stack === place.stack &&
        (isBelow(place.path, move.from.path) || isBelow(move.from.path, place.path)),
    );
    const further = onward.flatMap((move) => {
      const isWhole = isBelow(place.path, move.from.path);
      return this.#ends(isWhole ? moveOn(place, move.from, move.to) : move.to, [...passed, move]);
    });
    return [place, ...further];
  }

  #ledgerHas(place: Place): boolean {
    return (this.ledger ?? []).some(({ stack, path }) => stack === place.stack && isBelow(path, place.path));
  }

  #isLedgered(stack: string): boolean {
    return (this.ledger ?? []).some((line) => line.stack === stack);
  }

  /** Moves what the ledger has, to where the declared moves lead it, one after the other. */
  #moveLine(line: LedgerLine): void {
    if (this.#addresses.has(`${line.stack} ${line.address}`)) return;
    const way = this.#way(line, line, []);
    if (way) this.#add(line, way.resource, way.passed);
    else if (isStateful(typeIn(line.address))) this.#noteTaken(line);
  }

  /** Of what is lost where it moves: what is in its way. */
  #noteTaken(line: LedgerLine): void {
    for (const move of this.#movesFrom(line, [])) {
      const { stack, path } = moveOn(line, move.from, move.to);
      const resource = this.#made.get(`${stack}/${path}`);
      if (resource?.terraformResourceType !== typeIn(line.address)) continue;
      this.#taken.set(move, [...(this.#taken.get(move) ?? []), { line, there: { stack, path } }]);
    }
  }

  /** The way of declared moves by which a line comes to a resource of its type: that of the nearest constructs above it first. */
  #way(line: LedgerLine, place: Place, passed: readonly DeclaredMove[]): Way | undefined {
    for (const move of this.#movesFrom(place, passed)) {
      const further = [...passed, move];
      const next = moveOn(place, move.from, move.to);
      const resource = this.#made.get(`${next.stack}/${next.path}`);
      const isTarget = resource?.terraformResourceType === typeIn(line.address) && !this.#isTaken(resource, line);
      const way = isTarget ? { resource, passed: further } : this.#way(line, next, further);
      if (way) return way;
    }
    return undefined;
  }

  /** Whether something else than what moves there is deployed at the address of a resource: Terraform would destroy the one that comes. */
  #isTaken(resource: TerraformResource, coming: LedgerLine): boolean {
    const there = this.#ledgered.get(`${EnvironmentStack.of(resource).node.id} ${addressOf(resource)}`);
    return there !== undefined && there.done !== "arriving" && coming.done !== "imported";
  }

  /** The declared moves of the constructs above a place, those of the nearest first. */
  #movesFrom(place: Place, passed: readonly DeclaredMove[]): readonly DeclaredMove[] {
    return this.#declared
      .filter(
        (move) => move.from.stack === place.stack && isBelow(place.path, move.from.path) && !passed.includes(move),
      )
      .sort((a, b) => b.from.path.length - a.from.path.length);
  }

  #add(line: LedgerLine, resource: TerraformResource, passed: readonly DeclaredMove[]): void {
    for (const move of passed) this.#moving.add(move);
    this.#arriving.add(resource);
    const to = EnvironmentStack.of(resource);
    const from = this.#stacks.get(line.stack);
    if (to.node.id === line.stack) addMovedBlock(to, line.address, addressOf(resource));
    else if (!from || line.id === undefined) {
      for (const move of passed.slice(-1)) {
        this.#unread.set(move, [...this.unread(move), { line, isGone: from === undefined }]);
      }
    } else {
      addRemovedBlock(from, line.address);
      if (line.id !== "") takeOver(to, resource, line.id);
    }
  }

  /**
   * Where no ledger knows what was at the old places: everything that is at a new one was there, at the address that follows from the path.
   * Terraform passes over what its state does not have.
   */
  #moveByPaths(stack: EnvironmentStack, moves: readonly DeclaredMove[]): void {
    const types = this.#typesByPath(stack);
    // What one move leads to, another one may lead on from.
    for (let found = types.size, before = 0; found > before; before = found, found = types.size) {
      for (const { from, to } of moves) {
        for (const [path, type] of [...types].filter(([one]) => isBelow(one, to.path))) {
          const former = moveOn({ stack: to.stack, path }, to, from).path;
          const [was, is] = [former, path].map((one) => `${type}.${makeUniqueId(one.split("/"))}`) as [string, string];
          if (types.has(former) || this.#addresses.has(`${to.stack} ${was}`)) continue;
          types.set(former, type);
          addMovedBlock(stack, was, is);
        }
      }
    }
  }

  /** Types of what is made in a stack, by path, as far as its address follows from the path. */
  #typesByPath(stack: EnvironmentStack): Map<string, string> {
    const paths = this.pathsIn(stack.node.id).flatMap((path): [string, string][] => {
      const resource = this.#made.get(`${stack.node.id}/${path}`);
      const isPlain = resource?.friendlyUniqueId === makeUniqueId(path.split("/"));
      return resource && isPlain && !this.#arriving.has(resource) ? [[path, resource.terraformResourceType]] : [];
    });
    return new Map(paths);
  }
}

function moveOn({ path }: Place, from: Place, to: Place): Place {
  return { stack: to.stack, path: `${to.path}${path.slice(from.path.length)}` };
}

function typeIn(address: string): string {
  return address.slice(0, address.indexOf("."));
}
