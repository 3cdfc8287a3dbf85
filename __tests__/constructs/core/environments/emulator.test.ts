import { targetsEmulator } from "../../../../constructs/core/environments/emulator";

describe("whether Terraform talks to an emulator", () => {
  it.each([
    "http://127.0.0.1:5000",
    "http://localhost:4566",
    "http://moto:5000",
    "https://emulator.example.com/aws",
    "https://amazonaws.com.example.com",
    "https://notamazonaws.com",
  ])("is told by %s", (url) => {
    expect(targetsEmulator({ AWS_ENDPOINT_URL: url })).toBe(true);
  });

  it.each([
    "https://ec2.ap-northeast-2.amazonaws.com",
    "https://EC2.AP-NORTHEAST-2.AMAZONAWS.COM:443/",
    "https://vpce-0123-abcd.sts.eu-west-1.vpce.amazonaws.com",
    "https://ec2.cn-north-1.amazonaws.com.cn",
    "https://ec2.us-west-2.api.aws",
    "https://ec2.cn-north-1.api.amazonwebservices.com.cn",
  ])("is denied by %s, which is Amazon's", (url) => {
    expect(targetsEmulator({ AWS_ENDPOINT_URL: url })).toBe(false);
  });

  it.each([{}, { AWS_ENDPOINT_URL: "" }, { AWS_ENDPOINT_URL_S3: "http://minio:9000" }])(
    "is denied by %j, which names no address for all services",
    (variables) => {
      expect(targetsEmulator(variables)).toBe(false);
    },
  );

  it("cannot be told by what is no address", () => {
    expect(() => targetsEmulator({ AWS_ENDPOINT_URL: "127.0.0.1:5000" })).toThrow(
      'found:    "127.0.0.1:5000"\n   expected: an address such as http://127.0.0.1:5000',
    );
  });
});
