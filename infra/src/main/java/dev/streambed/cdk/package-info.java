/**
 * The gateway as a CDK construct.
 *
 * <p>In: {@link dev.streambed.cdk.StreambedProps}, a few choices that are checked when they are
 * made. Out: {@link dev.streambed.cdk.Streambed} with URLs, tables, grants, metrics, and the
 * resources themselves for whatever a team adds; and {@link dev.streambed.cdk.StreambedReporting},
 * which needs nothing but a log group.
 *
 * <ol>
 *   <li>A permission names one action and one resource. A wildcard in a resource stands for regions
 *       that Bedrock chooses, and a condition then admits only the profile that chooses them. (Why:
 *       the function is open to the internet; its role is what an attacker would inherit.)
 *   <li>What the function may do with a resource that waits for the function, such as its alias, is
 *       a policy that the function does not wait for, and the front door waits for both. (Why:
 *       CloudFormation refuses a cycle, and nobody should come in before the function may answer.)
 *   <li>A table's permission, its name in the environment and the reason stand in one statement
 *       group. (Why: a wire that is half there fails only at run time.)
 *   <li>Nothing depends on a feature flag, a physical name, an account or a region of the app that
 *       uses the construct, and nothing changes the account unasked. (Why: it is a guest there.)
 *   <li>A default is a constant beside the choice and is not repeated in prose. What the function
 *       has a default for is not set at all unless a team chose it. (Why: two copies disagree.)
 *   <li>Data that bills rest on outlives the stack; counters do not. (Why: a deleted stack must not
 *       delete an invoice, and must not cost anything either.)
 *   <li>A finding of cdk-nag is accepted on the construct that it is found on, with its reason, as
 *       metadata. (Why: apps with cdk-nag find the construct clean, apps without it need no jar.)
 *   <li>The same choices give the same bytes: maps that reach a template are sorted. (Why: a
 *       deployment should change what somebody changed.)
 * </ol>
 *
 * <p>Out of scope: what the function does and reads ({@code functions/gateway}); the stacks and the
 * configuration file ({@link dev.streambed.cdk.app}); custom domains, web ACLs and VPCs, which
 * belong to the team that uses the construct.
 */
@NullMarked
package dev.streambed.cdk;

import org.jspecify.annotations.NullMarked;
