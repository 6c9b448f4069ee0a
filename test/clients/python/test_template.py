"""The folder of `./streambed synth --template`: cfn-lint, the AWS CLI and what reads HCL take it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import hcl2
import pytest
from fake_cloudformation import serving

ROOT = Path(__file__).parents[3]
BIN = Path(sys.executable).parent
REGION = "eu-west-1"
STACK = "streambed"
BUCKET = "code-of-the-gateway"

# One of each kind of Region: the oldest, a large one, one with few services.
REGIONS = ["us-east-1", "eu-central-1", "ap-southeast-2"]

# Both are about style: CDK writes joins where it could write substitutions, and dependencies that references imply.
STYLE = ["W3005", "W3694"]


# With no settings of the user.
TERRAFORM_ENVIRONMENT = {**os.environ, "TF_CLI_CONFIG_FILE": "", "CHECKPOINT_DISABLE": "1"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder that `./streambed test` wrote, or else a new one."""
    if "STREAMBED_TEMPLATE" in os.environ:
        return Path(os.environ["STREAMBED_TEMPLATE"])
    written = tmp_path_factory.mktemp("template")
    environment = {**os.environ, "STREAMBED_BUILT": "1", "CDK_VALIDATION": "false"}
    run([ROOT / "streambed", "synth", "--template", written], environment)
    return written


@pytest.fixture(scope="module")
def chosen(tmp_path_factory):
    """The folder of choices that need a parameter or name something of the account."""
    written = tmp_path_factory.mktemp("chosen")
    context = json.loads((ROOT / "cdk.json").read_text())["context"]
    context["streambed"] = json.loads((ROOT / "infra/src/test/resources/existing-resources.json").read_text())
    java = [Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"]
    libraries = (ROOT / "infra/target/class-path").read_text().strip()
    java += ["-XX:TieredStopAtLevel=1", "-cp", f"{ROOT / 'infra/target/classes'}{os.pathsep}{libraries}"]
    assembly = written / "cdk.out"
    environment = {**os.environ, "CDK_VALIDATION": "false", "CDK_OUTDIR": str(assembly)}
    environment["CDK_CONTEXT_JSON"] = json.dumps(context)
    run([*java, "dev.streambed.cdk.app.StreambedApp"], environment)
    run([*java, "dev.streambed.cdk.template.TemplateCommand", written / "template", assembly], os.environ)
    return written / "template"


@pytest.fixture(scope="module")
def template(folder):
    return json.loads((folder / "template.json").read_text())


@pytest.fixture(scope="module")
def aws():
    """The environment of commands against CloudFormation, S3, DynamoDB and Lambda of this machine."""
    with serving() as url:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        yield {
            **inherited,
            "PATH": f"{BIN}{os.pathsep}{inherited['PATH']}",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": url,
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
        }


def run(command, environment, folder=None):
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("written", ["folder", "chosen"])
def test_cfn_lint_finds_nothing(written, request):
    regions = ["--regions", *REGIONS, "--ignore-checks", *STYLE]
    run([BIN / "cfn-lint", *regions, "--template", request.getfixturevalue(written) / "template.json"], os.environ)


def test_the_commands_of_the_readme_deploy_it(folder, aws):
    run(["aws", "s3", "mb", f"s3://{BUCKET}"], aws)
    for command in commands(folder):
        run(["bash", "-c", command], aws, folder)
    assert function(aws)["MemorySize"] == 512


def test_a_parameter_is_changed_and_the_others_stay(folder, aws):
    before = function(aws)
    deploy = next(command for command in commands(folder) if "cloudformation deploy" in command)
    deploy = re.sub(r"CodeBucket=\S+", "MemorySize=1024 RequestsPerDay=7", deploy)
    run(["bash", "-c", deploy], aws, folder)
    after = function(aws)
    assert after["MemorySize"] == 1024
    assert after["CodeSha256"] == before["CodeSha256"]
    assert "STREAMBED_REQUESTS_PER_DAY" not in before["Environment"]["Variables"]
    assert after["Environment"]["Variables"]["STREAMBED_REQUESTS_PER_DAY"] == "7"


def test_the_command_line_finds_its_tables(aws):
    streambed = [ROOT / "streambed", "customers"]
    environment = {**aws, "STREAMBED_BUILT": "1"}
    run([*streambed, "create", "--name", "Acme", "--stack", STACK], environment)
    assert "Acme" in run([*streambed, "list", "--stack", STACK], environment)


def test_the_module_has_the_parameters_of_the_template(folder, template):
    variables = blocks(folder, "variables.tf", "variable")
    names = {snake_case(name): name for name in template["Parameters"]}
    assert set(variables) == set(names) | {"stack_name", "iam_role_arn", "tags"}
    for variable, name in names.items():
        default = template["Parameters"][name].get("Default", "")
        chosen = variables[variable]["default"]
        assert str(default) == ("" if chosen in (None, "null") else str(chosen).strip('"'))
    stack = blocks(folder, "main.tf", "resource")["aws_cloudformation_stack"]['"streambed"']
    assert set(stack["parameters"]) == set(template["Parameters"])


def test_the_module_has_the_outputs_of_the_template(folder, template):
    outputs = {snake_case(name) for name in template["Outputs"]}
    assert set(blocks(folder, "outputs.tf", "output")) == outputs | {"stack_id", "stack_name"}


@pytest.mark.parametrize("written", ["folder", "chosen"])
def test_the_module_is_formatted(written, request):
    module = request.getfixturevalue(written) / "terraform"
    run([terraform(), "fmt", "-check", "-diff", module], TERRAFORM_ENVIRONMENT)


def test_the_module_hands_on_what_its_variables_allow(folder, tmp_path):
    values = parameters(folder, tmp_path, memory_size=1024, requests_per_day=7, code_prefix="a/b/")
    assert (values["CodeBucket"], values["CodePrefix"]) == ("code", "a/b/")
    assert (values["MemorySize"], values["RequestsPerDay"], values["ReservedConcurrency"]) == (1024, "7", "")
    for refused in ["memory_size=100", "requests_per_day=1.5", "code_prefix=a", "log_retention_days=8"]:
        plan = [terraform(), "plan", "-input=false", "-no-color", f"-var={refused}"]
        done = subprocess.run(plan, env=TERRAFORM_ENVIRONMENT, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 1
        assert "Invalid value for variable" in done.stderr


def test_null_takes_away_what_was_chosen(chosen, tmp_path):
    values = parameters(chosen, tmp_path)
    assert (values["MemorySize"], values["RequestsPerDay"], values["ReservedConcurrency"]) == (1024, "500", "50")
    values = parameters(chosen, tmp_path, memory_size=None, requests_per_day=None, reserved_concurrency=None)
    # The function must have some memory: that of the folder.
    assert (values["MemorySize"], values["RequestsPerDay"], values["ReservedConcurrency"]) == (1024, "", "")


def parameters(folder, directory, **given):
    """What the module gives to the stack, made of all but what needs the AWS provider."""
    shutil.copy(folder / "terraform" / "variables.tf", directory)
    main = (folder / "terraform" / "main.tf").read_text()
    written = re.search(r"parameters = ({.*?\n  })", main, re.DOTALL).group(1)
    (directory / "main.tf").write_text(
        f'locals {{\n  bucket = "code"\n}}\noutput "parameters" {{\n  value = {written}\n}}\n'
    )
    (directory / "given.auto.tfvars.json").write_text(json.dumps(given))
    run([terraform(), "init", "-input=false"], TERRAFORM_ENVIRONMENT, directory)
    run([terraform(), "apply", "-auto-approve", "-input=false"], TERRAFORM_ENVIRONMENT, directory)
    return json.loads(run([terraform(), "output", "-json", "parameters"], TERRAFORM_ENVIRONMENT, directory))


def terraform():
    return shutil.which("terraform") or shutil.which("tofu") or pytest.skip("needs Terraform or OpenTofu")


def commands(folder):
    """Those that deploy, in the README."""
    block = re.search(r"## Deploy.*?```sh\n(.*?)```", (folder / "README.md").read_text(), re.DOTALL).group(1)
    return block.replace("\\\n", " ").replace("BUCKET", BUCKET).strip().split("\n")


def function(aws):
    """The function of the stack, as Lambda tells it."""
    query = ["--query", "Stacks[0].Outputs[?OutputKey=='FunctionName'].OutputValue", "--output", "text"]
    name = run(["aws", "cloudformation", "describe-stacks", "--stack-name", STACK, *query], aws).strip()
    return json.loads(run(["aws", "lambda", "get-function-configuration", "--function-name", name], aws))


def blocks(folder, file, kind):
    with open(folder / "terraform" / file) as text:
        found = hcl2.load(text)[kind]
    return {name.strip('"'): body for block in found for name, body in block.items()}


def snake_case(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
