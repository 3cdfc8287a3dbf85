"""What the cases share: clients of boto3 for the emulator, `case`, `refused`, and the networks that most of them need."""

import itertools

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

CASES = {}
ACCOUNT = "222222222222"
REGION = "ap-northeast-2"
NUMBERS = itertools.count(1)


def case(name):
    """Registers a case. The name is a sentence; the function gets an `Aws`."""

    def register(function):
        if name in CASES:
            raise ValueError(f"two cases have the name {name!r}")
        CASES[name] = function
        return function

    return register


def refused(code, operation, **parameters):
    """Calls an operation that must be refused with the code. Returns the message."""
    try:
        operation(**parameters)
    except ClientError as error:
        found = error.response["Error"]
        if found["Code"] != code:
            raise AssertionError(f"refused with {found['Code']} ({found['Message']}), not with {code}") from error
        return found["Message"]
    raise AssertionError(f"{operation.__name__} was accepted; {code} was expected")


class Aws:
    """Clients by the name of their service, such as `aws.ec2`, and small makers."""

    clients = {}

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}"

    def __getattr__(self, service):
        return self.client(service.replace("_", "-"))

    def client(self, service, region=REGION, checked=True):
        """`checked=False`: the SDK sends what it would refuse by itself."""
        if (service, region, checked) not in self.clients:
            # One attempt: an answer that is repeated would hide that it was refused, or how.
            config = Config(
                retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, parameter_validation=checked
            )
            keys = {"aws_access_key_id": f"EMULATOR{ACCOUNT}", "aws_secret_access_key": "emulator"}
            self.clients[service, region, checked] = boto3.client(
                service, region_name=region, endpoint_url=self.url, config=config, **keys
            )
        return self.clients[service, region, checked]

    @staticmethod
    def name(prefix):
        return f"{prefix}-{next(NUMBERS)}"

    def vpc(self, cidr="10.0.0.0/16", **settings):
        return self.ec2.create_vpc(CidrBlock=cidr, **settings)["Vpc"]["VpcId"]

    def subnet(self, vpc, cidr="10.0.0.0/24", zone="a"):
        made = self.ec2.create_subnet(VpcId=vpc, CidrBlock=cidr, AvailabilityZone=f"{REGION}{zone}")
        return made["Subnet"]["SubnetId"]

    def subnets(self, vpc):
        """Subnets in two zones."""
        return [self.subnet(vpc, "10.0.0.0/24", "a"), self.subnet(vpc, "10.0.1.0/24", "c")]

    def group(self, vpc):
        return self.ec2.create_security_group(GroupName=self.name("group"), Description="-", VpcId=vpc)["GroupId"]

    def address(self):
        return self.ec2.allocate_address(Domain="vpc")["AllocationId"]

    def interface(self, subnet, *groups):
        given = {"Groups": list(groups)} if groups else {}
        made = self.ec2.create_network_interface(SubnetId=subnet, **given)
        return made["NetworkInterface"]["NetworkInterfaceId"]

    def balancer(self, subnets, **settings):
        made = self.elbv2.create_load_balancer(Name=self.name("balancer"), Subnets=subnets, **settings)
        return made["LoadBalancers"][0]["LoadBalancerArn"]

    def target_group(self, vpc):
        made = self.elbv2.create_target_group(Name=self.name("targets"), Protocol="HTTP", Port=80, VpcId=vpc)
        return made["TargetGroups"][0]["TargetGroupArn"]

    def role(self, name=None, service="ecs-tasks"):
        trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"%s.amazonaws.com"}}]}'
        made = self.iam.create_role(RoleName=name or self.name("role"), AssumeRolePolicyDocument=trust % service)
        return made["Role"]["RoleName"]

    def role_arn(self, name):
        return f"arn:aws:iam::{ACCOUNT}:role/{name}"
