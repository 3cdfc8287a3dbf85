import { secretReason } from "./secret-like";
import { type Values, valuesBelow } from "./values";

/** Keys that charts have for the name of a Secret that exists, by custom: `existingSecret`, `imagePullSecrets`. */
const SECRET_NAMES = /^existing|(pull|tls)Secrets?$|Ref$/i;

/** Values of software in a cluster that look like secrets: where, and why. The value itself is no part of the reason. */
export function secretsIn(values: Values): { readonly keys: readonly string[]; readonly why: string }[] {
  return valuesBelow(values).flatMap(({ keys, value }) => {
    if (typeof value !== "string") return [];
    const key = keys.findLast((one) => !/^\d+$/.test(one)) ?? "";
    const why = secretReason(SECRET_NAMES.test(key) ? "" : key, value);
    return why === undefined ? [] : [{ keys, why }];
  });
}
