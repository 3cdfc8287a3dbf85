from aws import case, refused


@case("a security group stays as long as an interface, a balancer or another group's rule has it")
def group_in_use(aws):
    ec2 = aws.ec2
    vpc = aws.vpc()
    subnets = aws.subnets(vpc)
    group, other = aws.group(vpc), aws.group(vpc)
    interface = aws.interface(subnets[0], group)
    message = refused("DependencyViolation", ec2.delete_security_group, GroupId=group)
    assert message == f"resource {group} has a dependent object", message
    ec2.delete_network_interface(NetworkInterfaceId=interface)
    balancer = aws.balancer(subnets, SecurityGroups=[group])
    refused("DependencyViolation", ec2.delete_security_group, GroupId=group)
    aws.elbv2.set_security_groups(LoadBalancerArn=balancer, SecurityGroups=[other])
    rule = [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "UserIdGroupPairs": [{"GroupId": group}]}]
    ec2.authorize_security_group_ingress(GroupId=other, IpPermissions=rule)
    refused("DependencyViolation", ec2.delete_security_group, GroupId=group)
    ec2.revoke_security_group_ingress(GroupId=other, IpPermissions=rule)
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=rule)
    ec2.delete_security_group(GroupId=group)


@case("an endpoint's group stays until the endpoint has another one")
def group_of_endpoint(aws):
    vpc = aws.vpc()
    group, other = aws.group(vpc), aws.group(vpc)
    service = {"ServiceName": "com.amazonaws.ap-northeast-2.sqs", "VpcEndpointType": "Interface"}
    made = aws.ec2.create_vpc_endpoint(VpcId=vpc, SubnetIds=[aws.subnet(vpc)], SecurityGroupIds=[group], **service)
    endpoint = made["VpcEndpoint"]["VpcEndpointId"]
    refused("DependencyViolation", aws.ec2.delete_security_group, GroupId=group)
    groups = {"AddSecurityGroupIds": [other], "RemoveSecurityGroupIds": [group]}
    aws.ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, **groups)
    aws.ec2.delete_security_group(GroupId=group)


@case("the default group of a VPC is not deleted, and a group's name is not taken twice")
def default_group(aws):
    vpc = aws.vpc()
    found = aws.ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]
    refused("CannotDelete", aws.ec2.delete_security_group, GroupId=found[0]["GroupId"])
    second = {"GroupName": "web", "Description": "-", "VpcId": vpc}
    aws.ec2.create_security_group(**second)
    refused("InvalidGroup.Duplicate", aws.ec2.create_security_group, **second)


@case("a rule is not made twice, also with another description")
def second_rule(aws):
    vpc = aws.vpc()
    group, peer = aws.group(vpc), aws.group(vpc)
    peers = {
        "IpRanges": {"CidrIp": "10.0.0.0/8"},
        "Ipv6Ranges": {"CidrIpv6": "2001:db8::/32"},
        "UserIdGroupPairs": {"GroupId": peer},
    }
    for kind, value in peers.items():
        for authorize in (aws.ec2.authorize_security_group_ingress, aws.ec2.authorize_security_group_egress):
            rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
            authorize(GroupId=group, IpPermissions=[{**rule, kind: [{**value, "Description": "first"}]}])
            again = [{**rule, kind: [{**value, "Description": "second"}]}]
            refused("InvalidPermission.Duplicate", authorize, GroupId=group, IpPermissions=again)
            authorize(GroupId=group, IpPermissions=[{**rule, "ToPort": 444, kind: [value]}])


@case("a prefix list that a rule names fails to be deleted, and goes after the rule")
def list_in_use(aws):
    group = aws.group(aws.vpc())
    made = aws.ec2.create_managed_prefix_list(PrefixListName=aws.name("list"), MaxEntries=2, AddressFamily="IPv4")
    list_id = made["PrefixList"]["PrefixListId"]
    rule = [{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "PrefixListIds": [{"PrefixListId": list_id}]}]
    aws.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=rule)
    answer = aws.ec2.delete_managed_prefix_list(PrefixListId=list_id)["PrefixList"]
    assert answer["State"] == "delete-failed", answer
    aws.ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=rule)
    answer = aws.ec2.delete_managed_prefix_list(PrefixListId=list_id)["PrefixList"]
    assert answer["State"] == "delete-complete", answer
