import { ref, TerraformElement, type TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../environments/environment-stack";
import { addressOf } from "../names/address";
import { OLDEST_WITH_EPHEMERAL_VALUES } from "../versions/terraform-version";

/**
 * A value that Terraform asks a provider for in each run and keeps nowhere, neither in plans nor in the state: a block `ephemeral`, for which
 * cdktf has no class. Only write-only arguments (`…_wo`) take it.
 */
export class EphemeralValue extends TerraformElement {
  /**
   * @param type of the provider's ephemeral resource: `aws_secretsmanager_random_password`
   * @param values its arguments, in Terraform's names
   * @param after what must be there before it is asked for, beside what its arguments refer to; of its own stack alone
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly type: string,
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly after: readonly TerraformResource[] = [],
  ) {
    super(scope, id, type);
    EnvironmentStack.of(this).requireTerraform(OLDEST_WITH_EPHEMERAL_VALUES);
  }

  /** A reference to one of its attributes. */
  read(attribute: string): string {
    return Token.asString(ref(`ephemeral.${this.type}.${this.friendlyUniqueId}.${attribute}`, this.cdktfStack));
  }

  override toTerraform(): object {
    const addresses = this.after.filter(({ cdktfStack }) => cdktfStack === this.cdktfStack).map(addressOf);
    const waits = addresses.length > 0 ? { depends_on: addresses } : {};
    return { ephemeral: { [this.type]: { [this.friendlyUniqueId]: { ...this.values, ...waits, ...metadata(this) } } } };
  }
}

function metadata(element: TerraformElement): object {
  return { "//": { metadata: { path: element.node.path, uniqueId: element.friendlyUniqueId } } };
}
