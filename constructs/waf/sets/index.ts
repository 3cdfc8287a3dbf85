// Sets that rules refer to: addresses and regular expressions.
export type { ExistingIpSetProps, ExistingRegexPatternSetProps } from "./existing-match-sets";
export { IpSet } from "./ip-set";
export type { IpSetProps } from "./ip-set.types";
export { RegexPatternSet } from "./regex-pattern-set";
