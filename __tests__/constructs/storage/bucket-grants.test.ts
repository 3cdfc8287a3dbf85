import { ref, Testing, Token } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Bucket } from "../../../constructs/storage/bucket";
import { resourcesOf, synthStack, testEnvironment } from "../../support/synth";
import { makeBucket, makeKey, makeRole, statements, synthWithBucket } from "./support";

const OBJECTS = "arn:aws:s3:::acme-orders/*";

function granted(grant: (bucket: Bucket, role: ReturnType<typeof makeRole>) => void) {
  return statements(
    synthWithBucket((bucket, stack) => grant(bucket, makeRole(stack))),
    "aws_iam_role_policy",
  );
}

describe("a grant of a bucket", () => {
  it("to read is to list and to get", () => {
    expect(granted((bucket, role) => bucket.grantRead(role))).toEqual([
      { Sid: "ListOrders", Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::acme-orders" },
      { Sid: "ReadOrders", Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: OBJECTS },
    ]);
  });

  it("to write is neither to read nor to delete", () => {
    expect(granted((bucket, role) => bucket.grantWrite(role))).toEqual([
      { Sid: "WriteOrders", Effect: "Allow", Action: ["s3:AbortMultipartUpload", "s3:PutObject"], Resource: OBJECTS },
    ]);
  });

  it("to read and write is both, and not to delete", () => {
    expect(granted((bucket, role) => bucket.grantReadWrite(role))).toEqual([
      expect.objectContaining({ Sid: "ListOrders" }),
      {
        Sid: "ReadWriteOrders",
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
        Resource: OBJECTS,
      },
    ]);
  });

  it("to delete spares old versions", () => {
    expect(granted((bucket, role) => bucket.grantDelete(role))).toEqual([
      { Sid: "DeleteOrders", Effect: "Allow", Action: "s3:DeleteObject", Resource: OBJECTS },
    ]);
  });

  it("can be limited to a folder, and several folders can be granted", () => {
    const list = granted((bucket, role) => {
      bucket.grantRead(role, "reports/");
      bucket.grantRead(role, "invoices/2026/");
    });
    expect(list).toEqual([
      expect.objectContaining({ Sid: "ListOrdersInvoices2026" }),
      {
        Sid: "ListOrdersReports",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::acme-orders",
        Condition: { StringLike: { "s3:prefix": "reports/*" } },
      },
      expect.objectContaining({ Sid: "ReadOrdersInvoices2026", Resource: "arn:aws:s3:::acme-orders/invoices/2026/*" }),
      expect.objectContaining({ Sid: "ReadOrdersReports", Resource: "arn:aws:s3:::acme-orders/reports/*" }),
    ]);
  });

  it("goes with the bucket's key, and with the key through S3 only", () => {
    const keyed = (grant: (bucket: Bucket, role: ReturnType<typeof makeRole>) => void) => {
      const synthesized = synthStack((stack) => grant(makeBucket(stack, { key: makeKey(stack) }), makeRole(stack)));
      const [id] = Object.keys(synthesized.resources.aws_kms_key ?? {});
      return { list: statements(synthesized, "aws_iam_role_policy"), key: `\${aws_kms_key.${id}.arn}` };
    };
    const read = keyed((bucket, role) => bucket.grantRead(role));
    expect(read.list.find(({ Sid }) => Sid === "ReadKeyOrders")).toEqual({
      Sid: "ReadKeyOrders",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: read.key,
      Condition: { StringEquals: { "kms:ViaService": "s3.ap-northeast-2.amazonaws.com" } },
    });
    const write = keyed((bucket, role) => bucket.grantWrite(role));
    expect(write.list[0]).toMatchObject({ Sid: "WriteKeyOrders", Action: ["kms:Decrypt", "kms:GenerateDataKey"] });
    expect(keyed((bucket, role) => bucket.grantDelete(role)).list).toHaveLength(1);
  });

  it("keeps buckets of other stacks apart from those of the role's own", () => {
    const app = Testing.app();
    const data = new EnvironmentStack(app, "data", testEnvironment());
    const tasks = new EnvironmentStack(app, "tasks", testEnvironment());
    const role = makeRole(tasks);
    makeBucket(data).grantWrite(role);
    new Bucket(tasks, "orders", { bucketName: "acme-new-orders" }).grantWrite(role);
    expect(role.grants.statements.statements.map(({ sid, resources }) => [sid, resources])).toEqual([
      ["WriteDataOrders", [OBJECTS]],
      ["WriteOrders", ["arn:aws:s3:::acme-new-orders/*"]],
    ]);
  });
});

describe("an existing bucket", () => {
  it("can be granted, with its key, and is not declared again", () => {
    const keyArn = "arn:aws:kms:ap-northeast-2:111111111111:key/00000000-0000-0000-0000-000000000000";
    const synthesized = synthStack((stack) => {
      const bucket = Bucket.fromExisting(stack, "archive", { bucketName: "acme-archive", keyArn });
      const role = makeRole(stack);
      bucket.grantRead(role);
      bucket.grantWrite(role, "in/");
      bucket.grantReadWrite(role, "work/");
      bucket.grantDelete(role, "work/");
    });
    expect(resourcesOf(synthesized, "aws_s3_bucket")).toEqual([]);
    expect(statements(synthesized, "aws_iam_role_policy").map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["DeleteArchiveWork", "arn:aws:s3:::acme-archive/work/*"],
      ["ListArchive", "arn:aws:s3:::acme-archive"],
      ["ListArchiveWork", "arn:aws:s3:::acme-archive"],
      ["ReadArchive", "arn:aws:s3:::acme-archive/*"],
      ["ReadKeyArchive", keyArn],
      ["ReadWriteArchiveWork", "arn:aws:s3:::acme-archive/work/*"],
      ["ReadWriteKeyArchiveWork", keyArn],
      ["WriteArchiveIn", "arn:aws:s3:::acme-archive/in/*"],
      ["WriteKeyArchiveIn", keyArn],
    ]);
    expect(synthesized.problems).toEqual([]);
  });

  it("can be known by a reference", () => {
    const synthesized = synthStack((stack) => {
      const bucketName = Token.asString(ref("data.terraform_remote_state.data.outputs.bucket"));
      Bucket.fromExisting(stack, "archive", { bucketName }).grantDelete(makeRole(stack));
    });
    expect(statements(synthesized, "aws_iam_role_policy")[0]).toMatchObject({
      Resource: "arn:aws:s3:::${data.terraform_remote_state.data.outputs.bucket}/*",
    });
    expect(synthesized.problems).toEqual([]);
  });
});
