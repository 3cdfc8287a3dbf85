from aws import case, refused


def forward(group):
    return [{"Type": "forward", "TargetGroupArn": group}]


def paths(*values):
    return [{"Field": "path-pattern", "Values": list(values)}]


@case("a balancer has one listener on a port, in whichever order they are made")
def second_listener(aws):
    vpc = aws.vpc()
    balancer, group = aws.balancer(aws.subnets(vpc)), aws.target_group(vpc)
    listener = {"LoadBalancerArn": balancer, "Protocol": "HTTP", "DefaultActions": forward(group)}
    first = aws.elbv2.create_listener(Port=80, **listener)["Listeners"][0]["ListenerArn"]
    refused("DuplicateListener", aws.elbv2.create_listener, Port=80, **listener)
    second = aws.elbv2.create_listener(Port=81, **listener)["Listeners"][0]["ListenerArn"]
    refused("DuplicateListener", aws.elbv2.modify_listener, ListenerArn=second, Port=80)
    aws.elbv2.delete_listener(ListenerArn=first)
    aws.elbv2.modify_listener(ListenerArn=second, Port=80)


@case("a priority belongs to one rule of a listener, and rules can swap theirs in one request")
def taken_priority(aws):
    vpc = aws.vpc()
    group = aws.target_group(vpc)
    listener = aws.elbv2.create_listener(
        LoadBalancerArn=aws.balancer(aws.subnets(vpc)), Protocol="HTTP", Port=80, DefaultActions=forward(group)
    )["Listeners"][0]["ListenerArn"]
    rule = {"ListenerArn": listener, "Actions": forward(group)}
    first = aws.elbv2.create_rule(Priority=1, Conditions=paths("/a"), **rule)["Rules"][0]["RuleArn"]
    refused("PriorityInUse", aws.elbv2.create_rule, Priority=1, Conditions=paths("/b"), **rule)
    second = aws.elbv2.create_rule(Priority=2, Conditions=paths("/b"), **rule)["Rules"][0]["RuleArn"]
    refused("PriorityInUse", aws.elbv2.set_rule_priorities, RulePriorities=[{"RuleArn": first, "Priority": 2}])
    swapped = [{"RuleArn": first, "Priority": 2}, {"RuleArn": second, "Priority": 1}]
    aws.elbv2.set_rule_priorities(RulePriorities=swapped)
    aws.elbv2.set_rule_priorities(RulePriorities=[{"RuleArn": first, "Priority": 2}])


@case("a target group stays as long as a listener or a rule forwards to it, alone or among others")
def group_in_use(aws):
    vpc = aws.vpc()
    default, plain, weighted, other = (aws.target_group(vpc) for _ in range(4))
    listener = aws.elbv2.create_listener(
        LoadBalancerArn=aws.balancer(aws.subnets(vpc)), Protocol="HTTP", Port=80, DefaultActions=forward(default)
    )["Listeners"][0]["ListenerArn"]
    groups = [{"TargetGroupArn": weighted, "Weight": 1}, {"TargetGroupArn": other, "Weight": 1}]
    both = [{"Type": "forward", "ForwardConfig": {"TargetGroups": groups}}]
    rules = [
        aws.elbv2.create_rule(ListenerArn=listener, Priority=number, Conditions=paths(f"/{number}"), Actions=actions)
        for number, actions in ((1, forward(plain)), (2, both))
    ]
    for group in (default, plain, weighted):
        refused("ResourceInUse", aws.elbv2.delete_target_group, TargetGroupArn=group)
    aws.elbv2.modify_listener(ListenerArn=listener, DefaultActions=forward(other))
    for made in rules:
        aws.elbv2.delete_rule(RuleArn=made["Rules"][0]["RuleArn"])
    for group in (default, plain, weighted):
        aws.elbv2.delete_target_group(TargetGroupArn=group)


@case("names of balancers and target groups are not taken twice, and an application balancer is in two zones")
def names_and_zones(aws):
    vpc = aws.vpc()
    subnets = aws.subnets(vpc)
    name = aws.name("shop")
    one_zone = {"Name": name, "Subnets": subnets[:1]}
    message = refused("ValidationError", aws.elbv2.create_load_balancer, **one_zone)
    assert message == "At least two subnets in two different Availability Zones must be specified", message
    first, again = (aws.elbv2.create_load_balancer(Name=name, Subnets=subnets)["LoadBalancers"][0] for _ in range(2))
    assert first["LoadBalancerArn"] == again["LoadBalancerArn"]
    other = {"Name": name, "Subnets": subnets, "Scheme": "internal"}
    refused("DuplicateLoadBalancerName", aws.elbv2.create_load_balancer, **other)
    aws.elbv2.create_load_balancer(Name=aws.name("net"), Type="network", Subnets=subnets[:1])
    group = {"Name": name, "Protocol": "HTTP", "Port": 80, "VpcId": vpc}
    aws.elbv2.create_target_group(**group)
    refused("DuplicateTargetGroupName", aws.elbv2.create_target_group, **group)


@case("a balancer stays as long as it is protected, or offered as an endpoint service that stays while endpoints use it")
def offered_balancer(aws):
    vpc = aws.vpc()
    subnets = aws.subnets(vpc)
    balancer = aws.balancer(subnets, Type="network", Scheme="internal")
    protection = {"Key": "deletion_protection.enabled", "Value": "true"}
    aws.elbv2.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=[protection])
    refused("OperationNotPermitted", aws.elbv2.delete_load_balancer, LoadBalancerArn=balancer)
    protection["Value"] = "false"
    aws.elbv2.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=[protection])
    service = aws.ec2.create_vpc_endpoint_service_configuration(
        NetworkLoadBalancerArns=[balancer], AcceptanceRequired=False
    )["ServiceConfiguration"]
    refused("ResourceInUse", aws.elbv2.delete_load_balancer, LoadBalancerArn=balancer)
    endpoint = {"VpcId": vpc, "VpcEndpointType": "Interface", "ServiceName": service["ServiceName"]}
    made = aws.ec2.create_vpc_endpoint(**endpoint)["VpcEndpoint"]["VpcEndpointId"]
    delete = aws.ec2.delete_vpc_endpoint_service_configurations
    answer = delete(ServiceIds=[service["ServiceId"]])["Unsuccessful"][0]
    assert answer["Error"]["Code"] == "ExistingVpcEndpointConnections", answer
    aws.ec2.delete_vpc_endpoints(VpcEndpointIds=[made])
    assert delete(ServiceIds=[service["ServiceId"]])["Unsuccessful"] == []
    aws.elbv2.delete_load_balancer(LoadBalancerArn=balancer)
