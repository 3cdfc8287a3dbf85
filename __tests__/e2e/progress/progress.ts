/** Seconds between two reports of what is under way. */
const REPORT_SECONDS = 60;

/**
 * What an end-to-end run is doing, for its log: a line for every step that has ended, and once a minute what is under way. The log of a
 * run that was stopped so says where it was.
 */
export class Progress {
  readonly #underWay = new Map<string, number>();
  readonly #seconds = new Map<string, number>();
  readonly #report: NodeJS.Timeout;

  constructor(private readonly write: (line: string) => void = (line) => process.stdout.write(`${line}\n`)) {
    this.#report = setInterval(() => this.tellUnderWay(), REPORT_SECONDS * 1000);
    this.#report.unref();
  }

  /** Runs a step of something: a stack, or a transition. */
  async step<T>(what: string, step: string, run: () => Promise<T>): Promise<T> {
    const key = `${what} › ${step}`;
    const since = Date.now();
    this.#underWay.set(key, since);
    try {
      const result = await run();
      this.tell(`${key}  ${secondsSince(since)} s`);
      return result;
    } catch (error) {
      this.tell(`${key}  failed after ${secondsSince(since)} s`);
      throw error;
    } finally {
      this.#underWay.delete(key);
      this.#seconds.set(what, (this.#seconds.get(what) ?? 0) + (Date.now() - since) / 1000);
    }
  }

  /** Writes a line. */
  tell(line: string): void {
    const clock = new Date().toISOString().slice("YYYY-MM-DDT".length, "YYYY-MM-DDTHH:MM:SS".length);
    this.write(`${clock}  ${line}`);
  }

  /** Writes what is under way. */
  tellUnderWay(): void {
    for (const [key, since] of this.#underWay) this.tell(`${key}  under way for ${secondsSince(since)} s`);
  }

  /** How long each thing took, all its steps together, the longest first. */
  summary(): string {
    const rows = [...this.#seconds].sort(([, a], [, b]) => b - a);
    return rows.map(([what, seconds]) => `${seconds.toFixed(1).padStart(7)} s  ${what}`).join("\n");
  }

  /** Ends the reports. */
  end(): void {
    clearInterval(this.#report);
  }
}

function secondsSince(time: number): string {
  return ((Date.now() - time) / 1000).toFixed(1);
}
