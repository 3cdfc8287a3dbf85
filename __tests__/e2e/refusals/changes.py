"""Changes in place that moto loses or breaks."""

from aws import case


@case("a gateway endpoint's routes follow its route tables, and it can be deleted after a change")
def gateway_endpoint(aws):
    ec2 = aws.ec2
    vpc = aws.vpc()
    first, second = (ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
    service = {"VpcId": vpc, "ServiceName": "com.amazonaws.ap-northeast-2.s3"}
    endpoint = ec2.create_vpc_endpoint(RouteTableIds=[first], **service)["VpcEndpoint"]["VpcEndpointId"]

    def tables():
        found = ec2.describe_route_tables(RouteTableIds=[first, second])["RouteTables"]
        return [table["RouteTableId"] for table in found if endpoint in {r.get("GatewayId") for r in table["Routes"]}]

    assert tables() == [first]
    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddRouteTableIds=[second])
    assert sorted(tables()) == sorted([first, second])
    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, RemoveRouteTableIds=[first])
    assert tables() == [second]
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
    assert tables() == []


@case("a database subnet group keeps its place and tags when its subnets change, and so does a cache's")
def subnet_groups(aws):
    vpc = aws.vpc()
    subnets = [*aws.subnets(vpc), aws.subnet(vpc, "10.0.2.0/24", "b")]
    tags = [{"Key": "Owner", "Value": "shop"}]
    name = {"DBSubnetGroupName": aws.name("databases")}
    made = aws.rds.create_db_subnet_group(
        DBSubnetGroupDescription="-", SubnetIds=subnets[:2], Tags=tags, **name
    )["DBSubnetGroup"]
    aws.rds.modify_db_subnet_group(SubnetIds=subnets, **name)
    found = aws.rds.describe_db_subnet_groups(**name)["DBSubnetGroups"][0]
    assert {subnet["SubnetIdentifier"] for subnet in found["Subnets"]} == set(subnets), found
    assert aws.rds.list_tags_for_resource(ResourceName=made["DBSubnetGroupArn"])["TagList"] == tags
    name = {"CacheSubnetGroupName": aws.name("caches")}
    made = aws.elasticache.create_cache_subnet_group(
        CacheSubnetGroupDescription="-", SubnetIds=subnets[:2], Tags=tags, **name
    )["CacheSubnetGroup"]
    aws.elasticache.modify_cache_subnet_group(SubnetIds=subnets, **name)
    found = aws.elasticache.describe_cache_subnet_groups(**name)["CacheSubnetGroups"][0]
    assert {subnet["SubnetIdentifier"] for subnet in found["Subnets"]} == set(subnets), found
    assert aws.elasticache.list_tags_for_resource(ResourceName=made["ARN"])["TagList"] == tags


@case("a rule of a security group that is gone is not found by the error of rules")
def rule_that_is_gone(aws):
    from aws import refused

    group = aws.group(aws.vpc())
    rule = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    made = aws.ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[rule])["SecurityGroupRules"][0]
    gone = {"GroupId": group, "SecurityGroupRuleIds": [made["SecurityGroupRuleId"]]}
    aws.ec2.revoke_security_group_egress(**gone)
    refused("InvalidSecurityGroupRuleId.NotFound", aws.ec2.revoke_security_group_egress, **gone)


@case("a listener can become plain and encrypted again, and keeps the certificates beside the default one")
def listener_protocol(aws):
    vpc = aws.vpc()
    actions = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]
    arns = [aws.acm.request_certificate(DomainName=f"{name}.example.com")["CertificateArn"] for name in "abc"]
    listener = aws.elbv2.create_listener(
        LoadBalancerArn=aws.balancer(aws.subnets(vpc)),
        Protocol="HTTPS",
        Port=443,
        Certificates=[{"CertificateArn": arns[0]}],
        DefaultActions=actions,
    )["Listeners"][0]["ListenerArn"]
    aws.elbv2.add_listener_certificates(ListenerArn=listener, Certificates=[{"CertificateArn": arns[1]}])

    def certificates():
        found = aws.elbv2.describe_listener_certificates(ListenerArn=listener)["Certificates"]
        return {item["CertificateArn"]: item.get("IsDefault") for item in found}

    aws.elbv2.modify_listener(ListenerArn=listener, Certificates=[{"CertificateArn": arns[2]}])
    assert certificates() == {arns[2]: True, arns[1]: False}, certificates()
    plain = aws.elbv2.modify_listener(ListenerArn=listener, Protocol="HTTP", Port=80)["Listeners"][0]
    assert "SslPolicy" not in plain and not plain.get("Certificates"), plain
