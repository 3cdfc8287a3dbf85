// Routes of an HTTP API: their keys, what answers, and who may call them.

export type { HttpRoute, HttpRouteOptions, PrivateListener, PrivateService } from "./route.types";
