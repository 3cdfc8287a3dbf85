import type { Problem } from "../../constructs/core/errors";

/** An input that follows the words of an advice. */
export interface Way<Input> {
  /** Words that stand in the advice: those of one problem, or some of each when there are several. */
  readonly says: string | readonly string[];
  /** The input with what the words ask for, and nothing else, changed. */
  readonly to: Input;
  /** Codes of the problems that come to light then, where the message says that there is more to do. */
  readonly later?: readonly string[];
}

/** A mistake of a table, with what is told about it and how that is followed. */
export interface Told<Input> {
  readonly mistake: string;
  readonly problems: readonly Pick<Problem, "code" | "fix">[];
  /** A way for every alternative that the advice names, and together for every problem. */
  readonly ways?: readonly Way<Input>[];
}

/** A way, as the table of tests holds it; `codes` are those whose words it follows. */
export interface FollowedWay {
  readonly mistake: string;
  readonly codes: readonly string[];
}

/** What is still told about an input. */
type TellsNext = readonly Pick<Problem, "code" | "path" | "fix">[];

/**
 * Tests that the advice for mistakes helps: each way has words of the advice, leads to an input that nothing is told about, and no
 * problem of a mistake is left without a way.
 */
export function testAdvice<Input>(
  mistakes: readonly Told<Input>[],
  problemsIn: (input: Input) => TellsNext | Promise<TellsNext>,
): void {
  const followed = mistakes.flatMap(({ mistake, problems, ways = [] }) =>
    ways.map(({ says, to, later = [] }) => {
      const words = [says].flat();
      const codes = problems.filter(({ fix }) => words.some((one) => fix.includes(one))).map(({ code }) => code);
      const unsaid = words.filter((one) => !problems.some(({ fix }) => fix.includes(one)));
      return { mistake, codes, words: words.join("; "), unsaid, to, later };
    }),
  );
  test.each(followed)("$mistake is mended by the words: $words", async ({ unsaid, to, later }) => {
    expect(unsaid).toEqual([]);
    const left = await problemsIn(to);
    if (later.length === 0) expect(left).toEqual([]);
    else expect(left.map(({ code }) => code)).toEqual(later);
  });

  const whole = mistakes.filter(({ ways }) => ways !== undefined);
  if (whole.length === 0) return;
  test.each(whole)("no advice for $mistake is left without a way", ({ mistake, problems }) => {
    const codes = followed.filter((way) => way.mistake === mistake).flatMap((way) => way.codes);
    expect(problems.map(({ code }) => code).filter((code) => !codes.includes(code))).toEqual([]);
  });
}
