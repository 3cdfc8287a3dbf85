import { changesOfOne, inSharedStacks } from "./shared-stacks";
import type { AppliedTransition } from "./transition";

const change = (name: string, more: Partial<AppliedTransition> = {}): AppliedTransition => ({
  name,
  area: "network",
  from: () => {},
  to: () => {},
  ...more,
});

const names = (transitions: readonly AppliedTransition[]) =>
  inSharedStacks(transitions).map((group) => group.map(({ name }) => name));

test("changes of one area share a stack, but for those that need one of their own, another environment or no way back", () => {
  expect(
    names([
      change("one"),
      change("two"),
      change("alone", { alone: "its backend is another one" }),
      change("elsewhere", { area: "DNS" }),
      change("one way", { oneWay: "AWS knows none" }),
      change("owned", { environment: { to: { owner: "shop" } } }),
      change("meanwhile", { meanwhile: async () => async () => {} }),
    ]),
  ).toEqual([["one", "two"], ["alone"], ["elsewhere"], ["one way"], ["owned"], ["meanwhile"]]);
});

test("nine changes are two stacks of about the same size", () => {
  const nine = Array.from({ length: 9 }, (_, index) => change(`change ${index}`));
  expect(names(nine).map((group) => group.length)).toEqual([5, 4]);
});

test("a plan of a shared stack is told apart by the construct's scope, whatever the address is, with instances of one resource", () => {
  const resources = [
    { address: "aws_vpc.n1_vpc", action: "update" },
    { address: 'aws_route53_record.validation_1A["example.com"]', action: "replace" },
    { address: "aws_vpc.n2_vpc", action: "delete" },
  ] as const;
  const paths = new Map([
    ["aws_vpc.n1_vpc", "n1/network/vpc"],
    ["aws_route53_record.validation_1A", "n1/certificate/record"],
    ["aws_vpc.n2_vpc", "n2/network/vpc"],
  ]);
  const group = [change("one"), change("two")];
  const of = (index: number) => changesOfOne(group, index, { resources, outputs: {} }, paths).resources;
  expect([of(0), of(1)]).toEqual([resources.slice(0, 2), resources.slice(2)]);
  expect(changesOfOne([change("one")], 0, { resources, outputs: {} }, paths).resources).toEqual(resources);
});

test("what is replaced or goes and is the stack's own is nobody's change: they are tried each by itself", () => {
  const of = (action: "update" | "replace") =>
    changesOfOne(
      [change("one"), change("two")],
      0,
      { resources: [{ address: "aws_route53_record.proof", action }], outputs: {} },
      new Map([["aws_route53_record.proof", "proof/record"]]),
    ).resources;
  expect(of("update")).toEqual([]);
  expect(() => of("replace")).toThrow("replace aws_route53_record.proof: it lies in the stack, and in none of n1, n2");
});
