import { removeConfigFolders } from "../config/support/config-folder";
import { Edit } from "./edit";
import { type Way, waysOf } from "./ways";
import { type Mistake, mistakes, toldOf } from "./yaml-mistakes";
import { OWN_WAYS } from "./yaml-ways";

afterAll(removeConfigFolders);

/**
 * Problems that come to light when the advice was followed, because the mistake has others in it that are only looked for when the
 * first is mended: the code that is told later, by the mistake.
 */
const LATER: Readonly<Record<string, string>> = {
  // The host is below the domain that is none.
  "located-edge: a domain that is none": "HOST_OUTSIDE_DOMAIN",
};

/** Advice that leaves to the reader what is not known here, by code: why. */
const LEFT_TO_READER: Readonly<Record<string, string>> = {
  HELM_CHART_KUBERNETES: "which versions of a chart there are is not known here",
};

const MISTAKES = mistakes();

/** Follows one way out of a problem, and the first way out of each of the others that were told with it. */
function followed({ files, told: problems }: Mistake, index: number, way: number): readonly string[] {
  const order = [index, ...problems.keys()].filter((at, place, all) => all.indexOf(at) === place);
  const mended = order.reduce((before, at) => {
    const first = problems[at];
    // It may stand at another place by now, or have gone with another one.
    const problem = toldOf(before).find(
      ({ code, path }) => code === first?.code && lastOf(path) === lastOf(first.path),
    );
    if (!problem) return before;
    const ways = waysOf(problem, OWN_WAYS);
    const chosen: Way | undefined = ways[at === index ? way : 0];
    if (!chosen) throw new Error(`nobody knows how to follow: ${problem.fix} [${problem.code}]`);
    const edit = new Edit(before, problem);
    chosen.follow(edit);
    return edit.result();
  }, files);
  return toldOf(mended).map(({ code, path, fix }) => `${code} at ${path}: ${fix}`);
}

function lastOf(path: string): string {
  return /[^.›]*$/.exec(path)?.[0] ?? "";
}

describe.each(MISTAKES)("$mistake", (mistake) => {
  const ways = mistake.told.flatMap((problem, index) => {
    if (problem.code in LEFT_TO_READER) return [];
    const all = waysOf(problem, OWN_WAYS);
    return (all.length > 0 ? all : [{ says: "nobody knows how to follow this" }]).map(({ says }, way) => ({
      code: problem.code,
      says,
      index,
      way,
    }));
  });

  test.each(ways)("is mended by the words of $code: $says", ({ index, way }) => {
    const later = LATER[mistake.mistake];
    const left = followed(mistake, index, way);
    if (later === undefined) expect(left).toEqual([]);
    else expect(left.map((one) => one.split(" ")[0])).toEqual([later]);
  });
});

test("what is known of how to follow an advice is used", () => {
  const fixes = MISTAKES.flatMap(({ told }) => told.map(({ code, fix }) => ({ code, fix })));
  const unused = Object.entries(OWN_WAYS).flatMap(([code, ways]) =>
    ways
      .filter(({ says }) => !fixes.some((one) => one.code === code && one.fix.includes(says)))
      .map(({ says }) => `${code}: ${says}`),
  );
  expect(unused).toEqual([]);
});
