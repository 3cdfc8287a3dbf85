import type { Problems } from "../../core/errors";

/**
 * ISO 3166-1 codes that AWS WAF and CloudFront know (AWS WAFV2 API Reference, `GeoMatchStatement`, as of 2026-11), with `XK` for
 * Kosovo.
 */
const CODES = new Set(
  (
    "AF AX AL DZ AS AD AO AI AQ AG AR AM AW AU AT AZ BS BH BD BB BY BE BZ BJ BM BT BO BQ BA BW BV BR IO BN BG BF BI KH CM " +
    "CA CV KY CF TD CL CN CX CC CO KM CG CD CK CR CI HR CU CW CY CZ DK DJ DM DO EC EG SV GQ ER EE ET FK FO FJ FI FR GF PF " +
    "TF GA GM GE DE GH GI GR GL GD GP GU GT GG GN GW GY HT HM VA HN HK HU IS IN ID IR IQ IE IM IL IT JM JP JE JO KZ KE KI " +
    "KP KR KW KG LA LV LB LS LR LY LI LT LU MO MK MG MW MY MV ML MT MH MQ MR MU YT MX FM MD MC MN ME MS MA MZ MM NA NR NP " +
    "NL NC NZ NI NE NG NU NF MP NO OM PK PW PS PA PG PY PE PH PN PL PT PR QA RE RO RU RW BL SH KN LC MF PM VC WS SM ST SA " +
    "SN RS SC SL SG SX SK SI SB SO ZA GS SS ES LK SD SR SJ SZ SE CH SY TW TJ TZ TH TL TG TK TO TT TN TR TM TC TV UG UA AE " +
    "GB US UM UY UZ VU VE VN VG VI WF EH YE ZM ZW XK"
  ).split(" "),
);

/** Codes that people write for a country whose code is another. */
const MISTAKEN: Readonly<Record<string, string>> = { UK: "GB", EL: "GR", EN: "GB", JA: "JP", KO: "KR" };

/**
 * Checks a list of countries and returns it in the order of the alphabet, each once.
 *
 * @param limited what the list is for, as the advice calls it: `the rule`
 */
export function checkCountries(
  codes: readonly string[],
  problems: Problems,
  property: string,
  limited: string,
): readonly string[] {
  if (codes.length === 0) {
    problems.add(property, {
      code: "COUNTRIES_EMPTY",
      message: "The list of countries is empty.",
      found: "no country",
      expected: "at least one ISO 3166-1 code of two letters",
      fix: `name the countries, or leave ${limited} out`,
    });
  }
  const unknown = codes.filter((code) => !CODES.has(code));
  if (unknown.length > 0) {
    problems.add(property, {
      code: "COUNTRY_UNKNOWN",
      message: "These are no countries that AWS knows.",
      found: unknown.map((code) => `"${code}"`).join(", "),
      expected: "ISO 3166-1 codes of two capital letters, such as KR or DE",
      fix: unknown.map(correction).join("; "),
    });
  }
  return [...new Set(codes)].sort();
}

function correction(code: string): string {
  const meant = MISTAKEN[code.toUpperCase()] ?? code.toUpperCase();
  return CODES.has(meant) ? `write "${meant}" for "${code}"` : `look the country of "${code}" up in ISO 3166-1`;
}
