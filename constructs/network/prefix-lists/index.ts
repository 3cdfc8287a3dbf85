// Managed prefix lists: ranges that rules name by one id.

export type { PrefixListProps } from "./prefix-list-props";
export { PrefixLists } from "./prefix-lists";
