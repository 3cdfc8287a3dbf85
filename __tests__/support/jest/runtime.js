const { isBuiltin } = require("node:module");
const { compileFunction } = require("node:vm");
const { default: Runtime } = require("jest-runtime");

/** What a module of the project was compiled to, by path. It is run anew for each test file, and starts warm. */
const compiled = new Map();

/**
 * Jest's runtime, with two things kept from one test file of a worker to the next, which takes half of the time of all tests: libraries
 * are loaded once, by Node.js, and modules of the project are compiled once. What modules of the project hold is a test file's own, as
 * ever; libraries must hold nothing that a test changes (for cdktf's tokens see environment.js). `jest.mock` works for both;
 * `jest.resetModules` leaves libraries.
 */
class KeepingRuntime extends Runtime {
  /** @param {ConstructorParameters<typeof Runtime>} args */
  constructor(...args) {
    super(...args);
    const { executor } = this;
    if (typeof executor?.compile !== "function") throw new Error("jest-runtime has no executor.compile any more");
    executor.compile = (source, filename) => {
      const known = compiled.get(filename);
      if (known?.source === source) return known.run;
      const run = compileFunction(source, executor.injectedModuleParameters, { filename });
      compiled.set(filename, { source, run });
      return run;
    };
  }

  requireModule(from, name, ...rest) {
    if (!isLibrary(name)) return super.requireModule(from, name, ...rest);
    return require(require.resolve(name, { paths: [from] }));
  }
}

/** Whether a module is asked for by the name of a package. */
function isLibrary(name) {
  return name !== undefined && /^[@a-z]/.test(name) && !isBuiltin(name);
}

module.exports = KeepingRuntime;
