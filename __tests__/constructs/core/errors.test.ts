import { formatProblem, GroundplanError, type Problem, Problems } from "../../../constructs/core/errors";
import { problemsOf } from "../../support/synth";

const hostBits: Problem = {
  code: "CIDR_HOST_BITS",
  path: "sandbox-network/network › cidr",
  message: "The range has bits behind its prefix.",
  found: "10.0.0.1/16",
  expected: "10.0.0.0/16",
  fix: "write 10.0.0.0/16",
};
const noNat: Problem = {
  code: "NAT_MISSING",
  path: "sandbox-network/network › nat",
  message: "Private subnets have no way out.",
  found: "none",
  expected: "a NAT gateway or a NAT instance",
  fix: "set nat.mode to gateway",
};

function withoutPath({ path: _, ...rest }: Problem): Omit<Problem, "path"> {
  return rest;
}

describe("the text of an error", () => {
  it("tells one problem with everything that is needed to mend it", () => {
    expect(new GroundplanError([hostBits]).message).toBe(
      [
        "1 problem found; nothing was written or called.",
        "",
        "1. The range has bits behind its prefix. [CIDR_HOST_BITS]",
        "   at:       sandbox-network/network › cidr",
        "   found:    10.0.0.1/16",
        "   expected: 10.0.0.0/16",
        "   fix:      write 10.0.0.0/16",
      ].join("\n"),
    );
  });

  it("numbers several problems in the order in which they were found", () => {
    expect(new GroundplanError([noNat, hostBits]).message).toBe(
      [
        "2 problems found; nothing was written or called.",
        "",
        "1. Private subnets have no way out. [NAT_MISSING]",
        "   at:       sandbox-network/network › nat",
        "   found:    none",
        "   expected: a NAT gateway or a NAT instance",
        "   fix:      set nat.mode to gateway",
        "",
        "2. The range has bits behind its prefix. [CIDR_HOST_BITS]",
        "   at:       sandbox-network/network › cidr",
        "   found:    10.0.0.1/16",
        "   expected: 10.0.0.0/16",
        "   fix:      write 10.0.0.0/16",
      ].join("\n"),
    );
  });

  it("writes a problem alone without a number", () => {
    expect(formatProblem(noNat).split("\n")[0]).toBe("Private subnets have no way out. [NAT_MISSING]");
  });

  it("keeps each part of what was written on its line, and shows what is blank", () => {
    const written = { ...noNat, path: "a\nb", found: " ", message: "\u001b[31mred\u202e", fix: "a\ud800b" };
    const [problem] = new GroundplanError([written]).problems;
    expect(problem).toEqual({
      ...noNat,
      path: "a\\u000ab",
      found: '" "',
      message: "\\u001b[31mred\\u202e",
      fix: "a\\ud800b",
    });
  });

  it("quotes no more of what was written than a reader can read", () => {
    const [problem] = new GroundplanError([{ ...noNat, found: "a".repeat(5000) }]).problems;
    const found = `${"a".repeat(1000)} … (5000 characters)`;
    expect(problem?.found).toBe(found);
    expect(new GroundplanError([{ ...noNat, found }]).problems[0]?.found).toBe(found);
  });

  it("is an error with a name of its own, so that programs can tell it from a defect", () => {
    const error = new GroundplanError([hostBits]);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe("GroundplanError");
    expect(error.problems).toEqual([hostBits]);
  });
});

describe("collecting problems", () => {
  it("throws all problems at once, in their order", () => {
    const problems = new Problems("sandbox-network/network");
    problems.add("cidr", withoutPath(hostBits));
    problems.add("nat", withoutPath(noNat));
    expect(problemsOf(() => problems.throwIfAny())).toEqual([hostBits, noNat]);
  });

  it("throws nothing when nothing is wrong", () => {
    expect(() => new Problems("sandbox-network/network").throwIfAny()).not.toThrow();
  });

  it("puts the property behind the path, and leaves the path alone when the whole is wrong", () => {
    const problems = new Problems("sandbox-network/network");
    problems.add("cidr", withoutPath(hostBits));
    problems.add("", withoutPath(hostBits));
    expect(problems.list.map(({ path }) => path)).toEqual([
      "sandbox-network/network › cidr",
      "sandbox-network/network",
    ]);
  });

  it("takes over the problems of another part with their own paths", () => {
    const problems = new Problems("app");
    problems.addAll([hostBits, noNat]);
    expect(problems.list).toEqual([hostBits, noNat]);
  });

  it("keeps the problems that a step throws and goes on with the next step", () => {
    const problems = new Problems("app");
    const first = problems.collect((): string => {
      throw new GroundplanError([hostBits]);
    });
    const second = problems.collect(() => "made");
    const third = problems.collect((): string => {
      throw new GroundplanError([noNat]);
    });
    expect([first, second, third]).toEqual([undefined, "made", undefined]);
    expect(problems.list).toEqual([hostBits, noNat]);
  });

  it("lets any other error pass, because that is a defect and not bad input", () => {
    const problems = new Problems("app");
    const defect = new TypeError("cannot read properties of undefined");
    expect(() =>
      problems.collect(() => {
        throw defect;
      }),
    ).toThrow(defect);
    expect(problems.list).toEqual([]);
  });
});
