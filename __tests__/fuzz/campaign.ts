import fc from "fast-check";

/** How much is run, and from which seed on; what jest.fuzz.config.js sets. */
const { factor, seed }: { readonly factor: number; readonly seed: number } = (
  globalThis as { readonly FUZZ?: { readonly factor: number; readonly seed: number } }
).FUZZ ?? { factor: 1, seed: 10 };

/**
 * A test that tries a property with random inputs: some from a fixed seed in `npm test`, and many times as many from another seed each
 * time in `npm run test:fuzz`, which prints it.
 *
 * @param name sentence that holds for every input
 * @param runs number of inputs in `npm test`
 */
export function campaign<Input>(
  name: string,
  runs: number,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => void | Promise<void>,
): void {
  test(name, async () => {
    if (factor > 1) process.stdout.write(`${name}: ${runs * factor} runs from FUZZ_SEED=${seed}\n`);
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => check(input)),
      { numRuns: runs * factor, seed },
    );
  });
}
