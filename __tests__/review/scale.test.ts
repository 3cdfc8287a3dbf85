import { largePlan } from "../../bench/large-plan";
import { GITHUB_COMMENT, html, markdown, type PlanInput, review, reviewJson, sarif, terminal } from "../../review";
import { environmentPlans } from "./cases";

const SEEDS = environmentPlans("day-two").map(({ plan }) => plan);

/** A large plan as the only stack of a review. */
function largeInput(changes: number): PlanInput {
  return { stack: "large", plan: largePlan(SEEDS, changes) };
}

/** Wraps a value so that every reading of a property is counted, however deep it lies. */
function counted<T extends object>(value: T): { readonly value: T; readonly reads: () => number } {
  let reads = 0;
  const wrapped = new WeakMap<object, unknown>();
  const wrap = (one: unknown): unknown => {
    if (typeof one !== "object" || one === null || one instanceof Map) return one;
    const known = wrapped.get(one);
    if (known !== undefined) return known;
    const proxy = new Proxy(one, {
      get(target, key) {
        reads += 1;
        return wrap(Reflect.get(target, key));
      },
    });
    wrapped.set(one, proxy);
    return proxy;
  };
  return { value: wrap(value) as T, reads: () => reads };
}

describe("a plan with twice as many changes is read twice as often", () => {
  const [one, two] = [150, 300];

  test("by the review", () => {
    const readsOf = (changes: number) => {
      const { value, reads } = counted(largeInput(changes));
      review([value]);
      return reads();
    };
    expect(readsOf(two) / readsOf(one)).toBeLessThan(2.5);
  });

  test.each(Object.entries({ markdown, html, reviewJson, sarif, terminal }))("by %s", (_, render) => {
    const readsOf = (changes: number) => {
      const { value, reads } = counted(review([largeInput(changes)]));
      render(value);
      return reads();
    };
    expect(readsOf(two) / readsOf(one)).toBeLessThan(2.5);
  });
});

describe("a plan of 5,000 changes", () => {
  const reviewed = review([largeInput(5000)]);
  const { add, change, replace, destroy, bookkeeping } = reviewed.counts;

  test("is counted whole", () => {
    expect(add + change + replace + destroy + bookkeeping).toBe(5000);
  });

  test("fits into a comment of GitHub, what must be read first before all else, and says what is left out", () => {
    const text = markdown(reviewed);
    expect(text.length).toBeLessThanOrEqual(GITHUB_COMMENT);
    expect(text.indexOf("### Read this first")).toBeLessThan(2000);
    expect(text.trimEnd().split("\n").at(-1)).toMatch(/^_Left out, because a comment has no more room: /);
    expect(markdown(reviewed)).toBe(text);
  });

  test("is whole in the JSON", () => {
    expect(JSON.parse(reviewJson(reviewed)).stacks[0].changes).toHaveLength(5000);
  });
});
