"""Caches of ElastiCache, their users and their parameters."""

from aws import case, refused


def users(aws, name):
    """A user who logs in by IAM, and one named default who may do nothing: the ids."""
    elasticache = aws.elasticache
    elasticache.create_user(
        UserId=name, UserName=name, Engine="redis", AccessString="+@all on ~* &*", AuthenticationMode={"Type": "iam"}
    )
    elasticache.create_user(
        UserId=f"{name}-default", UserName="default", Engine="redis", AccessString="off -@all", NoPasswordRequired=True
    )
    return [name, f"{name}-default"]


@case("a user of caches is told as ElastiCache writes it, and changes")
def user(aws):
    name = aws.name("user")
    [own, _] = users(aws, name)

    def access():
        return aws.elasticache.describe_users(UserId=own)["Users"][0]["AccessString"]

    assert access() == "on ~* &* +@all", access()
    aws.elasticache.modify_user(UserId=own, AccessString="off +get ~keys*")
    assert access() == "off ~keys* -@all +get", access()
    another = {"UserId": f"{name}-b", "UserName": "b", "Engine": "redis", "AccessString": "on +@all"}
    refused("InvalidParameterValue", aws.elasticache.create_user, AuthenticationMode={"Type": "iam"}, **another)
    refused("UserAlreadyExists", aws.elasticache.create_user, **{**another, "UserId": own, "NoPasswordRequired": True})
    aws.elasticache.delete_user(UserId=own)
    refused("UserNotFound", aws.elasticache.describe_users, UserId=own)


@case("a group of users needs a default one, of which it has one, and holds it")
def user_group(aws):
    elasticache, name = aws.elasticache, aws.name("users")
    [own, default] = users(aws, name)
    elasticache.create_user(
        UserId=f"{name}-again", UserName="default", Engine="redis", AccessString="off -@all", NoPasswordRequired=True
    )
    group = {"UserGroupId": name, "Engine": "redis"}
    refused("DefaultUserRequired", elasticache.create_user_group, UserIds=[own], **group)
    refused("DuplicateUserName", elasticache.create_user_group, UserIds=[default, f"{name}-again"], **group)
    valkey = {"UserGroupId": name, "Engine": "valkey", "UserIds": [own, default]}
    refused("InvalidParameterValue", elasticache.create_user_group, **valkey)
    tags = [{"Key": "Owner", "Value": "shop"}]
    made = elasticache.create_user_group(UserIds=[own, default], Tags=tags, **group)
    assert elasticache.list_tags_for_resource(ResourceName=made["ARN"])["TagList"] == tags
    refused("UserGroupAlreadyExists", elasticache.create_user_group, UserIds=[own, default], **group)
    refused("DefaultUserAssociatedToUserGroup", elasticache.delete_user, UserId=default)
    elasticache.modify_user_group(UserGroupId=name, UserIdsToRemove=[own])
    found = elasticache.describe_user_groups(UserGroupId=name)["UserGroups"][0]
    assert found["UserIds"] == [default], found
    elasticache.delete_user_group(UserGroupId=name)
    elasticache.delete_user(UserId=default)


@case("parameters of caches are those that somebody has set, and can be taken back")
def parameters(aws):
    elasticache, name = aws.elasticache, aws.name("parameters")
    group = {"CacheParameterGroupName": name, "CacheParameterGroupFamily": "valkey8", "Description": "-"}
    elasticache.create_cache_parameter_group(**group)
    refused("CacheParameterGroupAlreadyExists", elasticache.create_cache_parameter_group, **group)
    values = [{"ParameterName": one, "ParameterValue": "60"} for one in ("timeout", "tcp-keepalive")]
    elasticache.modify_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=values)
    elasticache.reset_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=values[1:])
    found = elasticache.describe_cache_parameters(CacheParameterGroupName=name, Source="user")["Parameters"]
    assert [(one["ParameterName"], one["ParameterValue"]) for one in found] == [("timeout", "60")], found
    elasticache.delete_cache_parameter_group(CacheParameterGroupName=name)
    refused("CacheParameterGroupNotFound", elasticache.describe_cache_parameter_groups, CacheParameterGroupName=name)


@case("a cache has the nodes that it is asked for, holds what it is made with, grows and shrinks, and leaves a snapshot")
def replication_group(aws):
    elasticache, name = aws.elasticache, aws.name("sessions")
    subnets = aws.subnets(aws.vpc())
    elasticache.create_cache_subnet_group(
        CacheSubnetGroupName=name, CacheSubnetGroupDescription="-", SubnetIds=subnets
    )
    elasticache.create_user_group(UserGroupId=name, Engine="redis", UserIds=users(aws, name))
    for family in ("redis7", "valkey8"):
        elasticache.create_cache_parameter_group(
            CacheParameterGroupName=f"{name}-{family}", CacheParameterGroupFamily=family, Description="-"
        )
    asked = {
        "ReplicationGroupId": name,
        "ReplicationGroupDescription": "-",
        "Engine": "redis",
        "EngineVersion": "7.1",
        "CacheNodeType": "cache.t4g.small",
        "NumCacheClusters": 2,
        "AutomaticFailoverEnabled": True,
        "MultiAZEnabled": True,
        "CacheSubnetGroupName": name,
        "CacheParameterGroupName": f"{name}-redis7",
        "UserGroupIds": [name],
        "TransitEncryptionEnabled": True,
    }
    create = elasticache.create_replication_group
    for wrong in (
        {"NumCacheClusters": 1},
        {"AutomaticFailoverEnabled": False},
        {"TransitEncryptionEnabled": False},
        {"CacheParameterGroupName": f"{name}-valkey8"},
    ):
        refused("InvalidParameterCombination", create, **{**asked, **wrong})
    refused("UserGroupNotFound", create, **{**asked, "UserGroupIds": ["nobody"]})
    refused("CacheParameterGroupNotFound", create, **{**asked, "CacheParameterGroupName": "nothing"})
    refused("CacheSubnetGroupNotFoundFault", create, **{**asked, "CacheSubnetGroupName": "nowhere"})
    create(**asked)
    refused("ReplicationGroupAlreadyExists", create, **asked)
    refused("InvalidUserGroupState", elasticache.delete_user_group, UserGroupId=name)
    delete_parameters = elasticache.delete_cache_parameter_group
    refused("InvalidCacheParameterGroupState", delete_parameters, CacheParameterGroupName=f"{name}-redis7")

    def told():
        return elasticache.describe_replication_groups(ReplicationGroupId=name)["ReplicationGroups"][0]

    assert told()["MemberClusters"] == [f"{name}-001", f"{name}-002"], told()
    node = elasticache.describe_cache_clusters(CacheClusterId=f"{name}-002")["CacheClusters"][0]
    assert (node["Engine"], node["EngineVersion"], node["TransitEncryptionMode"]) == ("redis", "7.1.0", "required"), node
    elasticache.increase_replica_count(ReplicationGroupId=name, NewReplicaCount=2, ApplyImmediately=True)
    assert len(told()["MemberClusters"]) == 3, told()
    elasticache.decrease_replica_count(ReplicationGroupId=name, NewReplicaCount=1, ApplyImmediately=True)
    assert len(told()["MemberClusters"]) == 2, told()

    change = elasticache.modify_replication_group
    upgraded = {"ReplicationGroupId": name, "Engine": "valkey", "EngineVersion": "8.2", "ApplyImmediately": True}
    refused("InvalidParameterCombination", change, **upgraded)
    change(CacheParameterGroupName=f"{name}-valkey8", **upgraded)
    delete_parameters(CacheParameterGroupName=f"{name}-redis7")
    refused("InvalidParameterCombination", change, ReplicationGroupId=name, EngineVersion="8.1", ApplyImmediately=True)

    elasticache.delete_replication_group(ReplicationGroupId=name, FinalSnapshotIdentifier=f"{name}-final")
    refused("ReplicationGroupNotFoundFault", elasticache.describe_replication_groups, ReplicationGroupId=name)
    create(**{**asked, "Engine": "valkey", "EngineVersion": "8.2", "CacheParameterGroupName": f"{name}-valkey8"})
    again = {"ReplicationGroupId": name, "FinalSnapshotIdentifier": f"{name}-final"}
    refused("SnapshotAlreadyExistsFault", elasticache.delete_replication_group, **again)
    elasticache.delete_replication_group(ReplicationGroupId=name)
    elasticache.delete_user_group(UserGroupId=name)
