import { dnsSuffixOf, PARTITIONS, partitionOf, REGIONS } from "../../../constructs/aws/regions";

describe("the table of regions", () => {
  it("has every partition", () => {
    expect(PARTITIONS).toEqual([
      "aws",
      "aws-cn",
      "aws-eusc",
      "aws-iso",
      "aws-iso-b",
      "aws-iso-e",
      "aws-iso-f",
      "aws-us-gov",
    ]);
  });

  it("names regions in one form and each once", () => {
    expect(REGIONS.filter((region) => !/^[a-z]{2,4}(-[a-z]+){1,2}-[0-9]$/.test(region))).toEqual([]);
    expect(REGIONS.length).toBe(new Set(REGIONS).size);
    expect(REGIONS).toEqual(
      expect.arrayContaining(["ap-northeast-2", "ap-east-2", "eusc-de-east-1", "us-isob-east-1"]),
    );
  });

  it.each([
    ["ap-northeast-9", "aws", "amazonaws.com"],
    ["cn-south-1", "aws-cn", "amazonaws.com.cn"],
    ["us-gov-north-1", "aws-us-gov", "amazonaws.com"],
    ["eusc-de-west-1", "aws-eusc", "amazonaws.eu"],
    ["us-isob-north-1", "aws-iso-b", "sc2s.sgov.gov"],
    ["zz-north-1", "aws", "amazonaws.com"],
  ])("takes %s, which it does not know, for one of %s", (region, partition, suffix) => {
    expect([partitionOf(region), dnsSuffixOf(region)]).toEqual([partition, suffix]);
  });
});
