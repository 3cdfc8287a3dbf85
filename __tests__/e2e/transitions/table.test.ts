import { TRANSITIONS } from "./table";

test("every change has a name of its own", () => {
  const names = TRANSITIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
