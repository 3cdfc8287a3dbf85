import { addressesLost, countChanges, planChangesOf } from "../../runner/plans/plan-changes";
import { readLine, type TerraformEvent } from "../../runner/terraform/terraform-events";

function line(message: object): string {
  return JSON.stringify({ "@level": "info", "@message": "what Terraform says", ...message });
}

function planned(addr: string, action: string): TerraformEvent {
  const { event } = readLine(line({ type: "planned_change", change: { resource: { addr }, action } }));
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
  expect(countChanges(changes)).toEqual({ add: 1, change: 1, replace: 1, destroy: 1 });
  expect(addressesLost(changes).map(({ address }) => address)).toEqual(["aws_vpc.c", "aws_vpc.d"]);
  expect(changes.outputs).toEqual({ a: "update" });
});
