package dev.streambed.gateway;

/// What Lambda tells the AWS SDK. Endpoints and credentials themselves the SDK reads on its own.
///
/// @param region where Bedrock and the tables are
/// @param containerCredentials whether credentials are fetched, as under SnapStart, and not given
public record AwsSettings(String region, boolean containerCredentials) {}
