/** How Secrets Manager makes a text by chance. */
export interface GenerateOptions {
  /**
   * Characters that it has.
   *
   * @minimum 8
   * @maximum 4096
   * @counts characters
   * @default 40
   */
  readonly length?: number;
  /**
   * Whether it has punctuation beside letters and digits. Some of it has a meaning in addresses, in shells and in what databases read.
   *
   * @default false
   */
  readonly punctuation?: boolean;
  /**
   * Characters that it never has.
   *
   * @example 0O1l
   * @default - none
   */
  readonly without?: string;
  /**
   * A number that is raised for another value: the next apply writes it. What else is changed here counts from then on too.
   *
   * @minimum 1
   * @default 1
   */
  readonly version?: number;
}

/** A value that is JSON, of which one field is made by chance. */
export interface GeneratedField {
  /**
   * The field that is made by chance.
   *
   * @example password
   */
  readonly generated: string;
  /**
   * The other fields, which are no secret.
   *
   * @default - none
   */
  readonly fields?: Readonly<Record<string, string>>;
}

/** How the first value of a secret is made. */
export interface SecretValueOptions extends GenerateOptions {
  /**
   * What the value is when it is JSON, as databases and their rotation want it.
   *
   * @default - the value is what was made, alone
   */
  readonly json?: GeneratedField;
}
