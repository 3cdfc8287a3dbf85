// A name of one's own for an API.

export type { HttpApiDomain, HttpApiDomainOptions, HttpMutualTls } from "./domain.types";
