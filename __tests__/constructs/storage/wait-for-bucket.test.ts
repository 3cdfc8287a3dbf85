import { FlowLog } from "../../../constructs/network/flow-logs/flow-log";
import { Bucket } from "../../../constructs/storage/bucket";
import { WebAcl } from "../../../constructs/waf/web-acl";
import { resourceOf, synthStack } from "../../support/synth";

const POLICY = [expect.stringMatching(/^aws_s3_bucket_policy\./)];

test("the log of a web ACL waits until a bucket of the same stack admits it, and for no bucket of others", () => {
  const waitsFor = (own: boolean) => {
    const stack = synthStack((scope) => {
      const bucket = new Bucket(scope, "logs", { bucketName: "aws-waf-logs-shop" });
      bucket.admitDelivery("waf");
      const bucketArn = own ? bucket.arn : "arn:aws:s3:::aws-waf-logs-central";
      new WebAcl(scope, "acl", { logging: { to: "s3", bucketArn } });
    });
    return resourceOf(stack, "aws_wafv2_web_acl_logging_configuration").depends_on;
  };
  expect(waitsFor(true)).toEqual(POLICY);
  expect(waitsFor(false)).toBeUndefined();
});

test("a flow log waits for its bucket, whatever folder it writes to", () => {
  const stack = synthStack((scope) => {
    const bucket = new Bucket(scope, "logs", { bucketName: "shop-logs" });
    bucket.admitDelivery("flow-log");
    new FlowLog(scope, "flow-log", "vpc-1", { to: "s3", bucketArn: `${bucket.arn}/vpc` });
  });
  expect(resourceOf(stack, "aws_flow_log").depends_on).toEqual(POLICY);
});
