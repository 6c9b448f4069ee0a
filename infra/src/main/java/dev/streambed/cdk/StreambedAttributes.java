package dev.streambed.cdk;

/**
 * What identifies a {@link Streambed} that is deployed.
 *
 * @param tables the names or ARNs of its tables
 * @param aliasArn the ARN of the function's alias {@code live}
 * @param logGroupName the name of the function's log group
 */
public record StreambedAttributes(GatewayTableNames tables, String aliasArn, String logGroupName) {}
