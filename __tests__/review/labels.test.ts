import { labelOf, NO_RISK_LABEL, RISK_LABELS, RISKS } from "../../review";

test("there is a label for each kind of risk and one for none, as GitHub takes them", () => {
  expect(RISK_LABELS.map(({ name }) => name)).toEqual([...RISKS.map((risk) => `risk/${risk}`), "risk/none"]);
  for (const { name, color, description } of RISK_LABELS) {
    expect(name.length).toBeLessThanOrEqual(50);
    expect(color).toMatch(/^[0-9a-f]{6}$/);
    expect(description.length).toBeLessThanOrEqual(100);
  }
  expect(new Set(RISK_LABELS.map(({ color }) => color)).size).toBe(RISK_LABELS.length);
});

test("the label of several risks is that of the gravest, whatever their order", () => {
  expect(labelOf(["permission", "outage", "exposure"]).name).toBe("risk/outage");
  expect(labelOf(["exposure", "data-loss"]).name).toBe("risk/data-loss");
  expect(labelOf([])).toBe(NO_RISK_LABEL);
});
