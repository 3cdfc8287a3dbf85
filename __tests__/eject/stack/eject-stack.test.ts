import { ejectStack } from "../../../eject/stack/eject-stack";
import type { JsonObject } from "../../../eject/stack/json-blocks";
import { UnknownType } from "../../../eject/stack/stack-blocks";
import { SCHEMAS } from "../support/schemas";

function files(json: JsonObject, more: Partial<Parameters<typeof ejectStack>[0]> = {}): Map<string, string> {
  const known = { account: "111111111111", region: "eu-west-1" };
  return ejectStack({ name: "dev-shop", json, schemas: SCHEMAS, known, ...more });
}

/** What cdktf writes into each element. */
function at(path: string): JsonObject {
  return { "//": { metadata: { path: `dev-shop/${path}`, uniqueId: path.replace(/\W/g, "_") } } };
}

test("blocks are blocks, attributes attributes, and what is about the block itself stands around the rest", () => {
  const json: JsonObject = {
    resource: {
      aws_security_group: {
        edge_1A2B3C4D: { ...at("edge/group/Resource"), name: "edge", vpc_id: "${aws_vpc.main.id}", egress: [] },
      },
      aws_lb: {
        edge_lb: {
          ...at("edge/load-balancer/Default"),
          count: 1,
          depends_on: ["aws_security_group.edge_1A2B3C4D"],
          lifecycle: { ignore_changes: ['tags["Owner"]'], prevent_destroy: true },
          provider: "aws.us-east-1",
          security_groups: ["${aws_security_group.edge_1A2B3C4D.id}"],
          access_logs: { bucket: "logs", enabled: true },
          subnet_mapping: [{ subnet_id: "${aws_subnet.a.id}" }, { subnet_id: "${aws_subnet.b.id}" }],
          idle_timeout: null,
          tags: { Name: "edge", "kubernetes.io/role": '${upper("elb")}' },
        },
      },
    },
  };
  expect([...files(json)]).toMatchInlineSnapshot(`
    [
      [
        "edge.tf",
        "# dev-shop/edge
    # The names of resources are their addresses in the state. Whoever renames one adds a moved block.

    # edge/group
    resource "aws_security_group" "edge_1A2B3C4D" {
      name   = "edge"
      egress = []
      vpc_id = aws_vpc.main.id
    }

    # edge/load-balancer
    resource "aws_lb" "edge_lb" {
      count    = 1
      provider = aws.us-east-1

      security_groups = [aws_security_group.edge_1A2B3C4D.id]

      access_logs {
        bucket  = "logs"
        enabled = true
      }

      subnet_mapping {
        subnet_id = aws_subnet.a.id
      }

      subnet_mapping {
        subnet_id = aws_subnet.b.id
      }

      tags = {
        Name                 = "edge"
        "kubernetes.io/role" = upper("elb")
      }

      lifecycle {
        ignore_changes  = [tags["Owner"]]
        prevent_destroy = true
      }

      depends_on = [aws_security_group.edge_1A2B3C4D]
    }
    ",
      ],
    ]
  `);
});

test("what cdktf writes and nobody needs vanishes: comments, the default provider, empty kinds", () => {
  const json: JsonObject = {
    "//": { metadata: { version: "0.21.0" }, outputs: {} },
    output: {},
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.0" } } },
    resource: { aws_eip: { a: { ...at("a"), provider: "aws", domain: "vpc", tags: null } } },
  };
  expect([...files(json, { requiredVersion: ">= 1.10.0" })]).toMatchInlineSnapshot(`
    [
      [
        "terraform.tf",
        "terraform {
      required_version = ">= 1.10.0"

      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 6.0"
        }
      }
    }
    ",
      ],
      [
        "a.tf",
        "# dev-shop/a
    # The names of resources are their addresses in the state. Whoever renames one adds a moved block.

    # a
    resource "aws_eip" "a" {
      domain = "vpc"
    }
    ",
      ],
    ]
  `);
});

test("variables, locals, outputs, and blocks that move, import and remove are taken along", () => {
  const json: JsonObject = {
    variable: {
      size: {
        type: "list(string)",
        default: ["${literal}"],
        description: "sizes of ${x}",
        validation: [{ condition: "${length(var.size) > 0}", error_message: "none" }],
      },
    },
    locals: { all: '${concat(var.size, ["a"])}' },
    output: { all: { value: "${local.all}", description: "all of ${it}", sensitive: true, depends_on: ["aws_eip.a"] } },
    moved: [[{ from: "aws_eip.b", to: "aws_eip.a" }]],
    import: [{ to: "aws_eip.a", id: "eipalloc-${var.size[0]}" }],
    removed: [{ from: "aws_eip.c", lifecycle: { destroy: false } }],
  };
  expect([...files(json)]).toMatchInlineSnapshot(`
    [
      [
        "variables.tf",
        "variable "size" {
      description = "sizes of $\${x}"
      type        = list(string)
      default     = ["$\${literal}"]

      validation {
        condition     = length(var.size) > 0
        error_message = "none"
      }
    }
    ",
      ],
      [
        "locals.tf",
        "locals {
      all = concat(var.size, ["a"])
    }
    ",
      ],
      [
        "outputs.tf",
        "output "all" {
      description = "all of $\${it}"
      sensitive   = true
      value       = local.all

      depends_on = [aws_eip.a]
    }
    ",
      ],
      [
        "moved.tf",
        "# Former addresses. A block can go once every state that had its resource has been applied.

    moved {
      from = aws_eip.b
      to   = aws_eip.a
    }
    ",
      ],
      [
        "imports.tf",
        "import {
      id = "eipalloc-\${var.size[0]}"
      to = aws_eip.a
    }
    ",
      ],
      [
        "removed.tf",
        "removed {
      from = aws_eip.c

      lifecycle {
        destroy = false
      }
    }
    ",
      ],
    ]
  `);
});

test("account, region and outputs of other stacks become local values when they stand often", () => {
  const read = '${data.terraform_remote_state.net.outputs.subnet_ids["a"]}';
  const arn = (name: string) => `arn:aws:sns:eu-west-1:111111111111:${name}`;
  const json: JsonObject = {
    data: {
      terraform_remote_state: {
        net: { backend: "s3", config: { bucket: "states-111111111111", key: "net", region: "eu-west-1" } },
      },
    },
    resource: {
      terraform_data: {
        a: {
          input: [
            arn("a"),
            arn("b"),
            arn("c"),
            arn("d"),
            "eu-west-1a",
            "eu-west-10",
            "eu-west-1",
            "1111111111110",
            "key/1111-111111111111",
          ],
        },
        b: { input: [read, read, read, `x${read}`] },
      },
    },
  };
  const made = files(json);
  expect(made.get("locals.tf")).toMatchInlineSnapshot(`
    "locals {
      account_id = "111111111111"
      region     = "eu-west-1"
      subnet_ids = data.terraform_remote_state.net.outputs.subnet_ids
    }
    "
  `);
  expect(made.get("main.tf")).toMatchInlineSnapshot(`
    "resource "terraform_data" "a" {
      input = [
        "arn:aws:sns:\${local.region}:\${local.account_id}:a",
        "arn:aws:sns:\${local.region}:\${local.account_id}:b",
        "arn:aws:sns:\${local.region}:\${local.account_id}:c",
        "arn:aws:sns:\${local.region}:\${local.account_id}:d",
        "\${local.region}a",
        "eu-west-10",
        local.region,
        "1111111111110",
        "key/1111-111111111111",
      ]
    }

    resource "terraform_data" "b" {
      input = [local.subnet_ids["a"], local.subnet_ids["a"], local.subnet_ids["a"], "x\${local.subnet_ids["a"]}"]
    }
    "
  `);
  expect(made.get("remote-states.tf")).toContain('bucket = "states-111111111111"');
});

test("a text of several lines is written as lines, one that a heredoc would change is not", () => {
  const json: JsonObject = {
    resource: {
      aws_instance: {
        a: { user_data: '#!/bin/sh\n\nif true; then\n  echo "${aws_eip.a.id}" $${HOME}\nfi\n' },
        b: { user_data: "#!/bin/sh\ntrue" },
        c: { user_data: "#!/bin/sh\r\ntrue\n" },
        d: { user_data: "  indented\n  all\n" },
      },
      aws_launch_template: { a: { user_data: '${base64encode("#!/bin/sh\\necho \\"${aws_eip.a.id}\\"\\n")}' } },
    },
  };
  expect(files(json).get("main.tf")).toMatchInlineSnapshot(`
    "resource "aws_instance" "a" {
      user_data = <<-EOT
        #!/bin/sh

        if true; then
          echo "\${aws_eip.a.id}" $\${HOME}
        fi
      EOT
    }

    resource "aws_instance" "b" {
      user_data = chomp(<<-EOT
        #!/bin/sh
        true
      EOT
      )
    }

    resource "aws_instance" "c" {
      user_data = "#!/bin/sh\\r\\ntrue\\n"
    }

    resource "aws_instance" "d" {
      user_data = "  indented\\n  all\\n"
    }

    resource "aws_launch_template" "a" {
      user_data = base64encode("#!/bin/sh\\necho \\"\${aws_eip.a.id}\\"\\n")
    }
    "
  `);
});

test("no line is longer than people write them: loops, texts in base64 and in objects, and texts that read other stacks", () => {
  const options = "aws_acm_certificate.shop_certificate_3C59EBE5.domain_validation_options";
  const validation = (name: string) =>
    `\${one([for o in ${options} : o.${name} if o.domain_name == "api.shop.example.com"])}`;
  const read = (output: string) => `\${data.terraform_remote_state.functions.outputs.${output}["orders"]}`;
  const path = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions";
  const json: JsonObject = {
    resource: {
      aws_apigatewayv2_integration: {
        orders: {
          api_id: "${aws_apigatewayv2_api.shop.id}",
          integration_type: "AWS_PROXY",
          integration_uri: `${path}/${read("function_arns")}:${read("alias_names")}/invocations`,
        },
      },
      aws_launch_template: {
        nodes: { name: "nodes", user_data: Buffer.from("#!/bin/sh\necho ${HOME}\n").toString("base64") },
        other: { name: "other", user_data: Buffer.from([0x1f, 0x8b, 0x08, 0x00]).toString("base64") },
      },
      aws_route53_record: {
        shop: { name: validation("resource_record_name"), records: [validation("resource_record_value")], ttl: 60 },
      },
    },
    output: {
      node: { value: { name: "general", userData: `apiVersion: v1\nkind: NodeConfig\n${"# settings ".repeat(9)}\n` } },
    },
  };
  const made = files(json);
  expect([made.get("locals.tf"), made.get("main.tf"), made.get("outputs.tf")].join("\n")).toMatchInlineSnapshot(`
    "locals {
      alias_names   = data.terraform_remote_state.functions.outputs.alias_names
      function_arns = data.terraform_remote_state.functions.outputs.function_arns
    }

    resource "aws_apigatewayv2_integration" "orders" {
      api_id           = aws_apigatewayv2_api.shop.id
      integration_type = "AWS_PROXY"
      integration_uri  = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${local.function_arns["orders"]}:\${local.alias_names["orders"]}/invocations"
    }

    resource "aws_launch_template" "nodes" {
      name      = "nodes"
      user_data = base64encode("#!/bin/sh\\necho $\${HOME}\\n")
    }

    resource "aws_launch_template" "other" {
      name      = "other"
      user_data = "H4sIAA=="
    }

    resource "aws_route53_record" "shop" {
      ttl = 60

      name = one([
        for o in aws_acm_certificate.shop_certificate_3C59EBE5.domain_validation_options : o.resource_record_name
        if o.domain_name == "api.shop.example.com"
      ])

      records = [
        one([
          for o in aws_acm_certificate.shop_certificate_3C59EBE5.domain_validation_options : o.resource_record_value
          if o.domain_name == "api.shop.example.com"
        ]),
      ]
    }

    output "node" {
      value = {
        name     = "general"
        userData = <<-EOT
          apiVersion: v1
          kind: NodeConfig
          # settings # settings # settings # settings # settings # settings # settings # settings # settings 
        EOT
      }
    }
    "
  `);
});

test("paths of local states are told as they are from the new folder", () => {
  const json: JsonObject = {
    terraform: { backend: { local: { path: "../states/shop.tfstate" } } },
    data: { terraform_remote_state: { net: { backend: "local", config: { path: "../states/net.tfstate" } } } },
  };
  const made = files(json, { localState: (path) => `moved/${path}` });
  expect(made.get("terraform.tf")).toContain('path = "moved/../states/shop.tfstate"');
  expect(made.get("remote-states.tf")).toContain('path = "moved/../states/net.tfstate"');
});

test("an exemption stands once, at the first block of its construct", () => {
  const json: JsonObject = {
    resource: { aws_eip: { a: { ...at("edge/a"), domain: "vpc" }, b: { ...at("edge/b"), domain: "vpc" } } },
  };
  const exemptions = [{ rule: "NET-01", at: "dev-shop/edge", reason: "it is\nan exercise" }];
  const text = files(json, { exemptions }).get("edge.tf") ?? "";
  expect(text.match(/# Exempt.*/g)).toEqual(["# Exempt from NET-01: it is an exercise"]);
});

test("constructs get files of their own, long ones for their parts, and no name that Terraform takes for something else", () => {
  const some = (path: string, count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `${path.replace(/\W/g, "_")}_${i}`,
        { ...at(`${path}/r${i}`), domain: "vpc" },
      ]),
    );
  const eips = {
    ...some("Net Work/zone-a", 40),
    ...some("Net Work/zone-b", 40),
    ...some("Net Work", 1),
    ...some("outputs", 1),
    ...some("over_ride", 1),
    ...some("override", 1),
  };
  expect([...files({ resource: { aws_eip: eips } }).keys()]).toEqual([
    "net-work.tf",
    "net-work-zone-a.tf",
    "net-work-zone-b.tf",
    "outputs-resources.tf",
    "over-ride.tf",
    "override-resources.tf",
  ]);
});

test("a block of a provider may have an attribute that is called as one of Terraform's", () => {
  const json: JsonObject = {
    resource: { aws_lb: { a: { name: "a", access_logs: { bucket: "b", provider: "text", depends_on: ["text"] } } } },
  };
  expect(files(json).get("main.tf")).toContain('    depends_on = ["text"]');
});

test("two attributes stand together as Terraform formats them, though one of them is about the block itself", () => {
  const json: JsonObject = { resource: { aws_security_group: { a: { vpc_id: "vpc-1", depends_on: ["aws_lb.b"] } } } };
  expect(files(json).get("main.tf")).toContain('  vpc_id     = "vpc-1"\n  depends_on = [aws_lb.b]\n}');
});

test("a type that no provider has is told", () => {
  expect(() => files({ resource: { other_thing: { a: {} } } })).toThrow(new UnknownType("other_thing"));
});
