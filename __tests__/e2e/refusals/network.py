from aws import case, refused


@case("a subnet stays as long as an interface is in it")
def subnet_with_interface(aws):
    subnet = aws.subnet(aws.vpc())
    interface = aws.interface(subnet)
    message = refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnet)
    assert message == f"The subnet '{subnet}' has dependencies and cannot be deleted.", message
    aws.ec2.delete_network_interface(NetworkInterfaceId=interface)
    aws.ec2.delete_subnet(SubnetId=subnet)


@case("a subnet stays as long as a load balancer is in it, and goes when the balancer has left it")
def subnet_with_balancer(aws):
    vpc = aws.vpc()
    subnets = [*aws.subnets(vpc), aws.subnet(vpc, "10.0.2.0/24", "b")]
    balancer = aws.balancer(subnets, Scheme="internal")
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnets[2])
    aws.elbv2.set_subnets(LoadBalancerArn=balancer, Subnets=subnets[:2])
    aws.ec2.delete_subnet(SubnetId=subnets[2])
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnets[0])
    aws.elbv2.delete_load_balancer(LoadBalancerArn=balancer)
    aws.ec2.delete_subnet(SubnetId=subnets[0])


@case("a subnet stays as long as a NAT gateway is in it")
def subnet_with_nat(aws):
    subnet = aws.subnet(aws.vpc())
    gateway = aws.ec2.create_nat_gateway(SubnetId=subnet, AllocationId=aws.address())["NatGateway"]["NatGatewayId"]
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnet)
    aws.ec2.delete_nat_gateway(NatGatewayId=gateway)
    aws.ec2.delete_subnet(SubnetId=subnet)


@case("a subnet stays as long as an interface endpoint is in it, and goes when the endpoint has left it")
def subnet_with_endpoint(aws):
    vpc = aws.vpc()
    subnets = aws.subnets(vpc)
    made = aws.ec2.create_vpc_endpoint(
        VpcId=vpc, ServiceName="com.amazonaws.ap-northeast-2.sqs", VpcEndpointType="Interface", SubnetIds=subnets
    )
    endpoint = made["VpcEndpoint"]["VpcEndpointId"]
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnets[1])
    aws.ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, RemoveSubnetIds=[subnets[1]])
    aws.ec2.delete_subnet(SubnetId=subnets[1])
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnets[0])
    aws.ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
    aws.ec2.delete_subnet(SubnetId=subnets[0])


@case("a subnet stays as long as an instance is in it, and so does the interface of the instance")
def subnet_with_instance(aws):
    subnet = aws.subnet(aws.vpc())
    made = aws.ec2.run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1, SubnetId=subnet)["Instances"][0]
    interface = made["NetworkInterfaces"][0]["NetworkInterfaceId"]
    refused("InvalidNetworkInterface.InUse", aws.ec2.delete_network_interface, NetworkInterfaceId=interface)
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnet)
    aws.ec2.terminate_instances(InstanceIds=[made["InstanceId"]])
    aws.ec2.delete_subnet(SubnetId=subnet)


@case("a subnet stays as long as an Instance Connect endpoint is in it")
def subnet_with_connect_endpoint(aws):
    subnet = aws.subnet(aws.vpc())
    made = aws.ec2.create_instance_connect_endpoint(SubnetId=subnet)["InstanceConnectEndpoint"]
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnet)
    aws.ec2.delete_instance_connect_endpoint(InstanceConnectEndpointId=made["InstanceConnectEndpointId"])
    aws.ec2.delete_subnet(SubnetId=subnet)


@case("an internet gateway stays attached as long as public addresses are mapped")
def gateway_with_addresses(aws):
    vpc = aws.vpc()
    subnets = aws.subnets(vpc)
    gateway = aws.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    attachment = {"InternetGatewayId": gateway, "VpcId": vpc}
    aws.ec2.attach_internet_gateway(**attachment)
    refused("DependencyViolation", aws.ec2.delete_internet_gateway, InternetGatewayId=gateway)
    internal = aws.balancer(subnets, Scheme="internal")
    public = aws.balancer(subnets, Scheme="internet-facing")
    nat = aws.ec2.create_nat_gateway(SubnetId=subnets[0], AllocationId=aws.address())["NatGateway"]["NatGatewayId"]
    message = refused("DependencyViolation", aws.ec2.detach_internet_gateway, **attachment)
    assert message.startswith(f"Network {vpc} has some mapped public address(es)."), message
    aws.elbv2.delete_load_balancer(LoadBalancerArn=public)
    refused("DependencyViolation", aws.ec2.detach_internet_gateway, **attachment)
    aws.ec2.delete_nat_gateway(NatGatewayId=nat)
    aws.ec2.detach_internet_gateway(**attachment)
    aws.ec2.delete_internet_gateway(InternetGatewayId=gateway)
    aws.elbv2.delete_load_balancer(LoadBalancerArn=internal)


@case("a VPC stays as long as something is in it beyond what goes with it")
def vpc_with_contents(aws):
    vpc = aws.vpc()
    ec2 = aws.ec2
    group = aws.group(vpc)
    refused("DependencyViolation", ec2.delete_vpc, VpcId=vpc)
    ec2.delete_security_group(GroupId=group)
    gateway = ec2.create_egress_only_internet_gateway(VpcId=vpc)["EgressOnlyInternetGateway"]
    refused("DependencyViolation", ec2.delete_vpc, VpcId=vpc)
    ec2.delete_egress_only_internet_gateway(
        EgressOnlyInternetGatewayId=gateway["EgressOnlyInternetGatewayId"]
    )
    acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
    refused("DependencyViolation", ec2.delete_vpc, VpcId=vpc)
    ec2.delete_network_acl(NetworkAclId=acl)
    endpoint = ec2.create_vpc_endpoint(VpcId=vpc, ServiceName="com.amazonaws.ap-northeast-2.s3")["VpcEndpoint"]
    refused("DependencyViolation", ec2.delete_vpc, VpcId=vpc)
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint["VpcEndpointId"]])
    ec2.delete_vpc(VpcId=vpc)


@case("a secondary range stays as long as a subnet is in it")
def range_with_subnet(aws):
    vpc = aws.vpc()
    made = aws.ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="100.64.0.0/16")["CidrBlockAssociation"]
    aws.subnet(vpc)
    subnet = aws.subnet(vpc, "100.64.0.0/24")
    association = {"AssociationId": made["AssociationId"]}
    message = refused("InvalidCidrBlock.InUse", aws.ec2.disassociate_vpc_cidr_block, **association)
    assert message == f"The vpc {vpc} currently has a subnet within CIDR block 100.64.0.0/16", message
    aws.ec2.delete_subnet(SubnetId=subnet)
    aws.ec2.disassociate_vpc_cidr_block(**association)


@case("ranges, routes, rule numbers and associations are not taken twice")
def taken_twice(aws):
    ec2 = aws.ec2
    vpc = aws.vpc()
    subnet = aws.subnet(vpc)
    conflict = {"VpcId": vpc, "CidrBlock": "10.0.0.128/25", "AvailabilityZone": "ap-northeast-2c"}
    refused("InvalidSubnet.Conflict", ec2.create_subnet, **conflict)
    first, second = (ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
    association = ec2.associate_route_table(RouteTableId=first, SubnetId=subnet)["AssociationId"]
    refused("Resource.AlreadyAssociated", ec2.associate_route_table, RouteTableId=second, SubnetId=subnet)
    refused("DependencyViolation", ec2.delete_route_table, RouteTableId=first)
    ec2.replace_route_table_association(AssociationId=association, RouteTableId=second)
    ec2.delete_route_table(RouteTableId=first)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    for destination in ({"DestinationCidrBlock": "0.0.0.0/0"}, {"DestinationIpv6CidrBlock": "::/0"}):
        ec2.create_route(RouteTableId=second, GatewayId=gateway, **destination)
        refused("RouteAlreadyExists", ec2.create_route, RouteTableId=second, GatewayId=gateway, **destination)
    acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
    rule = {"NetworkAclId": acl, "RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}
    ec2.create_network_acl_entry(Egress=False, **rule)
    ec2.create_network_acl_entry(Egress=True, **rule)
    refused("NetworkAclEntryAlreadyExists", ec2.create_network_acl_entry, Egress=True, **rule)
    held = ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])["NetworkAcls"][0]
    ids = [item["NetworkAclAssociationId"] for item in held["Associations"] if item["SubnetId"] == subnet]
    ec2.replace_network_acl_association(AssociationId=ids[0], NetworkAclId=acl)
    refused("DependencyViolation", ec2.delete_network_acl, NetworkAclId=acl)


@case("a VPC has one endpoint of a service with private DNS, and a route table one gateway endpoint of a service")
def second_endpoint(aws):
    ec2 = aws.ec2
    vpc = aws.vpc()
    interface = {"VpcId": vpc, "ServiceName": "com.amazonaws.ap-northeast-2.ec2", "VpcEndpointType": "Interface"}
    first = ec2.create_vpc_endpoint(SubnetIds=[aws.subnet(vpc)], PrivateDnsEnabled=True, **interface)["VpcEndpoint"]
    message = refused("InvalidParameter", ec2.create_vpc_endpoint, PrivateDnsEnabled=True, **interface)
    assert "conflicting DNS domain for ec2.ap-northeast-2.amazonaws.com" in message, message
    ec2.create_vpc_endpoint(PrivateDnsEnabled=False, **interface)
    ec2.delete_vpc_endpoints(VpcEndpointIds=[first["VpcEndpointId"]])
    ec2.create_vpc_endpoint(PrivateDnsEnabled=True, **interface)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    gateway = {"VpcId": vpc, "ServiceName": "com.amazonaws.ap-northeast-2.s3", "RouteTableIds": [table]}
    ec2.create_vpc_endpoint(**gateway)
    refused("RouteAlreadyExists", ec2.create_vpc_endpoint, **gateway)


@case("DHCP options stay as long as a VPC has them")
def options_in_use(aws):
    configuration = [{"Key": "domain-name", "Values": ["example.org"]}]
    made = aws.ec2.create_dhcp_options(DhcpConfigurations=configuration)["DhcpOptions"]["DhcpOptionsId"]
    vpc = aws.vpc()
    aws.ec2.associate_dhcp_options(DhcpOptionsId=made, VpcId=vpc)
    refused("DependencyViolation", aws.ec2.delete_dhcp_options, DhcpOptionsId=made)
    aws.ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=vpc)
    aws.ec2.delete_dhcp_options(DhcpOptionsId=made)


@case("a second launch template or key pair of a name is refused")
def second_name(aws):
    template = {"LaunchTemplateName": aws.name("template"), "LaunchTemplateData": {"InstanceType": "t3.micro"}}
    aws.ec2.create_launch_template(**template)
    refused("InvalidLaunchTemplateName.AlreadyExistsException", aws.ec2.create_launch_template, **template)
    key = aws.name("key")
    aws.ec2.create_key_pair(KeyName=key)
    refused("InvalidKeyPair.Duplicate", aws.ec2.create_key_pair, KeyName=key)
