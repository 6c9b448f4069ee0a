package dev.streambed.gateway.config;

/// The AWS settings that Lambda provides. The SDK itself reads credentials, and the endpoints of
/// its own clients.
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
