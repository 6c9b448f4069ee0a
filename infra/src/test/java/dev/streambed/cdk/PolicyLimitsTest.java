package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** IAM refuses a role whose policies are too long, and only when it is deployed. */
class PolicyLimitsTest {
  private static final int INLINE_OF_A_ROLE = 10_240;
  private static final int MANAGED = 6_144;
  private static final int MANAGED_OF_A_ROLE = 10;
  private static final int FRAME = "{'Statement':,'Version':'2012-10-17'}".length();
  private static final List<String> PREFIXES = List.of("", "eu.", "us.", "global.", "apac.", "jp.");

  private static final Map<String, String> LONGEST =
      Map.of(
          "<AWS::Partition>", "aws-us-gov",
          "<AWS::Region>", "ap-southeast-2",
          "<AWS::AccountId>", "123456789012");

  @Test
  void seventyFiveModelsFit() throws Exception {
    var shared = System.getProperty("streambed.shared");
    assumeTrue(
        shared != null && Files.isDirectory(Path.of(shared, "cases")), "needs the shared cases");
    var ids =
        new ObjectMapper()
            .readTree(Files.readAllBytes(Path.of(shared, "cases/policy-size-models-75.json")));
    var models =
        Resource.elements(ids).stream().map(id -> BedrockModel.of(id.textValue())).toList();
    assertThat(models).hasSize(75);
    holdsTheLimits(template(models));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 60, 150})
  void soManyModelsOfEveryKindFit(int count) {
    holdsTheLimits(template(models(count, new Random(count))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void soManyGlobalProfilesFit(int count) {
    holdsTheLimits(template(global(count)));
  }

  @Test
  void theLongestNamesOfTablesTheirKeysAndEveryOptionFitBesideThem() {
    holdsTheLimits(
        Template.of(stack ->
            new Streambed(
                stack,
                "S",
                SampleProps.least().toBuilder()
                    .models(models(100, new Random(5)).toArray(BedrockModel[]::new))
                    .tables(TableEncryptionKeyTest.tables(stack, "t".repeat(240)))
                    .function(FunctionSettings.DEFAULTS.withTracing(true))
                    .observability(Observability.DEFAULTS.withAlarms(true))
                    .build())));
  }

  @Test
  void whatDoesNotFitIsRefusedAtSynthesis() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template(global(400)))
        .withMessageMatching(
            "models: permissions for all of them fill \\d+ managed policies, and IAM attaches 10 to"
                + " a role: choose fewer models, or share them out among several deployments");
  }

  @Test
  void everyNumberOfModelsFitsOrIsRefused() {
    var stack = new Stack(new App(), "Sample");
    var length = new ArnLength(stack);
    var grants = new ArrayList<InvokableResource>();
    var all = models(200, new Random(7));
    var fitting = 0;
    for (int count = 1; count <= all.size(); count++) {
      grants.addAll(InvokableModel.of(all.get(count - 1)).grants(stack));
      var policies = dividedOrRefused(grants, stack, length);
      if (policies.isPresent()) {
        assertThat(fitting).as("a smaller number was refused").isEqualTo(count - 1);
        fitting = count;
      }
      if (count % 20 == 0 || count < 5) {
        policies.ifPresent(some -> checkLimits(some, stack));
      }
    }
    assertThat(fitting).isGreaterThanOrEqualTo(150);
  }

  private static final GuardrailCondition REQUIRED =
      new GuardrailCondition(
          List.of("arn:aws:bedrock:us-east-1:123456789012:guardrail/gr1abc2def3g:1"), Set.of());

  private static Optional<List<List<PolicyStatement>>> dividedOrRefused(
      List<InvokableResource> grants, Stack stack, ArnLength length) {
    try {
      return Optional.of(
          InvokePolicies.of(grants, BedrockAccess.countable(grants, stack), length, REQUIRED));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("models: permissions for all of them fill");
      return Optional.empty();
    }
  }

  private static void checkLimits(List<List<PolicyStatement>> policies, Stack stack) {
    assertThat(policies).hasSizeLessThanOrEqualTo(1 + MANAGED_OF_A_ROLE);
    var sizes =
        policies.stream()
            .map(
                policy -> policy.stream().map(one -> stack.resolve(one.toStatementJson())).toList())
            .map(statements -> FRAME + size(new ObjectMapper().valueToTree(statements)))
            .toList();
    assertThat(sizes.getFirst()).isLessThanOrEqualTo(InvokePolicies.LONGEST_INLINE);
    assertThat(sizes).allMatch(size -> size <= MANAGED);
  }

  @Test
  void dividingThemGrantsWhatWasChosenAndNothingElse() {
    var models = models(120, new Random(3));
    var template = template(models);
    var granted =
        Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
            .flatMap(type -> template.all(type).stream())
            .flatMap(policy -> statements(policy).stream())
            .filter(statement -> statement.path("Action").toString().contains("InvokeModel"))
            .flatMap(statement -> Resource.elements(statement.path("Resource")).stream())
            .map(Resource::text)
            .toList();
    var stack = new Stack(new App(), "Sample");
    var chosen =
        models.stream()
            .flatMap(model -> InvokableModel.of(model).grants(stack).stream())
            .map(grant -> NagAcknowledgment.written(stack.resolve(grant.resource())))
            .toList();
    assertThat(granted).hasSameElementsAs(chosen);
  }

  @Test
  void aModelOfTwoProfilesIsNotOpenedByTheOtherProfile() {
    var policies =
        template(List.of(BedrockModel.of("jp.a.b", "ap-northeast-1"), BedrockModel.of("apac.a.b")));
    var conditional =
        statements(policies.named("AWS::IAM::Policy", "RoleDefaultPolicy")).stream()
            .filter(statement -> statement.has("Condition"))
            .toList();
    assertThat(conditional)
        .hasSize(2)
        .allSatisfy(statement ->
            assertThat(
                    statement.at("/Condition/StringEquals/bedrock:InferenceProfileArn").isArray())
                .isFalse());
  }

  @Test
  void aTeamsOwnProfileHasAStatementToItself() {
    var arn = "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/";
    var policy =
        template(
                List.of(
                    BedrockModel.applicationProfile(arn + "one", "a.b"),
                    BedrockModel.applicationProfile(arn + "two", "a.c")))
            .named("AWS::IAM::Policy", "RoleDefaultPolicy");
    assertThat(statements(policy).stream().filter(statement -> statement.has("Condition")))
        .hasSize(2);
  }

  @Test
  void theFunctionWaitsForEveryPolicy() {
    var template = template(models(100, new Random(1)));
    var managed = template.all("AWS::IAM::ManagedPolicy");
    assertThat(managed).isNotEmpty();
    assertThat(template.only("AWS::Lambda::Function").dependsOn())
        .containsAll(managed.stream().map(Resource::id).toList());
  }

  private static void holdsTheLimits(Template template) {
    var managed = template.all("AWS::IAM::ManagedPolicy");
    assertThat(managed).hasSizeLessThanOrEqualTo(MANAGED_OF_A_ROLE);
    assertThat(managed).allSatisfy(policy -> assertThat(size(policy)).isLessThanOrEqualTo(MANAGED));
    assertThat(template.all("AWS::IAM::Policy").stream().mapToInt(PolicyLimitsTest::size).sum())
        .isLessThanOrEqualTo(INLINE_OF_A_ROLE);
  }

  private static int size(Resource policy) {
    return size(policy.properties().path("PolicyDocument"));
  }

  /** As IAM counts it, with the longest that CloudFormation can fill in. */
  private static int size(JsonNode node) {
    if (node.isObject() && (node.has("Fn::Join") || node.has("Ref") || node.has("Fn::GetAtt"))) {
      var text = Resource.text(node);
      for (Map.Entry<String, String> open : LONGEST.entrySet()) {
        text = text.replace(open.getKey(), open.getValue());
      }
      // What is left is a table's or a queue's ARN, at most this long with a name of
      // CloudFormation's.
      return 2 + (text.contains("<") ? Math.max(text.length(), 150) : text.length());
    }
    if (node.isObject()) {
      return 1
          + node.properties().stream()
              .mapToInt(field -> field.getKey().length() + 4 + size(field.getValue()))
              .sum();
    }
    return node.isArray()
        ? 1 + Resource.elements(node).stream().mapToInt(element -> 1 + size(element)).sum()
        : node.toString().length();
  }

  private static List<JsonNode> statements(Resource policy) {
    return Resource.elements(policy.properties().at("/PolicyDocument/Statement"));
  }

  private static Template template(List<BedrockModel> models) {
    return SampleProps.of(
        SampleProps.least().toBuilder().models(models.toArray(BedrockModel[]::new)).build());
  }

  private static List<BedrockModel> models(int count, Random random) {
    return IntStream.range(0, count)
        .mapToObj(number ->
            PREFIXES.get(random.nextInt(PREFIXES.size()))
                + "anthropic.claude-sonnet-%d-20250929-v1:0".formatted(number))
        .map(BedrockModel::of)
        .toList();
  }

  private static List<BedrockModel> global(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            number -> BedrockModel.of("global.anthropic.claude-sonnet-%d-v1:0".formatted(number)))
        .toList();
  }
}
