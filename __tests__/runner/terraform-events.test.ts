import { addressesLost, countChanges, planChangesOf } from "../../runner/plans/plan-changes";
import { NO_ORDER } from "../../runner/plans/planner";
import { countText, outputLines, planSummary } from "../../runner/progress/summary";
import { readLine, type TerraformEvent } from "../../runner/terraform/terraform-events";

function line(message: object): string {
  return JSON.stringify({ "@level": "info", "@message": "what Terraform says", ...message });
}

function planned(addr: string, action: string, more: object = {}): TerraformEvent {
  const { event } = readLine(line({ type: "planned_change", change: { resource: { addr }, action, ...more } }));
  if (!event) throw new Error("no event");
  return event;
}

test("a message is told by its text, and as an event where it is followed", () => {
  const hook = { resource: { addr: "aws_vpc.main" }, action: "create" };
  expect(readLine(line({ type: "apply_start", hook }))).toEqual({
    text: "what Terraform says",
    event: { kind: "started", address: "aws_vpc.main", action: "create" },
  });
  expect(readLine(line({ type: "version" }))).toEqual({ text: "what Terraform says", event: undefined });
});

test("what is destroyed is told by its id when it begins, and how long it has been going", () => {
  const hook = { resource: { addr: "helm_release.shop" }, action: "delete" };
  expect(readLine(line({ type: "apply_start", hook: { ...hook, id_key: "id", id_value: "shop" } })).event).toEqual({
    kind: "started",
    address: "helm_release.shop",
    action: "delete",
    id: "shop",
  });
  expect(readLine(line({ type: "apply_progress", hook: { ...hook, elapsed_seconds: 70 } })).event).toEqual({
    kind: "waiting",
    address: "helm_release.shop",
    action: "delete",
    seconds: 70,
  });
});

test("a line that is no JSON is its own text", () => {
  expect(readLine("tenv: using 1.11")).toEqual({ text: "tenv: using 1.11" });
  expect(readLine("{ half")).toEqual({ text: "{ half" });
});

test("a diagnostic comes out whole, with its place", () => {
  const diagnostic = {
    severity: "error",
    summary: "Invalid index",
    detail: "The given key does not identify an element.\nTwo lines.",
    address: "aws_lb.web",
    range: { filename: "cdk.tf.json", start: { line: 12 } },
    snippet: { context: "resource.aws_lb.web", code: '"subnets": "x"' },
  };
  expect(readLine(line({ type: "diagnostic", diagnostic })).event).toEqual({
    kind: "diagnostic",
    severity: "error",
    text: `Error: Invalid index

  with aws_lb.web,
  on cdk.tf.json line 12, in resource.aws_lb.web:
  12: "subnets": "x"

The given key does not identify an element.
Two lines.`,
  });
});

test("the changes of a plan are counted by what happens, a replaced resource once, and what is read not at all", () => {
  const outputs = readLine(
    line({ type: "outputs", outputs: { a: { action: "update" }, b: { action: "noop" } } }),
  ).event;
  const changes = planChangesOf([
    planned("aws_vpc.a", "create"),
    planned("aws_vpc.b", "update"),
    planned("aws_vpc.c", "replace"),
    planned("aws_vpc.d", "delete"),
    planned("data.aws_region.e", "read"),
    ...(outputs ? [outputs] : []),
  ]);
  expect(countChanges(changes)).toMatchObject({ add: 1, change: 1, replace: 1, destroy: 1 });
  expect(addressesLost(changes).map(({ address }) => address)).toEqual(["aws_vpc.c", "aws_vpc.d"]);
  expect(changes.outputs).toEqual({ a: "update" });
});

test("what is taken over, moved or forgotten is neither added nor destroyed, and is told with where it comes from", () => {
  const previous_resource = { addr: "aws_vpc.old" };
  const changes = planChangesOf([
    planned("aws_vpc.a", "import", { importing: { id: "vpc-1" } }),
    planned("aws_vpc.b", "update", { importing: { id: "vpc-2" } }),
    planned("aws_vpc.c", "move", { previous_resource }),
    planned("aws_vpc.d", "update", { previous_resource }),
    planned("aws_vpc.e", "remove", { reason: "delete_because_no_resource_config" }),
  ]);
  expect(countText(countChanges(changes))).toBe("2 to import, 2 to move, 2 to change, 1 to forget");
  expect(addressesLost(changes)).toEqual([]);
  const stacks = new Map([["dev-network", { kind: "real", hasChanges: true, changes, inputs: {} } as const]]);
  expect(planSummary({ stacks, order: NO_ORDER })).toBe(
    `dev-network  2 to import, 2 to move, 2 to change, 1 to forget
  import  aws_vpc.a (vpc-1)
  import  aws_vpc.b (vpc-2)
  move  aws_vpc.c (was aws_vpc.old)
  move  aws_vpc.d (was aws_vpc.old)
  forget  aws_vpc.e (stays in AWS)
`,
  );
});

test("outputs are printed a line each, without maps and lists of what a stack has none of", () => {
  const printed = outputLines({
    "sandbox-data": {
      cache_hosts: {},
      names: [],
      queue_urls: { jobs: "https://sqs/jobs" },
      size: 0,
      text: "",
      none: null,
    },
    "sandbox-edge": { secrets: "(sensitive)" },
    "sandbox-state": { listeners: {} },
  });
  expect(printed).toBe(`sandbox-data:
  queue_urls = {"jobs":"https://sqs/jobs"}
  size = 0
  text =${" "}
  none = null

sandbox-edge:
  secrets = (sensitive)
`);
});
