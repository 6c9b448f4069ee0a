/**
 * The CDK app that deploys the gateway, using only the construct's public API.
 *
 * <p>In: the key {@code streambed} of cdk.json. Out: stacks in a cloud assembly; the service stack
 * imports the tables of the data stack, the reporting stack the log group of the service.
 *
 * <ol>
 *   <li>An unknown key or a value of the wrong type is refused; the message names the key and the
 *       allowed values. (Why: a misspelt key would otherwise deploy the default.)
 *   <li>Started directly or by the CDK CLI, the app writes the same templates. (Why: the local
 *       stack starts it directly, and runs what the CLI would deploy.)
 *   <li>Stacks set no account and no region. (Why: the credentials used to deploy determine them,
 *       and tests use the same template as production.)
 *   <li>CDK's validation and both packs of cdk-nag fail the synthesis. (Why: a finding is cheapest
 *       to fix before the deployment.)
 * </ol>
 *
 * <p>Out of scope: what a stack consists of ({@link dev.streambed.cdk}); building the function and
 * finding a JDK (the launcher in the repository's root).
 */
@NullMarked
package dev.streambed.cdk.app;

import org.jspecify.annotations.NullMarked;
