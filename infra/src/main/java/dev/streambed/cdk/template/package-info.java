/**
 * A cloud assembly as a folder that CloudFormation and Terraform take without CDK.
 *
 * <p>In: the assembly that {@link dev.streambed.cdk.app} writes. Out: one template with parameters,
 * the function's zip, a README and a Terraform module.
 *
 * <ol>
 *   <li>The template is made from those of the stacks. (Why: every resource is the one that CDK
 *       deploys; a change of the construct needs no change here.)
 *   <li>What CDK takes from the assembly or the account is taken away: bootstrap parameter, assets,
 *       exports, metadata. Names that hold a stack's name hold that of the deployed stack. (Why:
 *       the folder is deployed to any account, twice if need be.)
 *   <li>Only what a running stack can change is a parameter; its default is the chosen value. What
 *       API Gateway's deployment holds, such as origins, is not. (Why: CloudFormation makes a new
 *       deployment only for a new logical id, so the change would have no effect.)
 *   <li>The logical id of the function's version holds a hash of the function without the values of
 *       parameters. (Why: a running stack keeps its values, and Lambda refuses to publish a
 *       function twice.)
 *   <li>The zip's name holds its hash, and the template names the zip. (Why: an upgrade cannot run
 *       with the code of the release before.)
 *   <li>The same assembly gives the same bytes, and no file is replaced that was not written here.
 * </ol>
 *
 * <p>Out of scope: synthesis and its checks ({@link dev.streambed.cdk.app}); deploying.
 */
@NullMarked
package dev.streambed.cdk.template;

import org.jspecify.annotations.NullMarked;
