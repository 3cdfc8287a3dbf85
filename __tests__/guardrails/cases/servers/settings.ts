import type { SERVER_SETTING_RULES } from "../../../../guardrails/rules/servers/settings";
import { type CasesOf, ofEach, type Told } from "../../rule-cases";

const STARTED = ["aws_instance", "aws_launch_configuration", "aws_launch_template"];

/** Cases of the rules about servers. */
export const SERVER_SETTING_CASES: CasesOf<typeof SERVER_SETTING_RULES> = {
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
      "defaults of an account that ask for none": {
        given: { aws_ec2_instance_metadata_defaults: { one: { http_tokens: "optional" } } },
        told: [
          [
            "app/aws_ec2_instance_metadata_defaults.one › http_tokens",
            'http_tokens = "optional"',
            'http_tokens other than "optional"',
          ],
        ],
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
  "EC2-02": {
    title: "Answers about an instance's metadata go no further than a container on it.",
    fix: "leave http_put_response_hop_limit out, which is 1, or set 2 where containers of a network of their own need it",
    passes: {
      "no word of it, and two": {
        aws_instance: { one: { metadata_options: { http_tokens: "required" } } },
        aws_launch_template: { one: { metadata_options: { http_put_response_hop_limit: 2 } } },
      },
    },
    fails: {
      "three, for each type": {
        given: ofEach(STARTED, { metadata_options: { http_put_response_hop_limit: 3 } }),
        told: [
          [
            "app/aws_instance.one › metadata_options.http_put_response_hop_limit",
            "metadata_options.http_put_response_hop_limit = 3",
            "metadata_options.http_put_response_hop_limit of 2 or less",
          ],
          [
            "app/aws_launch_configuration.one › metadata_options.http_put_response_hop_limit",
            "metadata_options.http_put_response_hop_limit = 3",
            "metadata_options.http_put_response_hop_limit of 2 or less",
          ],
          [
            "app/aws_launch_template.one › metadata_options.http_put_response_hop_limit",
            "metadata_options.http_put_response_hop_limit = 3",
            "metadata_options.http_put_response_hop_limit of 2 or less",
          ],
        ],
      },
    },
  },
  "EC2-06": {
    title: "Servers of production say what a change of their user data does.",
    fix: "set user_data_replace_on_change to true, which makes the server anew and runs the script, or to false, which stops and starts it",
    passes: {
      either: {
        aws_instance: {
          anew: { user_data: "#!/bin/sh", user_data_replace_on_change: true },
          stopped: { user_data_base64: "IyE=", user_data_replace_on_change: false },
        },
      },
      none: { aws_instance: { one: {} } },
    },
    fails: {
      "no word of it": {
        given: { aws_instance: { one: { user_data: "#!/bin/sh" } } },
        told: [
          [
            "app/aws_instance.one › user_data_replace_on_change",
            "user_data_replace_on_change is not set",
            "user_data_replace_on_change = true or false",
          ],
        ],
      },
    },
  },
  "EC2-07": {
    title: "Servers have no address on the internet by themselves.",
    fix: "leave it out, and give an Elastic IP to what needs an address",
    passes: {
      "no word of it": ofEach([...STARTED, "aws_spot_instance_request"], {}),
      none: { aws_launch_template: { one: { network_interfaces: [{ associate_public_ip_address: "false" }] } } },
    },
    fails: {
      "one, for each type": {
        given: {
          ...ofEach(["aws_instance", "aws_launch_configuration", "aws_spot_instance_request"], {
            associate_public_ip_address: true,
          }),
          aws_launch_template: { one: { network_interfaces: [{}, { associate_public_ip_address: "true" }] } },
        },
        told: [
          [
            "app/aws_instance.one › associate_public_ip_address",
            "associate_public_ip_address = true",
            "associate_public_ip_address = false",
          ],
          [
            "app/aws_launch_configuration.one › associate_public_ip_address",
            "associate_public_ip_address = true",
            "associate_public_ip_address = false",
          ],
          [
            "app/aws_launch_template.one › network_interfaces",
            'network_interfaces.associate_public_ip_address = "true"',
            "network_interfaces.associate_public_ip_address = false",
          ],
          [
            "app/aws_spot_instance_request.one › associate_public_ip_address",
            "associate_public_ip_address = true",
            "associate_public_ip_address = false",
          ],
        ],
      },
    },
  },
  "EC2-12": {
    title: "Launch configurations say whether instances report every minute.",
    fix: "set enable_monitoring to false, or to true where a minute counts",
    passes: {
      either: { aws_launch_configuration: { off: { enable_monitoring: false }, on: { enable_monitoring: true } } },
    },
    fails: {
      "no word of it": {
        given: { aws_launch_configuration: { one: {} } },
        told: [
          [
            "app/aws_launch_configuration.one › enable_monitoring",
            "enable_monitoring is not set",
            "enable_monitoring that is set",
          ],
        ],
      },
    },
  },
  "EC2-16": {
    title: "Images and snapshots are for named accounts.",
    fix: "name the accounts or the organization that need it",
    passes: {
      "an account": { aws_ami_launch_permission: { one: { account_id: "111111111111" } } },
      "a block": { aws_ebs_snapshot_block_public_access: { one: { state: "block-all-sharing" } } },
    },
    fails: {
      everybody: {
        given: {
          aws_ami_launch_permission: { one: { group: "all" } },
          aws_ebs_snapshot_block_public_access: { one: { state: "unblocked" } },
        },
        told: [
          ["app/aws_ami_launch_permission.one › group", 'group = "all"', 'group other than "all"'],
          [
            "app/aws_ebs_snapshot_block_public_access.one › state",
            'state = "unblocked"',
            'state other than "unblocked"',
          ],
        ],
      },
    },
  },
  "EC2-17": {
    title: "Accounts of production encrypt new volumes by default.",
    fix: "leave enabled out, which is true",
    passes: { "no word of it": { aws_ebs_encryption_by_default: { one: {} } } },
    fails: {
      off: {
        given: { aws_ebs_encryption_by_default: { one: { enabled: false } } },
        told: [["app/aws_ebs_encryption_by_default.one › enabled", "enabled = false", "enabled = true"]],
      },
    },
  },
  "EC2-18": {
    title: "Network interfaces take what is for them alone.",
    fix: "leave source_dest_check out, or exempt what is made to pass on",
    passes: { "no word of it": { aws_network_interface: { one: {} } } },
    fails: {
      off: {
        given: { aws_network_interface: { one: { source_dest_check: false } } },
        told: [
          [
            "app/aws_network_interface.one › source_dest_check",
            "source_dest_check = false",
            "source_dest_check = true",
          ],
        ],
      },
    },
  },
  "EC2-19": {
    title: "Groups start their servers from launch templates.",
    fix: "name a launch_template in place of launch_configuration",
    passes: { "a template": { aws_autoscaling_group: { one: { launch_template: { id: "lt-1" } } } } },
    fails: {
      "a configuration": {
        given: { aws_autoscaling_group: { one: { launch_configuration: "web" } } },
        told: [
          [
            "app/aws_autoscaling_group.one › launch_configuration",
            'launch_configuration = "web"',
            "launch_configuration that is left out",
          ],
        ],
      },
    },
  },
};
