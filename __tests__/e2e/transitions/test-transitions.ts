import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AWS_PROVIDER_VERSIONS } from "../../../constructs/core/environments/environment-stack";
import { findProvider } from "../../../emulator/long-lived-provider";
import { terraformEnvironment } from "../../../emulator/terraform-environment";
import { findTools } from "../../../emulator/tools";
import { Progress } from "../progress/progress";
import { ACCOUNT, REGION } from "./calls";
import { Lane } from "./lane";
import { isRefused, type Transition } from "./transition";

/**
 * Declares a test for each change that is applied. Tests run side by side, as many as `maxConcurrency` of the configuration says, each in a lane of its
 * own; lanes are kept for those that follow.
 */
export function testTransitions(transitions: readonly Transition[]): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-transitions-"));
  const tools = findTools();
  const progress = new Progress();
  const lanes: Lane[] = [];
  const free: Lane[] = [];
  let provider: string | undefined;

  beforeAll(async () => {
    const env = terraformEnvironment(tools, { url: "http://127.0.0.1:1", account: ACCOUNT, region: REGION }, folder);
    provider = await findProvider(tools.terraform, env, path.join(folder, "provider"), AWS_PROVIDER_VERSIONS);
  });

  afterAll(async () => {
    progress.end();
    await Promise.all(lanes.map((lane) => lane.stop()));
    process.stdout.write(`\n${progress.summary()}\n`);
    fs.rmSync(folder, { recursive: true, force: true });
  });

  let count = 0;
  const startLane = async () => {
    count += 1;
    const lane = await Lane.start({ tools, folder: path.join(folder, `lane-${count}`), provider, progress });
    lanes.push(lane);
    return lane;
  };

  // Whole environments take longest: they begin first, so that no lane is left alone with one at the end.
  const isLong = (transition: Transition) => "configurations" in transition;
  const inOrder = [...transitions].sort((a, b) => Number(isLong(b)) - Number(isLong(a)));
  const rows = inOrder.flatMap((transition) =>
    isRefused(transition) ? [] : [[`${transition.area}: ${transition.name}`, transition] as const],
  );
  test.concurrent.each(rows)("%s", async (_title, transition) => {
    const lane = free.pop() ?? (await startLane());
    try {
      await lane.run(transition);
    } finally {
      free.push(lane);
    }
  });
}
