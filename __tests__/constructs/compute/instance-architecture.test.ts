import { amazonLinuxParameter, architectureOf, isBurstable } from "../../../constructs/compute/instance-architecture";

test.each([
  "t4g.nano",
  "m7gd.large",
  "c7gn.16xlarge",
  "x2gd.medium",
  "im4gn.large",
  "is4gen.large",
  "g5g.xlarge",
  "a1.medium",
])("%s has an Arm processor", (type) => {
  expect(architectureOf(type)).toBe("arm64");
});

test.each([
  "t3.micro",
  "t3a.small",
  "m7i.large",
  "g4dn.xlarge",
  "g5.xlarge",
  "p4d.24xlarge",
  "inf2.xlarge",
  "u-6tb1.metal",
])("%s has an x86 processor", (type) => {
  expect(architectureOf(type)).toBe("x86_64");
});

test("burstable are the T families, and not those whose names begin alike", () => {
  const types = ["t2.micro", "t3.micro", "t3a.micro", "t4g.nano", "trn1.2xlarge", "m7g.large"];
  expect(types.filter(isBurstable)).toEqual(["t2.micro", "t3.micro", "t3a.micro", "t4g.nano"]);
});

test("the newest Amazon Linux has a public parameter for each architecture", () => {
  expect(amazonLinuxParameter("arm64")).toBe("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
  expect(amazonLinuxParameter("x86_64")).toBe("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64");
});
