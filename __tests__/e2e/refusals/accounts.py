from aws import case, refused

POLICY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'


@case("a role stays as long as it has policies or an instance profile has it")
def role_in_use(aws):
    iam, role = aws.iam, aws.role()
    iam.put_role_policy(RoleName=role, PolicyName="inline", PolicyDocument=POLICY)
    refused("DeleteConflict", iam.delete_role, RoleName=role)
    iam.delete_role_policy(RoleName=role, PolicyName="inline")
    policy = iam.create_policy(PolicyName=aws.name("policy"), PolicyDocument=POLICY)["Policy"]["Arn"]
    iam.attach_role_policy(RoleName=role, PolicyArn=policy)
    refused("DeleteConflict", iam.delete_role, RoleName=role)
    refused("DeleteConflict", iam.delete_policy, PolicyArn=policy)
    iam.detach_role_policy(RoleName=role, PolicyArn=policy)
    profile = aws.name("profile")
    iam.create_instance_profile(InstanceProfileName=profile)
    iam.add_role_to_instance_profile(InstanceProfileName=profile, RoleName=role)
    second = {"InstanceProfileName": profile, "RoleName": aws.role()}
    refused("LimitExceeded", iam.add_role_to_instance_profile, **second)
    refused("DeleteConflict", iam.delete_role, RoleName=role)
    refused("DeleteConflict", iam.delete_instance_profile, InstanceProfileName=profile)
    iam.remove_role_from_instance_profile(InstanceProfileName=profile, RoleName=role)
    iam.delete_instance_profile(InstanceProfileName=profile)
    iam.delete_role(RoleName=role)
    iam.create_policy_version(PolicyArn=policy, PolicyDocument=POLICY, SetAsDefault=True)
    refused("DeleteConflict", iam.delete_policy, PolicyArn=policy)
    iam.delete_policy_version(PolicyArn=policy, VersionId="v1")
    iam.delete_policy(PolicyArn=policy)


@case("names of roles, policies and instance profiles are not taken twice, in whichever case")
def names(aws):
    role = aws.role(aws.name("Shop"))
    refused("EntityAlreadyExists", lambda: aws.role(role.upper()))
    policy = {"PolicyName": aws.name("Shop"), "PolicyDocument": POLICY}
    aws.iam.create_policy(**policy)
    policy["PolicyName"] = policy["PolicyName"].lower()
    refused("EntityAlreadyExists", aws.iam.create_policy, **policy)
    profile = aws.name("Shop")
    aws.iam.create_instance_profile(InstanceProfileName=profile)
    refused("EntityAlreadyExists", aws.iam.create_instance_profile, InstanceProfileName=profile.lower())
    issuer = {"Url": f"https://{aws.name('issuer')}.example.com", "ClientIDList": ["sts.amazonaws.com"]}
    aws.iam.create_open_id_connect_provider(**issuer)
    refused("EntityAlreadyExists", aws.iam.create_open_id_connect_provider, **issuer)


@case("names of what keeps logs, keys, records, images and parameters are not taken twice")
def other_names(aws):
    name = aws.name("shop")
    key = aws.kms.create_key()["KeyMetadata"]["KeyId"]
    repeated = (
        ("ResourceAlreadyExistsException", aws.logs.create_log_group, {"logGroupName": name}),
        ("AlreadyExistsException", aws.kms.create_alias, {"AliasName": f"alias/{name}", "TargetKeyId": key}),
        ("RepositoryAlreadyExistsException", aws.ecr.create_repository, {"repositoryName": name}),
        ("ParameterAlreadyExists", aws.ssm.put_parameter, {"Name": f"/{name}", "Value": "1", "Type": "String"}),
        ("DocumentAlreadyExists", aws.ssm.create_document, {"Name": name, "DocumentType": "Session", "Content": SESSION}),
        ("ApplicationAlreadyExistsException", aws.codedeploy.create_application, {"applicationName": name}),
        ("ResourceInUseException", aws.kinesis.create_stream, {"StreamName": name, "ShardCount": 1}),
    )
    for code, make, parameters in repeated:
        make(**parameters)
        refused(code, make, **parameters)


SESSION = '{"schemaVersion":"1.0","description":"-","sessionType":"Standard_Stream","inputs":{}}'


@case("sources and destinations of log deliveries stay as long as a delivery has them")
def deliveries(aws):
    logs, name = aws.client("logs", "us-east-1"), aws.name("delivery")
    logs.create_log_group(logGroupName=name)
    group = f"arn:aws:logs:us-east-1:222222222222:log-group:{name}"
    distribution = "arn:aws:cloudfront::222222222222:distribution/A"
    source = {"name": name, "resourceArn": distribution, "logType": "ACCESS_LOGS"}
    refused("ValidationException", aws.logs.put_delivery_source, **source)
    logs.put_delivery_source(name=name, resourceArn=distribution, logType="ACCESS_LOGS")
    destination = logs.put_delivery_destination(
        name=name, deliveryDestinationConfiguration={"destinationResourceArn": group}
    )["deliveryDestination"]["arn"]
    made = logs.create_delivery(deliverySourceName=name, deliveryDestinationArn=destination)["delivery"]["id"]
    refused("ConflictException", logs.delete_delivery_source, name=name)
    refused("ConflictException", logs.delete_delivery_destination, name=name)
    logs.delete_delivery(id=made)
    logs.delete_delivery_source(name=name)
    logs.delete_delivery_destination(name=name)


@case("a group of instances has its name alone, and stays as long as it has instances unless it is forced")
def scaling_group(aws):
    subnet, name = aws.subnet(aws.vpc()), aws.name("nodes")
    template = aws.name("template")
    aws.ec2.create_launch_template(
        LaunchTemplateName=template, LaunchTemplateData={"ImageId": "ami-12c6146b", "InstanceType": "t3.micro"}
    )
    group = {
        "AutoScalingGroupName": name,
        "MinSize": 1,
        "MaxSize": 1,
        "LaunchTemplate": {"LaunchTemplateName": template, "Version": "$Latest"},
        "VPCZoneIdentifier": subnet,
    }
    aws.autoscaling.create_auto_scaling_group(**group)
    refused("AlreadyExists", aws.autoscaling.create_auto_scaling_group, **group)
    refused("ResourceInUse", aws.autoscaling.delete_auto_scaling_group, AutoScalingGroupName=name)
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnet)
    aws.autoscaling.delete_auto_scaling_group(AutoScalingGroupName=name, ForceDelete=True)
    aws.ec2.delete_subnet(SubnetId=subnet)


@case("a database holds its subnet group, its subnet and its group; a subnet group covers two zones")
def database(aws):
    vpc = aws.vpc()
    subnets, group, name = aws.subnets(vpc), aws.group(vpc), aws.name("data")
    spare = aws.subnet(vpc, "10.0.2.0/24", "b")
    made = {"DBSubnetGroupName": name, "DBSubnetGroupDescription": "-"}
    refused("DBSubnetGroupDoesNotCoverEnoughAZs", aws.rds.create_db_subnet_group, SubnetIds=subnets[:1], **made)
    aws.rds.create_db_subnet_group(SubnetIds=subnets, **made)
    refused("DBSubnetGroupAlreadyExists", aws.rds.create_db_subnet_group, SubnetIds=subnets, **made)
    aws.rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBInstanceClass="db.t3.micro",
        Engine="postgres",
        AllocatedStorage=20,
        MasterUsername="shop",
        MasterUserPassword="password",
        DBSubnetGroupName=name,
        VpcSecurityGroupIds=[group],
        AvailabilityZone="ap-northeast-2a",
    )
    refused("InvalidDBSubnetGroupStateFault", aws.rds.delete_db_subnet_group, DBSubnetGroupName=name)
    without = {"DBSubnetGroupName": name, "SubnetIds": [subnets[1], spare]}
    refused("SubnetAlreadyInUse", aws.rds.modify_db_subnet_group, **without)
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnets[0])
    refused("DependencyViolation", aws.ec2.delete_security_group, GroupId=group)
    aws.rds.modify_db_subnet_group(DBSubnetGroupName=name, SubnetIds=[subnets[0], spare])
    aws.ec2.delete_subnet(SubnetId=subnets[1])
    aws.rds.delete_db_instance(DBInstanceIdentifier=name, SkipFinalSnapshot=True)
    aws.rds.delete_db_subnet_group(DBSubnetGroupName=name)
    aws.ec2.delete_security_group(GroupId=group)
    aws.ec2.delete_subnet(SubnetId=subnets[0])


@case("a cache holds its subnet group")
def cache(aws):
    vpc = aws.vpc()
    subnets, name = aws.subnets(vpc), aws.name("cache")
    group = {"CacheSubnetGroupName": name, "CacheSubnetGroupDescription": "-", "SubnetIds": subnets}
    aws.elasticache.create_cache_subnet_group(**group)
    refused("CacheSubnetGroupAlreadyExists", aws.elasticache.create_cache_subnet_group, **group)
    aws.elasticache.create_cache_cluster(
        CacheClusterId=name, CacheSubnetGroupName=name, Engine="redis", NumCacheNodes=1, CacheNodeType="cache.t3.micro"
    )
    refused("CacheSubnetGroupInUse", aws.elasticache.delete_cache_subnet_group, CacheSubnetGroupName=name)
    less = {"CacheSubnetGroupName": name, "SubnetIds": subnets[:1]}
    refused("SubnetInUse", aws.elasticache.modify_cache_subnet_group, **less)
    aws.elasticache.delete_cache_cluster(CacheClusterId=name)
    aws.elasticache.modify_cache_subnet_group(**less)
    aws.elasticache.delete_cache_subnet_group(CacheSubnetGroupName=name)


@case("a zone with records, a bucket with objects and a rule with targets stay")
def contents(aws):
    zone = aws.route53.create_hosted_zone(Name="example.org", CallerReference=aws.name("zone"))["HostedZone"]["Id"]
    record = {"Name": "www.example.org", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}]}

    def change(action):
        changes = {"Changes": [{"Action": action, "ResourceRecordSet": record}]}
        aws.route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=changes)

    change("CREATE")
    refused("HostedZoneNotEmpty", aws.route53.delete_hosted_zone, Id=zone)
    change("DELETE")
    aws.route53.delete_hosted_zone(Id=zone)
    bucket = {"Bucket": aws.name("files"), "CreateBucketConfiguration": {"LocationConstraint": "ap-northeast-2"}}
    aws.s3.create_bucket(**bucket)
    refused("BucketAlreadyOwnedByYou", aws.s3.create_bucket, **bucket)
    aws.s3.put_object(Bucket=bucket["Bucket"], Key="a", Body=b"a")
    refused("BucketNotEmpty", aws.s3.delete_bucket, Bucket=bucket["Bucket"])
    aws.s3.delete_object(Bucket=bucket["Bucket"], Key="a")
    aws.s3.delete_bucket(Bucket=bucket["Bucket"])
    rule = aws.name("rule")
    aws.events.put_rule(Name=rule, ScheduleExpression="rate(1 hour)")
    aws.events.put_targets(Rule=rule, Targets=[{"Id": "a", "Arn": "arn:aws:sqs:ap-northeast-2:222222222222:q"}])
    refused("ValidationException", aws.events.delete_rule, Name=rule)
    aws.events.remove_targets(Rule=rule, Ids=["a"])
    aws.events.delete_rule(Name=rule)
