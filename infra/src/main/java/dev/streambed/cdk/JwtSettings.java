package dev.streambed.cdk;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * An OpenID Connect issuer whose JSON Web Tokens are accepted as Bearer tokens.
 *
 * @param issuer the exact claim {@code iss}: the https URL of the issuer, which serves its OpenID
 *     configuration
 * @param audience what the claim {@code aud} must contain
 * @param customerClaim the claim that holds the customer's id; if absent, the function's default
 */
public record JwtSettings(String issuer, String audience, Optional<String> customerClaim) {

  /** Refuses an issuer without TLS, whose keys could be replaced in transit. */
  public JwtSettings {
    PropsCheck.that(
        isHttps(issuer),
        "jwt: issuer is an https URL without query such as https://login.example.com: " + issuer);
    PropsCheck.that(!audience.isBlank(), "jwt: audience is empty: say which tokens are for this");
    customerClaim.ifPresent(claim ->
        PropsCheck.that(
            !claim.isBlank(), "jwt: customerClaim is empty: name a claim or leave it out"));
  }

  /**
   * Tokens of this issuer for this audience, with the function's default claim for the customer.
   */
  public static JwtSettings of(String issuer, String audience) {
    return new JwtSettings(issuer, audience, Optional.empty());
  }

  /** The same tokens with the customer's id in this claim. */
  public JwtSettings withCustomerClaim(String claim) {
    return new JwtSettings(issuer, audience, Optional.of(claim));
  }

  private static boolean isHttps(String issuer) {
    try {
      var uri = new URI(issuer);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
