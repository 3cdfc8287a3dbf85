/** The alias by which everybody calls a function: a name for one of its versions. */
export interface AliasOptions {
  /**
   * Name of the alias. Another name is another alias, which callers have to be told.
   *
   * @pattern ^(?![0-9]+$)[A-Za-z0-9_-]{1,128}$
   * @code FUNCTION_ALIAS_FORM
   * @message The value is not the name of an alias.
   * @expected 1 to 128 letters, digits, _ and -, not a number
   * @fix write a name such as live
   * @default "live"
   */
  readonly name?: string;
  /**
   * Number of the version that calls go to, where the newest one is not to have all of them: the one before it.
   *
   * @pattern ^[1-9][0-9]*$
   * @code FUNCTION_VERSION_FORM
   * @message The value is not the number of a version.
   * @expected a number in quotes, such as "7"
   * @fix write the number that `aws lambda list-versions-by-function` shows
   * @default - the newest version has all of them
   */
  readonly stableVersion?: string;
  /**
   * Percent of the calls that the newest version gets beside `stableVersion`.
   *
   * @minimum 0
   * @maximum 100
   * @default 10
   */
  readonly newestPercent?: number;
}
