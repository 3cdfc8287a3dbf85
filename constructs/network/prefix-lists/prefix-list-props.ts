/** A prefix list: ranges that are used in many places, kept in one. */
export interface PrefixListProps {
  /** CIDRs by what they are (`seoul office`), all of one IP version. */
  readonly entries: Readonly<Record<string, string>>;
  /**
   * How many entries the list can grow to; every reference to the list counts as so many rules.
   *
   * @minimum 1
   * @maximum 1000
   * @rangeToldAs PREFIX_LIST_SIZE
   * @default - the number of entries
   */
  readonly maxEntries?: number;
}
