"""moto's CloudFormation with the types of resources that it lacks: six tables and what only has a name and an ARN."""

from contextlib import contextmanager

from moto.awslambda.models import LambdaVersion
import moto.apigateway.models  # noqa: F401 (ours come after its own)
import moto.logs.models  # noqa: F401
from moto.cloudformation.models import ChangeSet
from moto.core.common_models import CloudFormationModel
from moto.dynamodb.models.table import Table
from moto.server import ThreadedMotoServer

# moto sorts models by the package that they are in.
MODULE = "moto.missing"

# What moto would pass over; what refers to one of them would then be refused.
NAMED = [
    "AWS::ApiGateway::Account",
    "AWS::ApiGateway::GatewayResponse",
    "AWS::ApiGateway::Stage",
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::ApiGatewayV2::RouteResponse",
    "AWS::ApiGatewayV2::Stage",
    "AWS::Lambda::Alias",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::Url",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    # It has these, but makes them in another order, permissions for no alias, and loses a log group in an update.
    "AWS::ApiGateway::Deployment",
    "AWS::ApiGateway::Method",
    "AWS::ApiGateway::Resource",
    "AWS::ApiGateway::RestApi",
    "AWS::Lambda::Permission",
    "AWS::Logs::LogGroup",
]


class GlobalTable(CloudFormationModel):
    """A table with one replica is a table."""

    __module__ = MODULE

    @staticmethod
    def cloudformation_name_type():
        return "TableName"

    @staticmethod
    def cloudformation_type():
        return "AWS::DynamoDB::GlobalTable"

    @classmethod
    def create_from_cloudformation_json(cls, *arguments, **options):
        return Table.create_from_cloudformation_json(*arguments, **options)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *arguments, **options):
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(cls, *arguments, **options):
        pass


class Named:
    """A resource with an id in the form of an alias's ARN, of which each attribute is told as the id and its name."""

    def __init__(self, name):
        self.name = f"arn:aws:any:eu-west-1:123456789012:any:any:{name}"

    @property
    def physical_resource_id(self):
        return self.name

    @staticmethod
    def cloudformation_name_type():
        return None

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, attribute_name):
        return f"{self.name}.{attribute_name}"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, *arguments, **options):
        return cls(resource_name)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *arguments, **options):
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(cls, *arguments, **options):
        pass


def replace_version(cls, original_resource, new_resource_name, *arguments):
    """CloudFormation's reference says of every property of a version that a change replaces it."""
    return cls.create_from_cloudformation_json(new_resource_name, *arguments)


LambdaVersion.get_cfn_attribute = lambda version, attribute: version.version
LambdaVersion.update_from_cloudformation_json = classmethod(replace_version)

# Its change sets leave the stack's outputs and parameters as they were.
ChangeSet.apply = lambda change: change.stack.update(change.template, parameters=change.parameters)

# moto finds classes by their common parent.
TYPES = [
    type(
        name.replace("::", ""),
        (Named, CloudFormationModel),
        {"__module__": MODULE, "cloudformation_type": staticmethod(lambda name=name: name)},
    )
    for name in NAMED
]


@contextmanager
def serving():
    """Starts it; gives its URL, which has the host name that moto knows buckets by."""
    server = ThreadedMotoServer("localhost", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://localhost:{port}"
    finally:
        server.stop()
