import type { SERVER_RULES } from "../../../guardrails/rules/servers";
import { type CasesOf, ofEach, type Told } from "../rule-cases";

const STARTED = ["aws_instance", "aws_launch_configuration", "aws_launch_template"];

/** Cases of the rules about servers. */
export const SERVER_CASES: CasesOf<typeof SERVER_RULES> = {
  "EC2-01": {
    title: "Instances answer for their metadata only to requests with a session token (IMDSv2).",
    fix: "set metadata_options.http_tokens to required",
    passes: {
      "what asks for tokens": ofEach(STARTED, { metadata_options: [{ http_tokens: "required" }] }),
      "an instance that has what its template says": {
        aws_instance: { web: { launch_template: [{ id: "lt-0123456789abcdef0" }] } },
      },
    },
    fails: {
      "nothing set": {
        given: ofEach(STARTED, {}),
        told: STARTED.map(
          (type): Told => [
            `app/${type}.one › metadata_options.http_tokens`,
            "metadata_options.http_tokens is not set",
            'metadata_options.http_tokens = "required"',
          ],
        ),
      },
      "an instance that says otherwise than its template": {
        given: {
          aws_instance: {
            web: {
              launch_template: [{ id: "lt-0123456789abcdef0" }],
              metadata_options: [{ http_tokens: "optional" }],
            },
          },
        },
        told: [
          [
            "app/aws_instance.web › metadata_options.http_tokens",
            'metadata_options.http_tokens = "optional"',
            'metadata_options.http_tokens = "required"',
          ],
        ],
      },
    },
  },
  "EC2-15": {
    title: "Volumes of servers in production are encrypted.",
    fix: "set encrypted to true, which replaces a volume that exists: copy it by a snapshot first",
    passes: {
      "encrypted ones": {
        aws_ebs_volume: { data: { encrypted: true } },
        aws_instance: { web: { root_block_device: [{ encrypted: true }], ebs_block_device: [{ encrypted: true }] } },
        aws_launch_configuration: { web: { root_block_device: [{ encrypted: true }] } },
        aws_launch_template: { web: { block_device_mappings: [{ ebs: [{ encrypted: "true" }] }] } },
      },
      "a copy of a snapshot": { aws_ebs_volume: { data: { snapshot_id: "snap-0123456789abcdef0" } } },
      "an instance whose volumes its template describes": {
        aws_instance: { web: { launch_template: [{ id: "lt-0123456789abcdef0" }] } },
      },
    },
    fails: {
      others: {
        given: {
          aws_ebs_volume: { data: { encrypted: false } },
          aws_instance: { web: { ebs_block_device: [{ device_name: "/dev/sdf" }] } },
          aws_launch_configuration: { web: { root_block_device: [{ encrypted: false }] } },
          aws_launch_template: { web: { block_device_mappings: [{ ebs: [{ volume_size: 8 }] }] } },
        },
        told: [
          ["app/aws_ebs_volume.data › encrypted", "encrypted = false", "encrypted = true"],
          [
            "app/aws_instance.web › ebs_block_device",
            "ebs_block_device.encrypted is not set",
            "ebs_block_device.encrypted = true",
          ],
          [
            "app/aws_instance.web › root_block_device.encrypted",
            "root_block_device.encrypted is not set",
            "root_block_device.encrypted = true",
          ],
          [
            "app/aws_launch_configuration.web › root_block_device.encrypted",
            "root_block_device.encrypted = false",
            "root_block_device.encrypted = true",
          ],
          [
            "app/aws_launch_template.web › block_device_mappings",
            "block_device_mappings.ebs.encrypted is not set",
            "block_device_mappings.ebs.encrypted = true",
          ],
        ],
      },
    },
  },
};
