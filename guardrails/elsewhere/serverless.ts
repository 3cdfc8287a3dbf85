import type { Elsewhere } from "./elsewhere.types";

/** What else is enforced of what runs without servers. */
export const SERVERLESS_ELSEWHERE: readonly Elsewhere[] = [
  {
    id: "SLS-09",
    title: "Provisioned concurrency, caches of APIs and traces are billed only where somebody asks for them.",
    by: [{ form: "Of itself AWS provider 5.100 turns none of them on, and no construct does." }],
  },
];
