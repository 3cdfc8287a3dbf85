import { oneOf } from "../../config/checks/suggest";

const LETTERS = "abcdefghijklmnopqrstuvwxyz".split("");

describe("what may stand in the place of a word", () => {
  test("is told whole, in its order, while it is short", () => {
    expect(oneOf(["b", "a"], "c", undefined, "the page")).toBe("one of b, a");
  });

  test("is told by the nearest names when it is long, the one that was meant first, and by the page of all", () => {
    const names = ["hypervisor", ...LETTERS, "ports", "post"];
    expect(oneOf(names, "prt", "hypervisor", "the page")).toBe(
      "one of hypervisor, p, r, t, ports, post; all are in the page",
    );
  });

  test("is told by the first names where no word stands in its place", () => {
    expect(oneOf(LETTERS, undefined, undefined, "the page")).toBe("one of a, b, c, d, e, f; all are in the page");
  });
});
