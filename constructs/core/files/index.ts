// Files: those of the project that a configuration names, those beside a stack, and the lines of code that make constructs.

export { addStackFile, addVersionsFile } from "./stack-files";
