import type { Adoption } from "../../../constructs/core/adoption";

/** Constructs that a line names. */
const MOST = 6;

/** What synth says of a stack that takes over what AWS has already: how much of it, what is made beside, and when the lines have done their work. */
export function adoptionLines(stack: string, { file, imported, among, made, caveats }: Adoption): readonly string[] {
  const constructs = [...made].map(([path, count]) => (count === 1 ? path : `${path} (${count})`));
  const named = constructs.slice(0, MOST).join(", ");
  const others = constructs.length > MOST ? `, and in ${constructs.length - MOST} other constructs` : "";
  const beside = made.size === 0 ? "all that its constructs have" : `the others are made new, in ${named}${others}`;
  const until = file === "" ? "" : `; once it is applied, its lines of ${file} can be deleted`;
  return [
    `adopt: ${stack}: ${imported} of ${among} resources are taken over, ${beside}${until}`,
    ...caveats.map((caveat) => `adopt: ${stack}: ${caveat}`),
  ];
}
