import { formatPath, type Path } from "../../../config/reading/tree";
import { environmentSchema } from "../../../config/schema/schema";
import { isSecretName } from "../../../constructs/core/texts/secret-forms";
import { DEV, problemsOf, removeConfigFolders } from "../support/config-folder";
import { EVERYTHING } from "../support/everything";
import { placesIn, planted } from "../support/places";

afterAll(removeConfigFolders);

/** Of the form of a key's id, and nobody's. */
const KEY = `AKIA${"Q".repeat(16)}`;

/** What somebody could have as a password; it has no form that anything would know it by. */
const PASSWORD = "hunter2";
const PIN = 13579;

const EVERYONE = Object.entries(EVERYTHING);

describe("a secret that is known by its form", () => {
  test.each(EVERYONE)("is refused in every text and key of the schema, and not repeated (%s)", (name, config) => {
    const places = placesIn(name, environmentSchema, config);
    const problems = problemsOf({ [name]: JSON.stringify(planted(config, ` ${KEY}`, places)) });
    expect(JSON.stringify(problems)).not.toContain(KEY);
    const told = problems.filter(({ code }) => code === "CONFIG_SECRET");
    expect(told).toHaveLength(places.length);
  });

  test.each([
    ["a secret access key of AWS", `AWS_SECRET_ACCESS_KEY=${"wJalr/+".repeat(6).slice(0, 40)}`],
    ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----"],
    ["a token of GitHub", `ghp_${"a1".repeat(20)}`],
    ["an address with a password in it", "curl https://me:hunter2@example.com/"],
  ])("%s", (found, text) => {
    const [problem, ...others] = problemsOf({ dev: `${DEV}tags: { note: ${JSON.stringify(text)} }\n` });
    expect([problem?.code, problem?.found, others]).toEqual(["CONFIG_SECRET", found, []]);
  });

  test.each(["https://$USER:$TOKEN@example.com/", "git@example.com:shop.git", "https://example.com:8443/a@b"])(
    "%s is none",
    (text) => {
      const reserved = `  reserved: [{ cidr: 10.0.240.0/24, reason: ${JSON.stringify(text)} }]\n`;
      expect(problemsOf({ dev: `${DEV}${reserved}` })).toEqual([]);
    },
  );
});

describe("what stands where a secret would be by its name is not repeated", () => {
  /** Paths of keys that are named like secrets. `secret` itself is where the name of one stands. */
  function secretPaths(value: unknown, path: Path = []): Path[] {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([key, below]) => [
      ...(isSecretName(key) && !/^secrets?$/.test(key) ? [[...path, key]] : []),
      ...secretPaths(below, [...path, key]),
    ]);
  }

  function replaced(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
    return step === undefined ? by : { ...(value as object), [step]: replaced((value as never)[step], rest, by) };
  }

  const CASES = EVERYONE.flatMap(([name, config]) => [
    ...secretPaths(config).map((path) => [name, formatPath(path), config, path] as const),
    ...(name === "dev"
      ? [[name, "a variable", config, ["ecs", "services", "web", "environment", "DB_PASSWORD"]] as const]
      : []),
  ]);

  test("there are such keys", () => expect(CASES.map(([, path]) => path)).toMatchSnapshot());

  test.each(CASES)("%s: %s", (name, _, config, path) => {
    for (const value of [PASSWORD, PIN, [PASSWORD], { [PASSWORD]: PASSWORD }, true, [PIN]]) {
      const problems = problemsOf({ [name]: JSON.stringify(replaced(config, path, value)) });
      // Below a wrong key only the key itself can be told.
      const told = problems.filter((problem) => !problem.path.endsWith(`.${PASSWORD}`));
      expect(JSON.stringify(told)).not.toMatch(new RegExp(`${PASSWORD}|${PIN}`));
    }
  });

  test("a plain clientSecret is told without its value", () => {
    const argocd = `{ signIn: { provider: github, organization: x, clientId: x, clientSecret: ${PASSWORD} } }`;
    expect(problemsOf({ dev: `${DEV}eksAddons: { argocd: ${argocd} }\n` })).toEqual([
      {
        code: "CONFIG_WRONG_TYPE",
        path: "config/dev.yaml:18:96 › eksAddons.argocd.signIn.clientSecret",
        message: "The value has the wrong type.",
        found: "text (not shown)",
        expected: "a map with secret, field",
        fix: "write a map such as { secret: platform/argocd-github, field: clientSecret }",
      },
    ]);
  });

  test.each(["*hunter2", "!hunter2 x", "'hunter2", "{ hunter2: ] }", "@hunter2", "%hunter2: x: y"])(
    "neither where it is no YAML: %s",
    (value) => {
      const problems = problemsOf({ dev: `${DEV}clientSecret: ${value}\n` });
      expect(problems.length).toBeGreaterThan(0);
      expect(JSON.stringify(problems)).not.toContain(PASSWORD);
    },
  );
});
