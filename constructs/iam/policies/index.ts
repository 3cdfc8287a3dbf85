// Policy documents and what holds them, and the checks that keep statements narrow.
export { InlinePolicy } from "./inline-policy";
export { ManagedPolicy } from "./managed-policy";
export { type PolicyStatement, policyDocument } from "./policy-document";
export { type PolicyFile, statementsFromFile } from "./policy-file";
export { type Wildcard, wildcardsOf } from "./wildcards";
