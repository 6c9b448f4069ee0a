/// AWS Identity and Access Management, as far as the template declares it.
///
/// In: the template's roles and policies, and a signed request or a question: may this access key
/// do this action on this resource? Out: a [Decision], by IAM's own rules, or AWS's error.
///
/// 1. Nothing is allowed that no statement allows, because a missing grant is the failure that this
///    stack is there to show.
/// 2. An explicit Deny wins over every Allow.
/// 3. Every function gets credentials of its own ([Credentials]). A caller is known by the access
///    key in its signature and by nothing else.
/// 4. The person who runs the account may do everything ([Iam#administrator]); the template has no
///    policy for it.
/// 5. A condition operator or an element of a policy that is not understood is refused at the
///    start: a guess would make the answer worthless.
/// 6. Signatures are checked ([RequestAuthorizer]) by the checker of the Bedrock endpoint, in AWS's
///    order: signature, access key and session token, Region, then policies, then the resource. A
///    stranger does not learn what exists.
/// 7. A call through an inference profile touches the profile and the model in every Region that
///    the profile may send it to; each of them must be allowed ([BedrockAuthorizer]). For the
///    models the condition key `bedrock:InferenceProfileArn` holds the profile, so that a policy
///    may forbid the model's direct use.
///
/// Resource policies of functions (`AWS::Lambda::Permission`) are read here too ([FunctionPolicy]).
///
/// Out of scope: permission boundaries, session policies, service control policies, presigned URLs,
/// AWS's managed policies except those for logs and traces, and the errors of DynamoDB (`tables`).
@NullMarked
package dev.streambed.local.iam;

import org.jspecify.annotations.NullMarked;
