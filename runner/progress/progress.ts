import type { TerraformEvent } from "../terraform/terraform-events";

/** Shows what the stacks of a run do. */
export interface Progress {
  /** A stack begins with something: `planning`. */
  begin(stack: string, activity: string, total?: number): void;
  /** Terraform reports something about a stack. */
  event(stack: string, event: TerraformEvent): void;
  /** A stack is done with what it began. */
  end(stack: string, result: string): void;
  /** Prints lines above what is drawn. */
  print(text: string): void;
  /** Draws nothing while a person is asked. */
  pause(): void;
  /** Ends the display. */
  stop(): void;
}

/** What is known about a stack that is under way. */
interface Activity {
  readonly name: string;
  readonly started: number;
  readonly total?: number;
  done: number;
  current: string;
}

/** Takes in what stacks do; the two displays differ in how they tell it. */
abstract class Activities implements Progress {
  protected readonly running = new Map<string, Activity>();

  constructor(
    protected readonly write: (text: string) => void,
    protected readonly now: () => number,
  ) {}

  begin(stack: string, name: string, total?: number): void {
    this.running.set(stack, { name, started: this.now(), total, done: 0, current: "" });
  }

  event(stack: string, event: TerraformEvent): void {
    const activity = this.running.get(stack);
    if (!activity) return;
    if (event.kind === "started") activity.current = `${VERBS[event.action] ?? "working on"} ${event.address}`;
    if (event.kind === "finished" || event.kind === "refreshed") activity.done++;
    if (event.kind === "refreshed") activity.current = event.address;
  }

  end(stack: string, _result: string): void {
    this.running.delete(stack);
  }

  abstract print(text: string): void;
  abstract pause(): void;
  abstract stop(): void;

  /** One line about a stack that is under way: what it does, how far it is, how long it has taken. */
  protected describe(stack: string, width: number): string {
    const activity = this.running.get(stack);
    if (!activity) return "";
    const { name, started, total, done, current } = activity;
    const count = total ? `${done}/${total}` : done > 0 ? String(done) : "";
    const parts = [name, count, `${Math.round((this.now() - started) / 1000)} s`, current].filter(Boolean);
    return `${stack.padEnd(width)}  ${parts.join("  ")}`;
  }
}

const VERBS: Readonly<Record<string, string>> = {
  create: "creating",
  update: "updating",
  delete: "destroying",
  replace: "replacing",
  read: "reading",
};

/** Milliseconds between two drawings on a terminal. */
const REDRAW = 200;

/** One line per stack that is under way, drawn again and again below what was printed. */
export class TerminalProgress extends Activities {
  readonly #columns: () => number;
  #timer: NodeJS.Timeout | undefined;
  #drawn = 0;

  /**
   * @param write writes to the terminal
   * @param columns width of the terminal in characters
   */
  constructor(write: (text: string) => void, columns: () => number, now: () => number = Date.now) {
    super(write, now);
    this.#columns = columns;
  }

  override begin(stack: string, activity: string, total?: number): void {
    super.begin(stack, activity, total);
    this.#timer ??= setInterval(() => this.#draw(), REDRAW).unref();
    this.#draw();
  }

  override end(stack: string, result: string): void {
    super.end(stack, result);
    this.print(`${stack}: ${result}\n`);
  }

  print(text: string): void {
    this.#erase();
    this.write(text);
    this.#draw();
  }

  pause(): void {
    this.#erase();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  stop(): void {
    this.pause();
  }

  #draw(): void {
    this.#erase();
    const width = Math.max(0, ...[...this.running.keys()].map((name) => name.length));
    const lines = [...this.running.keys()].map((stack) => this.describe(stack, width).slice(0, this.#columns() - 1));
    this.#drawn = lines.length;
    if (lines.length > 0) this.write(`${lines.join("\n")}\n`);
  }

  /** Moves up over what was drawn and clears to the end of the screen. */
  #erase(): void {
    if (this.#drawn > 0) this.write(`\u001b[${this.#drawn}A\u001b[0J`);
    this.#drawn = 0;
  }
}

/** Milliseconds after which a stack that is still under way is told again, so that nobody takes a long apply for a hanging one. */
const HEARTBEAT = 60_000;

/** Short plain lines: one when a stack begins with something, one when it is done, and one a minute in between. */
export class PlainProgress extends Activities {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** @param write writes text */
  constructor(write: (text: string) => void, now: () => number = Date.now) {
    super(write, now);
  }

  override begin(stack: string, activity: string, total?: number): void {
    this.#forget(stack);
    super.begin(stack, activity, total);
    this.write(`${stack}: ${activity}\n`);
    const tell = () => this.write(`${this.describe(stack, 0)}\n`);
    this.#timers.set(stack, setInterval(tell, HEARTBEAT).unref());
  }

  override end(stack: string, result: string): void {
    this.#forget(stack);
    super.end(stack, result);
    this.write(`${stack}: ${result}\n`);
  }

  print(text: string): void {
    this.write(text);
  }

  pause(): void {}

  stop(): void {
    for (const stack of this.#timers.keys()) this.#forget(stack);
  }

  #forget(stack: string): void {
    clearInterval(this.#timers.get(stack));
    this.#timers.delete(stack);
  }
}

/** Shows nothing. */
export const NO_PROGRESS: Progress = {
  begin: () => {},
  event: () => {},
  end: () => {},
  print: () => {},
  pause: () => {},
  stop: () => {},
};
