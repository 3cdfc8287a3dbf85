import { existsSync } from "node:fs";
import { join } from "node:path";
import { ELSEWHERE } from "../../guardrails/elsewhere";
import { GUARDRAIL_IDS, GUARDRAILS } from "../../guardrails/rules";
import { RULE_NAMES } from "../../review";
import { DESIGN_LEVELS, DESIGN_RULES, OTHER_LEVELS, WITHOUT_SYSTEM } from "../../tools/ledger/design-rules";
import { problemCodes } from "../support/problem-codes";

const IDS = ELSEWHERE.map(({ id }) => id);
const CODES = problemCodes();
const WAITING = Object.values(WITHOUT_SYSTEM).flat();

test("every rule of the design is a guardrail, or enforced elsewhere, or waits for its system; and one of them", () => {
  const places = new Map(
    DESIGN_RULES.map((id) => [
      id,
      [
        GUARDRAIL_IDS.includes(id) ? "guardrail" : [],
        IDS.includes(id) ? "elsewhere" : [],
        WAITING.includes(id) ? "waits" : [],
      ].flat(),
    ]),
  );
  expect([...places].filter(([, found]) => found.length !== 1)).toEqual([]);
});

test("a guardrail has the level that the design gives it, or another one for a reason", () => {
  const others = GUARDRAILS.filter(({ id, level }) => DESIGN_LEVELS.has(id) && DESIGN_LEVELS.get(id) !== level);
  expect(others.map(({ id }) => id).sort()).toEqual(Object.keys(OTHER_LEVELS).sort());
  for (const reason of Object.values(OTHER_LEVELS)) expect(reason).toMatch(/^[A-Z][^\n]*[^.\s]\.$/);
});

test("no more are listed than there are, and each once", () => {
  for (const ids of [IDS, WAITING]) {
    expect([...new Set(ids)]).toEqual(ids);
    expect(ids.filter((id) => !DESIGN_RULES.includes(id))).toEqual([]);
  }
});

describe.each(ELSEWHERE.map((one) => [one.id, one] as const))("%s", (_, { title, by }) => {
  test("is told in sentences", () => {
    const forms = by.flatMap((enforcer) => ("form" in enforcer ? enforcer.form : []));
    for (const sentence of [title, ...forms]) expect(sentence).toMatch(/^[A-Z][^\n]*[^.\s]\.$/);
  });

  test("names what there is", () => {
    expect(by).not.toEqual([]);
    for (const enforcer of by) {
      if ("problems" in enforcer) expect(CODES).toEqual(expect.arrayContaining([...enforcer.problems]));
      if ("review" in enforcer) expect(RULE_NAMES).toEqual(expect.arrayContaining([...enforcer.review]));
      if ("guardrails" in enforcer) expect(GUARDRAIL_IDS).toEqual(expect.arrayContaining([...enforcer.guardrails]));
      if ("test" in enforcer) expect(existsSync(join(__dirname, "..", "..", enforcer.test))).toBe(true);
    }
  });
});
