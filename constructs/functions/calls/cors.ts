import { secondsOf } from "../../core/texts/durations";
import type { UrlCors } from "./url.types";

/** Which pages of other origins may call, as functions and APIs are told alike; of a list the members alone count. */
export function corsSettings({
  origins,
  methods = ["GET"],
  headers,
  exposedHeaders,
  credentials,
  maxAge,
}: Omit<UrlCors, "methods"> & { readonly methods?: readonly string[] }) {
  return {
    allowOrigins: [...origins].sort(),
    allowMethods: [...methods].sort(),
    ...(headers ? { allowHeaders: [...headers].sort() } : {}),
    ...(exposedHeaders ? { exposeHeaders: [...exposedHeaders].sort() } : {}),
    allowCredentials: credentials ?? false,
    ...(maxAge === undefined ? {} : { maxAge: secondsOf(maxAge) }),
  };
}
