import type { Problems } from "../core/errors";

/** The programs that Lambda runs code by, in the words of AWS (AWS Lambda Developer Guide, "Lambda runtimes", as of 2026-11). */
export type Runtime =
  | "nodejs24.x"
  | "nodejs22.x"
  | "python3.14"
  | "python3.13"
  | "python3.12"
  | "python3.11"
  | "python3.10"
  | "java25"
  | "java21"
  | "java17"
  | "java11"
  | "java8.al2"
  | "dotnet8"
  | "ruby3.4"
  | "ruby3.3"
  | "provided.al2023";

/** One of the runtimes; dates are YYYY-MM-DD. */
interface RuntimeFacts {
  /** The day on which AWS deprecates it: from then on it gets no more security updates, and after a while takes no changes. */
  readonly until: string;
  /** The first version of the AWS provider that knows it. @default - every one that is admitted */
  readonly provider?: string;
}

/**
 * The runtimes that a provider which is locked here takes, newest of each language first. Sources: AWS Lambda Developer Guide, "Lambda
 * runtimes", table of supported runtimes, as of 2026-11; AWS provider 5.100.0, and its pull request 45024 for those that came later.
 */
export const RUNTIMES: Readonly<Record<Runtime, RuntimeFacts>> = {
  "nodejs24.x": { until: "2028-04-30", provider: "6.19.0" },
  "nodejs22.x": { until: "2027-04-30" },
  "python3.14": { until: "2029-06-30", provider: "6.20.0" },
  "python3.13": { until: "2029-06-30" },
  "python3.12": { until: "2028-10-31" },
  "python3.11": { until: "2027-06-30" },
  "python3.10": { until: "2026-10-31" },
  java25: { until: "2029-06-30", provider: "6.20.0" },
  java21: { until: "2029-06-30" },
  java17: { until: "2027-06-30" },
  java11: { until: "2027-06-30" },
  "java8.al2": { until: "2027-06-30" },
  dotnet8: { until: "2026-11-10" },
  "ruby3.4": { until: "2028-03-31" },
  "ruby3.3": { until: "2027-03-31" },
  "provided.al2023": { until: "2029-06-30" },
};

/** The day on which {@link RUNTIMES} was last compared with AWS's table. */
export const RUNTIMES_AS_OF = "2026-11-30";

/** Whether a text names one of the runtimes. */
export function isRuntime(runtime: string): runtime is Runtime {
  return Object.hasOwn(RUNTIMES, runtime);
}

/** Major version of Node.js: `22` for `nodejs22.x`; nothing for other languages. */
export function nodeVersion(runtime: string): string | undefined {
  return /^nodejs(\d+)\.x$/.exec(runtime)?.[1];
}

/** Adds `RUNTIME_UNKNOWN`. */
export function checkRuntime(runtime: string, problems: Problems): void {
  if (isRuntime(runtime)) return;
  const meant = meantBy(runtime);
  problems.add("runtime", {
    code: "RUNTIME_UNKNOWN",
    message: "Lambda has no runtime of this name that it still takes, as far as is known here.",
    found: `"${runtime}"`,
    expected: `one of ${Object.keys(RUNTIMES).join(", ")} (as of ${RUNTIMES_AS_OF})`,
    fix: meant
      ? `use "${meant}"`
      : "use one of these, or a container image; a newer one has to be entered into RUNTIMES first",
  });
}

/** What is to be said of a runtime that AWS has deprecated, or will within half a year. */
export function runtimeWarning(runtime: Runtime, today: string): string | undefined {
  const { until } = RUNTIMES[runtime];
  const [year = 0, month = 1, day = 1] = until.split("-").map(Number);
  const soon = new Date(Date.UTC(year, month - 1 - 6, day)).toISOString().slice(0, 10);
  if (today < soon) return undefined;
  const newest = newestLike(runtime);
  const way = newest === runtime ? "a container image goes on" : `use ${newest}, and run the tests on it`;
  return today < until
    ? `AWS deprecates the runtime ${runtime} on ${until}: ${way}.`
    : `AWS deprecated the runtime ${runtime} on ${until}, so that it gets no security updates, and soon takes no new code: ${way}.`;
}

/** The newest runtime of the same language. */
function newestLike(runtime: Runtime): Runtime {
  const language = languageOf(runtime);
  return (Object.keys(RUNTIMES) as Runtime[]).find((one) => languageOf(one) === language) ?? runtime;
}

/** `node 22`, `nodejs20.x` and `Python3.13` as people write them: the same version, else the newest of the language. */
function meantBy(runtime: string): string | undefined {
  const known = Object.keys(RUNTIMES) as Runtime[];
  const plain = runtime.toLowerCase().replace(/^node(js)?[ @]?v?(\d+).*$/, "nodejs$2.x");
  return known.find((one) => one === plain) ?? known.find((one) => languageOf(one) === languageOf(plain));
}

function languageOf(runtime: string): string {
  return /^[a-z]+/.exec(runtime)?.[0] ?? "";
}
