from aws import case, refused


def cluster(aws, *providers):
    name = aws.name("cluster")
    aws.ecs.create_cluster(clusterName=name)
    held = {"capacityProviders": list(providers), "defaultCapacityProviderStrategy": []}
    aws.ecs.put_cluster_capacity_providers(cluster=name, **held)
    return name


def provider(aws, name=None):
    name = name or aws.name("provider")
    group = {"autoScalingGroupArn": "arn:aws:autoscaling:ap-northeast-2:222222222222:autoScalingGroup:1:g/g"}
    aws.ecs.create_capacity_provider(name=name, autoScalingGroupProvider=group)
    return name


def task(aws):
    container = {"name": "web", "image": "nginx", "memory": 128}
    made = aws.ecs.register_task_definition(family=aws.name("web"), containerDefinitions=[container])
    return made["taskDefinition"]["taskDefinitionArn"]


def service(aws, cluster_name, **settings):
    name = aws.name("service")
    aws.ecs.create_service(cluster=cluster_name, serviceName=name, taskDefinition=task(aws), desiredCount=1, **settings)
    return name


def end(aws, cluster_name, name):
    aws.ecs.delete_service(cluster=cluster_name, service=name, force=True)


@case("a capacity provider stays the cluster's as long as a service uses it, and is not deleted as long as a cluster has it")
def provider_in_use(aws):
    first, second = provider(aws), provider(aws)
    refused("ClientException", lambda: provider(aws, first))
    name = cluster(aws, first, second)
    web = service(aws, name, capacityProviderStrategy=[{"capacityProvider": first, "weight": 1}])
    put = aws.ecs.put_cluster_capacity_providers
    left = {"cluster": name, "capacityProviders": [second], "defaultCapacityProviderStrategy": []}
    refused("ResourceInUseException", put, **left)
    other = [{"capacityProvider": second, "weight": 1}]
    aws.ecs.update_service(cluster=name, service=web, capacityProviderStrategy=other)
    failed = aws.ecs.delete_capacity_provider(capacityProvider=first)["capacityProvider"]
    assert failed["updateStatus"] == "DELETE_FAILED" and name in failed["updateStatusReason"], failed
    put(**left)
    aws.ecs.delete_capacity_provider(capacityProvider=first)
    assert aws.ecs.describe_capacity_providers(capacityProviders=[first])["capacityProviders"] == []
    end(aws, name, web)
    put(**{**left, "capacityProviders": []})


@case("a service takes capacity providers of its cluster only")
def foreign_provider(aws):
    name, held = cluster(aws), provider(aws)
    strategy = [{"capacityProvider": held, "weight": 1}]
    refused("InvalidParameterException", lambda: service(aws, name, capacityProviderStrategy=strategy))
    held = {"capacityProviders": [held], "defaultCapacityProviderStrategy": []}
    aws.ecs.put_cluster_capacity_providers(cluster=name, **held)
    service(aws, name, capacityProviderStrategy=strategy)


@case("a cluster stays as long as services are active, and has one service of a name")
def cluster_with_services(aws):
    name = cluster(aws)
    web = service(aws, name)
    again = {"cluster": name, "serviceName": web, "taskDefinition": task(aws), "desiredCount": 1}
    refused("InvalidParameterException", aws.ecs.create_service, **again)
    refused("ClusterContainsServicesException", aws.ecs.delete_cluster, cluster=name)
    end(aws, name, web)
    aws.ecs.create_service(**again)
    end(aws, name, web)
    aws.ecs.delete_cluster(cluster=name)


@case("a service waits for a listener or rule that forwards to its target group, when it is made and when it changes")
def unbalanced_group(aws):
    name, vpc = cluster(aws), aws.vpc()
    first, second = aws.target_group(vpc), aws.target_group(vpc)
    listener = aws.elbv2.create_listener(
        LoadBalancerArn=aws.balancer(aws.subnets(vpc)),
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": first}],
    )["Listeners"][0]["ListenerArn"]

    def behind(group):
        return [{"targetGroupArn": group, "containerName": "web", "containerPort": 80}]

    message = refused("InvalidParameterException", lambda: service(aws, name, loadBalancers=behind(second)))
    assert message == f"The target group with targetGroupArn {second} does not have an associated load balancer.", message
    web = service(aws, name, loadBalancers=behind(first))
    change = {"cluster": name, "service": web, "loadBalancers": behind(second)}
    refused("InvalidParameterException", aws.ecs.update_service, **change)
    aws.elbv2.create_rule(
        ListenerArn=listener,
        Priority=1,
        Conditions=[{"Field": "path-pattern", "Values": ["/a"]}],
        Actions=[{"Type": "forward", "TargetGroupArn": second}],
    )
    aws.ecs.update_service(**change)


@case("a service that CodeDeploy deploys changes its count, but neither its network nor its tasks")
def deployed_by_code_deploy(aws):
    name = cluster(aws)
    web = service(aws, name, deploymentController={"type": "CODE_DEPLOY"})
    which = {"cluster": name, "service": web}
    network = {"awsvpcConfiguration": {"subnets": aws.subnets(aws.vpc())}}
    update = aws.ecs.update_service
    aws.ecs.update_service(desiredCount=2, healthCheckGracePeriodSeconds=30, propagateTags="SERVICE", **which)
    refused("InvalidParameterException", update, networkConfiguration=network, **which)
    refused("InvalidParameterException", update, enableExecuteCommand=True, **which)
    message = refused("InvalidParameterException", update, taskDefinition=task(aws), **which)
    assert message.startswith("Unable to update taskDefinition on services with a CODE_DEPLOY"), message
    aws.ecs.update_service(cluster=name, service=service(aws, name), enableExecuteCommand=True)


@case("tasks hold their subnets and groups as long as the service wants some")
def tasks_in_subnets(aws):
    name, vpc = cluster(aws), aws.vpc()
    subnets, group = aws.subnets(vpc), aws.group(vpc)
    network = {"awsvpcConfiguration": {"subnets": subnets, "securityGroups": [group]}}
    web = service(aws, name, networkConfiguration=network)
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnets[1])
    refused("DependencyViolation", aws.ec2.delete_security_group, GroupId=group)
    one = {"awsvpcConfiguration": {"subnets": subnets[:1], "securityGroups": [group]}}
    aws.ecs.update_service(cluster=name, service=web, networkConfiguration=one)
    aws.ec2.delete_subnet(SubnetId=subnets[1])
    end(aws, name, web)
    aws.ec2.delete_security_group(GroupId=group)
    aws.ec2.delete_subnet(SubnetId=subnets[0])


@case("a namespace stays as long as it has services, its own or those of Service Connect")
def namespace_in_use(aws):
    discovery = aws.servicediscovery

    def target(operation):
        return discovery.get_operation(OperationId=operation["OperationId"])["Operation"]["Targets"]["NAMESPACE"]

    http, name = aws.name("services"), cluster(aws)
    namespace = target(discovery.create_http_namespace(Name=http))
    refused("NamespaceAlreadyExists", discovery.create_http_namespace, Name=http)
    made = discovery.create_service(Name="web", NamespaceId=namespace)["Service"]
    refused("ServiceAlreadyExists", discovery.create_service, Name="web", NamespaceId=namespace)
    refused("ResourceInUse", discovery.delete_namespace, Id=namespace)
    discovery.delete_service(Id=made["Id"])
    connect = {"enabled": True, "namespace": http, "services": [{"portName": "http"}]}
    web = service(aws, name, serviceConnectConfiguration=connect)
    refused("ResourceInUse", discovery.delete_namespace, Id=namespace)
    end(aws, name, web)
    discovery.delete_namespace(Id=namespace)


@case("a service of Cloud Map stays as long as tasks are registered, and a VPC has one DNS namespace of a name")
def registered_tasks(aws):
    discovery, vpc = aws.servicediscovery, aws.vpc()
    private = {"Name": f"{aws.name('internal')}.local", "Vpc": vpc}
    operation = discovery.create_private_dns_namespace(**private)["OperationId"]
    namespace = discovery.get_operation(OperationId=operation)["Operation"]["Targets"]["NAMESPACE"]
    refused("NamespaceAlreadyExists", discovery.create_private_dns_namespace, **private)
    discovery.create_private_dns_namespace(Name="other.local", Vpc=vpc)
    made = discovery.create_service(Name="web", NamespaceId=namespace)["Service"]
    name = cluster(aws)
    web = service(aws, name, serviceRegistries=[{"registryArn": made["Arn"]}])
    refused("ResourceInUse", discovery.delete_service, Id=made["Id"])
    end(aws, name, web)
    discovery.delete_service(Id=made["Id"])
    discovery.delete_namespace(Id=namespace)


@case("an EKS cluster keeps to the zones that it was made in, and holds its subnets")
def zones_of_a_cluster(aws):
    vpc = aws.vpc()
    subnets, third = aws.subnets(vpc), aws.subnet(vpc, "10.0.2.0/24", "b")
    other = aws.subnet(vpc, "10.0.3.0/24", "a")
    name = aws.name("eks")
    settings = {"name": name, "roleArn": aws.role_arn("cluster")}
    aws.eks.create_cluster(resourcesVpcConfig={"subnetIds": subnets}, **settings)
    refused("ResourceInUseException", aws.eks.create_cluster, resourcesVpcConfig={"subnetIds": subnets}, **settings)
    for wanted in ([*subnets, third], [subnets[0], third], [subnets[0], other]):
        config = {"name": name, "resourcesVpcConfig": {"subnetIds": wanted}}
        refused("InvalidParameterException", aws.eks.update_cluster_config, **config)
    refused("DependencyViolation", aws.ec2.delete_subnet, SubnetId=subnets[0])
    aws.eks.update_cluster_config(name=name, resourcesVpcConfig={"subnetIds": [other, subnets[1]]})
    aws.ec2.delete_subnet(SubnetId=subnets[0])
    aws.eks.delete_cluster(name=name)
    aws.ec2.delete_subnet(SubnetId=other)
