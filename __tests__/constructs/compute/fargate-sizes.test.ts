import fc from "fast-check";
import { FARGATE_SIZES, fargateTaskSize } from "../../../constructs/compute/fargate-sizes";
import { Problems } from "../../../constructs/core/errors";

/**
 * The table of the documents as they write it (Amazon ECS Developer Guide, "Task size"): vCPU, least and greatest memory in GB,
 * and the step between.
 */
const DOCUMENTED = [
  { vcpu: 0.5, least: 1, most: 4, step: 1 },
  { vcpu: 1, least: 2, most: 8, step: 1 },
  { vcpu: 2, least: 4, most: 16, step: 1 },
  { vcpu: 4, least: 8, most: 30, step: 1 },
  { vcpu: 8, least: 16, most: 60, step: 4 },
  { vcpu: 16, least: 32, most: 120, step: 8 },
];

function isDocumented(vcpu: number, memory: number): boolean {
  if (vcpu === 0.25) return [0.5, 1, 2].includes(memory);
  return DOCUMENTED.some(
    (row) => row.vcpu === vcpu && memory >= row.least && memory <= row.most && (memory - row.least) % row.step === 0,
  );
}

function sizeOf(cpu: string, memory: string) {
  const problems = new Problems("service");
  return { size: fargateTaskSize({ cpu, memory }, problems), problems: problems.list };
}

describe("the sizes of Fargate", () => {
  test("are those of the documents, and no others", () => {
    const vcpus = fc.constantFrom(0.25, 0.5, 1, 2, 4, 8, 16);
    const memories = fc.oneof(fc.constant(0.5), fc.integer({ min: 1, max: 130 }));
    fc.assert(
      fc.property(vcpus, memories, (vcpu, memory) => {
        const { size, problems } = sizeOf(`${vcpu} vCPU`, `${memory} GB`);
        expect(size !== undefined).toBe(isDocumented(vcpu, memory));
        expect(problems).toHaveLength(size ? 0 : 1);
        if (size) expect(size).toEqual({ cpuUnits: vcpu * 1024, memoryMiB: memory * 1024 });
      }),
    );
  });

  test("count 74 pairs", () => {
    expect(Object.values(FARGATE_SIZES).flat()).toHaveLength(74);
  });

  test("tell which memory goes with a CPU, and which CPU with the memory", () => {
    expect(sizeOf("0.25 vCPU", "8 GB").problems).toEqual([
      {
        code: "FARGATE_MEMORY_MISMATCH",
        path: "service › memory",
        message: "A Fargate task with 0.25 vCPU cannot have this memory.",
        found: '"8 GB"',
        expected: "one of 0.5 GB, 1 GB, 2 GB",
        fix: 'use "2 GB"; 8 GB goes with 1 vCPU, 2 vCPU, 4 vCPU',
      },
    ]);
  });

  test("take a memory in MiB for what it means", () => {
    expect(sizeOf("8 vCPU", "18432 MiB").problems[0]?.fix).toBe('use "20 GB"; 18 GB goes with 4 vCPU');
  });

  test.each([
    ["512", 'use "0.5 vCPU"'],
    ["3 vCPU", 'use "4 vCPU", with memory: "8 GB"'],
    ["32 vCPU", 'use "16 vCPU", with memory: "32 GB"'],
    ["much", 'use "0.25 vCPU"'],
  ])("tell the CPU that is enough for %s, with a memory that goes with it", (cpu, fix) => {
    expect(sizeOf(cpu, "1 GB").problems).toEqual([
      {
        code: "FARGATE_CPU_UNKNOWN",
        path: "service › cpu",
        message: "Fargate has no task with this CPU.",
        found: `"${cpu}"`,
        expected: "one of 0.25 vCPU, 0.5 vCPU, 1 vCPU, 2 vCPU, 4 vCPU, 8 vCPU, 16 vCPU",
        fix,
      },
    ]);
  });
});
