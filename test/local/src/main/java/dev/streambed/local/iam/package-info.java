/// AWS Identity and Access Management, as far as the template declares it.
///
/// In: the template's roles and policies, and a signed request, or an access key with an action and
/// a resource. Out: a [Decision] by IAM's own rules, or AWS's error.
///
/// 1. An action without an allowing statement is denied, because this stack must show missing
///    grants.
/// 2. An explicit Deny wins over every Allow.
/// 3. Every function gets credentials of its own ([Credentials]). A caller is identified only by
///    the access key in its signature.
/// 4. The account's owner may do everything ([Iam#administrator]); the template has no policy for
///    it.
/// 5. A condition operator or an element of a policy that is not understood is refused at the
///    start: a guess would make the answer worthless.
/// 6. Signatures are checked ([RequestAuthorizer]) by the checker of the Bedrock endpoint, in AWS's
///    order: signature, access key and session token, Region, then policies, then the resource. A
///    caller without permission does not learn which resources exist.
/// 7. A call through an inference profile needs permission for the profile and for the model in
///    every Region that the profile may route to ([BedrockAuthorizer]). For the models the
///    condition key `bedrock:InferenceProfileArn` holds the profile, so that a policy may forbid
///    the model's direct use.
///
/// Resource policies of functions (`AWS::Lambda::Permission`) are read here too ([FunctionPolicy]).
///
/// Out of scope: permission boundaries, session policies, service control policies, presigned URLs,
/// AWS's managed policies except those for logs and traces, and the errors of DynamoDB (`tables`).
@NullMarked
package dev.streambed.local.iam;

import org.jspecify.annotations.NullMarked;
