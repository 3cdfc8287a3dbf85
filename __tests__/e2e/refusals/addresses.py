from aws import case, refused


@case("an address is not released while it is associated, and moves from one interface to another by itself")
def associated_address(aws):
    ec2 = aws.ec2
    subnet = aws.subnet(aws.vpc())
    first, second, address = aws.interface(subnet), aws.interface(subnet), aws.address()
    ec2.associate_address(AllocationId=address, NetworkInterfaceId=first)
    refused("InvalidIPAddress.InUse", ec2.release_address, AllocationId=address)
    kept = {"AllocationId": address, "NetworkInterfaceId": second, "AllowReassociation": False}
    refused("Resource.AlreadyAssociated", ec2.associate_address, **kept)
    association = ec2.associate_address(AllocationId=address, NetworkInterfaceId=second)["AssociationId"]
    ec2.disassociate_address(AssociationId=association)
    ec2.release_address(AllocationId=address)


@case("the address of a NAT gateway can be neither moved, freed nor given to a second gateway, until the gateway is gone")
def gateway_address(aws):
    ec2 = aws.ec2
    subnet = aws.subnet(aws.vpc())
    interface, address = aws.interface(subnet), aws.address()
    gateway = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)["NatGateway"]["NatGatewayId"]
    association = ec2.describe_addresses(AllocationIds=[address])["Addresses"][0]["AssociationId"]
    refused("AuthFailure", ec2.disassociate_address, AssociationId=association)
    refused("AuthFailure", ec2.release_address, AllocationId=address)
    target = {"AllocationId": address, "NetworkInterfaceId": interface}
    refused("Resource.AlreadyAssociated", ec2.associate_address, **target)
    refused("Resource.AlreadyAssociated", ec2.create_nat_gateway, SubnetId=subnet, AllocationId=address)
    ec2.delete_nat_gateway(NatGatewayId=gateway)
    ec2.associate_address(**target)
    ec2.delete_network_interface(NetworkInterfaceId=interface)
    ec2.release_address(AllocationId=address)


@case("the address of a Network Load Balancer is free when the balancer is gone")
def balancer_address(aws):
    address = aws.address()
    subnet = aws.subnet(aws.vpc())
    mapping = [{"SubnetId": subnet, "AllocationId": address}]
    made = aws.elbv2.create_load_balancer(Name=aws.name("balancer"), Type="network", SubnetMappings=mapping)
    refused("AuthFailure", aws.ec2.release_address, AllocationId=address)
    aws.elbv2.delete_load_balancer(LoadBalancerArn=made["LoadBalancers"][0]["LoadBalancerArn"])
    aws.ec2.release_address(AllocationId=address)
