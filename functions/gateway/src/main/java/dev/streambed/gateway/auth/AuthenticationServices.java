package dev.streambed.gateway.auth;

import dev.streambed.gateway.auth.jwt.JwtCheck;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The services of this package. Both use the same customer directory.
///
/// @param authenticator identifies callers
/// @param issuer issues browser keys
public record AuthenticationServices(Authenticator authenticator, BrowserKeyIssuer issuer) {

  /// Builds the package.
  public static AuthenticationServices of(GatewayDependencies gatewayDependencies) {
    Settings settings = gatewayDependencies.settings();
    InstantSource clock = gatewayDependencies.clock();
    Limits defaults =
        Limits.NONE
            .with(Limit.REQUESTS_PER_DAY, settings.requestsPerDay())
            .withDefaults(settings.rates());
    CustomerTables tables =
        new CustomerTables(
            gatewayDependencies.dynamoDb(),
            settings.tables().apiKeys(),
            settings.tables().customers(),
            defaults);
    CustomerDirectory customerDirectory = new CustomerDirectory(tables, clock);
    JwtCheck jwts =
        settings.jwt().map(issuer -> JwtCheck.of(issuer, clock)).orElseGet(JwtCheck::none);
    return new AuthenticationServices(
        new Authenticator(customerDirectory, jwts, clock),
        new BrowserKeyIssuer(customerDirectory, SecureRandom::new, clock));
  }
}
