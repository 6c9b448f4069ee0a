package dev.streambed.gateway.config;

/// Whose JSON Web Tokens are taken.
///
/// @param issuer the claim `iss`, exactly; its configuration is found below this URL
/// @param audience what the claim `aud` must contain
/// @param customerClaim the claim that is the customer's id
public record JwtIssuer(String issuer, String audience, String customerClaim) {}
