// How a function is called: by its URL, and by what waits for no answer.

export type { AsyncOptions } from "./async.types";
export type { FunctionUrlOptions, UrlCors } from "./url.types";
