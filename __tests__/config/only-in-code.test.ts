import { environmentSchema } from "../../config/schema/schema";
import { shapeTable } from "../../constructs/core/shapes/shape-table";
import { CLASSES, PLACES } from "./support/code-only";
import { onlyInCode, schemasAt } from "./support/only-code";

describe.each(Object.entries(PLACES))("%s in a file", (name, { at, onlyInCode: reasons }) => {
  const schemas = schemasAt(environmentSchema, at);

  test("has a place in the configuration", () => {
    expect(schemas.length).toBeGreaterThan(0);
  });

  test("can be told all that code can, but for what has a reason", () => {
    const missing = onlyInCode(shapeTable().construct(name) ?? "any", schemas);
    expect([...missing]).toEqual(Object.keys(reasons).sort());
  });
});

test("each class of constructs has a place in the configuration, or a reason why it has none", () => {
  const classes = [...Object.keys(PLACES), ...Object.keys(CLASSES)];
  expect([...classes].sort()).toEqual([...shapeTable().classes].sort());
});

test("reasons are sentences or parts of some", () => {
  const reasons = [
    ...Object.values(CLASSES),
    ...Object.values(PLACES).flatMap(({ onlyInCode }) => Object.values(onlyInCode)),
  ];
  expect(reasons.filter((reason) => reason.length < 5)).toEqual([]);
});
