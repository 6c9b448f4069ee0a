package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** CloudFront in front of the Function URL: a pipe that neither keeps nor holds anything. */
class CloudFrontTest {
  private static final String CERTIFICATE =
      "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f";
  private static final String WEB_ACL =
      "arn:aws:wafv2:us-east-1:123456789012:global/webacl/team/0a1b2c3d";
  private static final String SECRET =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:origin-a1b2c3";
  private static final String OTHER_SECRET =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:next-d4e5f6";

  private static final Template PLAIN = template(stack -> CloudFrontSettings.DEFAULTS);

  @Test
  void passesOnEveryMethodAndHeaderButHostAndKeepsNothing() {
    var behavior = "/DistributionConfig/DefaultCacheBehavior";
    var distribution = PLAIN.only("AWS::CloudFront::Distribution");
    assertThat(distribution.texts(behavior + "/AllowedMethods"))
        .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE");
    // AWS's ids of the managed policies CachingDisabled and AllViewerExceptHostHeader.
    assertThat(distribution.text(behavior + "/CachePolicyId"))
        .isEqualTo("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
    assertThat(distribution.text(behavior + "/OriginRequestPolicyId"))
        .isEqualTo("b689b0a8-53d0-40ab-baf2-68738e2966ac");
    assertThat(distribution.text(behavior + "/Compress")).isEqualTo("false");
    assertThat(distribution.text(behavior + "/ViewerProtocolPolicy")).isEqualTo("https-only");
    assertThat(distribution.text("/DistributionConfig/HttpVersion")).isEqualTo("http2and3");
    assertThat(distribution.text("/DistributionConfig/IPV6Enabled")).isEqualTo("true");
  }

  @Test
  void cachesNoErrorEither() {
    var config =
        PLAIN.only("AWS::CloudFront::Distribution").properties().path("DistributionConfig");
    assertThat(config.path("CustomErrorResponses"))
        .extracting(each -> each.path("ErrorCode").intValue())
        // Those that CloudFront caches without being asked, by its guide.
        .contains(404, 414, 500, 501, 502, 503, 504);
    assertThat(config.path("CustomErrorResponses"))
        .allSatisfy(each -> {
          assertThat(each.path("ErrorCachingMinTTL").intValue()).isZero();
          assertThat(each.has("ErrorCachingMinTTL")).isTrue();
          assertThat(each.has("ResponsePagePath")).isFalse();
        });
  }

  @Test
  void asksTheFunctionUrlOverTlsAndWaitsForIt() {
    var origins = PLAIN.only("AWS::CloudFront::Distribution").properties();
    var origin = origins.at("/DistributionConfig/Origins/0");
    assertThat(origins.at("/DistributionConfig/Origins")).hasSize(1);
    assertThat(Resource.text(origin.path("DomainName")))
        .contains(PLAIN.only("AWS::Lambda::Url").id());
    assertThat(origin.at("/CustomOriginConfig/OriginProtocolPolicy").textValue())
        .isEqualTo("https-only");
    assertThat(origin.at("/CustomOriginConfig/OriginReadTimeout").intValue()).isEqualTo(120);
    // With one, CloudFront would cut off answers that take longer.
    assertThat(origin.has("ResponseCompletionTimeout")).isFalse();
    // It would sign requests in place of their callers' keys.
    assertThat(origin.has("OriginAccessControlId")).isFalse();
    assertThat(origin.has("OriginCustomHeaders")).isFalse();
  }

  @Test
  void leavesTheFunctionAsItIs() {
    assertThat(PLAIN.only("AWS::Lambda::Url").json())
        .isEqualTo(SampleProps.LEAST.only("AWS::Lambda::Url").json());
    assertThat(PLAIN.only("AWS::Lambda::Function").json())
        .isEqualTo(SampleProps.LEAST.only("AWS::Lambda::Function").json());
    assertThat(SampleProps.LEAST.all("AWS::CloudFront::Distribution")).isEmpty();
  }

  @Test
  void hasTheTeamsNamesCertificateAndWebAcl() {
    var template =
        template(stack ->
            CloudFrontSettings.DEFAULTS
                .withDomainNames(certificate(stack, CERTIFICATE), "ai.example.com", "b.example.com")
                .withWebAclArn(WEB_ACL));
    var distribution = template.only("AWS::CloudFront::Distribution");
    assertThat(distribution.texts("/DistributionConfig/Aliases"))
        .containsExactly("ai.example.com", "b.example.com");
    assertThat(distribution.text("/DistributionConfig/WebACLId")).isEqualTo(WEB_ACL);
    var viewer = "/DistributionConfig/ViewerCertificate";
    assertThat(distribution.text(viewer + "/AcmCertificateArn")).isEqualTo(CERTIFICATE);
    assertThat(distribution.text(viewer + "/MinimumProtocolVersion")).isEqualTo("TLSv1.2_2021");
    assertThat(distribution.text(viewer + "/SslSupportMethod")).isEqualTo("sni-only");
  }

  @Test
  void showsItsAddressAndTheDistribution() {
    var stack = new Stack(new App(), "Sample");
    var settings =
        CloudFrontSettings.DEFAULTS.withDomainNames(
            certificate(stack, CERTIFICATE), "ai.example.com");
    var streambed = new Streambed(stack, "Streambed", props(settings));
    assertThat(streambed.cloudFrontUrl()).contains("https://ai.example.com/");
    assertThat(streambed.distribution()).isPresent();
    assertThat(streambed.functionUrl()).isPresent();
  }

  @Test
  void sendsTheSecretBeforeTheFunctionWantsIt() {
    var template =
        template(stack -> CloudFrontSettings.DEFAULTS.withOriginSecret(secret(stack, SECRET)));
    assertThat(sent(template)).containsExactly("x-origin-verify: " + reference(SECRET));
    assertThat(variables(template)).noneMatch(name -> name.contains("ORIGIN_SECRET"));
  }

  @Test
  void theFunctionAcceptsBothSecretsAndCloudFrontSendsTheFirst() {
    var template =
        template(stack ->
            CloudFrontSettings.DEFAULTS
                .withOriginSecret(secret(stack, SECRET))
                .withAlternateOriginSecret(secret(stack, OTHER_SECRET))
                .withDirectAccess(false));
    assertThat(sent(template)).containsExactly("x-origin-verify: " + reference(SECRET));
    var function = template.only("AWS::Lambda::Function");
    assertThat(function.text("/Environment/Variables/STREAMBED_ORIGIN_SECRET"))
        .isEqualTo(reference(SECRET));
    assertThat(function.text("/Environment/Variables/STREAMBED_ALTERNATE_ORIGIN_SECRET"))
        .isEqualTo(reference(OTHER_SECRET));
    // Only CloudFormation reads it.
    assertThat(template.json().toString()).doesNotContain("secretsmanager:GetSecretValue");
  }

  /** With this flag CDK refuses a secret that is written into a template without intent. */
  @Test
  void worksWithCdksOwnCheckOfSecrets() {
    var template =
        Template.of(
            Map.of("@aws-cdk/core:checkSecretUsage", true),
            stack ->
                new Streambed(
                    stack,
                    "Streambed",
                    props(
                        CloudFrontSettings.DEFAULTS
                            .withOriginSecret(Secret.Builder.create(stack, "Secret").build())
                            .withDirectAccess(false))));
    assertThat(sent(template))
        .singleElement()
        .asString()
        .contains("{{resolve:secretsmanager:<Secret");
  }

  @Test
  void anotherSecretIsAnotherVersionOfTheFunction() {
    assertThat(version(SECRET)).isNotEqualTo(version(OTHER_SECRET));
  }

  @Test
  void refusesASecretOfAnotherRegion() {
    var elsewhere = SECRET.replace("eu-west-1", "us-east-1");
    var errors =
        Findings.of(
            "aws:cdk:error",
            stack ->
                new Streambed(
                    stack,
                    "Streambed",
                    props(CloudFrontSettings.DEFAULTS.withOriginSecret(secret(stack, elsewhere)))));
    assertThat(errors).singleElement().asString().contains("eu-west-1, not " + elsewhere);
  }

  @Test
  void refusesACertificateOfTheStacksOwnRegion() {
    var stack = new Stack(new App(), "Sample");
    var regional = certificate(stack, CERTIFICATE.replace("us-east-1", "eu-west-1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudFrontSettings.DEFAULTS.withDomainNames(regional, "ai.example.com"))
        .withMessageStartingWith("cloudFront: the certificate is one of us-east-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "arn:aws:iam::123456789012:server-certificate/team"})
  void refusesWhatIsNoCertificateOfCertificateManager(String arn) {
    var certificate = certificate(new Stack(new App(), "Sample"), arn);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CloudFrontSettings.DEFAULTS.withDomainNames(certificate, "ai.example.com"))
        .withMessageStartingWith("cloudFront: the certificate is one of us-east-1")
        .withMessageEndingWith("not " + arn);
  }

  @Test
  void refusesACertificateThatTheAppCreatesInAnotherRegion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            CloudFrontSettings.DEFAULTS.withDomainNames(created("eu-west-1"), "ai.example.com"))
        .withMessageStartingWith("cloudFront: the certificate is one of us-east-1")
        .withMessageEndingWith("not one of eu-west-1");
    assertThatNoException()
        .isThrownBy(() ->
            CloudFrontSettings.DEFAULTS.withDomainNames(created("us-east-1"), "ai.example.com"));
  }

  /** Its Region is known to whoever wrote the parameter. */
  @Test
  void takesACertificateWhoseArnIsAParameter() {
    var stack = stack("eu-west-1");
    var arn = CfnParameter.Builder.create(stack, "CertificateArn").build().getValueAsString();
    assertThatNoException()
        .isThrownBy(() ->
            CloudFrontSettings.DEFAULTS.withDomainNames(certificate(stack, arn), "ai.example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/team/0a1b",
        "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/team/0a1b",
        "0a1b2c3d"
      })
  void refusesAWebAclThatIsNotOneForCloudFront(String arn) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudFrontSettings.DEFAULTS.withWebAclArn(arn))
        .withMessageStartingWith("cloudFront: the web ACL is one for CloudFront")
        .withMessageEndingWith(arn);
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudFrontSettings.DEFAULTS.withDirectAccess(false))
        .withMessageEndingWith("need an originSecret");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            props(CloudFrontSettings.DEFAULTS).toBuilder().frontDoors(FrontDoor.REST_API).build())
        .withMessage("cloudFront: choose the front door FUNCTION_URL as well");
    var stack = new Stack(new App(), "Sample");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CloudFrontSettings.DEFAULTS.withDomainNames(certificate(stack, CERTIFICATE)))
        .withMessageStartingWith("cloudFront: domain names need a certificate");
  }

  private static StreambedProps props(CloudFrontSettings settings) {
    return SampleProps.least().toBuilder().cloudFront(settings).build();
  }

  private static Template template(Function<Stack, CloudFrontSettings> settings) {
    return Template.of(stack -> new Streambed(stack, "Streambed", props(settings.apply(stack))));
  }

  private static String version(String secret) {
    return template(stack ->
            CloudFrontSettings.DEFAULTS
                .withOriginSecret(secret(stack, secret))
                .withDirectAccess(false))
        .only("AWS::Lambda::Version")
        .id();
  }

  private static List<String> sent(Template template) {
    var headers =
        template
            .only("AWS::CloudFront::Distribution")
            .properties()
            .at("/DistributionConfig/Origins/0/OriginCustomHeaders");
    return StreamSupport.stream(headers.spliterator(), false)
        .map(header ->
            header.path("HeaderName").textValue()
                + ": "
                + Resource.text(header.path("HeaderValue")))
        .toList();
  }

  private static List<String> variables(Template template) {
    return template
        .only("AWS::Lambda::Function")
        .properties()
        .at("/Environment/Variables")
        .properties()
        .stream()
        .map(variable -> variable.getKey())
        .toList();
  }

  private static String reference(String secret) {
    return "{{resolve:secretsmanager:" + secret + ":SecretString:::}}";
  }

  private static ISecret secret(Stack stack, String arn) {
    return Secret.fromSecretCompleteArn(stack, arn, arn);
  }

  private static ICertificate created(String region) {
    return Certificate.Builder.create(stack(region), "Certificate")
        .domainName("ai.example.com")
        .build();
  }

  private static Stack stack(String region) {
    var environment = Environment.builder().account("123456789012").region(region).build();
    return new Stack(new App(), "Sample", StackProps.builder().env(environment).build());
  }

  private static ICertificate certificate(Stack stack, String arn) {
    return Certificate.fromCertificateArn(stack, "Certificate", arn);
  }
}
