/**
 * What AWS WAF does to a text before it compares it (AWS WAF Developer Guide, "Using text transformations in AWS WAF", read
 * 2026-11), as AWS names it.
 */
export const TEXT_TRANSFORMATIONS = [
  ...(["BASE64_DECODE", "BASE64_DECODE_EXT", "CMD_LINE", "COMPRESS_WHITE_SPACE", "CSS_DECODE"] as const),
  ...(["ESCAPE_SEQ_DECODE", "HEX_DECODE", "HTML_ENTITY_DECODE", "JS_DECODE", "LOWERCASE", "MD5"] as const),
  ...(["NORMALIZE_PATH", "NORMALIZE_PATH_WIN", "REMOVE_NULLS", "REPLACE_COMMENTS", "REPLACE_NULLS"] as const),
  ...(["SQL_HEX_DECODE", "URL_DECODE", "URL_DECODE_UNI", "UTF8_TO_UNICODE"] as const),
] as const;

/** The name of a text transformation. */
export type TextTransformation = (typeof TEXT_TRANSFORMATIONS)[number];
