/** Saved plans, which hold states in clear, in the state bucket of their environment: encrypted, by commit. */
export { type KeyPrefix, pullPlans, pushPlans } from "./saved-plans";
export { type Credentials, StateBucket } from "./state-bucket";
