import type { Construct } from "constructs";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { todayOf } from "../core/versions/today";
import { checkKeyArn } from "../encryption/key-arn";
import type { Connections } from "../security-groups/connections";
import { SecurityGroup } from "../security-groups/security-group";
import type { IDatabaseCluster } from "./cluster/database-cluster.types";
import { DatabaseBase } from "./database-base";
import type { ExistingDatabaseProps } from "./database-props";
import { CLUSTER_ENGINES, checkEngine, ENGINES_AS_OF, INSTANCE_ENGINES, portOf } from "./engine-versions";

/** A database that exists already. Made by `Database.fromExisting`. */
export class ExistingDatabase extends DatabaseBase implements IDatabaseCluster {
  readonly host: string;
  readonly readerHost: string;
  readonly portNumber: number;
  readonly databaseName: string;
  readonly secretArn: string;
  readonly secretKeyArn?: string;
  readonly connections: Connections;
  protected readonly resourceId: string | undefined;

  /** @throws GroundplanError `DATABASE_ENGINE_UNKNOWN`, `DATABASE_ENGINE_UNSUPPORTED`, `KEY_ARN_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingDatabaseProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingDatabase", props);
    const problems = checkShape(this, "ExistingDatabase", props);
    const engines = [...INSTANCE_ENGINES, ...CLUSTER_ENGINES];
    const engine = checkEngine(props.engine, engines, todayOf(this, ENGINES_AS_OF, problems), problems);
    if (props.secretKeyArn !== undefined) checkKeyArn(props.secretKeyArn, "secretKeyArn", problems);
    problems.throwIfAny();
    this.host = props.host;
    this.readerHost = props.readerHost ?? props.host;
    this.portNumber = engine ? portOf(engine) : 0;
    this.databaseName = props.databaseName;
    this.secretArn = props.secretArn;
    if (props.secretKeyArn !== undefined) this.secretKeyArn = props.secretKeyArn;
    this.resourceId = props.resourceId;
    const { securityGroupId } = props;
    this.connections = SecurityGroup.fromExisting(this, "group", { securityGroupId }).connections;
  }
}

/** A cluster that exists already; its own class, so that what is wrong with the call is told of `DatabaseCluster.fromExisting`. */
export class ExistingDatabaseCluster extends ExistingDatabase {}
