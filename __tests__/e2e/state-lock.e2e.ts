import * as fs from "node:fs";
import * as path from "node:path";
import type { Emulator } from "../../emulator/server";
import type { SynthesizedStack } from "../../runner/stacks/stacks";
import { bootstrap } from "../../runner/state/bootstrap";
import { createWorkspace, removeWorkspace, stackOf, startEmulator, terraformAt, until } from "./support/harness";
import { BreakableProxy } from "./support/proxy";

/** Two applies at once, on each kind of lock that an environment uses. */
const workspace = createWorkspace();

interface S3Settings {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly use_lockfile?: boolean;
  readonly dynamodb_table?: string;
}

function s3Backend(stack: SynthesizedStack): S3Settings | undefined {
  const json = JSON.parse(fs.readFileSync(path.join(stack.folder, "cdk.tf.json"), "utf8")) as {
    terraform: { backend: { s3?: S3Settings } };
  };
  return json.terraform.backend.s3;
}

/** Environments with a network stack in an S3 backend, one for each kind of lock. */
const environments = new Map<string, string>();
for (const { name, environment } of workspace.stacks) {
  if (!name.endsWith("-network")) continue;
  const backend = s3Backend(stackOf(workspace, environment, "network"));
  const lock = backend?.use_lockfile ? "lock file" : backend?.dynamodb_table ? "lock table" : undefined;
  if (lock && !environments.has(lock)) environments.set(lock, environment);
}

/** Whether the stack's lock is there, asked of the emulator itself. It looks at the form of the signature only. */
async function isLocked(emulator: Emulator, stack: SynthesizedStack): Promise<boolean> {
  const backend = s3Backend(stack);
  if (!backend) return false;
  const request = async (service: string, address: string, init: RequestInit = {}): Promise<string> => {
    const scope = `EMULATOR${stack.account}/20250101/${backend.region}/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const headers = { ...init.headers, Authorization: authorization };
    return (await fetch(`${emulator.url}${address}`, { ...init, headers })).text();
  };
  if (backend.use_lockfile) {
    return (await request("s3", `/${backend.bucket}?list-type=2`)).includes(`${backend.key}.tflock`);
  }
  const table = await request("dynamodb", "/", {
    method: "POST",
    headers: { "X-Amz-Target": "DynamoDB_20120810.Scan", "Content-Type": "application/x-amz-json-1.0" },
    body: JSON.stringify({ TableName: backend.dynamodb_table }),
  });
  // The table also keeps a checksum of the state; only a lock says who holds it.
  return table.includes("OperationTypeApply");
}

afterAll(() => removeWorkspace(workspace));

test("at least one environment keeps its state in S3 with a lock file", () => {
  expect([...environments.keys()]).toContain("lock file");
});

test.concurrent.each([...environments])(
  "two applies at once: the second is refused by the %s",
  async (_lock, environment) => {
    const emulator = await startEmulator(workspace, environment);
    const proxy = new BreakableProxy(emulator.port);
    await proxy.listen();
    try {
      await bootstrap({
        stack: stackOf(workspace, environment, "state"),
        terraform: (stack, folder) => terraformAt(workspace, stack, emulator.url, folder),
        tell: () => {},
      });

      const stack = stackOf(workspace, environment, "network");
      const colleagueFolder = path.join(workspace.folder, `${environment}-colleague`);
      fs.cpSync(stack.folder, colleagueFolder, { recursive: true });
      const mine = terraformAt(workspace, stack, proxy.url);
      const colleague = terraformAt(workspace, stack, emulator.url, colleagueFolder);
      await mine.init();
      await colleague.init();

      const apply = mine.apply();
      await until("The lock", 120, () => isLocked(emulator, stack));
      proxy.hold();
      await expect(colleague.apply()).rejects.toThrow("Error acquiring the state lock");
      proxy.release();

      expect(await apply).toContain("Apply complete!");
      expect(await isLocked(emulator, stack)).toBe(false);
      expect((await colleague.plan()).hasChanges).toBe(false);
    } finally {
      await proxy.close();
      await emulator.stop();
    }
  },
);
