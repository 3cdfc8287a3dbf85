/**
 * Policies that AWS maintains, by the ids that are the same in every account, so that nothing has to be looked up (Amazon
 * CloudFront Developer Guide, "Use managed cache policies" and "Use managed origin request policies", as of 2026-11).
 */
export const MANAGED_POLICIES = {
  /** Kept for a day, at most a year; neither query, cookies nor headers tell answers apart. */
  cachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  /** Nothing is kept. */
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  /** Everything of the viewer's request reaches the origin. */
  allViewer: "216adef6-5c7f-47e4-b989-5492eafa07d3",
  /** The same, but the origin sees its own name as the host. */
  allViewerExceptHost: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
} as const;
