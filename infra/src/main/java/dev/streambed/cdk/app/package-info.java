/**
 * The app that deploys the gateway as it is: a thin user of the construct's public side.
 *
 * <p>In: the key {@code streambed} of cdk.json. Out: stacks in a cloud assembly; the service stack
 * imports the tables of the data stack, the reporting stack the log group of the service.
 *
 * <ol>
 *   <li>An unknown key or a value of the wrong kind is refused with the key and what it may be.
 *       (Why: a misspelt choice would otherwise deploy the default.)
 *   <li>Started directly or by the CDK CLI, the app writes the same templates. (Why: the local
 *       stack starts it directly, and runs what the CLI would deploy.)
 *   <li>Stacks name no account and no region. (Why: the credentials of whoever deploys decide, and
 *       the template of a test is the template of production.)
 *   <li>CDK's validation and both packs of cdk-nag fail the synthesis. (Why: a finding is cheapest
 *       before the deployment.)
 * </ol>
 *
 * <p>Out of scope: what a stack consists of ({@link dev.streambed.cdk}); building the function and
 * finding a JDK (the launcher in the repository's root).
 */
@NullMarked
package dev.streambed.cdk.app;

import org.jspecify.annotations.NullMarked;
