import { Eip } from "@cdktf/provider-aws/lib/eip";
import { KeyPair } from "@cdktf/provider-aws/lib/key-pair";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { SshPlan } from "./bastion-checks";

/**
 * The key and the fixed address of a host for SSH. The address is an Elastic IP, so that it stays when the instance is
 * replaced; it costs whether it is used or not (Amazon VPC pricing, "Public IPv4 addresses", 2024-02).
 */
export class SshEntry extends BaseConstruct {
  /** Absent where the key pair exists. */
  readonly keyPair?: KeyPair;
  /** Name of the key pair. */
  readonly keyName: string;
  readonly eip: Eip;

  /** @param name last part of the names */
  constructor(scope: Construct, id: string, name: string, { key }: SshPlan) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const tags = { Name: stack.physicalName("tag", stack.stackName, name) };
    if ("keyName" in key) {
      this.keyName = key.keyName;
    } else {
      this.keyPair = new KeyPair(this, "key-pair", {
        // A name of its own for every key: with a fixed one, a new key would not reach the instance.
        keyNamePrefix: `${stack.physicalName("keyPair", stack.stackName, name)}-`,
        publicKey: key.publicKey,
        tags,
      });
      this.keyName = this.keyPair.keyName;
    }
    this.eip = new Eip(this, "eip", { domain: "vpc", tags });
  }
}
