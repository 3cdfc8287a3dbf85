import fc from "fast-check";
import { ejectStack } from "../../eject/stack/eject-stack";
import { differences, readBack } from "../eject/support/read-back";
import { SCHEMAS } from "../eject/support/schemas";
import { templates } from "../eject/support/templates";
import { campaign } from "./campaign";

const REFERENCES = [
  "${aws_vpc.main.id}",
  '${data.terraform_remote_state.net.outputs.subnet_ids["app-a"]}',
  '${trimprefix(aws_eks_cluster.a.url, "https://")}',
  '${join(",", ["a", "b}", "c\\"d"])}',
  "${one([for o in x.y : o.z if o.n == 1])}",
  "${max(var.a ? 1 : 2, -3)}",
];

const { template, document } = templates(REFERENCES);
const value = fc.oneof(template, document, fc.array(template, { maxLength: 3 }), fc.integer(), fc.boolean());

campaign(
  "texts, documents and references are read back as they were",
  60,
  fc.array(value, { minLength: 1, maxLength: 12 }),
  async (values) => {
    const json = {
      terraform: { required_providers: {} },
      resource: {
        aws_iam_role: Object.fromEntries(
          values.map((one, index) => [`r${index}`, { assume_role_policy: one, tags: { a: one } }]),
        ),
      },
    };
    const files = ejectStack({
      name: "s",
      json: json as never,
      schemas: SCHEMAS,
      known: { account: "111111111111", region: "eu-west-1" },
    });
    expect(await differences(json, await readBack(files))).toEqual([]);
  },
);
