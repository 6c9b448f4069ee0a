package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.certificatemanager.CfnCertificate;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * A CloudFront distribution in front of the Function URL, for domain names of the team's own and
 * for AWS WAF. It neither caches nor buffers, and passes on every method and header but {@code
 * Host}.
 *
 * @param domainNames domain names of the team's own, such as {@code ai.example.com}; without any,
 *     the distribution has only CloudFront's name
 * @param certificate their certificate, of us-east-1, which CloudFront requires
 * @param webAclArn a web ACL of AWS WAF for CloudFront; if absent, requests are not inspected
 * @param originSecret what CloudFront sends to the function with each request, by which the
 *     function knows where it came from: 16 to 128 characters. Its value must never change: a new
 *     value is another secret
 * @param alternateOriginSecret another secret that the function accepts, while one replaces the
 *     other
 * @param directAccess whether the Function URL also answers requests that did not come through
 *     CloudFront, past the web ACL; {@code false} requires an {@code originSecret}
 */
public record CloudFrontSettings(
    List<String> domainNames,
    Optional<ICertificate> certificate,
    Optional<String> webAclArn,
    Optional<ISecret> originSecret,
    Optional<ISecret> alternateOriginSecret,
    boolean directAccess) {
  /** CloudFront's own domain name, no web ACL, and a Function URL that answers everyone. */
  public static final CloudFrontSettings DEFAULTS =
      new CloudFrontSettings(
          List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

  /** CloudFront's certificates and web ACLs are of this Region, wherever the stack is. */
  private static final String REGION = "us-east-1";

  private static final Pattern CERTIFICATE =
      Pattern.compile("arn:[a-z-]+:acm:" + REGION + ":\\d{12}:certificate/.+");

  private static final Pattern WEB_ACL =
      Pattern.compile("arn:[a-z-]+:wafv2:" + REGION + ":\\d{12}:global/webacl/.+");

  /** Refuses what CloudFront does not accept. */
  public CloudFrontSettings {
    domainNames = List.copyOf(domainNames);
    domainNames.forEach(name -> CustomDomain.checkName("cloudFront", name));
    PropsCheck.that(
        domainNames.isEmpty() == certificate.isEmpty(),
        "cloudFront: domain names need a certificate, and a certificate needs domain names");
    certificate.ifPresent(CloudFrontSettings::checkRegion);
    webAclArn.ifPresent(arn ->
        PropsCheck.that(
            isToken(arn) || WEB_ACL.matcher(arn).matches(),
            "cloudFront: the web ACL is one for CloudFront, with an ARN such as"
                + " arn:aws:wafv2:us-east-1:123456789012:global/webacl/NAME/ID, not "
                + arn));
    PropsCheck.that(
        originSecret.isPresent() || (directAccess && alternateOriginSecret.isEmpty()),
        "cloudFront: directAccess false and an alternateOriginSecret need an originSecret");
  }

  /** The same settings with domain names and their certificate. */
  public CloudFrontSettings withDomainNames(ICertificate ofUsEast1, String... names) {
    return new CloudFrontSettings(
        List.of(names),
        Optional.of(ofUsEast1),
        webAclArn,
        originSecret,
        alternateOriginSecret,
        directAccess);
  }

  /** The same settings with a web ACL. */
  public CloudFrontSettings withWebAclArn(String arn) {
    return new CloudFrontSettings(
        domainNames,
        certificate,
        Optional.of(arn),
        originSecret,
        alternateOriginSecret,
        directAccess);
  }

  /** The same settings with the secret that CloudFront sends. */
  public CloudFrontSettings withOriginSecret(ISecret sent) {
    return new CloudFrontSettings(
        domainNames,
        certificate,
        webAclArn,
        Optional.of(sent),
        alternateOriginSecret,
        directAccess);
  }

  /** The same settings with another secret that the function accepts. */
  public CloudFrontSettings withAlternateOriginSecret(ISecret accepted) {
    return new CloudFrontSettings(
        domainNames, certificate, webAclArn, originSecret, Optional.of(accepted), directAccess);
  }

  /** The same settings with a Function URL that answers everyone, or CloudFront alone. */
  public CloudFrontSettings withDirectAccess(boolean allowed) {
    return new CloudFrontSettings(
        domainNames, certificate, webAclArn, originSecret, alternateOriginSecret, allowed);
  }

  private static void checkRegion(ICertificate certificate) {
    var arn = certificate.getCertificateArn();
    var refusal =
        "cloudFront: the certificate is one of us-east-1, where CloudFront looks for it, not ";
    if (!isToken(arn)) {
      PropsCheck.that(CERTIFICATE.matcher(arn).matches(), refusal + arn);
    } else if (certificate.getNode().getDefaultChild() instanceof CfnCertificate) {
      // Of one that is imported CDK knows no Region but that of the stack that imports it.
      var region = certificate.getEnv().getRegion();
      PropsCheck.that(isToken(region) || region.equals(REGION), refusal + "one of " + region);
    }
  }

  private static boolean isToken(String value) {
    return Boolean.TRUE.equals(Token.isUnresolved(value));
  }
}
