package dev.streambed.cdk.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployableTemplateTest {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9:]+)}");

  private static final List<String> DEPENDS_ON_THE_DEPLOYER =
      List.of(
          "AWS::ApiGateway::Account/Condition",
          "AWS::ApiGateway::RestApi/Properties/Name",
          "AWS::ApiGateway::Stage/DependsOn",
          "AWS::ApiGatewayV2::Api/Properties/Name",
          "AWS::ApiGatewayV2::Stage/DependsOn",
          "AWS::Athena::WorkGroup/Properties/Name",
          "AWS::CloudWatch::Alarm/Properties/Dimensions/Value",
          "AWS::CloudWatch::Alarm/Properties/Metrics/MetricStat/Metric/Namespace",
          "AWS::CloudWatch::Alarm/Properties/Namespace",
          "AWS::CloudWatch::Dashboard/Properties/DashboardBody/Fn::Join",
          "AWS::Glue::Database/Properties/DatabaseInput/Name",
          "AWS::IAM::Role/Condition",
          "AWS::Lambda::Alias/Properties/FunctionVersion/Fn::GetAtt",
          "AWS::Lambda::Function/Properties/Code/S3Bucket",
          "AWS::Lambda::Function/Properties/Code/S3Key",
          "AWS::Lambda::Function/Properties/Environment/Variables/STREAMBED_METRICS_NAMESPACE",
          "AWS::Lambda::Version/Properties/Description");

  @TempDir private static Path directory;
  private static SampleFolder sample;
  private static JsonNode template;

  @BeforeAll
  static void write() throws Exception {
    sample = SampleFolder.withEverything(directory);
    template = sample.template();
  }

  @Test
  void hasNothingThatOnlyCdkHas() {
    assertThat(template.toString())
        .doesNotContainIgnoringCase("cdk")
        .doesNotContain("Bootstrap", "Fn::ImportValue", "Export", "asset")
        .doesNotContainPattern(":\\d{12}:");
  }

  @Test
  void isThatOfTheStacksButForWhereItDependsOnTheDeployer() throws Exception {
    assertThat(differences(sample)).containsExactlyElementsOf(DEPENDS_ON_THE_DEPLOYER);
  }

  @Test
  void whatTheAccountHasIsReferredToAsTheStacksDo(@TempDir Path other) throws Exception {
    var existing = SampleFolder.withExistingResources(other);
    assertThat(differences(existing)).isNotEmpty().isSubsetOf(DEPENDS_ON_THE_DEPLOYER);
    assertThat(existing.template().path("Outputs").properties())
        .extracting(Map.Entry::getKey)
        .contains("CloudFrontUrl", "CloudFrontDomainTarget", "RestDomainTarget", "RestUrl");
    for (var name : List.of("{{resolve:secretsmanager:arn:aws:", ":sns:eu-", ":sqs:eu-", "vpc-0")) {
      assertThat(existing.timesInTemplate(name))
          .isPositive()
          .isEqualTo(existing.timesInStacks(name));
    }
    assertThat(existing.template().path("Resources").findValuesAsText("Type"))
        .contains("AWS::CloudFront::Distribution")
        .doesNotContain("AWS::SQS::Queue");
  }

  @Test
  void namesAreThoseOfTheDeployedStack() {
    assertThat(only("AWS::ApiGateway::RestApi").path("Name"))
        .isEqualTo(Json.sub("${AWS::StackName}-RestApi"));
    assertThat(only("AWS::ApiGatewayV2::Api").path("Name"))
        .isEqualTo(Json.sub("${AWS::StackName}-WebSocket"));
    assertThat(only("AWS::Athena::WorkGroup").path("Name"))
        .isEqualTo(Json.sub("${AWS::StackName}-Reporting-Queries"));
    assertThat(only("AWS::Glue::Database").at("/DatabaseInput/Name").toString())
        .contains("streambed_", "AWS::StackId");
    assertThat(
            only("AWS::Lambda::Function").at("/Environment/Variables/STREAMBED_METRICS_NAMESPACE"))
        .isEqualTo(Json.sub("Streambed/${AWS::StackName}"));
    assertThat(template.path("Resources").findValues("DashboardBody").toString())
        .contains("Streambed/${AWS::StackName}", "${AWS::StackName}-RestApi");
  }

  @Test
  void theParametersHaveTheChosenValuesAsTheirDefaults() {
    var defaults = new TreeMap<String, String>();
    template
        .path("Parameters")
        .properties()
        .forEach(
            entry -> defaults.put(entry.getKey(), entry.getValue().path("Default").asText("none")));
    assertThat(defaults)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("CodeBucket", "none"),
                    Map.entry("CodePrefix", ""),
                    Map.entry("MemorySize", "1024"),
                    Map.entry("ReservedConcurrency", "50"),
                    Map.entry("RequestsPerDay", "500"),
                    Map.entry("RestApiRequestsPerSecond", "7"),
                    Map.entry("RestApiBurst", "8"),
                    Map.entry("WebSocketMessagesPerSecond", "9"),
                    Map.entry("WebSocketBurst", "10"),
                    Map.entry("LogRetentionDays", "365"),
                    Map.entry("ApiGatewayLogRole", "create"),
                    Map.entry("DailyBudgetUsd", "100"),
                    Map.entry("PermissionsBoundaryArn", ""))));
  }

  @Test
  void everyDefaultIsAllowed() {
    for (var parameter : Parameter.allOf(template)) {
      if (!parameter.isRequired() && !parameter.pattern().isEmpty()) {
        assertThat(parameter.chosen()).matches(parameter.pattern());
      }
      var allowed = parameter.declaration().path("AllowedValues");
      if (allowed.isArray()) {
        assertThat(allowed.valueStream().map(JsonNode::asText)).contains(parameter.chosen());
      }
    }
  }

  @Test
  void aParameterThatIsEmptyLeavesItsPropertyOut() {
    var given =
        Json.object()
            .put("ReservedConcurrency", "")
            .put("RequestsPerDay", "")
            .put("LogRetentionDays", "0");
    var resolved = new ResolvedTemplate(template, given);
    var function = resolved.resource(id("AWS::Lambda::Function")).path("Properties");
    assertThat(function.has("ReservedConcurrentExecutions")).isFalse();
    assertThat(function.at("/Environment/Variables").has("STREAMBED_REQUESTS_PER_DAY")).isFalse();
    assertThat(function.at("/Environment/Variables").has("STREAMBED_MODELS")).isTrue();
    var logs = resolved.resource(function.at("/LoggingConfig/LogGroup/Ref").asText());
    assertThat(logs.path("Properties").has("RetentionInDays")).isFalse();
  }

  @Test
  void aBoundaryIsThatOfEveryRole() {
    var resolved =
        new ResolvedTemplate(template, Json.object().put("PermissionsBoundaryArn", "arn:x"));
    var roles = ids("AWS::IAM::Role");
    assertThat(roles).hasSizeGreaterThan(3);
    assertThat(roles)
        .allSatisfy(role ->
            assertThat(resolved.resource(role).at("/Properties/PermissionsBoundary").asText())
                .isEqualTo("arn:x"));
  }

  @Test
  void onlyAStackThatMakesTheRoleForLogsHasItAndWaitsForIt() {
    var account = id("AWS::ApiGateway::Account");
    var role = only("AWS::ApiGateway::Account").at("/CloudWatchRoleArn/Fn::GetAtt/0").asText();
    var conditional =
        template.path("Resources").properties().stream()
            .filter(resource -> resource.getValue().has("Condition"))
            .map(Map.Entry::getKey);
    assertThat(conditional).containsExactlyInAnyOrder(account, role);
    for (var type : List.of("AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage")) {
      var stage = template.path("Resources").path(id(type));
      assertThat(stage.path("DependsOn").toString()).doesNotContain(account, role);
      assertThat(stage.at("/Metadata/ApiGatewayLogRole"))
          .isEqualTo(Json.valueIf("HasApiGatewayLogRole", Json.ref(account)));
    }
  }

  /** Otherwise the alias would go on with the version of before, and the change have no effect. */
  @Test
  void whatAVersionHoldsIsInItsDescription() {
    var inVersions = new TreeSet<String>();
    var function = only("AWS::Lambda::Function").deepCopy();
    function.forEach(property -> references(property, inVersions));
    inVersions.retainAll(parameterNames());
    // Neither is in a version: the code is in the logical id, and concurrency is the function's.
    inVersions.removeAll(Set.of("CodeBucket", "CodePrefix", "ReservedConcurrency"));
    var described = new TreeSet<String>();
    references(only("AWS::Lambda::Version").path("Description"), described);
    described.retainAll(parameterNames());
    assertThat(described).isNotEmpty().isEqualTo(inVersions);
  }

  @Test
  void aliasesAreOfTheVersionThatIsThere() {
    var aliases = ids("AWS::Lambda::Alias");
    assertThat(aliases).isNotEmpty();
    assertThat(aliases)
        .allSatisfy(alias ->
            assertThat(
                    template
                        .path("Resources")
                        .path(alias)
                        .at("/Properties/FunctionVersion/Fn::GetAtt/0")
                        .asText())
                .isEqualTo(id("AWS::Lambda::Version")));
  }

  /** A rollback that has to delete them would fail. */
  @Test
  void tablesWithDeletionProtectionAreRetainedAlsoWhenTheyAreNew() {
    var protectedTables =
        template
            .path("Resources")
            .valueStream()
            .filter(table ->
                table.at("/Properties/Replicas/0/DeletionProtectionEnabled").asBoolean(false))
            .toList();
    assertThat(protectedTables).hasSize(4);
    assertThat(protectedTables)
        .allSatisfy(table -> assertThat(table.path("DeletionPolicy").asText()).isEqualTo("Retain"));
  }

  /** A deployment of API Gateway is made once per logical id. */
  @Test
  void whatADeploymentOfApiGatewayHoldsHasNoParameter() {
    var used = new TreeSet<String>();
    for (var type : List.of("Method", "Resource", "GatewayResponse", "RestApi")) {
      ids("AWS::ApiGateway::" + type)
          .forEach(id -> references(template.path("Resources").path(id), used));
    }
    assertThat(used).doesNotContainAnyElementsOf(parameterNames());
  }

  @Test
  void whateverIsReferredToIsThere() {
    var referred = new TreeSet<String>();
    references(template.path("Resources"), referred);
    references(template.path("Outputs"), referred);
    references(template.path("Conditions"), referred);
    var known = new HashSet<>(parameterNames());
    template.path("Resources").fieldNames().forEachRemaining(known::add);
    template.path("Conditions").fieldNames().forEachRemaining(known::add);
    assertThat(referred)
        .filteredOn(name -> !name.startsWith("AWS::"))
        .containsAll(parameterNames())
        .isSubsetOf(known);
  }

  @Test
  void theConsoleShowsEveryParameterInAGroup() {
    var console = template.at("/Metadata/AWS::CloudFormation::Interface");
    var grouped = new ArrayList<String>();
    console
        .path("ParameterGroups")
        .forEach(group -> group.path("Parameters").forEach(name -> grouped.add(name.asText())));
    assertThat(grouped).containsExactlyElementsOf(parameterNames());
    assertThat(console.path("ParameterLabels").size()).isEqualTo(grouped.size());
  }

  @Test
  void onlyWhatIsThereHasParameters(@TempDir Path other) throws Exception {
    var little =
        SampleFolder.of(
            other,
            """
            {"models": ["amazon.nova-lite-v1:0"], "frontDoors": ["functionUrl"],
             "logRetention": "INFINITE", "name": "my-bot"}
            """);
    assertThat(little.template().toString()).doesNotContain("my-bot");
    assertThat(little.template().path("Parameters").fieldNames())
        .toIterable()
        .containsExactly(
            "CodeBucket",
            "CodePrefix",
            "MemorySize",
            "ReservedConcurrency",
            "RequestsPerDay",
            "LogRetentionDays",
            "PermissionsBoundaryArn");
    assertThat(little.template().at("/Parameters/LogRetentionDays/Default").asInt()).isZero();
  }

  @Test
  void existingTablesAndLogsStayOutside(@TempDir Path other) throws Exception {
    var existing =
        SampleFolder.of(
            other,
            """
            {"models": ["amazon.nova-lite-v1:0"], "frontDoors": ["functionUrl"], "logGroup": "logs",
             "tables": {"customers": "c", "apiKeys": "k", "limits": "l", "usage": "u",
                        "sessions": "s", "prices": "p"}}
            """);
    assertThat(existing.template().at("/Outputs/CustomersTableName/Value").asText()).isEqualTo("c");
    assertThat(existing.template().findValuesAsText("Type"))
        .contains("AWS::Lambda::Function")
        .doesNotContain("AWS::DynamoDB::GlobalTable", "AWS::Logs::LogGroup");
    assertThat(existing.template().path("Parameters").has("LogRetentionDays")).isFalse();
    assertThat(existing.files().get("README.md")).contains("- nothing of this template");
  }

  @Test
  void aKeyForOneRegionIsRefused(@TempDir Path other) {
    assertThatThrownBy(() ->
            SampleFolder.of(
                other,
                """
                {"models": ["amazon.nova-lite-v1:0"],
                 "encryptionKey": "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-4000-8000-0123456789ab"}
                """))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("encryptionKey: ");
  }

  @Test
  void managedInstancesAreRefused(@TempDir Path other) {
    assertThatThrownBy(() ->
            SampleFolder.of(
                other,
                """
                {"models": ["amazon.nova-lite-v1:0"],
                 "capacityProvider": "arn:aws:lambda:eu-west-1:123456789012:capacity-provider:team",
                 "function": {"managedInstances": true}}
                """))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("managedInstances: ");
  }

  @Test
  void whatAnotherSectionHoldsIsRefused(@TempDir Path other) {
    var withMappings = Json.object();
    withMappings.putObject("Resources");
    withMappings.putObject("Mappings").putObject("Some");
    var assembly = new CloudAssembly(Map.of("a", withMappings), other);
    assertThatThrownBy(() -> MergedTemplate.of(assembly))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("/Mappings");
  }

  private static String withoutHash(String id) {
    return id.replaceAll("(?<=CurrentVersion.{8})[0-9a-f]{32}$", "");
  }

  private static Set<String> parameterNames() {
    var names = new LinkedHashSet<String>();
    template.path("Parameters").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> ids(String type) {
    return template.path("Resources").properties().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String id(String type) {
    assertThat(ids(type)).hasSize(1);
    return ids(type).getFirst();
  }

  private static JsonNode only(String type) {
    return template.path("Resources").path(id(type)).path("Properties");
  }

  /** Between the resources of a folder and those of the stacks. */
  private static Set<String> differences(SampleFolder folder) throws Exception {
    var written = folder.template();
    var version = SampleFolder.version(written);
    var resolved = ResolvedTemplate.withDefaults(written);
    var differences = new TreeSet<String>();
    var stacks = folder.resourcesOfTheStacks();
    stacks.forEach((id, expected) -> {
      var type = expected.path("Type").asText();
      var isVersion = type.equals("AWS::Lambda::Version");
      compare(type, expected, resolved.resource(isVersion ? version : id), differences);
    });
    assertThat(written.path("Resources").properties())
        .extracting(resource -> withoutHash(resource.getKey()))
        .containsExactlyInAnyOrderElementsOf(
            stacks.keySet().stream().map(DeployableTemplateTest::withoutHash).toList());
    return differences;
  }

  /** Collects the paths of different values, without positions in lists. */
  private static void compare(
      String path, JsonNode expected, JsonNode actual, Set<String> differences) {
    if (expected.has("Fn::ImportValue") || expected.has("Ref") || path.contains("/Metadata")) {
      return;
    }
    if (expected.isObject() && actual.isObject()) {
      var names = new TreeSet<String>();
      expected.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name -> compare(path + "/" + name, expected.path(name), actual.path(name), differences));
    } else if (expected.isArray() && expected.size() == actual.size()) {
      for (int index = 0; index < expected.size(); index++) {
        compare(path, expected.path(index), actual.path(index), differences);
      }
    } else if (!expected.isValueNode() || !expected.asText().equals(actual.asText())) {
      differences.add(path);
    }
  }

  private static void references(JsonNode node, Set<String> names) {
    names.add(node.path("Ref").asText("AWS::NoValue"));
    names.add(node.path("Fn::GetAtt").path(0).asText("AWS::NoValue"));
    names.add(node.path("Fn::If").path(0).asText("AWS::NoValue"));
    if (node.has("Fn::Sub")) {
      REFERENCE
          .matcher(node.path("Fn::Sub").asText())
          .results()
          .forEach(result -> names.add(result.group(1)));
    }
    if (node.path("DependsOn").isArray()) {
      node.path("DependsOn").forEach(id -> names.add(id.asText()));
    }
    node.forEach(child -> references(child, names));
  }
}
