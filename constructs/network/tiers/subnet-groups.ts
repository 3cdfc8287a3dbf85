import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { networkPart } from "../network-part";
import type { CreatedTier } from "./subnets";
import { subnetGroupsOf } from "./tier-checks";

/** Subnet groups over one tier, for databases and caches. */
export class SubnetGroups extends BaseConstruct {
  readonly db?: DbSubnetGroup;
  readonly cache?: ElasticacheSubnetGroup;

  constructor(scope: Construct, id: string, tier: CreatedTier) {
    super(scope, id);
    tier = layDefaults(this, "SubnetGroups", tier);
    checkShape(this, "SubnetGroups", tier);
    const stack = EnvironmentStack.of(this);
    const kinds = subnetGroupsOf(tier.props);
    const subnetIds = tier.subnets.map(({ resource }) => resource.id);
    if (kinds.includes("db")) {
      this.db = new DbSubnetGroup(this, "db", {
        name:
          tier.props.subnetGroupNames?.db ?? stack.physicalName("dbSubnetGroup", ...networkPart(this), tier.props.name),
        description: `Subnets of tier ${tier.props.name}`,
        subnetIds,
      });
    }
    if (kinds.includes("cache")) {
      this.cache = new ElasticacheSubnetGroup(this, "cache", {
        name:
          tier.props.subnetGroupNames?.cache ??
          stack.physicalName("cacheSubnetGroup", ...networkPart(this), tier.props.name),
        description: `Subnets of tier ${tier.props.name}`,
        subnetIds,
      });
    }
  }
}
