"""Changes in place that moto loses or breaks."""

from aws import case, refused


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


@case("a group of instances keeps its longest life of an instance")
def scaling_group_settings(aws):
    template = {"LaunchTemplateName": aws.name("template")}
    aws.ec2.create_launch_template(LaunchTemplateData={"ImageId": "ami-12c6146b"}, **template)
    name, subnet = aws.name("nodes"), aws.subnet(aws.vpc())
    group = {"AutoScalingGroupName": name, "MinSize": 0, "MaxSize": 0, "MaxInstanceLifetime": 604800}
    aws.autoscaling.create_auto_scaling_group(LaunchTemplate=template, VPCZoneIdentifier=subnet, **group)

    def life():
        found = aws.autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
        return found["MaxInstanceLifetime"]

    assert life() == 604800
    aws.autoscaling.update_auto_scaling_group(AutoScalingGroupName=name, MaxInstanceLifetime=864000)
    assert life() == 864000


@case("a log group gets another key and loses it, and an OpenID Connect provider gets and loses an audience")
def keys_and_audiences(aws):
    name = aws.name("logs")
    key = aws.kms.create_key()["KeyMetadata"]["Arn"]
    aws.logs.create_log_group(logGroupName=name)

    def held():
        return aws.logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0].get("kmsKeyId")

    aws.logs.associate_kms_key(logGroupName=name, kmsKeyId=key)
    assert held() == key
    aws.logs.disassociate_kms_key(logGroupName=name)
    assert held() is None
    issuer = {"Url": f"https://{aws.name('issuer')}.example.com", "ClientIDList": ["sts.amazonaws.com"]}
    provider = {"OpenIDConnectProviderArn": aws.iam.create_open_id_connect_provider(**issuer)["OpenIDConnectProviderArn"]}
    aws.iam.add_client_id_to_open_id_connect_provider(ClientID="shop", **provider)
    assert aws.iam.get_open_id_connect_provider(**provider)["ClientIDList"] == ["sts.amazonaws.com", "shop"]
    aws.iam.remove_client_id_from_open_id_connect_provider(ClientID="sts.amazonaws.com", **provider)
    assert aws.iam.get_open_id_connect_provider(**provider)["ClientIDList"] == ["shop"]


@case("a role keeps its description when the longest session changes, and the other way round")
def role_changes(aws):
    role = aws.role()
    aws.iam.update_role(RoleName=role, Description="shop", MaxSessionDuration=7200)
    aws.iam.update_role(RoleName=role, MaxSessionDuration=3600)
    aws.iam.update_role(RoleName=role, Description="store")
    found = aws.iam.get_role(RoleName=role)["Role"]
    assert (found["Description"], found["MaxSessionDuration"]) == ("store", 3600), found


@case("an instance and its interface have the same groups after a change of either, and the former group is free")
def instance_groups(aws):
    vpc = aws.vpc()
    first, second, third = (aws.group(vpc) for _ in range(3))
    made = aws.ec2.run_instances(
        ImageId="ami-12c6146b", MinCount=1, MaxCount=1, SubnetId=aws.subnet(vpc), SecurityGroupIds=[first]
    )["Instances"][0]
    interface = made["NetworkInterfaces"][0]["NetworkInterfaceId"]

    def groups():
        held = aws.ec2.describe_instances(InstanceIds=[made["InstanceId"]])["Reservations"][0]["Instances"][0]
        own = aws.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"][0]["Groups"]
        return [[group["GroupId"] for group in found] for found in (held["SecurityGroups"], own)]

    refused("DependencyViolation", aws.ec2.delete_security_group, GroupId=first)
    aws.ec2.modify_network_interface_attribute(NetworkInterfaceId=interface, Groups=[second])
    assert groups() == [[second], [second]], groups()
    aws.ec2.delete_security_group(GroupId=first)
    aws.ec2.modify_instance_attribute(InstanceId=made["InstanceId"], Groups=[third])
    assert groups() == [[third], [third]], groups()
    aws.ec2.delete_security_group(GroupId=second)


@case("the tags of a launch template and the description of a rule change")
def tags_and_descriptions(aws):
    tags = [{"ResourceType": "launch-template", "Tags": [{"Key": "Owner", "Value": "first"}]}]
    template = aws.ec2.create_launch_template(
        LaunchTemplateName=aws.name("template"), LaunchTemplateData={"InstanceType": "t3.micro"}, TagSpecifications=tags
    )["LaunchTemplate"]["LaunchTemplateId"]
    aws.ec2.create_tags(Resources=[template], Tags=[{"Key": "Owner", "Value": "second"}])
    found = aws.ec2.describe_launch_templates(LaunchTemplateIds=[template])["LaunchTemplates"][0]
    assert found["Tags"] == [{"Key": "Owner", "Value": "second"}], found
    group = aws.group(aws.vpc())
    rule = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1}
    given = [{**rule, "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "shop"}]}]
    made = aws.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=given)["SecurityGroupRules"][0]
    change = {"SecurityGroupRuleId": made["SecurityGroupRuleId"], "SecurityGroupRule": {**rule, "CidrIpv4": "10.0.0.0/8"}}
    aws.ec2.modify_security_group_rules(GroupId=group, SecurityGroupRules=[change])
    found = aws.ec2.describe_security_group_rules(SecurityGroupRuleIds=[made["SecurityGroupRuleId"]])
    assert not found["SecurityGroupRules"][0].get("Description"), found


@case("a changed scaling policy leaves no alarms of its former self")
def alarms_of_a_policy(aws):
    name = aws.name("cluster")
    aws.ecs.create_cluster(clusterName=name)
    family = aws.name("web")
    container = {"name": "web", "image": "nginx", "memory": 128}
    aws.ecs.register_task_definition(family=family, containerDefinitions=[container])
    aws.ecs.create_service(cluster=name, serviceName="web", taskDefinition=family, desiredCount=1)
    which = {
        "ServiceNamespace": "ecs",
        "ResourceId": f"service/{name}/web",
        "ScalableDimension": "ecs:service:DesiredCount",
    }
    scaling = aws.application_autoscaling
    scaling.register_scalable_target(MinCapacity=1, MaxCapacity=2, **which)

    def put(target):
        metric = {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}
        configuration = {"TargetValue": target, "PredefinedMetricSpecification": metric}
        scaling.put_scaling_policy(
            PolicyName="cpu",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration=configuration,
            **which,
        )

    def alarms():
        return len(aws.cloudwatch.describe_alarms(AlarmNamePrefix=f"TargetTracking-service/{name}/")["MetricAlarms"])

    put(50)
    first = alarms()
    assert first > 0
    put(60)
    assert alarms() == first, alarms()
    scaling.delete_scaling_policy(PolicyName="cpu", **which)
    assert alarms() == 0, alarms()
