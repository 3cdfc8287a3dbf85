import type { Duration } from "../../core/texts/text.types";

/** Which pages a browser lets call a function by its URL. */
export interface UrlCors {
  /**
   * Origins of the pages.
   *
   * @example ["https://shop.example.com"]
   */
  readonly origins: readonly string[];
  /**
   * Methods that they use.
   *
   * @default ["GET"]
   */
  readonly methods?: readonly ("*" | "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE")[];
  /**
   * Headers that they may send.
   *
   * @default - none but the plain ones
   */
  readonly headers?: readonly string[];
  /**
   * Headers of the answer that they see.
   *
   * @default - none but the plain ones
   */
  readonly exposedHeaders?: readonly string[];
  /**
   * Whether they send cookies.
   *
   * @default false
   */
  readonly credentials?: boolean;
  /**
   * How long a browser remembers the answer: 0 s to 24 h.
   *
   * @default - every time anew
   */
  readonly maxAge?: Duration;
}

/**
 * An address by which a function is called over HTTPS, without an API before it. It answers those alone who sign their requests and are
 * granted it. One for everybody needs a condition that the AWS provider knows from 6.29 on, which is not tried here: put an API or a
 * distribution before the function.
 */
export interface FunctionUrlOptions {
  /**
   * Which pages a browser lets call it.
   *
   * @default - none
   */
  readonly cors?: UrlCors;
  /**
   * Whether the answer is sent on while it is made, up to 200 MB, rather than as a whole, up to 6 MB.
   *
   * @default false
   */
  readonly stream?: boolean;
}
