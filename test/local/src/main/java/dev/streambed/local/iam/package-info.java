/// AWS Identity and Access Management, as far as the template declares it.
///
/// In: the template's roles and policies, and a question: may this access key do this action on
/// this resource? Out: a [Decision], by IAM's own rules.
///
/// 1. Nothing is allowed that no statement allows, because a missing grant is the failure that this
///    stack is there to show.
/// 2. An explicit Deny wins over every Allow.
/// 3. Every function gets credentials of its own ([Credentials]); who calls is known by the access
///    key in the signature and by nothing else.
/// 4. Whoever runs the account may do everything ([Iam#administrator]); it has no policy in the
///    template.
/// 5. A condition operator or an element of a policy that is not understood is refused at the
///    start: guessing would make the answer worthless.
///
/// Resource policies of functions (`AWS::Lambda::Permission`) are read here too ([FunctionPolicy]).
///
/// Out of scope: permission boundaries, session policies, service control policies, and AWS's
/// managed policies but those for logs and traces, which grant nothing that this stack serves.
@NullMarked
package dev.streambed.local.iam;

import org.jspecify.annotations.NullMarked;
