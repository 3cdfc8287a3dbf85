const fs = require("node:fs");
const { ModernFakeTimers } = require("@jest/fake-timers");
const { ModuleMocker } = require("jest-mock");

/** What jest's own code takes when a test has replaced the function of that name. */
const NATIVES = {
  "jest-native-promise": Promise,
  "jest-native-now": Date.now.bind(Date),
  "jest-native-read-file": fs.readFileSync.bind(fs),
  "jest-native-write-file": fs.writeFileSync.bind(fs),
  "jest-native-exists-file": fs.existsSync.bind(fs),
};
for (const [name, value] of Object.entries(NATIVES)) {
  Object.defineProperty(globalThis, Symbol.for(name), { value, configurable: true });
}

/** The global that cdktf keeps all tokens in. Its modules hold on to it, so that it is emptied and never taken away. */
const TOKENS = "__cdktfTokenMap";

/**
 * Runs test files in the realm of the process, where jest's own environment makes a realm for each: the libraries can then stay from
 * one file to the next (see runtime.js), and their arrays and errors are those of the tests. What a test file has left in the process
 * is put back after it: globals, variables, working folder, exit code, listeners, tokens of cdktf.
 */
class OneRealmEnvironment {
  global = globalThis;
  fakeTimers = null;

  /** @param {import("@jest/environment").JestEnvironmentConfig} config */
  constructor({ projectConfig }) {
    this.putBack = [rememberGlobals(), rememberVariables(), rememberProcess()];
    Object.assign(globalThis, projectConfig.globals);
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    for (const putBack of this.putBack) putBack();
    forgetTokens();
  }

  exportConditions() {
    return ["node", "node-addons"];
  }

  getVmContext() {
    return null;
  }
}

function rememberGlobals() {
  const before = Object.getOwnPropertyDescriptors(globalThis);
  return () => {
    for (const key of Reflect.ownKeys(globalThis)) {
      if (!Object.hasOwn(before, key) && key !== TOKENS) delete globalThis[key];
    }
    for (const key of Reflect.ownKeys(before)) {
      const { value, get } = Object.getOwnPropertyDescriptor(globalThis, key) ?? {};
      if (value !== before[key].value || get !== before[key].get) Object.defineProperty(globalThis, key, before[key]);
    }
  };
}

function rememberVariables() {
  const { env } = process;
  const before = { ...env };
  return () => {
    process.env = env;
    for (const name of Object.keys(env)) {
      if (!Object.hasOwn(before, name)) delete env[name];
    }
    Object.assign(env, before);
  };
}

/** `exit` is jest's, which wraps it anew for each test file. */
function rememberProcess() {
  const { exit, exitCode } = process;
  const folder = process.cwd();
  const before = new Map(process.eventNames().map((event) => [event, process.rawListeners(event)]));
  return () => {
    Object.assign(process, { exit, exitCode });
    if (process.cwd() !== folder) process.chdir(folder);
    for (const event of process.eventNames()) {
      const added = process.rawListeners(event).filter((listener) => !before.get(event)?.includes(listener));
      for (const listener of added) process.removeListener(event, listener);
    }
  };
}

function forgetTokens() {
  const tokens = globalThis[TOKENS];
  if (tokens === undefined) return;
  tokens.stringTokenMap.clear();
  tokens.numberTokenMap.clear();
  tokens.tokenCounter = 0;
}

module.exports = OneRealmEnvironment;
