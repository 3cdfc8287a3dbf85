import { TRANSITIONS } from "./table";

test("every change has a name of its own", () => {
  const names = TRANSITIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("every area of the architecture has changes", () => {
  const areas = new Set(TRANSITIONS.map(({ area }) => area));
  expect([...areas].sort()).toEqual([
    "APIs",
    "CloudFront",
    "DNS",
    "ECS",
    "EKS",
    "IAM",
    "WAF",
    "access",
    "data",
    "delivery",
    "environment",
    "functions",
    "images",
    "load balancing",
    "messaging",
    "network",
    "security groups",
    "servers",
    "storage",
    "whole environments",
  ]);
});
