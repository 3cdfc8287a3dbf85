/** An earlier revision of the project, out of Git, beside the files that lie in its folder now. Never touches the working tree or the index. */
export { type BaseRevision, checkOut, differs, findBase } from "./git";
export { KeptSynth } from "./kept-synth";
export { givePackages } from "./packages";
export { baseNotSynthesized } from "./problems";
