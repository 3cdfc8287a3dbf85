import { changedInputs, entryName, entryValue, hashInputs, readsOf, statesOpenedBy } from "../../runner/stacks/inputs";

const json = JSON.stringify({
  a: '${data.terraform_remote_state.network.outputs.subnet_ids["app-a"]}',
  b: "${data.terraform_remote_state.network.outputs.vpc_id}",
  c: ["${data.terraform_remote_state.network.outputs.vpc_id}", "${data.terraform_remote_state.edge.outputs.arn}"],
});
const reads = readsOf("dev", json);

test("what a stack reads is found in its JSON, each entry once and in order", () => {
  expect(reads.map((read) => `${read.producer} ${entryName(read)}`)).toEqual([
    "dev-edge arn",
    'dev-network subnet_ids["app-a"]',
    "dev-network vpc_id",
  ]);
});

test("every state that a stack opens counts, also one of which it uses nothing", () => {
  const opened = { data: { terraform_remote_state: { network: {}, edge: {} } } };
  expect(statesOpenedBy("dev", JSON.stringify(opened))).toEqual(["dev-edge", "dev-network"]);
  expect(statesOpenedBy("dev", "{}")).toEqual([]);
});

test("an entry that is not published has no value", () => {
  const outputs = { subnet_ids: { "app-a": "subnet-1" }, vpc_id: "vpc-1" };
  expect(entryValue({ output: "subnet_ids", key: "app-a" }, outputs)).toBe("subnet-1");
  expect(entryValue({ output: "subnet_ids", key: "app-b" }, outputs)).toBeUndefined();
  expect(entryValue({ output: "vpc_id", key: "a" }, outputs)).toBeUndefined();
  expect(entryValue({ output: "arn" }, outputs)).toBeUndefined();
});

test("a value that changes is told by its entry, and no value can be read from the hashes", () => {
  const hashes = (id: string) => hashInputs(reads, () => ({ vpc_id: id, subnet_ids: { "app-a": "s" } }), "salt");
  expect(changedInputs(hashes("vpc-1"), hashes("vpc-1"))).toEqual([]);
  expect(changedInputs(hashes("vpc-1"), hashes("vpc-2"))).toEqual(["dev-network vpc_id"]);
  expect(JSON.stringify(hashes("vpc-1"))).not.toContain("vpc-1");
});

test("equal values have equal hashes whatever the order of their keys; another salt gives others", () => {
  const whole = readsOf("dev", '"${data.terraform_remote_state.network.outputs.ids}"');
  const hash = (ids: object, salt = "salt") => hashInputs(whole, () => ({ ids }), salt);
  expect(hash({ a: 1, b: 2 })).toEqual(hash({ b: 2, a: 1 }));
  expect(hash({ a: 1 })).not.toEqual(hash({ a: 1 }, "other"));
});
