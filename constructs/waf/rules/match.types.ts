import type { IIpSet, IRegexPatternSet } from "../waf-scope";
import type { TextTransformation } from "./text-transformations";

/** The part of a request that is looked at. */
export type RequestField =
  | "all-query-arguments"
  | "body"
  | "method"
  | "query-string"
  | "uri-path"
  | { readonly header: string }
  | { readonly queryArgument: string };

interface FieldMatch {
  /** @default "uri-path" */
  readonly in?: RequestField;
  /**
   * What is done to the text before it is compared, in this order. Each kind for a field costs 10 capacity units once.
   *
   * @default - none
   * @toldAs TEXT_TRANSFORMATION_UNKNOWN
   */
  readonly transform?: readonly TextTransformation[];
}

/** The address is in a set. */
export interface IpMatch {
  readonly ipSet: IIpSet;
  /**
   * Header that a proxy in front puts the address of the client into.
   *
   * @default - the address that the connection comes from
   */
  readonly forwardedIpHeader?: string;
}

/** The address belongs to one of these countries: ISO 3166-1 codes of two letters. */
export interface CountryMatch {
  readonly countries: readonly string[];
}

/** A part of the request holds a text, by the position named. */
export interface TextMatch extends FieldMatch {
  /** 1 to 200 bytes. */
  readonly text: string;
  readonly position: "contains" | "contains-word" | "ends-with" | "exactly" | "starts-with";
}

/** A part of the request matches a regular expression (PCRE without back references and look-around, at most 512 characters). */
export interface RegexMatch extends FieldMatch {
  readonly regex: string;
}

/** A part of the request matches one of a set of regular expressions. */
export interface RegexSetMatch extends FieldMatch {
  readonly regexSet: IRegexPatternSet;
}

/** A part of the request has a size, in bytes. */
export interface SizeMatch extends FieldMatch {
  readonly size: { readonly is: "EQ" | "GE" | "GT" | "LE" | "LT" | "NE"; readonly bytes: number };
}

/** A part of the request looks like SQL, or like a script. */
export interface InjectionMatch extends FieldMatch {
  readonly injection: "sql" | "xss";
}

/** A rule before this one put the label on the request. */
export interface LabelMatch {
  readonly label: string;
}

/** What a request must be like. */
export type Match =
  | IpMatch
  | CountryMatch
  | TextMatch
  | RegexMatch
  | RegexSetMatch
  | SizeMatch
  | InjectionMatch
  | LabelMatch
  | { readonly all: readonly Match[] }
  | { readonly any: readonly Match[] }
  | { readonly not: Match };
