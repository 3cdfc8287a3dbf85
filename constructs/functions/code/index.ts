// How code becomes the archive that Lambda gets, the same on every machine.

export { type PackedCode, packCode } from "./function-code";
