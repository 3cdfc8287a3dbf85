// HTTP APIs: one construct, and what its routes, stages and domain are made from.

export { HttpApi } from "./http-api";
