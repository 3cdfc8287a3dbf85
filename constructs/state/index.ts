// Where states lie: bucket and lock table.

export { StateStorage, type StateStorageProps } from "./state-storage";
