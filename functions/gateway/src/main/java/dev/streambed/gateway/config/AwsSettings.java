package dev.streambed.gateway.config;

/// What Lambda tells the AWS SDK. Credentials themselves, and the endpoints of its own clients, the
/// SDK reads on its own.
///
/// @param region where Bedrock and the tables are
/// @param containerCredentials whether credentials are fetched, as under SnapStart, and not given
/// @param lambdaEndpoint base URL of Lambda's API; empty for the Region's own
/// @param managementEndpoint base URL of `@connections`, with the stage; empty for the API's own
/// @param snsEndpoint base URL of SNS's API; empty for the Region's own
/// @param bedrockEndpoint base URL of Bedrock's runtime API; empty for the Region's own
public record AwsSettings(
    String region,
    boolean containerCredentials,
    String lambdaEndpoint,
    String managementEndpoint,
    String snsEndpoint,
    String bedrockEndpoint) {}
