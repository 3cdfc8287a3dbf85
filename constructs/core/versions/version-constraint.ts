/**
 * Whether a version constraint of Terraform admits a version, both as Terraform writes them (Terraform's documentation, "Version
 * Constraints", 2026-11): `>= 5.100.0, < 7.0.0`, `~> 5.100`. Versions are of numbers only.
 *
 * @returns false for a constraint of another form, too
 */
export function admits(constraint: string, version: string): boolean {
  return constraint.split(",").every((condition) => {
    const [, operator = "=", given = ""] = /^\s*(=|!=|>=?|<=?|~>)?\s*(\d+(?:\.\d+)*)\s*$/.exec(condition) ?? [];
    return given !== "" && holds(operator, compareVersions(version, given), version, given);
  });
}

/** Order of two versions, for sorting. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [partsOf(left), partsOf(right)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function holds(operator: string, order: number, version: string, given: string): boolean {
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    default: {
      // `~> 5.100`: only the last part that is given may be higher.
      const fixed = partsOf(given).slice(0, -1);
      return order >= 0 && fixed.every((part, index) => partsOf(version)[index] === part);
    }
  }
}

function partsOf(version: string): number[] {
  return version.split(".").map(Number);
}
