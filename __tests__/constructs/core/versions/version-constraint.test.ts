import { admits, compareVersions } from "../../../../constructs/core/versions/version-constraint";

test.each([
  [">= 5.100.0, < 7.0.0", "5.100.0", true],
  [">= 5.100.0, < 7.0.0", "5.99.9", false],
  [">= 5.100.0, < 7.0.0", "7.0.0", false],
  [">= 5.100.0, < 7.0.0", "6.25.0", true],
  ["> 5.100.0", "5.100.0", false],
  ["<= 5.100", "5.100.0", true],
  ["!= 6.24.0", "6.24.0", false],
  ["6.24.0", "6.24.0", true],
  ["= 6.24.0", "6.25.0", false],
  ["~> 5.100", "5.101.2", true],
  ["~> 5.100", "6.0.0", false],
  ["~> 5.100.0", "5.100.7", true],
  ["~> 5.100.0", "5.101.0", false],
  ["~> 5.100", "5.99.0", false],
  ["whatever", "5.100.0", false],
])("%s and %s: %s", (constraint, version, isAdmitted) => {
  expect(admits(constraint, version)).toBe(isAdmitted);
});

test("versions are ordered by number and not by text", () => {
  expect(["6.4.0", "5.100.0", "6.25", "5.99.1"].sort(compareVersions)).toEqual(["5.99.1", "5.100.0", "6.4.0", "6.25"]);
});
