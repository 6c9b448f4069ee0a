package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.FakeAws;
import dev.streambed.cli.fixture.FakeGateway;
import dev.streambed.cli.fixture.LocalTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the command line as a process with its own environment, on a deployed stack.
@SuppressWarnings("NullAway.Init") // set before each test
class ProcessTest {

  private static final long TIMEOUT_SECONDS = 120;
  private static final String ARN = "arn:aws:sts::123456789012:assumed-role/Admin/me";

  @TempDir private Path home;

  private final LocalTables tables = LocalTables.create();
  private final Map<String, String> environment = new TreeMap<>();
  private FakeAws cloudFormation;

  private record Ended(int exitCode, String out, String err) {}

  @BeforeEach
  void start() throws Exception {
    cloudFormation = new FakeAws().withoutStack("streambed").withoutStack("mine");
    environment.put("HOME", home.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    environment.put("AWS_CONFIG_FILE", home.resolve("config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", home.resolve("credentials").toString());
    environment.put("AWS_ENDPOINT_URL_CLOUDFORMATION", cloudFormation.uri().toString());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", LocalTables.uri().toString());
    cloudFormation.describes(
        "CustomersTableName", tables.names().customers(),
        "ApiKeysTableName", tables.names().apiKeys(),
        "UsageTableName", tables.names().usage());
  }

  @AfterEach
  void stop() {
    cloudFormation.close();
  }

  @Test
  void worksOnADeployedStack() throws Exception {
    Ended made = run("customers", "create", "--name", "Müller", "--issue-key", "--stack", "mine");
    assertThat(made.exitCode()).as("%s", made).isZero();
    assertThat(made.out()).matches("sb_[A-Za-z0-9_-]{43}\n");
    assertThat(cloudFormation.requests().getFirst()).endsWith("&StackName=mine-data");
    Ended listed = run("customers", "list", "--json");
    assertThat(listed.out()).contains("\"name\":\"Müller\"").endsWith("}\n");
    assertThat(listed.err()).isEmpty();
    assertThat(run("customers", "show", "nobody").exitCode()).isEqualTo(3);
    assertThat(run("customers", "show").exitCode()).isEqualTo(2);
  }

  @Test
  void answersInUtf8AndTakesNoBrokenNameWhereTheLocaleIsAnother() throws Exception {
    run("customers", "create", "--name", "Müller");
    environment.put("LC_ALL", "C");
    assertThat(run("customers", "list").out()).contains("Müller");
    Ended broken = run("customers", "create", "--name", "Jürgen");
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.err()).contains("LC_ALL");
    assertThat(tables.customers()).hasSize(1);
  }

  @Test
  void takesTheProfilesCredentialsAndRegionBeforeTheEnvironments() throws Exception {
    Files.writeString(
        home.resolve("config"),
        """
        [profile team]
        region = eu-west-3
        aws_access_key_id = AKIDOFTEAM
        aws_secret_access_key = secret
        """);
    environment.remove("AWS_REGION");
    assertThat(run("customers", "list", "--profile", "team").exitCode()).isZero();
    assertThat(cloudFormation.requests().getFirst()).contains("AKIDOFTEAM/", "/eu-west-3/");
    Ended unknown = run("customers", "list", "--profile", "nobody", "--region", "us-east-1");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err())
        .startsWith("streambed: the profile nobody gives no AWS credentials")
        .hasLineCount(1);
  }

  @Test
  void findsEveryServiceWhereOneVariableSaysThatAllAre() throws Exception {
    environment.remove("AWS_ENDPOINT_URL_DYNAMODB");
    environment.put("AWS_ENDPOINT_URL", LocalTables.uri().toString());
    assertThat(run("customers", "list").exitCode()).isZero();
    assertThat(cloudFormation.requests()).hasSize(2);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", LocalTables.uri().toString());
    environment.remove("AWS_ENDPOINT_URL_CLOUDFORMATION");
    environment.put("AWS_ENDPOINT_URL", cloudFormation.uri().toString());
    assertThat(run("customers", "list").exitCode()).isZero();
    assertThat(cloudFormation.requests()).hasSize(4);
  }

  @Test
  void findsEveryServiceWhereTheProfileSaysThatItIs() throws Exception {
    environment.remove("AWS_ENDPOINT_URL_CLOUDFORMATION");
    environment.remove("AWS_ENDPOINT_URL_DYNAMODB");
    Files.writeString(
        home.resolve("config"),
        """
        [profile team]
        region = eu-west-3
        aws_access_key_id = AKIDOFTEAM
        aws_secret_access_key = secret
        services = here
        endpoint_url = %1$s

        [services here]
        dynamodb =
          endpoint_url = %2$s

        [profile other]
        services = both

        [services both]
        dynamodb =
          endpoint_url = %2$s
        cloudformation =
          endpoint_url = %1$s
        """
            .formatted(cloudFormation.uri(), LocalTables.uri()));
    assertThat(run("customers", "list", "--profile", "team").exitCode()).isZero();
    environment.put("AWS_PROFILE", "other");
    assertThat(run("customers", "list").exitCode()).isZero();
    assertThat(cloudFormation.requests()).hasSize(4);
  }

  @Test
  void assumesAProfilesRoleWhereTheVariablesSayThatStsIs() throws Exception {
    try (FakeAws sts = new FakeAws().withoutStack("streambed")) {
      sts.says(
          200,
          """
          <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
            <AssumeRoleResult><Credentials>
              <AccessKeyId>AKIDOFROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
              <SessionToken>session</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult>
          </AssumeRoleResponse>
          """);
      environment.put("AWS_ENDPOINT_URL_STS", sts.uri().toString());
      Files.writeString(
          home.resolve("config"),
          """
          [profile base]
          aws_access_key_id = AKIDOFBASE
          aws_secret_access_key = secret

          [profile admin]
          region = eu-west-3
          role_arn = arn:aws:iam::123456789012:role/Admin
          source_profile = base
          """);
      Ended listed = run("customers", "list", "--profile", "admin");
      assertThat(listed.exitCode()).as("%s", listed).isZero();
      assertThat(sts.requests().getFirst()).contains("AKIDOFBASE/", "Action=AssumeRole");
      assertThat(cloudFormation.requests().getFirst()).contains("AKIDOFROLE/");
    }
  }

  @Test
  void asksTheServiceStackForItsModelsWhenABudgetIsSet() throws Exception {
    cloudFormation.describes("ModelIds", "nobody.knows-v1:0,amazon.nova-lite-v1:0");
    Ended made = run("customers", "create", "--name", "Acme", "--usd-per-month", "5");
    assertThat(made.exitCode()).as("%s", made).isZero();
    assertThat(made.err()).contains("has no price of nobody.knows-v1:0:");
    assertThat(cloudFormation.requests())
        .anyMatch(request -> request.endsWith("&StackName=streambed-service"));
  }

  @Test
  void readsColdStartsFromTheLogOfTheDeployedFunction() throws Exception {
    try (FakeGateway gateway = new FakeGateway();
        FakeAws service = new FakeAws().withoutStack("streambed");
        FakeAws logs = new FakeAws().withoutStack("streambed")) {
      gateway.answers("/models", 200, "{\"models\":[{\"id\":\"amazon.nova-micro-v1:0\"}]}");
      service.describes("FunctionUrl", gateway.uri().toString(), "LogGroupName", "group-1");
      logs.says(
          200,
          """
          {"events":[{"timestamp":1795255202000,"message":"{\\"type\\":\\"platform.report\\",\
          \\"record\\":{\\"metrics\\":{\\"initDurationMs\\":703.79,\\"maxMemoryUsedMB\\":212,\
          \\"memorySizeMB\\":1769}}}"}]}
          """);
      environment.put("AWS_ENDPOINT_URL_CLOUDFORMATION", service.uri().toString());
      environment.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", logs.uri().toString());
      Ended ended =
          run("smoke", "--key", "sb_secret", "--model", "amazon.nova-micro-v1:0", "--unpriced");
      assertThat(ended.out())
          .containsPattern("noted +Function URL, cold starts: .*703 ms, at most 212 MB of 1769 MB");
    }
  }

  @Test
  void saysInOneLineWhatIsMissing() throws Exception {
    environment.remove("AWS_REGION");
    assertThat(failure()).startsWith("streambed: no AWS region: give --region");
    environment.put("AWS_REGION", "us-east-1");
    environment.remove("AWS_ACCESS_KEY_ID");
    assertThat(failure()).startsWith("streambed: no AWS credentials found: sign in");
  }

  @Test
  void saysInOneLineThatItIsAnotherStack() throws Exception {
    try (FakeAws other = new FakeAws().withoutStack("streambed")) {
      other.describes("Bucket", "b");
      environment.put("AWS_ENDPOINT_URL_CLOUDFORMATION", other.uri().toString());
      assertThat(failure())
          .isEqualTo(
              "streambed: streambed has no output CustomersTableName: is it a data stack of"
                  + " Streambed?\n");
    }
  }

  @Test
  void namesTheActionThatIsNotAllowedAndNoArn() throws Exception {
    try (FakeAws dynamoDb = new FakeAws().withoutStack("streambed")) {
      dynamoDb.says(
          400,
          """
          {"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: %s is not \
          authorized to perform: dynamodb:Scan on resource: %s because no identity-based policy"}
          """
              .formatted(ARN, ARN));
      environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.uri().toString());
      assertThat(failure())
          .isEqualTo("streambed: AWS does not allow you this: your role lacks dynamodb:Scan\n");
      dynamoDb.says(
          400, "{\"__type\":\"com.amazon.coral.service#ExpiredTokenException\",\"message\":\"x\"}");
      run("customers", "list");
      assertThat(failure())
          .isEqualTo("streambed: your AWS credentials have expired: sign in again\n");
    }
  }

  @Test
  void saysInOneLineThatNothingAnswers() throws Exception {
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
    assertThat(failure()).startsWith("streambed: AWS cannot be reached");
    Ended local = run("customers", "list", "--state", home.resolve("absent.json").toString());
    assertThat(local.exitCode()).isEqualTo(1);
    assertThat(local.err()).contains("is no state file of a local stack that runs").hasLineCount(1);
  }

  private String failure() throws IOException, InterruptedException {
    Ended ended = run("customers", "list");
    assertThat(ended.exitCode()).as("%s", ended).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).hasLineCount(1);
    return ended.err();
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end");
    }
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
