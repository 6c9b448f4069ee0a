package dev.streambed.gateway.config;

/// The issuer whose JSON Web Tokens are accepted.
///
/// @param issuer the exact claim `iss`; its OpenID configuration is found below this URL
/// @param audience a value that the claim `aud` must contain
/// @param customerClaim the claim that holds the customer's id
public record JwtIssuer(String issuer, String audience, String customerClaim) {}
