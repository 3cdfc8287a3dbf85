import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chartKeys, chartKeysFile } from "../../tools/chart-keys";

const FILES = {
  "Chart.yaml": "name: shop\nversion: 1.2.3\ndependencies:\n  - name: redis-ha\n    alias: cache\n",
  "values.yaml": [
    "replicaCount: 1",
    "# replicas in words: none",
    "image:",
    "  repository: example/shop",
    "  # tag: latest",
    "livenessProbe:",
    "  httpGet: { path: /healthz }",
    "service: {}",
    "cache:",
    "  enabled: false",
    "server:",
    "  ingress:",
    "    enabled: false",
    "",
  ].join("\n"),
  "values.schema.json": JSON.stringify({
    properties: { image: { $ref: "#/$defs/image" }, fromSchema: {} },
    $defs: { image: { properties: { digest: {} } } },
  }),
  "templates/deployment.yaml": "{{ .Values.server.ingress.hostname }} {{ .Values.fromTemplate }}",
};

describe("the keys of a chart", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "chart-keys-"));
    for (const [name, content] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are those of its values, commented-out ones too, of its schema and of its templates", () => {
    expect(chartKeys(folder).split("\n")).toEqual([
      ".: cache fromSchema fromTemplate image livenessProbe replicaCount server service",
      "image: digest repository tag",
      "server: ingress",
      "server.ingress: enabled hostname",
    ]);
  });

  it("become a file that says which version they are of", () => {
    expect(chartKeysFile(folder)).toMatch(
      /^\/\*\* Keys of the chart shop 1\.2\.3, .*\nexport const KEYS = `\n\.: cache /,
    );
    expect(chartKeysFile(folder, "v1.2.4")).toContain("Keys of the chart shop v1.2.4,");
  });
});
