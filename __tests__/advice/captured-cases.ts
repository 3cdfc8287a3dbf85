/** Tables of tests, by how a test file hands them to `test.each`, without running the tests. */
export function tablesOf(load: () => void): readonly (readonly unknown[])[] {
  const tables: (readonly unknown[])[] = [];
  const scope = globalThis as unknown as Record<string, unknown>;
  const hooks = ["beforeAll", "beforeEach", "afterEach", "afterAll"];
  const known = Object.fromEntries(["test", "it", "describe", ...hooks].map((name) => [name, scope[name]]));
  const nothing = () => undefined;
  const capture = Object.assign(nothing, {
    each: (table: readonly unknown[]) => {
      tables.push(table);
      return nothing;
    },
  });
  Object.assign(scope, {
    test: capture,
    it: capture,
    describe: Object.assign((_: string, body: () => void) => body(), { each: () => nothing }),
    ...Object.fromEntries(hooks.map((name) => [name, nothing])),
  });
  try {
    load();
  } finally {
    Object.assign(scope, known);
  }
  return tables;
}
