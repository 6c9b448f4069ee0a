/**
 * The gateway as a CDK construct.
 *
 * <p>In: {@link dev.streambed.cdk.StreambedProps}, properties that are validated when they are set.
 * Out: {@link dev.streambed.cdk.Streambed} with URLs, tables, grants, metrics, and the resources
 * themselves for a team's additions; the parts of which it is put together ({@link
 * dev.streambed.cdk.StreambedTables}, {@link dev.streambed.cdk.StreambedFunction}, {@link
 * dev.streambed.cdk.StreambedFunctionUrl}, {@link dev.streambed.cdk.StreambedRestApi}, {@link
 * dev.streambed.cdk.StreambedWebSocketApi}, {@link dev.streambed.cdk.StreambedMonitoring}), for
 * stacks of their own; and {@link dev.streambed.cdk.StreambedReporting}, which needs only a log
 * group.
 *
 * <ol>
 *   <li>A permission names a specific action and resource. A wildcard in a resource stands only for
 *       regions that Bedrock chooses, with a condition that admits only the profile that chooses
 *       them. The one exception is a guardrail profile, whose ARN has a wildcard Region and no
 *       condition. (Why: the function is open to the internet; an attacker would inherit its role.)
 *   <li>Permissions on a resource that depends on the function, such as its alias, are in a policy
 *       that the function does not depend on; the front door depends on both. (Why: CloudFormation
 *       refuses a cycle, and callers must not arrive before the function may answer.) This holds
 *       between stacks as well: a front door's stack depends on the function's, never the reverse.
 *   <li>A table's permission, its environment variable and the reason are in one statement group.
 *       (Why: half a connection fails only at run time.)
 *   <li>The construct does not depend on a feature flag, a physical name, an account or a region of
 *       the app that uses it, and does not change account settings by default. (Why: the app
 *       belongs to another team.)
 *   <li>A default is a constant beside the property and is not repeated in prose. A variable for
 *       which the function has a default is set only if a team chose a value. (Why: copies
 *       diverge.)
 *   <li>Billing data is retained when the stack is deleted; counters are not. (Why: deleting a
 *       stack must not delete an invoice, and should leave little cost behind.)
 *   <li>A cdk-nag finding is accepted on the construct that it concerns, with its reason, as
 *       metadata. (Why: apps with cdk-nag find no violation, apps without it need no jar.)
 *   <li>The same properties give the same template; maps in a template are sorted. (Why: a
 *       deployment should change only what somebody changed.)
 *   <li>Logical ids stay the same. (Why: CloudFormation replaces a resource with another id.)
 * </ol>
 *
 * <p>Out of scope: the function itself ({@code functions/gateway}); the stacks and the
 * configuration file ({@link dev.streambed.cdk.app}); certificates, DNS records, web ACLs, secrets
 * and VPCs, which belong to the team that uses the construct.
 */
@NullMarked
package dev.streambed.cdk;

import org.jspecify.annotations.NullMarked;
