import { DEV, devWith, problemsOf, removeConfigFolders } from "../support/config-folder";

afterAll(removeConfigFolders);

const refused = (path: string, found: string) => ({
  code: "CONFIG_TOKEN",
  path,
  message: "The value has the form of a reference between resources, which a file cannot hold.",
  found,
  expected: "a text without TfToken[, or a number below 1e280",
  fix: "write the value itself; what other resources hand over is read in code",
});

describe("what cdktf would take for a reference is refused", () => {
  test.each([
    ["owner: ${TfToken[TOKEN.7]}", "config/dev.yaml:2:8 › owner", '"${TfToken[TOKEN.7]}"'],
    ['owner: "#{TfToken[TOKEN.7]}"', "config/dev.yaml:2:8 › owner", '"#{TfToken[TOKEN.7]}"'],
    ["owner: x-1.8881545897087503e+289x", "config/dev.yaml:2:8 › owner", '"x-1.8881545897087503e+289x"'],
  ])("%s", (line, path, found) => {
    expect(problemsOf({ dev: devWith("owner: platform", line) })).toEqual([refused(path, found)]);
  });

  test("as a key", () => {
    expect(problemsOf({ dev: `${DEV}tags: { "\${TfToken[TOKEN.7]}": x }\n` })).toEqual([
      refused("config/dev.yaml:18:9 › tags", 'the key "${TfToken[TOKEN.7]}"'),
    ]);
  });

  test("as a number, in a policy, which may hold numbers of any size", () => {
    const policy =
      "\n  endpoints: { gateway: [s3], policies: { s3: { Statement: [{ Sid: -1.8881545897087503e+289 }] } } }\n";
    expect(problemsOf({ dev: `${DEV.trimEnd()}${policy}` })).toEqual([
      refused("config/dev.yaml:18:68 › network.endpoints.policies.s3.Statement[0].Sid", "-1.8881545897087503e+289"),
    ]);
  });
});
