import type { Problems } from "../core/errors";

/**
 * The sizes of a Fargate task: CPU, and the memory that goes with it (Amazon ECS Developer Guide, "Fargate task definition
 * parameters": "Task size", as of 2026-11). 8 and 16 vCPU need platform version 1.4.0 and Linux.
 */
export const FARGATE_SIZES = {
  "0.25 vCPU": ["0.5 GB", "1 GB", "2 GB"],
  "0.5 vCPU": ["1 GB", "2 GB", "3 GB", "4 GB"],
  "1 vCPU": ["2 GB", "3 GB", "4 GB", "5 GB", "6 GB", "7 GB", "8 GB"],
  // biome-ignore format: one line for each step of the table
  "2 vCPU": [
    "4 GB", "5 GB", "6 GB", "7 GB", "8 GB", "9 GB", "10 GB", "11 GB", "12 GB", "13 GB", "14 GB", "15 GB", "16 GB",
  ],
  // biome-ignore format: as above
  "4 vCPU": [
    "8 GB", "9 GB", "10 GB", "11 GB", "12 GB", "13 GB", "14 GB", "15 GB", "16 GB", "17 GB", "18 GB", "19 GB", "20 GB",
    "21 GB", "22 GB", "23 GB", "24 GB", "25 GB", "26 GB", "27 GB", "28 GB", "29 GB", "30 GB",
  ],
  // biome-ignore format: as above
  "8 vCPU": [
    "16 GB", "20 GB", "24 GB", "28 GB", "32 GB", "36 GB", "40 GB", "44 GB", "48 GB", "52 GB", "56 GB", "60 GB",
  ],
  // biome-ignore format: as above
  "16 vCPU": [
    "32 GB", "40 GB", "48 GB", "56 GB", "64 GB", "72 GB", "80 GB", "88 GB", "96 GB", "104 GB", "112 GB", "120 GB",
  ],
} as const;

type Sizes = typeof FARGATE_SIZES;

/** CPU of a Fargate task. */
export type FargateCpu = keyof Sizes;

/** Memory of a Fargate task with so much CPU. */
export type FargateMemory<Cpu extends FargateCpu = FargateCpu> = Sizes[Cpu][number];

/** CPU and memory of a Fargate task; the compiler admits the pairs that Fargate has, and no others. */
export type FargateSize = {
  readonly [Cpu in FargateCpu]: {
    /**
     * CPU of the task, shared by its containers.
     *
     * @toldAs FARGATE_CPU_UNKNOWN
     */
    readonly cpu: Cpu;
    /**
     * Memory of the task, shared by its containers; what is possible depends on the CPU.
     *
     * @toldAs FARGATE_MEMORY_MISMATCH
     */
    readonly memory: FargateMemory<Cpu>;
  };
}[FargateCpu];

/** A size in the units of ECS. */
export interface TaskSize {
  /** CPU units: 1,024 to a vCPU. */
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

/** Units of ECS in a vCPU, and MiB in what ECS calls a GB. */
const STEP = 1024;

/** Most vCPU that a task can have. */
const MOST_VCPUS = 16;

/**
 * The size in the units of ECS.
 *
 * Adds `FARGATE_CPU_UNKNOWN` or `FARGATE_MEMORY_MISMATCH` for a pair that comes from a file or from JavaScript, and returns
 * `undefined` then.
 */
export function fargateTaskSize(
  size: { readonly cpu: string; readonly memory: string },
  problems: Problems,
): TaskSize | undefined {
  const { cpu, memory } = size;
  if (!isFargateCpu(cpu)) {
    problems.add("cpu", {
      code: "FARGATE_CPU_UNKNOWN",
      message: "Fargate has no task with this CPU.",
      found: `"${cpu}"`,
      expected: `one of ${Object.keys(FARGATE_SIZES).join(", ")}`,
      fix: cpuFix(nearestCpu(cpu), memory),
    });
    return undefined;
  }
  const memories: readonly string[] = FARGATE_SIZES[cpu];
  if (memories.includes(memory)) return { cpuUnits: amountOf(cpu) * STEP, memoryMiB: amountOf(memory) * STEP };
  problems.add("memory", {
    code: "FARGATE_MEMORY_MISMATCH",
    message: `A Fargate task with ${cpu} cannot have this memory.`,
    found: `"${memory}"`,
    expected: `one of ${memories.join(", ")}`,
    fix: memoryFix(cpu, memory, memories),
  });
  return undefined;
}

function isFargateCpu(text: string): text is FargateCpu {
  return Object.hasOwn(FARGATE_SIZES, text);
}

/** The number at the start of a size, NaN without one. */
function amountOf(text: string): number {
  return Number.parseFloat(text);
}

/** The least CPU that is enough, or the greatest there is. People also write CPU units; ECS has none below 128. */
function nearestCpu(text: string): FargateCpu {
  const amount = amountOf(text);
  const vcpus = amount >= 128 ? amount / STEP : amount;
  const sizes = Object.keys(FARGATE_SIZES).filter(isFargateCpu);
  return sizes.find((cpu) => amountOf(cpu) >= vcpus) ?? (vcpus > MOST_VCPUS ? "16 vCPU" : "0.25 vCPU");
}

/** The CPU that a number without a unit most likely means: vCPU as far as a task can have so many, and else CPU units. */
export function meantCpu(value: number): FargateCpu {
  return nearestCpu(String(value > MOST_VCPUS ? value / STEP : value));
}

/**
 * The memory that a number without a unit most likely means, of those that go with a CPU.
 *
 * @param cpu as it stands beside it, which may be anything: where it is no CPU, whatever goes with any counts
 */
export function meantMemory(value: number, cpu: unknown): string | undefined {
  const known = typeof cpu === "number" ? meantCpu(cpu) : cpu;
  const sizes = Object.entries(FARGATE_SIZES).filter(([one]) => one === known);
  const memories = (sizes.length > 0 ? sizes : Object.entries(FARGATE_SIZES)).flatMap(([, list]) => [...list]);
  return enoughMemory(
    String(value),
    memories.sort((a, b) => amountOf(a) - amountOf(b)),
  );
}

/** Not every memory goes with the CPU that is enough. */
function cpuFix(cpu: FargateCpu, memory: string): string {
  const memories: readonly string[] = FARGATE_SIZES[cpu];
  return memories.includes(memory) ? `use "${cpu}"` : `use "${cpu}", with memory: "${enoughMemory(memory, memories)}"`;
}

function enoughMemory(memory: string, memories: readonly string[]): string | undefined {
  return memories.find((candidate) => amountOf(candidate) >= gigabytesOf(memory)) ?? memories.at(-1);
}

function memoryFix(cpu: FargateCpu, memory: string, memories: readonly string[]): string {
  const gigabytes = gigabytesOf(memory);
  const enough = enoughMemory(memory, memories);
  const others = Object.entries(FARGATE_SIZES)
    .filter(([other, list]) => other !== cpu && (list as readonly string[]).includes(`${gigabytes} GB`))
    .map(([other]) => other);
  const isElsewhere = enough !== `${gigabytes} GB` && others.length > 0;
  return `use "${enough}"${isElsewhere ? `; ${gigabytes} GB goes with ${others.join(", ")}` : ""}`;
}

/** What was probably meant: ECS itself counts in MiB, so a great number without a unit is MiB. */
function gigabytesOf(text: string): number {
  const amount = amountOf(text);
  if (/\dT|\bTi?B/i.test(text)) return amount * STEP;
  return /\dM|\bMi?B/i.test(text) || amount > 120 ? amount / STEP : amount;
}
