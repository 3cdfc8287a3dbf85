import { PlainProgress, TerminalProgress } from "../../runner/progress/progress";

const started = { kind: "started", address: "aws_lb.web", action: "create" } as const;
const finished = { kind: "finished", address: "aws_vpc.main", action: "create" } as const;

/** A clock that the test moves. */
function clock() {
  let time = 0;
  return { now: () => time, pass: (seconds: number) => (time += seconds * 1000) };
}

test("without a terminal a stack has a line when it begins and one when it ends", () => {
  const lines: string[] = [];
  const progress = new PlainProgress((text) => lines.push(text), clock().now);
  progress.begin("dev-network", "applying", 2);
  progress.event("dev-network", started);
  progress.event("dev-network", finished);
  progress.end("dev-network", "applied, 2 added");
  progress.stop();
  expect(lines.join("")).toBe("dev-network: applying\ndev-network: applied, 2 added\n");
});

test("without a terminal a stack that takes long is told every minute", () => {
  jest.useFakeTimers();
  try {
    const lines: string[] = [];
    const time = clock();
    const progress = new PlainProgress((text) => lines.push(text), time.now);
    progress.begin("dev-network", "applying", 2);
    progress.event("dev-network", finished);
    progress.event("dev-network", started);
    time.pass(60);
    jest.advanceTimersByTime(60_000);
    progress.stop();
    expect(lines.join("")).toBe("dev-network: applying\ndev-network  applying  1/2  60 s  creating aws_lb.web\n");
  } finally {
    jest.useRealTimers();
  }
});

test("on a terminal every stack under way has one line, drawn over the last ones, no wider than the terminal", () => {
  const written: string[] = [];
  const time = clock();
  const progress = new TerminalProgress(
    (text) => written.push(text),
    () => 40,
    time.now,
  );
  progress.begin("dev-network", "applying", 2);
  progress.begin("dev-eks", "planning");
  time.pass(3);
  progress.event("dev-network", started);
  written.length = 0;
  progress.end("dev-eks", "no changes");
  progress.stop();
  expect(written.join("|")).toBe(
    [
      "\u001b[2A\u001b[0J",
      "dev-eks: no changes\n",
      "dev-network  applying  0/2  3 s  creati\n",
      "\u001b[1A\u001b[0J",
    ].join("|"),
  );
});
