import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emulatedIds, withoutEmulatedIds } from "../../emulator/emulated-ids";

const folder = mkdtempSync(join(tmpdir(), "groundplan-ids-"));
afterAll(() => rmSync(folder, { recursive: true }));

const state = (...resources: readonly [type: string, name: string, attributes: object, mode?: string][]) =>
  JSON.stringify({
    resources: resources.map(([type, name, attributes, mode = "managed"]) => ({
      mode,
      type,
      name,
      instances: [{ attributes }],
    })),
  });

test("ids that the emulator draws stand as references, in texts around them too, and those that say something stay", () => {
  const arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/0123456789abcdef";
  writeFileSync(
    join(folder, "dev-network.tfstate"),
    state(
      ["aws_vpc", "main", { id: "vpc-0123456789abcdef0" }],
      ["aws_lb", "web", { id: arn, arn }],
      ["aws_cloudwatch_log_group", "logs", { id: "/shop" }],
      ["aws_subnet", "a", { id: "subnet-0123456789abcdef0" }],
      ["aws_ami", "linux", { id: "ami-0123456789abcdef0" }, "data"],
    ),
  );
  const plan = {
    vpc: "vpc-0123456789abcdef0",
    policy: `{"Resource":"${arn}"}`,
    list: ["subnet-0123456789abcdef0", "/shop", "ami-0123456789abcdef0", 1, null],
  };
  expect(withoutEmulatedIds(plan, emulatedIds(join(folder, "dev-network.tfstate")))).toEqual({
    vpc: "${aws_vpc.main.id}",
    policy: '{"Resource":"${aws_lb.web.arn}"}',
    list: ["${aws_subnet.a.id}", "/shop", "ami-0123456789abcdef0", 1, null],
  });
});

test("where one id begins another, the longer one is meant", () => {
  const [id, longer] = ["0123456789abcdef", "0123456789abcdef:1"];
  const ids = new Map([
    [id, "${aws_a.a.id}"],
    [longer, "${aws_b.b.id}"],
  ]);
  expect(withoutEmulatedIds([id, longer], ids)).toEqual(["${aws_a.a.id}", "${aws_b.b.id}"]);
});

test("without a state a plan is as it was", () => {
  const plan = { id: "vpc-0123456789abcdef0" };
  expect(withoutEmulatedIds(plan, emulatedIds(join(folder, "nowhere")))).toEqual(plan);
});
