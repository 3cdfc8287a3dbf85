// Forms of what constructs are given, read from their types when the project is built, and the check that every construct begins with.

export { checkShape } from "./check-shape";
export { withoutDefaults } from "./defaults";
export {
  type ConstructClass,
  type ConstructDefaults,
  type DefaultsOf,
  type DefaultsScope,
  defaultsFor,
  setDefaults,
  withDefaults,
} from "./with-defaults";
