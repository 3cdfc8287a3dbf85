// Managed prefix lists: ranges that rules name by one id.

export type { PrefixListProps } from "../network-props";
export { PrefixLists } from "./prefix-lists";
