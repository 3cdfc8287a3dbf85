import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/** File that is written last, so that what lies in a folder without it was never whole. */
const WHOLE = ".whole";

/** What makes a synth of a revision what it is. */
export interface SynthInput {
  /** Full hash of the commit. */
  readonly commit: string;
  /** The project's folder inside of the repository. */
  readonly prefix: string;
  /** All variables that it is given. */
  readonly variables: NodeJS.ProcessEnv;
}

/** Variables that a synth may read; the others of a shell, such as its level, say nothing about it. */
const READ = /^(AWS|CDKTF|GROUNDPLAN|NODE|SOURCE|TF)_/;

/**
 * What was synthesized last of an earlier revision. A commit does not change, and a synth of it reads no clock: so comparing with it again
 * compiles and synthesizes it once.
 */
export class KeptSynth {
  readonly #folder: string;

  /**
   * @param folder folder that is this one's own
   * @param input what the synth depends on
   */
  constructor(folder: string, { commit, prefix, variables }: SynthInput) {
    const read = Object.entries(variables).filter(([name]) => READ.test(name));
    const key = JSON.stringify([commit, prefix, process.version, process.platform, read.sort()]);
    this.#folder = path.join(folder, createHash("sha256").update(key).digest("hex"));
  }

  /** Copies it to a folder that is not there yet. @returns whether there was one */
  copyTo(outdir: string): boolean {
    try {
      if (!fs.existsSync(path.join(this.#folder, WHOLE))) return false;
      fs.cpSync(this.#folder, outdir, { recursive: true });
    } catch {
      // Another comparison has put its own in this place meanwhile.
      fs.rmSync(outdir, { recursive: true, force: true });
      return false;
    }
    fs.rmSync(path.join(outdir, WHOLE));
    return true;
  }

  /** Keeps what was synthesized, in the place of what was kept before. That it cannot be kept changes nothing. */
  keep(outdir: string): void {
    try {
      fs.rmSync(path.dirname(this.#folder), { recursive: true, force: true });
      fs.cpSync(outdir, this.#folder, { recursive: true });
      fs.writeFileSync(path.join(this.#folder, WHOLE), "");
    } catch {
      // The folder cannot be written, or another comparison writes to it: it is synthesized again next time.
    }
  }
}
