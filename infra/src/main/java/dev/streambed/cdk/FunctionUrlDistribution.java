package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.FunctionUrlOrigin;
import software.amazon.awscdk.services.lambda.IFunctionUrl;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * The CloudFront distribution in front of the Function URL.
 *
 * <p>Without origin access control, which signs requests in place of the caller: it replaces the
 * header {@code Authorization}, and wants the hash of each body from callers.
 */
final class FunctionUrlDistribution extends Construct {
  private static final String ORIGIN_HEADER = "x-origin-verify";

  /**
   * The most without a higher quota. Streams have a ping every 15 seconds, but an answer in one
   * piece is silent until it is there. No limit is set for the whole answer, so CloudFront has
   * none.
   */
  private static final int LONGEST_SILENCE_SECONDS = 120;

  /**
   * The statuses that CloudFront caches although caching is disabled, for ten seconds by default:
   * one customer would get another's error.
   */
  private static final List<Integer> CACHED_STATUSES =
      List.of(400, 403, 404, 405, 414, 500, 501, 502, 503, 504);

  private final Distribution distribution;
  private final String url;

  FunctionUrlDistribution(
      Construct scope, String id, IFunctionUrl origin, CloudFrontSettings settings) {
    super(scope, id);
    this.distribution = distribution(origin, settings);
    this.url =
        "https://"
            + settings.domainNames().stream()
                .findFirst()
                .orElseGet(distribution::getDistributionDomainName)
            + "/";
    acceptFindings(settings);
  }

  Distribution distribution() {
    return distribution;
  }

  /** The URL for callers, ending in a slash. */
  String url() {
    return url;
  }

  private Distribution distribution(IFunctionUrl origin, CloudFrontSettings settings) {
    var builder =
        Distribution.Builder.create(this, "Distribution")
            .comment(FrontDoor.DESCRIPTION)
            .defaultBehavior(behavior(origin(origin, settings)))
            .errorResponses(
                CACHED_STATUSES.stream().map(FunctionUrlDistribution::notCached).toList())
            .httpVersion(HttpVersion.HTTP2_AND_3)
            .enableIpv6(true)
            .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021);
    settings.webAclArn().ifPresent(builder::webAclId);
    settings
        .certificate()
        .ifPresent(
            certificate -> builder.certificate(certificate).domainNames(settings.domainNames()));
    return builder.build();
  }

  private static ErrorResponse notCached(int status) {
    return ErrorResponse.builder().httpStatus(status).ttl(Duration.seconds(0)).build();
  }

  private static BehaviorOptions behavior(IOrigin origin) {
    return BehaviorOptions.builder()
        .origin(origin)
        .allowedMethods(AllowedMethods.ALLOW_ALL)
        .cachePolicy(CachePolicy.CACHING_DISABLED)
        // Lambda finds a Function URL by its host name. Without a cache this policy forwards
        // `Authorization` as well.
        .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
        // A redirected POST would lose its body, or send its key in the clear first.
        .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
        .compress(false)
        .build();
  }

  private static IOrigin origin(IFunctionUrl url, CloudFrontSettings settings) {
    var origin =
        FunctionUrlOrigin.Builder.create(url)
            .readTimeout(Duration.seconds(LONGEST_SILENCE_SECONDS));
    settings
        .originSecret()
        .map(FunctionUrlDistribution::value)
        .ifPresent(secret -> origin.customHeaders(Map.of(ORIGIN_HEADER, secret)));
    return origin.build();
  }

  /** A reference that CloudFormation resolves; the template has no secret. */
  static String value(ISecret secret) {
    return secret.getSecretValue().unsafeUnwrap();
  }

  private void acceptFindings(CloudFrontSettings settings) {
    for (String rule : List.of("AwsSolutions-CFR1", "AwsSolutions-CFR3")) {
      NagAcknowledgment.accept(
          distribution, rule, "The team restricts countries and adds logs: it is an accessor");
    }
    if (settings.webAclArn().isEmpty()) {
      NagAcknowledgment.accept(distribution, "AwsSolutions-CFR2", "The team chose no web ACL");
    }
    if (settings.certificate().isEmpty()) {
      NagAcknowledgment.accept(
          distribution,
          "AwsSolutions-CFR4",
          "CloudFront's own domain name has CloudFront's own security policy");
    }
  }
}
