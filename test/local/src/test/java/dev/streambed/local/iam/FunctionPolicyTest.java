package dev.streambed.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.local.SampleAssembly;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.template.Deployment;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionPolicyTest {

  private static final String API = "apigateway.amazonaws.com";

  @TempDir private Path folder;
  private SampleAssembly assembly;

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @Test
  void opensTheUrlWithBothPermissions() {
    assertThat(policy().allowsUrl(live(), "NONE")).isTrue();
  }

  @Test
  void keepsTheUrlShutWithoutThePermissionForTheUrl() {
    assembly.without("UrlPermission");
    assertThat(policy().allowsUrl(live(), "NONE")).isFalse();
  }

  @Test
  void keepsTheUrlShutWithoutThePermissionToInvoke() {
    assembly.without("InvokeByUrlPermission");
    assertThat(policy().allowsUrl(live(), "NONE")).isFalse();
  }

  @Test
  void isForTheQualifierThatItNames() {
    String unqualified = live().substring(0, live().lastIndexOf(':'));
    assertThat(policy().allowsUrl(unqualified, "NONE")).isFalse();
    assertThat(policy().allowsService(unqualified, API, source("prod/POST/bedrock"))).isFalse();
  }

  @Test
  void isForTheAuthenticationThatItNames() {
    assertThat(policy().allowsUrl(live(), "AWS_IAM")).isFalse();
  }

  @Test
  void letsTheApiInThatItNames() {
    assertThat(policy().allowsService(live(), API, source("prod/POST/bedrock"))).isTrue();
    assertThat(policy().allowsService(live(), API, other("prod/POST/bedrock"))).isFalse();
    assertThat(policy().allowsService(live(), "sns.amazonaws.com", source("prod/POST/bedrock")))
        .isFalse();
  }

  @Test
  void letsTheMethodInThatItNames() {
    assembly.change(
        "ApiPermission", permission -> permission.put("SourceArn", source("*/POST/bedrock")));
    assertThat(policy().allowsService(live(), API, source("prod/POST/bedrock"))).isTrue();
    assertThat(policy().allowsService(live(), API, source("prod/GET/health"))).isFalse();
  }

  @Test
  void asksForTheAccountThatItNames() {
    assembly.change("ApiPermission", permission -> permission.put("SourceAccount", "2"));
    assertThat(policy().allowsService(live(), API, source("prod/POST/bedrock"))).isFalse();
  }

  private FunctionPolicy policy() {
    return FunctionPolicy.of(read());
  }

  private String live() {
    return read().resources("AWS::Lambda::Alias").getFirst().ref();
  }

  private String source(String rest) {
    String id = read().resources("AWS::ApiGateway::RestApi").getFirst().ref();
    return "arn:aws:execute-api:us-east-1:1:" + id + "/" + rest;
  }

  private static String other(String rest) {
    return "arn:aws:execute-api:us-east-1:1:otherapiid/" + rest;
  }

  private Deployment read() {
    return Deployment.read(folder, Arns.of("us-east-1", "1"));
  }
}
